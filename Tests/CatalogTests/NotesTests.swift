import Catalog
import Foundation
import Testing

/// The repository's catalog, read once.
private let repositoryCatalog: Catalog = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return readCatalog(directory: "/\(root)/catalog").catalog
}()

@Suite("Every line of the notes is carried by entries that say it")
struct NotesTests {
    /// The repository's catalog, read once.
    /// The notes themselves are not part of the repository; where they are at hand, this names their file.
    private static let notes = ProcessInfo.processInfo.environment["ARCHSCOPE_NOTES"]

    @Test(arguments: notesLines) func itsEntriesSayWhatItSays(_ line: NotesLine) throws {
        #expect(!line.carried.isEmpty)
        for carrier in line.carried {
            let parts = carrier.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let entry = repositoryCatalog.entry(parts[0]) else {
                Issue.record("no entry carries '\(carrier)'")
                continue
            }
            let says = Self.text(of: entry).localizedCaseInsensitiveContains(parts[1])
            #expect(says, "'\(parts[0])' does not say '\(parts[1])'")
        }
    }

    @Test func theLinesAreInOrderAndNoneStandsTwice() {
        let numbers = notesLines.map(\.number)
        #expect(numbers == Set(numbers).sorted())
        #expect(numbers.count == 118)
    }

    /// Whoever reads the guide of the notes comes to every entry that the lines rest on, or to one that leads there.
    @Test func theGuideOfTheNotesLeadsToThem() throws {
        let guide = try #require(repositoryCatalog.entry("notes-in-order"))
        let first = Set(guide.links).union([guide.id, "the-notes"])
        let second = first.union(first.flatMap { repositoryCatalog.entry($0)?.links ?? [] })
        for line in notesLines {
            for carrier in line.carried {
                let id = String(carrier.prefix { $0 != ":" })
                #expect(second.contains(id), "'\(id)' is not reached from the guide")
            }
        }
    }

    @Test(.enabled(if: notes != nil)) func theTableIsThatOfTheNotes() throws {
        let text = try String(contentsOfFile: try #require(Self.notes), encoding: .utf8)
        let written = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(\.isWhitespace) }.map { (number: $0.offset + 1, text: $0.element) }
        #expect(notesLines.map(\.number) == written.map(\.number))
        for (line, original) in zip(notesLines, written) {
            #expect(
                original.text.localizedCaseInsensitiveContains(line.says), "\(line.testDescription): \(original.text)")
        }
    }

    /// All words of an entry that a reader sees.
    private static func text(of entry: Entry) -> String {
        var words = [entry.name, entry.summary] + entry.aliases + entry.tags
        if case .source(let source) = entry.detail { words.append(source.location) }
        for section in entry.sections {
            words.append(section.title)
            for block in section.blocks {
                switch block {
                case .paragraph(let text), .item(let text): words.append(text)
                case .named(let name, let text): words += [name, text]
                case .fact(let name, let value, _, let note): words += [name, value, note]
                case .row(let cells): words += cells
                }
            }
        }
        return words.map { Markup.plain($0) }.joined(separator: "\n")
    }
}

@Suite("Every service that the notes name says what an engineer asks of it")
struct NamedServicesTests {
    private static let named = [
        "api-gateway", "lambda", "s3", "dynamodb", "dynamodb-streams", "dax", "sns", "sqs", "kinesis", "firehose",
        "cloudwatch", "cloudfront", "appsync", "athena", "step-functions", "eventbridge", "route-53", "x-ray",
        "cloudtrail", "secrets-manager", "elastic-load-balancing", "classic-load-balancer",
        "application-load-balancer", "network-load-balancer", "ecs",
    ]
    /// What is not paid for by itself, or no part of a running system.
    private static let withoutPrice = ["iam", "sam", "cloudformation", "localstack", "dynamodb-local"]

    @Test(arguments: named + withoutPrice) func itSaysHowItFailsAndWhatItCosts(_ id: String) throws {
        let entry = try #require(repositoryCatalog.entry(id))
        guard case .service(let service) = entry.detail else { throw Missing(id) }
        #expect(!service.implements.isEmpty)
        for capability in service.implements { #expect(repositoryCatalog.head(capability)?.kind == .capability) }
        let titles = Set(entry.sections.map(\.title))
        #expect(titles.contains("How it fails"), "\(titles)")
        let facts = entry.sections.flatMap(\.blocks).compactMap { block -> (String, String)? in
            if case .fact(_, let value, let source, _) = block { (value, source) } else { nil }
        }
        for (value, source) in facts {
            #expect(
                !value.isEmpty && repositoryCatalog.head(source)?.kind == .source, "\(id): \(value) from '\(source)'")
        }
        guard Self.named.contains(id) else { return }
        #expect(titles.contains("Price dimensions"), "\(titles)")
        // The classic balancer is there to be recognised, not to be chosen.
        guard id != "classic-load-balancer" else { return }
        #expect(titles.contains("Defaults") || titles.contains("Limits"), "\(titles)")
    }

    /// An entry that is no service.
    private struct Missing: Error {
        var id: String
        init(_ id: String) { self.id = id }
    }
}
