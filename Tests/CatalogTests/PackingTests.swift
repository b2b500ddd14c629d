import Testing
import Values

@testable import Catalog

@Suite("The flat form") struct PackingTests {
    @Test func packingAndOpeningGiveTheSameCatalog() throws {
        let catalog = SampleCatalog.catalog
        let opened = try Catalog(packed: catalog.packed)
        #expect(opened == catalog)
        #expect(opened.entries == catalog.entries)
        #expect(opened.packed == catalog.packed)
        #expect(opened.location(of: opened.files[0]) == "catalog/\(opened.files[0])")
    }

    @Test func everyFieldOfEveryKindSurvives() throws {
        let place = SourcePosition(file: "elsewhere/x.yaml", line: 123_456, column: 7)
        let pattern = PatternDetail(
            form: .message,
            roles: [Role(id: "r", name: "R – ß 日本", capability: "external", summary: "s", position: place)],
            edges: [RoleEdge(from: "r", to: "r", kind: "call", label: "l", position: place)],
            bindings: [
                Binding(
                    id: "b", name: "B", summary: "", templatePath: "p",
                    roles: [
                        RoleBinding(
                            role: "r",
                            targets: [.absent, .external("e"), .resource("L"), .part(resource: "L", part: "a#b")],
                            position: place)
                    ], position: place)
            ],
            layers: ["network"], practices: ["p"], flows: ["f"],
            failures: [
                FailureMode(
                    name: "n", what: "w", watch: .init(flow: "f", at: TimeSpan(nanoseconds: -5)), position: place)
            ])
        let details: [Entry.Detail] = [
            .none, .pattern(pattern),
            .service(ServiceDetail(implements: ["a"], resourceTypes: ["b", "c"], modelled: [], notModelled: ["d"])),
            .flow(FlowDetail(pattern: "p", bindings: ["b"], path: "x", horizon: TimeSpan(nanoseconds: .max))),
            .term(TermDetail(example: "e", confusedWith: ["c"])),
            .practice(PracticeDetail(pillar: "cost", appliesTo: ["p"])),
            .source(SourceDetail(location: "l", read: "2026-11")),
        ]
        let blocks: [Section.Block] = [
            .paragraph(""), .item("i\n\"\\"), .named(name: "n", text: "t"),
            .fact(name: "n", value: "v", source: "s", note: ""), .row(["", "a", "b"]),
        ]
        let entries = details.enumerated().map { number, detail in
            Entry(
                id: "e\(number)", kind: EntryKind.allCases[number], name: "N", aliases: ["a"], summary: "s",
                tags: ["t"],
                related: ["e0"], sources: ["e1"], sections: [Section(title: "T", blocks: blocks)], detail: detail,
                position: number == 0 ? .none : place)
        }
        let catalog = Catalog(entries: entries)
        #expect(catalog.entries == entries)
    }

    @Test func numbersOfAllSizesSurvive() throws {
        var packer = Packer()
        let numbers = [0, 1, 31, 32, 33, 1023, 1024, .max, .min, -1]
        for number in numbers { packer.append(number) }
        let read = try packer.bytes.withUnsafeBufferPointer { (bytes) throws(PackedFault) in
            var unpacker = try Unpacker(bytes, 0..<bytes.count)
            return try numbers.map { (_) throws(PackedFault) in try unpacker.number() }
        }
        #expect(read == numbers)
    }

    @Test func everyCutAndEveryChangedByteIsNoticed() {
        let packed = SampleCatalog.catalog.packed
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<1000 {
            var damaged = packed
            damaged[numbers.next(below: packed.count)] ^= UInt8(1 + numbers.next(below: 255))
            #expect(throws: Diagnostics.self) { try Catalog(packed: damaged) }
            #expect(throws: Diagnostics.self) {
                try Catalog(packed: Array(packed.prefix(numbers.next(below: packed.count))))
            }
        }
    }

    @Test func aDamagedCatalogSaysSo() {
        #expect {
            try Catalog(packed: Array("archscope catalog 2\n".utf8))
        } throws: {
            "\($0)" == "error: a damaged catalog at byte 0; expected a catalog of this version"
        }
    }

    /// The checksum is made right again, so that the damage reaches the readers behind it: they may refuse it or read
    /// something else, but not crash.
    @Test func damageBehindTheChecksumNeverCrashes() {
        let packed = SampleCatalog.catalog.packed
        let start = PackedCatalog.contentStart
        var numbers = SeededNumbers(seed: 7)
        var refused = 0
        for _ in 0..<3000 {
            var damaged = Array(packed.dropFirst(start))
            for _ in 0...numbers.next(below: 3) {
                let place = numbers.next(below: damaged.count)
                switch numbers.next(below: 3) {
                case 0: damaged[place] = UInt8(63 + numbers.next(below: 64))
                case 1: damaged[place] = UInt8(numbers.next(below: 256))
                default: damaged.removeSubrange(place..<min(damaged.count, place + numbers.next(below: 9)))
                }
            }
            do {
                let opened = try PackedCatalog(.owned(PackedCatalog.sealed(damaged)))
                for place in opened.heads.indices {
                    _ = try opened.entry(at: place)
                    _ = try opened.places(leadingTo: opened.heads[place].id)
                }
                for file in opened.files { _ = opened.text(of: file) }
            } catch {
                refused += 1
            }
        }
        #expect(refused > 500)
    }
}
