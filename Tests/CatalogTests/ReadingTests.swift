import Catalog
import TestKit
import Testing
import Values

@Suite("Reading a catalog") struct ReadingTests {
    @Test func aRightCatalogHasNoFaultsAndEveryEntry() {
        let reading = readCatalog(SampleCatalog.files)
        #expect(reading.diagnostics.isEmpty)
        #expect(
            reading.catalog.heads.map { "\($0.kind) \($0.id)" } == [
                "capability message-queue", "service sqs", "pattern buffering", "flow buffering-spike", "term backlog",
                "practice keep-dead-letters", "decision wait-or-not", "guide first-steps", "source aws-sqs",
            ])
        #expect(
            reading.catalog.files == [
                "patterns/buffering/bindings/queue/template.yaml", "patterns/buffering/flows/buffering-spike.yaml",
            ])
    }

    @Test func anArticleHasTheSectionsOfItsKindInReadingOrder() throws {
        let entry = try #require(SampleCatalog.catalog.entry("message-queue"))
        #expect(
            entry.sections.map(\.title) == [
                "What it is", "What it promises", "Numbers", "How it fails", "When", "When not",
            ])
        #expect(
            entry.sections[0].blocks == [
                .paragraph("A queue holds messages. See [[sqs]]."),
                .paragraph("Each message is taken by **one** consumer."),
            ])
        #expect(
            entry.sections[2].blocks == [.fact(name: "retention", value: "14 days", source: "aws-sqs", note: "at most")]
        )
        #expect(entry.position == SourcePosition(file: "catalog/capabilities/message-queue.yaml", line: 1, column: 1))
    }

    @Test func aPatternKnowsItsPartsAndItsFlows() throws {
        let entry = try #require(SampleCatalog.catalog.entry("buffering"))
        guard case .pattern(let pattern) = entry.detail else {
            Issue.record("no pattern's detail")
            return
        }
        #expect(pattern.form == .template)
        #expect(pattern.flows == ["buffering-spike"])
        #expect(pattern.roles.map(\.id) == ["producer", "buffer"])
        #expect(pattern.edges.map(\.label) == ["order"])
        #expect(pattern.bindings.map(\.templatePath) == ["patterns/buffering/bindings/queue/template.yaml"])
        #expect(pattern.bindings[0].roles.map(\.targets) == [[.external("client")], [.resource("Orders")]])
        #expect(pattern.failures[0].watch == FailureMode.Watch(flow: "buffering-spike", at: .milliseconds(30_000)))
        #expect(pattern.failures[1].whyNot == "One Region is emulated.")
        #expect(SampleCatalog.catalog.head("buffering")?.canRun == true)
    }

    @Test func aDecisionLaysItsOptionsSideBySide() throws {
        let entry = try #require(SampleCatalog.catalog.entry("wait-or-not"))
        #expect(entry.sections.map(\.title) == ["The question", "Take", "Side by side", "In doubt"])
        #expect(
            entry.sections[2].blocks == [
                .row(["", "Buffer", "Plain queue"]), .row(["Answer", "later", "see [[backlog]]"]),
            ])
        #expect(entry.links == ["buffering", "message-queue", "backlog", "aws-sqs"])
    }

    @Test func aDecisionComparesAllOfItsOptions() throws {
        let files = SampleCatalog.files(
            replacing: "[later, \"see [[backlog]]\"]", by: "[a, b, c]", in: "decisions/wait-or-not.yaml")
        #expect(
            readCatalog(files).diagnostics.map(\.description) == [
                "decisions/wait-or-not.yaml:9:5: error: 'Answer' compares 3 values; expected one for each of the 2 options"
            ])
    }

    @Test func noNumberRestsOnASourceThatWasNotRead() {
        let files = SampleCatalog.files(replacing: "  read: 2026-11-23\n", by: "", in: "sources.yaml")
        #expect(
            readCatalog(files).diagnostics.map(\.description).first
                == "capabilities/message-queue.yaml:1:1: error: 'retention' rests on 'aws-sqs', which was not read; "
                + "read it and say when, or name another source")
    }

    @Test func aGuideHasASectionForEachOfItsChapters() throws {
        let entry = try #require(SampleCatalog.catalog.entry("first-steps"))
        #expect(
            entry.sections == [
                Section(title: "What it is", blocks: [.paragraph("An order.")]),
                Section(
                    title: "Queues", blocks: [.paragraph("They hold."), .item("[[message-queue]]"), .item("[[sqs]]")]),
            ])
        #expect(SampleCatalog.catalog.backlinks(to: "sqs").contains("first-steps"))
    }

    @Test func aFlowIsListedByNameBindingsAndWhatItShows() throws {
        let entry = try #require(SampleCatalog.catalog.entry("buffering-spike"))
        guard case .flow(let flow) = entry.detail else {
            Issue.record("no flow's detail")
            return
        }
        #expect(flow.pattern == "buffering")
        #expect(flow.bindings == ["queue"])
        #expect(flow.horizon == .milliseconds(60_000))
        #expect(entry.sections == [Section(title: "What it shows", blocks: [.item("Every order is kept.")])])
        #expect(SampleCatalog.catalog.file(flow.path)?.text == SampleCatalog.flow)
    }

    @Test func allFaultsOfAllFilesComeAtOnceInTheOrderOfFilesAndLines() {
        let service = """
            id: sqs
            nmae: Amazon SQS
            summary: |-
              two
              lines
            tags: messaging
            implements: [message-queu]
            resourceTypes: []
            what: Uses [[nothing-here]] and an open [[mark
            behaviour: []
            defaults: [{name: size, value: [1], source: sqs}]
            limits: []
            failureModes: []
            prices: []
            emulation: {models: [], omit: []}
            sources: [aws-sqs]
            """
        var files = SampleCatalog.files.filter { $0.path != "services/sqs.yaml" }
        files.append(CatalogFile(path: "services/sqs.yaml", text: service))
        files.append(CatalogFile(path: "notes.txt", text: ""))
        files.append(CatalogFile(path: "terms/broken.yaml", text: "- id: [\n"))
        let lines = readCatalog(files).diagnostics.map(\.description)
        expectPicture(
            lines.joined(separator: "\n"),
            """
            notes.txt: error: a file in a place that holds none; a catalog has capabilities/*.yaml, services/*.yaml, \
            patterns/*/pattern.yaml, patterns/*/bindings/*/template.yaml, patterns/*/flows/*.yaml, terms/*.yaml, \
            practices/*.yaml, decisions/*.yaml, guides/*.yaml, sources.yaml
            services/sqs.yaml:1:1: error: the service has no 'name'; expected the field 'name'
            services/sqs.yaml:2:1: error: unknown field 'nmae' in a service; expected one of id, name, aliases, \
            summary, tags, implements, resourceTypes, what, behaviour, defaults, limits, failureModes, prices, \
            emulation, corrects, related, sources; did you mean 'name'?
            services/sqs.yaml:3:10: error: 'summary' has line breaks or control characters; expected a single line
            services/sqs.yaml:6:7: error: 'tags' is a string; expected a list
            services/sqs.yaml:7:14: error: 'implements' names 'message-queu', which no entry has as its id; \
            name an entry of the catalog; did you mean 'message-queue'?
            services/sqs.yaml:9:7: error: a '[[' without its ']]' in 'what'; close the mark, or put the text in backticks
            services/sqs.yaml:9:12: error: the link names 'nothing-here', which no entry has as its id; \
            name an entry of the catalog
            services/sqs.yaml:10:12: error: 'behaviour' is empty; expected at least one element
            services/sqs.yaml:11:32: error: 'value' is a list; expected text
            services/sqs.yaml:11:45: error: 'source' names 'sqs', which is a service; name a source
            services/sqs.yaml:15:12: error: the service's emulation has no 'omits'; expected the field 'omits'
            services/sqs.yaml:15:25: error: unknown field 'omit' in a service's emulation; expected one of models, omits; \
            did you mean 'omits'?
            terms/broken.yaml:2:1: error: did not find expected node content while parsing a flow node on line 2; \
            correct the YAML at this place
            """)
    }

    @Test(arguments: [
        (
            "  - {from: producer", "  - {from: prodcer",
            "unknown role 'prodcer'; expected one of producer, buffer; did you mean 'producer'?"
        ),
        (
            "kind: event", "kind: evnt",
            "'kind' is 'evnt'; expected one of call, event, poll, read, write, deadLetter, resolve, observe; did you mean 'event'?"
        ),
        (
            "buffer: Orders", "bufer: Orders",
            "unknown role 'bufer'; expected one of producer, buffer; did you mean 'buffer'?"
        ),
        (
            ", buffer: Orders", "",
            "binding 'queue' does not bind the role 'buffer'; name what plays it: a logical id, LogicalId#part, external:name, a list of them, or none"
        ),
        ("Orders}", "[Orders, none]}", "'none' among other targets; a role is either absent or played"),
        (
            "Orders}", "my-queue}",
            "role 'buffer' is bound to 'my-queue'; expected a logical id, LogicalId#part, external:name, a list of them, or none"
        ),
        (
            "at: 30s", "at: 30m",
            "'Backlog' is watched at 30m, after 'buffering-spike' has ended; name a moment within its 1m"
        ),
        ("at: 30s", "at: soon", "'at' is 'soon'; expected a duration such as 250ms, 90s or 1h30m"),
        (
            ", whyNot: One Region is emulated.", "",
            "failure mode 'Region lost' has neither 'watch' nor 'whyNot'; name the flow and the moment that show it, or say why none does"
        ),
        (
            "capability: message-queue", "capability: sqs",
            "'capability' names 'sqs', which is a service; name a capability"
        ),
        (
            "- id: queue", "- id: stream",
            "a template of the unknown binding 'queue'; add it to the pattern's 'bindings', which has stream"
        ),
        (
            "- id: queue", "- id: stream",
            "binding 'stream' has no template; write patterns/buffering/bindings/stream/template.yaml"
        ),
        ("- id: queue", "- id: stream", "the unknown binding 'queue'; 'buffering' has stream"),
        (
            "id: buffer,", "id: producer,",
            "role 'producer' a second time; the first is at patterns/buffering/pattern.yaml:10:10; rename one"
        ),
        (
            "whenNot: [The caller waits for the result.]", "whenNot: []",
            "'whenNot' is empty; expected at least one element"
        ),
        (
            "numbers: [{name: message size, value: 1 MiB, source: aws-sqs}]", "numbers: []",
            "'numbers' is empty; expected at least one element"
        ),
        ("form: template", "form: picture", "'form' is 'picture'; expected one of template, message, practice"),
    ])
    func aBrokenPatternSaysWhatToDo(old: String, new: String, message: String) {
        let files = SampleCatalog.files(replacing: old, by: new, in: "patterns/buffering/pattern.yaml")
        let messages = readCatalog(files).diagnostics.map { diagnostic in
            var placeless = diagnostic
            placeless.position = .none
            return placeless.description
        }
        #expect(messages.contains("error: \(message)"), "\(messages)")
    }

    @Test func anIdUsedTwiceNamesBothPlaces() {
        let files = SampleCatalog.files + [CatalogFile(path: "terms/more.yaml", text: SampleCatalog.terms)]
        let lines = readCatalog(files, root: "mine").diagnostics.map(\.description)
        #expect(
            lines == [
                "mine/terms/more.yaml:1:7: error: the id 'backlog' a second time; the first is at "
                    + "mine/terms/messaging.yaml:1:7; ids are unique over all kinds, rename one"
            ])
    }

    @Test func anIdMustBeTheNameOfItsFile() {
        let files = SampleCatalog.files.map {
            $0.path == "services/sqs.yaml" ? CatalogFile(path: "services/queue.yaml", text: $0.text) : $0
        }
        let lines = readCatalog(files).diagnostics.map(\.description)
        #expect(
            lines == [
                "services/queue.yaml:1:5: error: the id 'sqs' where 'queue' is expected; give the file the id's name"
            ])
    }

    @Test func onePatternFormNeedsNeitherRolesNorBindings() {
        let article = """
            id: testing-layers
            name: Testing layers
            summary: Test the logic first.
            form: practice
            problem: Clouds are slow to test against.
            forces: [Speed.]
            solution: Layers.
            guarantees: [Fast feedback.]
            failureModes: [{name: Mocks lie, what: They pass., whyNot: It is an article.}]
            numbers: [{name: layers, value: 3, source: aws-sqs}]
            when: [Always.]
            whenNot: [Never.]
            practices: []
            sources: [aws-sqs]
            """
        let path = "patterns/testing-layers/pattern.yaml"
        #expect(readCatalog(SampleCatalog.files + [CatalogFile(path: path, text: article)]).diagnostics.isEmpty)
    }

    @Test func whatHasAFaultIsLeftOutAndTheRestIsRead() {
        let files = SampleCatalog.files(replacing: "read: 2026-11-23", by: "read: lately", in: "sources.yaml")
        let reading = readCatalog(files)
        #expect(
            reading.diagnostics.map(\.description) == [
                "sources.yaml:5:9: error: 'read' is 'lately'; expected a day or a month such as 2026-11-23 or 2026-11"
            ])
        #expect(reading.catalog.head("aws-sqs") == nil)
        #expect(reading.catalog.head("sqs") != nil)
        #expect(throws: Diagnostics.self) { try reading.get() }
    }

    @Test func anythingElseThanACatalogGivesErrorsAndNeverCrashes() {
        var numbers = SeededNumbers(seed: 11)
        let base = SampleCatalog.catalog
        let scraps = [
            "[", "]", "{", "}", ":", "- ", "\n", "  ", "[[", "|", "null", "&a ", "*a", "'", "\"", "\u{1B}", "é",
        ]
        var withFaults = 0
        for _ in 0..<2000 {
            var file = SampleCatalog.files[numbers.next(below: SampleCatalog.files.count)]
            for _ in 0...numbers.next(below: 2) {
                var text = Array(file.text.unicodeScalars)
                let start = numbers.next(below: text.count)
                let end = min(text.count, start + numbers.next(below: 12))
                text.replaceSubrange(start..<end, with: scraps[numbers.next(below: scraps.count)].unicodeScalars)
                file.text = String(String.UnicodeScalarView(text))
            }
            let reading = readCatalog([file], over: base)
            #expect(reading.catalog.entries.count <= 1)
            if !reading.diagnostics.isEmpty { withFaults += 1 }
        }
        #expect(withFaults > 1000)
    }

    @Test func paragraphsArePartedByEmptyLinesInEveryStyleOfText() throws {
        for written in ["|-\n  one\n  line\n\n  two", ">-\n  one\n  line\n\n  two", "one\n  line\n\n  two"] {
            let files = SampleCatalog.files(
                replacing: "The store refuses spikes.", by: written, in: "patterns/buffering/pattern.yaml")
            let entry = try #require(readCatalog(files).catalog.entry("buffering"))
            #expect(entry.sections[0].blocks == [.paragraph("one line"), .paragraph("two")])
        }
    }
}
