import Testing

@Suite("A room imports only what its row in Package.swift names")
struct ImportTests {
    /// Rooms that get by with Swift's own library alone.
    private static let withoutFoundation: Set = [
        "Values", "Graphs", "Canvas", "Simulation", "Languages", "Diagrams", "Terminal",
    ]
    private static let foundation: Set = ["Foundation", "FoundationEssentials"]
    private static let system: Set = ["Glibc", "Darwin", "Musl", "Synchronization"]

    @Test func theTableIsRead() throws {
        let table = try Repository.importTable()
        #expect(table["Values"] == [])
        #expect(table["Documents"] == ["Values", "Yams"])
        #expect(table["Terminal"] == ["CTerminal", "Canvas"])
        #expect(table["archscope"]?.isSuperset(of: ["Explorer", "Terminal", "ArgumentParser"]) == true)
    }

    @Test func everyImportIsInTheTable() throws {
        let table = try Repository.importTable()
        for file in Repository.files(in: "Sources") {
            let allowed = table[file.room] ?? []
            for (name, line) in imports(of: file) {
                if Self.foundation.contains(name) {
                    #expect(
                        !Self.withoutFoundation.contains(file.room),
                        "\(file.path):\(line): \(file.room) has no Foundation")
                } else if Self.system.contains(name) {
                    #expect(
                        !Self.withoutFoundation.contains(file.room), "\(file.path):\(line): \(file.room) has no \(name)"
                    )
                } else if file.path.contains("/Plugin/") {
                    #expect(name == "PackagePlugin", "\(file.path):\(line): a plugin imports \(name)")
                } else {
                    #expect(
                        allowed.contains(name), "\(file.path):\(line): the row of \(file.room) does not name \(name)")
                }
            }
        }
    }

    private func imports(of file: Repository.File) -> [(name: String, line: Int)] {
        file.lines.enumerated().compactMap { index, line in
            // What may stand before `import`: attributes and how far it is seen.
            let starts = ["import ", "@", "public import ", "internal import ", "package import ", "private import "]
            guard starts.contains(where: { line.utf8.starts(with: $0.utf8) }) else { return nil }
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count else { return nil }
            let kinds: Set<Substring> = ["struct", "enum", "func", "class", "protocol", "let", "var", "typealias"]
            let name = kinds.contains(words[place + 1]) ? words.dropFirst(place + 2).first : words[place + 1]
            return name.map { (String($0.prefix { $0 != "." }), index + 1) }
        }
    }
}
