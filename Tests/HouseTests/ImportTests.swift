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

    @Test func everyRowIsNeeded() throws {
        let table = try Repository.importTable()
        let files = Dictionary(grouping: Repository.files(in: "Sources"), by: \.room)
        for (room, allowed) in table where files[room] != nil {
            let used = Set(files[room]!.flatMap { imports(of: $0).map(\.name) })
            for name in allowed.subtracting(used).sorted() {
                Issue.record("Package.swift lets \(room) import \(name), which it does not")
            }
        }
    }

    private func imports(of file: Repository.File) -> [(name: String, line: Int)] {
        file.lines.enumerated().compactMap { index, line in
            guard
                let match = line.firstMatch(
                    of:
                        /^\s*(?:@\w+ |public |internal |package |private )*import (?:(?:struct|enum|func|class|protocol|let|var|typealias) )?(\w+)/
                )
            else { return nil }
            return (String(match.1), index + 1)
        }
    }
}
