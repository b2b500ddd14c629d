/// What each kind of entry is made of, a row per field, in the order in which its article is read.
enum EntryTables {
    /// The rows of a kind.
    static func rows(of kind: EntryKind) -> [FieldRow] {
        switch kind {
        case .capability: capability
        case .service: service
        case .pattern: pattern
        case .flow: flow
        case .term: term
        case .practice: practice
        case .decision: decision
        case .guide: guide
        case .source: source
        }
    }

    /// The pillars that practices serve: the names of the files in `practices/`.
    static let pillars = ["operations", "security", "reliability", "performance", "cost", "sustainability"]

    /// What stands at a role's capability where the role is played from outside.
    static let external = "external"

    static let capability: [FieldRow] =
        identity + [
            FieldRow("what", .text, section: .init("What it is", .paragraphs), "what it is"),
            FieldRow(
                "promises", .texts(atLeast: 1), section: .init("What it promises", .items), "what can be relied on"),
            FieldRow("limits", .records(fact), .optional, section: .init("Numbers", .facts), "its numbers"),
            FieldRow("failureModes", .records(failure, atLeast: 1), section: howItFails, "how it fails"),
            FieldRow("when", .texts(atLeast: 1), section: .init("When", .items), "when to use it"),
            FieldRow("whenNot", .texts(atLeast: 1), section: .init("When not", .items), "when not to use it"),
        ] + closing

    static let service: [FieldRow] =
        identity + [
            FieldRow("implements", .references([.capability]), "the capabilities it implements"),
            FieldRow("resourceTypes", .words(), "the CloudFormation types that deploy it"),
            FieldRow("what", .text, section: .init("What it is", .paragraphs), "what it is"),
            FieldRow("behaviour", .texts(atLeast: 1), section: .init("How it behaves", .items), "how it behaves"),
            FieldRow("defaults", .records(fact), section: .init("Defaults", .facts), "its defaults"),
            FieldRow("limits", .records(fact), section: .init("Limits", .facts), "its limits"),
            FieldRow("failureModes", .records(failure), section: howItFails, "how it fails"),
            FieldRow("prices", .records(fact), section: .init("Price dimensions", .facts), "what is charged for"),
            FieldRow("emulation", .record(emulation), "what the emulation models and what not"),
            FieldRow("corrects", .texts(), .optional, section: corrected, "what the notes say wrong, and what holds"),
        ] + closing

    static let pattern: [FieldRow] =
        identity + [
            FieldRow("form", .choice(PatternDetail.Form.allCases.map(\.rawValue)), "how it is shown"),
            FieldRow("problem", .text, section: .init("Problem", .paragraphs), "the problem"),
            FieldRow("forces", .texts(atLeast: 1), section: .init("Forces", .items), "what pulls which way"),
            FieldRow("solution", .text, section: .init("Solution", .paragraphs), "the solution"),
            FieldRow(
                "roles", .records(role), boundForm, section: .init("Roles", .named("name", text: "what")),
                "the parts that components play"),
            FieldRow("edges", .records(edge), boundForm, "what the roles send each other"),
            FieldRow("guarantees", .texts(atLeast: 1), section: .init("Guarantees", .items), "what can be relied on"),
            FieldRow("failureModes", .records(watchedFailure, atLeast: 1), section: howItFails, "how it fails"),
            FieldRow("numbers", .records(fact, atLeast: 1), section: .init("Numbers", .facts), "its numbers"),
            FieldRow("when", .texts(atLeast: 1), section: .init("When", .items), "when to use it"),
            FieldRow("whenNot", .texts(atLeast: 1), section: .init("When not", .items), "when not to use it"),
            FieldRow(
                "bindings", .records(binding, atLeast: 1), boundForm,
                section: .init("Bindings", .named("name", text: "summary")), "its explicit forms"),
            FieldRow("corrects", .texts(), .optional, section: corrected, "what the notes say wrong, and what holds"),
            FieldRow("practices", .references([.practice]), "the practices that apply"),
            FieldRow(
                "layers", .choices(["observability", "identity", "network"]), .optional,
                "the layers the explicit diagram opens with beside the main one"),
        ] + closing

    /// A flow as far as the catalog lists it. `Flows` reads the rest of the same file.
    static let flow: [FieldRow] = [
        FieldRow("id", .id, "the id, unique in the catalog"),
        FieldRow("name", .line, "the name a reader knows it by"),
        FieldRow("summary", .markedLine, "one line that anyone understands"),
        FieldRow("bindings", .words(atLeast: 1), "the bindings it runs"),
        FieldRow("for", .duration, "the virtual time it spans"),
        FieldRow("parameters", .other, .optional, "values of template parameters"),
        FieldRow("traffic", .other, .optional, "what arrives from outside, unless a schedule sets all off"),
        FieldRow("behaviour", .other, .optional, "what the functions do"),
        FieldRow("faults", .other, .optional, "what goes wrong, and when"),
        FieldRow(
            "expectations", .other, .optional, section: .init("What it shows", .itemsOf("say")), "what must hold"),
        FieldRow("narration", .other, .optional, "what to look at, and when"),
    ]

    static let term: [FieldRow] =
        identity + [
            FieldRow("what", .text, section: .init("What it means", .paragraphs), "what it means"),
            FieldRow("example", .reference(EntryKind.allCases), "the entry that shows it at work"),
            FieldRow("confusedWith", .words(), "ids or words it is confused with"),
        ] + closing

    static let practice: [FieldRow] =
        identity + [
            FieldRow("why", .text, section: .init("Why", .paragraphs), "why it is worth keeping"),
            FieldRow("check", .texts(atLeast: 1), section: .init("How to check", .items), "how to check it"),
            FieldRow("appliesTo", .references([.pattern]), "the patterns it applies to"),
            FieldRow("corrects", .texts(), .optional, section: corrected, "what the notes say wrong, and what holds"),
        ] + closing

