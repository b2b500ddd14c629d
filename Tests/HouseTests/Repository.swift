import Foundation
import Testing

/// The files of this repository, as the tests of its rules look at them.
enum Repository {
    /// The top folder.
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A file's text and its path below the top folder.
    struct File: Sendable {
        var path: String
        var text: String
        /// Its lines without the spaces they start with, as words of the rules are compared: byte by byte, which keeps
        /// these tests fast in debug builds.
        var lines: [Substring]
        /// The folder below `Sources` or `Tests`.
        var room: String

        init(path: String, text: String) {
            self.path = path
            self.text = text
            lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
                Substring(line.drop { $0 == UInt8(ascii: " ") })
            }
            room = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        }

        /// The numbers of the lines that hold a word.
        func lines(with word: String) -> [Int] {
            guard text.range(of: word, options: .literal) != nil else { return [] }
            return lines.indices.filter { lines[$0].range(of: word, options: .literal) != nil }.map { $0 + 1 }
        }
    }

    /// All files with one of the endings below a folder, in the order of their paths.
    static func files(in folder: String, endings: [String] = ["swift"]) -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let all = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
        return all.compactMap { $0 as? URL }
            .filter { endings.contains($0.pathExtension) }
            .compactMap { url in
                guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
                return File(path: String(url.path.dropFirst(root.path.count + 1)), text: text)
            }
            .sorted { $0.path < $1.path }
    }

    /// The names of folders in a folder, in order.
    static func folders(in folder: String) -> [String] {
        let base = root.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
        return names.sorted().filter { name in
            var isFolder: ObjCBool = false
            let path = base.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }
    }

    /// The text of one file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// What Package.swift lets each room under `Sources` import, by the room's name.
    static func importTable() throws -> [String: Set<String>] {
        let manifest = try text("Package.swift")
        var table: [String: Set<String>] = [:]
        // A row of the table: ("Name", ["Import", .product(name: "Product", package: "Package")]).
        let row = /\(\s*"(\w+)",\s*\[([^\]]*)\]\s*,?\s*\)/
        for match in manifest.matches(of: row) { table[String(match.1)] = names(in: match.2) }
        // A target of its own: .target(name: "Name", dependencies: [...]).
        let target = /\.(?:executableTarget|target)\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/
        for match in manifest.matches(of: target) { table[String(match.1)] = names(in: match.2) }
        return table
    }

    private static func names(in list: Substring) -> Set<String> {
        let products = list.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) }
        let rooms = list.replacing(/\.product\([^)]*\)/, with: "").matches(of: /"(\w+)"/).map { String($0.1) }
        return Set(products + rooms)
    }
}
