import Catalog
import Foundation
import Patterns
import Testing
import Values

/// Flows and templates of a user's own catalog may be written in any way, or be damaged.
@Suite("A damaged catalog is told and never crashes what writes folders") struct DamagedFolderTests {
    static let rounds = Int(ProcessInfo.processInfo.environment["ARCHSCOPE_FUZZ_ROUNDS"] ?? "") ?? 8

    /// The part of the catalog that belongs to one pattern, with one file's text in another's place.
    private func catalog(of pattern: String, replacing path: String, with text: String) -> Catalog {
        let entries = Repository.catalog.entries.filter { entry in
            if case .flow(let flow) = entry.detail { return flow.pattern == pattern }
            return entry.id == pattern
        }
        let files = Repository.catalog.files.filter { $0.hasPrefix("patterns/\(pattern)/") }.map { file in
            CatalogFile(path: file, text: file == path ? text : Repository.catalog.file(file)?.text ?? "")
        }
        return Catalog(entries: entries, files: files)
    }

    @Test(arguments: [
        ("write-buffering", "patterns/write-buffering/flows/write-spike.yaml"),
        ("write-buffering", "patterns/write-buffering/bindings/buffered/template.yaml"),
        ("table-stream", "patterns/table-stream/flows/shipped-orders.yaml"),
    ])
    func damageIsToldOrWrittenAsItIs(_ pattern: String, _ path: String) throws {
        let original = Array(try #require(Repository.catalog.file(path)).text.utf8)
        for seed in 0..<UInt64(Self.rounds) {
            var state = seed &+ 0x9E37_79B9_7F4A_7C15
            func next(_ bound: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int((state >> 33) % UInt64(bound))
            }
            var bytes = original
            for _ in 0...next(3) {
                let place = next(bytes.count)
                switch next(4) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(32 + next(95))
                case 2: bytes.insert(contentsOf: Array("\n  - {".utf8), at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + next(200)))
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do {
                let folder = try deployableFolder(
                    of: pattern, in: catalog(of: pattern, replacing: path, with: text))
                #expect(folder.files.first?.path == "template.yaml", "seed \(seed)")
            } catch {
                #expect(!error.all.isEmpty, "seed \(seed)")
            }
        }
    }

    /// A list in brackets cannot be cut line by line, and that is said with its place.
    @Test func whatCannotBeCutIsToldWithItsPlace() throws {
        let path = "patterns/write-buffering/flows/write-spike.yaml"
        let text = try #require(Repository.catalog.file(path)).text
        let start = try #require(text.range(of: "expectations:")).lowerBound
        let flow =
            text[..<start] + """
                expectations: [{say: Direct., binding: direct, metric: calls, of: orders, is: "> 0"},
                  {say: Buffered., binding: buffered, metric: calls, of: orders, is: "> 0"}]

                """
        do {
            _ = try deployableFolder(
                of: "write-buffering", in: catalog(of: "write-buffering", replacing: path, with: String(flow)))
            Issue.record("it was written")
        } catch {
            let lines = text[..<start].split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(error.description.contains("\(path):\(lines):16: error: what stands here cannot be written again"))
        }
    }
}
