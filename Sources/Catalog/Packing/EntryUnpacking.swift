import Values

/// Reads entries that `EntryPacker` wrote, field by field in the same order.
struct EntryUnpacker {
    private var bytes: Unpacker
    /// The files that places name, as messages name them.
    private let files: [String]

    init(_ bytes: Unpacker, files: [String]) {
        self.bytes = bytes
        self.files = files
    }

    /// The rest of an entry whose head is known.
    mutating func entry(_ head: EntryHead) throws(PackedFault) -> Entry {
        let related = try bytes.strings()
        let sources = try bytes.strings()
        let position = try position()
        let sections = try list { (reader) throws(PackedFault) in try reader.section() }
        let detail = try detail()
        guard bytes.left == 0 else { throw bytes.fault("the end of the entry") }
        return Entry(
            id: head.id, kind: head.kind, name: head.name, aliases: head.aliases, summary: head.summary,
            tags: head.tags, related: related, sources: sources, sections: sections, detail: detail,
            position: position)
    }

    private mutating func list<Element>(
        _ element: (inout EntryUnpacker) throws(PackedFault) -> Element
    ) throws(PackedFault) -> [Element] {
        let count = try bytes.count()
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }

    private mutating func strings(_ count: Int) throws(PackedFault) -> [String] {
        let strings = try bytes.strings()
        guard strings.count == count else { throw bytes.fault("\(count) texts") }
        return strings
    }

    private mutating func position() throws(PackedFault) -> SourcePosition {
        let file = try bytes.number()
        guard files.indices.contains(file) else { throw bytes.fault("a known file") }
        return SourcePosition(file: files[file], line: try bytes.number(), column: try bytes.number())
    }

    private mutating func span() throws(PackedFault) -> TimeSpan { TimeSpan(nanoseconds: Int64(try bytes.number())) }

    private mutating func section() throws(PackedFault) -> Section {
        let title = try bytes.string()
        return Section(title: title, blocks: try list { (reader) throws(PackedFault) in try reader.block() })
    }

    private mutating func block() throws(PackedFault) -> Section.Block {
        let sort = try bytes.number()
        let texts = try bytes.strings()
        switch (sort, texts.count) {
        case (0, 1): return .paragraph(texts[0])
        case (1, 1): return .item(texts[0])
        case (2, 2): return .named(name: texts[0], text: texts[1])
        case (3, 4): return .fact(name: texts[0], value: texts[1], source: texts[2], note: texts[3])
        case (4, _): return .row(texts)
        default: throw bytes.fault("a block of an article")
        }
    }

    private mutating func detail() throws(PackedFault) -> Entry.Detail {
        switch try bytes.number() {
        case 0: return .none
        case 1:
            return .service(
                ServiceDetail(
                    implements: try bytes.strings(), resourceTypes: try bytes.strings(),
                    modelled: try bytes.strings(), notModelled: try bytes.strings()))
        case 2: return .pattern(try pattern())
        case 3:
            return .flow(
                FlowDetail(
                    pattern: try bytes.string(), bindings: try bytes.strings(), path: try bytes.string(),
                    horizon: try span()))
        case 4: return .term(TermDetail(example: try bytes.string(), confusedWith: try bytes.strings()))
        case 5: return .practice(PracticeDetail(pillar: try bytes.string(), appliesTo: try bytes.strings()))
        case 6: return .source(SourceDetail(location: try bytes.string(), read: try bytes.string()))
        default: throw bytes.fault("a detail of a known kind")
        }
    }

    private mutating func pattern() throws(PackedFault) -> PatternDetail {
        var pattern = PatternDetail(form: try bytes.named())
        pattern.layers = try bytes.strings()
        pattern.practices = try bytes.strings()
        pattern.flows = try bytes.strings()
        pattern.roles = try list { (reader) throws(PackedFault) in
            let texts = try reader.strings(4)
            return Role(
                id: texts[0], name: texts[1], capability: texts[2], summary: texts[3], position: try reader.position())
        }
        pattern.edges = try list { (reader) throws(PackedFault) in
            let texts = try reader.strings(4)
            return RoleEdge(
                from: texts[0], to: texts[1], kind: texts[2], label: texts[3], position: try reader.position())
        }
        pattern.bindings = try list { (reader) throws(PackedFault) in try reader.binding() }
        pattern.failures = try list { (reader) throws(PackedFault) in
            let texts = try reader.strings(3)
            let watch = try reader.list { (reader) throws(PackedFault) in
                FailureMode.Watch(flow: try reader.bytes.string(), at: try reader.span())
            }
            return FailureMode(
                name: texts[0], what: texts[1], watch: watch.first, whyNot: texts[2], position: try reader.position())
        }
        return pattern
    }

    private mutating func binding() throws(PackedFault) -> Binding {
        let texts = try strings(4)
        let position = try position()
        let roles = try list { (reader) throws(PackedFault) in
            let role = try reader.bytes.string()
            let targets = try reader.list { (reader) throws(PackedFault) in try reader.target() }
            return RoleBinding(role: role, targets: targets, position: try reader.position())
        }
        return Binding(
            id: texts[0], name: texts[1], summary: texts[2], templatePath: texts[3], roles: roles, position: position)
    }

    private mutating func target() throws(PackedFault) -> RoleBinding.Target {
        guard let target = RoleBinding.Target(try bytes.string()) else { throw bytes.fault("a target of a role") }
        return target
    }
}