    static let decision: [FieldRow] =
        identity + [
            FieldRow("question", .text, section: .init("The question", .paragraphs), "what has to be chosen, and why"),
            FieldRow(
                "options", .records(option, atLeast: 2),
                section: .init("Take", .options(entry: "entry", name: "name", text: "take")), "what can be chosen"),
            FieldRow(
                "comparison", .records(comparison, atLeast: 1),
                section: .init("Side by side", .table(heads: "options", name: "name", cells: "values")),
                "what tells the options apart"),
            FieldRow("inDoubt", .text, section: .init("In doubt", .paragraphs), "what to take when nothing decides"),
            FieldRow("corrects", .texts(), .optional, section: corrected, "what the notes say wrong, and what holds"),
        ] + closing

    static let option: [FieldRow] = [
        FieldRow("entry", .reference(EntryKind.allCases), "the entry to read about it"),
        FieldRow("name", .line, "its name in the table"),
        FieldRow("take", .text, "when it is the one to take"),
    ]

    static let comparison: [FieldRow] = [
        FieldRow("name", .line, "what is compared"),
        FieldRow("values", .texts(atLeast: 2), "what holds for each option, in the order of the options"),
    ]

    static let guide: [FieldRow] =
        identity + [
            FieldRow("what", .text, section: .init("What it is", .paragraphs), "what the order is for"),
            FieldRow(
                "chapters", .records(chapter, atLeast: 1),
                section: .init("", .chapters(name: "name", text: "what", entries: "entries")), "its parts, in order"),
        ] + closing

    static let chapter: [FieldRow] = [
        FieldRow("name", .line, "what the part is about"),
        FieldRow("what", .text, .optional, "what to know before reading it"),
        FieldRow("entries", .references(EntryKind.allCases, atLeast: 1), "its entries, in order"),
    ]

    static let source: [FieldRow] = [
        FieldRow("id", .id, "the id, unique in the catalog"),
        FieldRow("name", .line, "the name a reader knows it by"),
        FieldRow("summary", .markedLine, "one line that anyone understands"),
        FieldRow("location", .line, "where it is: a URL, or a package with its version"),
        FieldRow("read", .date, .optional, "when it was read; a link that nothing rests on has no date"),
        FieldRow("what", .text, section: .init("What it is good for", .paragraphs), "what it is good for"),
    ]

    static let fact: [FieldRow] = [
        FieldRow("name", .line, "what the number is of"),
        FieldRow("value", .scalar, "the number with its unit"),
        FieldRow("source", .reference([.source]), "where it comes from"),
        FieldRow("note", .markedLine, .optional, "what to know about it"),
    ]

    static let failure: [FieldRow] = [
        FieldRow("name", .line, "what it is called"),
        FieldRow("what", .text, "what happens"),
    ]

    static let watchedFailure: [FieldRow] =
        failure + [
            FieldRow("watch", .record(watch), .optional, "the flow and the moment that show it"),
            FieldRow("whyNot", .text, .optional, "why it cannot be watched"),
        ]

    static let watch: [FieldRow] = [
        FieldRow("flow", .reference([.flow]), "the flow that shows it"),
        FieldRow("at", .duration, "the moment in the flow"),
    ]

    static let emulation: [FieldRow] = [
        FieldRow("models", .texts(), section: .init("Emulated", .items), "what is emulated"),
        FieldRow("omits", .texts(), section: .init("Not emulated", .items), "what is not"),
    ]

    static let role: [FieldRow] = [
        FieldRow("id", .localID, "the id, unique in the pattern"),
        FieldRow("name", .line, "what the generic diagram shows"),
        FieldRow("capability", .reference([.capability], orWords: [external]), "the capability it needs"),
        FieldRow("what", .text, "what it does here"),
    ]

    static let edge: [FieldRow] = [
        FieldRow("from", .localID, "the role it leaves"),
        FieldRow("to", .localID, "the role it enters"),
        FieldRow("kind", .choice(edgeKinds), "who starts it and what travels"),
        FieldRow("label", .line, .optional, "what travels"),
    ]

    static let binding: [FieldRow] = [
        FieldRow("id", .localID, "the id, unique in the pattern, and the folder's name"),
        FieldRow("name", .line, "the name a reader knows it by"),
        FieldRow("summary", .markedLine, "what is particular about it"),
        FieldRow("roles", .roleTargets, "what plays each role"),
    ]

    /// The names of `Graphs.EdgeKind`, which this room may not import; a test of `Checks` holds the two together.
    static let edgeKinds = ["call", "event", "poll", "read", "write", "deadLetter", "resolve", "observe"]

    private static let identity: [FieldRow] = [
        FieldRow("id", .id, "the id, unique in the catalog"),
        FieldRow("name", .line, "the name a reader knows it by"),
        FieldRow("aliases", .words(), .optional, "other names and abbreviations"),
        FieldRow("summary", .markedLine, "one line that anyone understands"),
        FieldRow("tags", .words(), .optional, "words to group by"),
    ]

    private static let closing: [FieldRow] = [
        FieldRow("related", .references(EntryKind.allCases), .optional, "entries to read next"),
        FieldRow("sources", .references([.source], atLeast: 1), "where its facts come from"),
    ]

    private static let howItFails = SectionRow("How it fails", .named("name", text: "what"))
    private static let corrected = SectionRow("Corrected from the notes", .items)
    private static let boundForm = FieldNeed.requiredWhen(field: "form", is: PatternDetail.Form.template.rawValue)
}
