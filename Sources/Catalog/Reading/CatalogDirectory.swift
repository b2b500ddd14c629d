import Values

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads a folder as a catalog. Hidden files and editors' copies are passed over; what else does not belong is an error.
public func readCatalog(directory: String, over base: Catalog = .empty) -> CatalogReading {
    let listing = CatalogListing(directory)
    var reading = readCatalog(listing.files, root: directory, over: base)
    reading.diagnostics = listing.diagnostics + reading.diagnostics
    return reading
}

/// The files of a folder, read.
private struct CatalogListing {
    private(set) var files: [CatalogFile] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// More than any entry or template needs; a larger file is in the wrong folder.
    private static let largest = 1 << 20
    /// More folders inside of each other than a catalog has: links that lead back up end here.
    private static let deepest = 8

    init(_ directory: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            fail(directory, "no folder of this name that can be read", "name a catalog's folder")
            return
        }
        read(names, in: directory, under: "", depth: 1)
    }

    private mutating func read(_ names: [String], in directory: String, under folder: String, depth: Int) {
        for name in names.sorted() where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            let location = catalogLocation(of: path, in: directory)
            if let inside = try? FileManager.default.contentsOfDirectory(atPath: location) {
                if depth < Self.deepest {
                    read(inside, in: directory, under: path, depth: depth + 1)
                } else {
                    fail(location, "a folder too deep", "a catalog's folders are at most \(Self.deepest) deep")
                }
            } else {
                read(path, location)
            }
        }
    }

    private mutating func read(_ path: String, _ location: String) {
        guard let data = FileManager.default.contents(atPath: location) else {
            fail(location, "an unreadable file", "check its permissions")
            return
        }
        guard data.count <= Self.largest else {
            fail(location, "a file of \(data.count) bytes", "a catalog's files have at most \(Self.largest)")
            return
        }
        guard let text = String(data: data, encoding: .utf8) else {
            fail(location, "bytes that are not UTF-8", "save the file as UTF-8")
            return
        }
        files.append(CatalogFile(path: path, text: text))
    }

    private mutating func fail(_ location: String, _ found: String, _ expected: String) {
        diagnostics.append(Diagnostic(at: SourcePosition(file: location), found: found, expected: expected))
    }
}
