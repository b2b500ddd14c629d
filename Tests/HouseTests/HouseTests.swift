import Foundation
import Testing

@Suite("The rules of the house")
struct HouseTests {
    private static let sources = Repository.files(in: "Sources", endings: ["swift", "c", "h"])
    private static let tests = Repository.files(in: "Tests")

    @Test func noFileIsLongerThanAReaderHoldsInMind() {
        for file in Self.sources + Self.tests where file.lines.count > 500 {
            Issue.record("\(file.path) has \(file.lines.count) lines; 500 are the limit")
        }
    }

    @Test func everyRoomHasTests() {
        let withTests = Dictionary(grouping: Self.tests, by: \.room).mapValues { files in
            files.contains { $0.text.contains("@Test") }
        }
        for room in Repository.folders(in: "Sources") {
            // The shim is tested through the one room that uses it.
            let tests = room == "CTerminal" ? "TerminalTests" : "\(room)Tests"
            if withTests[tests] != true { Issue.record("Tests/\(tests) holds no test of Sources/\(room)") }
        }
    }

    @Test func everyRoomSaysWhatItOwnsAndWhatItMustNotKnow() {
        let files = Dictionary(grouping: Self.sources, by: \.room)
        for room in Repository.folders(in: "Sources") {
            let comments = files[room, default: []].map { file in
                file.lines.filter { $0.utf8.starts(with: "//".utf8) }.map { $0.drop { $0 == "/" } }.joined()
            }
            let says = comments.contains { text in
                text.contains("`\(room)` owns") && text.contains("must not know")
            }
            if !says { Issue.record("no file of Sources/\(room) says \"`\(room)` owns ... It must not know ...\"") }
        }
    }

    @Test func everyPublicDeclarationIsDocumented() {
        for file in Self.sources where file.path.hasSuffix(".swift") {
            var documented = false
            for (index, line) in file.lines.enumerated() {
                let bytes = line.utf8
                if bytes.starts(with: "///".utf8) {
                    documented = true
                } else if bytes.starts(with: "@".utf8), line.range(of: "public ") == nil {
                    continue
                } else {
                    // Of what other modules see, only imports need no words.
                    let isPublic = bytes.starts(with: "public ".utf8) || bytes.starts(with: "@".utf8)
                    if isPublic, !documented, !bytes.starts(with: "public import".utf8) {
                        Issue.record("\(file.path):\(index + 1): no comment says what this is: \(line)")
                    }
                    documented = false
                }
            }
        }
    }

    @Test func nothingIsLeftForLater() {
        // Spelled in pieces, so that this file passes too.
        let words = [
            "TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK", "not " + "implemented", "not yet " + "implemented",
        ]
        for file in Self.sources + Self.tests {
            for word in words {
                for line in file.lines(with: word) { Issue.record("\(file.path):\(line): says \"\(word)\"") }
            }
            if file.path.hasSuffix("Place" + "holder.swift") { Issue.record("\(file.path) holds nothing") }
        }
    }

    @Test func noFileNamesAFolderOfOneMachine() {
        let words = ["/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/tm" + "p/"]
        // Where temporary files are made there is no other name for it.
        let exceptions: Set = ["Sources/CTerminal/Signals.c"]
        for file in Self.sources where !exceptions.contains(file.path) {
            for word in words {
                for line in file.lines(with: word) { Issue.record("\(file.path):\(line): names \(word)") }
            }
        }
    }

    @Test func theTopFolderHoldsOnlyWhatItMust() throws {
        let allowed: Set = ["Sources", "Tests", "catalog"]
        for name in Repository.folders(in: "") where !name.hasPrefix(".") {
            #expect(allowed.contains(name), "\(name) stands in the top folder")
        }
    }

    @Test func theGuideNamesEveryRoom() throws {
        let guide = try Repository.text("Sources/ARCHITECTURE.md")
        for room in Repository.folders(in: "Sources") {
            #expect(guide.contains("`\(room)`"), "Sources/ARCHITECTURE.md does not name \(room)")
        }
    }
}
