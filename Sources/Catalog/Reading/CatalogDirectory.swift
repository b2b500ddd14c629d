import Values

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads a folder as a catalog. Hidden files and editors' copies are passed over; what else does not belong is an error.
/// Messages and positions name the folder `root`, if given, else as `directory` does.
public func readCatalog(directory: String, named root: String? = nil, over base: Catalog = .empty) -> CatalogReading {
    let listing = CatalogListing(directory, root: root ?? directory)
    var reading = readCatalog(listing.files, root: root ?? directory, over: base)
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

    private let directory: String
    private let root: String

    init(_ directory: String, root: String) {
        self.directory = directory
        self.root = root
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            fail("", "no folder of this name that can be read", "name a catalog's folder")
            return
        }
        read(names, under: "", depth: 1)
    }

    private mutating func read(_ names: [String], under folder: String, depth: Int) {
        for name in names.sorted() where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            let location = catalogLocation(of: path, in: directory)
            if let inside = try? FileManager.default.contentsOfDirectory(atPath: location) {
                if depth < Self.deepest {
                    read(inside, under: path, depth: depth + 1)
                } else {
                    fail(path, "a folder too deep", "a catalog's folders are at most \(Self.deepest) deep")
                }
            } else {
                read(path, at: location)
            }
        }
    }

    private mutating func read(_ path: String, at location: String) {
        guard let data = FileManager.default.contents(atPath: location) else {
            fail(path, "an unreadable file", "check its permissions")
            return
        }
        guard data.count <= Self.largest else {
            fail(path, "a file of \(data.count) bytes", "a catalog's files have at most \(Self.largest)")
            return
        }
        guard let text = String(data: data, encoding: .utf8) else {
            fail(path, "bytes that are not UTF-8", "save the file as UTF-8")
            return
        }
        files.append(CatalogFile(path: path, text: text))
    }

    private mutating func fail(_ path: String, _ found: String, _ expected: String) {
        let file = path.isEmpty ? root : catalogLocation(of: path, in: root)
        diagnostics.append(Diagnostic(at: SourcePosition(file: file), found: found, expected: expected))
    }
}
