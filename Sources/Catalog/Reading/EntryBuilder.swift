import Values

/// Makes an entry of a record that `RecordWalk` found right. Fields that may be absent read as empty.
struct EntryBuilder {
    /// The record.
    let value: JSONValue
    /// The sections that the walk gathered.
    let sections: [Section]
    /// The file, as a path inside the catalog.
    let path: String
    /// What the file's place says.
    let place: CatalogPlace

    /// The entry of a kind.
    func entry(_ kind: EntryKind) -> Entry {
        Entry(
            id: text("id"),
            kind: kind,
            name: text("name"),
            aliases: texts("aliases"),
            summary: text("summary"),
            tags: texts("tags"),
            related: texts("related"),
            sources: texts("sources"),
            sections: sections,
            detail: detail(kind),
            position: value.position
        )
    }

    private func text(_ name: String) -> String { Self.text(value[name]) }
    private func texts(_ name: String) -> [String] { Self.texts(value[name]) }
    private func records(_ name: String) -> [JSONValue] { value[name]?.array ?? [] }

    private static func text(_ value: JSONValue?) -> String {
        guard let value, !value.isNull else { return "" }
        return value.string ?? value.compactText
    }

    private static func texts(_ value: JSONValue?) -> [String] { (value?.array ?? []).map { text($0) } }

    // MARK: - What only one kind has

    private func detail(_ kind: EntryKind) -> Entry.Detail {
        switch kind {
        case .capability, .decision, .guide: .none
        case .service: .service(service)
        case .pattern: .pattern(pattern)
        case .flow: .flow(flow)
        case .term: .term(TermDetail(example: text("example"), confusedWith: texts("confusedWith")))
        case .practice: .practice(PracticeDetail(pillar: pillar, appliesTo: texts("appliesTo")))
        case .source: .source(SourceDetail(location: text("location"), read: text("read")))
        }
    }

    private var pillar: String { if case .list(_, let group) = place { group } else { "" } }

    private var service: ServiceDetail {
        ServiceDetail(
            implements: texts("implements"),
            resourceTypes: texts("resourceTypes"),
            modelled: Self.texts(value["emulation"]?["models"]),
            notModelled: Self.texts(value["emulation"]?["omits"])
        )
    }

    private var flow: FlowDetail {
        var pattern = ""
        if case .entry(_, _, let owner?) = place { pattern = owner }
        return FlowDetail(
            pattern: pattern,
            bindings: texts("bindings"),
            path: path,
            horizon: TimeSpan(text("for")) ?? .zero
        )
    }

    /// The flows are told by their own files and filled in when all files are read.
    private var pattern: PatternDetail {
        PatternDetail(
            form: PatternDetail.Form(rawValue: text("form")) ?? .practice,
            roles: records("roles").map {
                Role(
                    id: Self.text($0["id"]),
                    name: Self.text($0["name"]),
                    capability: Self.text($0["capability"]),
                    summary: Self.text($0["what"]),
                    position: $0.position
                )
            },
            edges: records("edges").map {
                RoleEdge(
                    from: Self.text($0["from"]),
                    to: Self.text($0["to"]),
                    kind: Self.text($0["kind"]),
                    label: Self.text($0["label"]),
                    position: $0.position
                )
            },
            bindings: records("bindings").map(binding),
            layers: texts("layers"),
            practices: texts("practices"),
            failures: records("failureModes").map(failure)
        )
    }

    private func failure(_ value: JSONValue) -> FailureMode {
        var watch: FailureMode.Watch?
        if let moment = value["watch"], let at = TimeSpan(Self.text(moment["at"])) {
            watch = FailureMode.Watch(flow: Self.text(moment["flow"]), at: at)
        }
        return FailureMode(
            name: Self.text(value["name"]),
            what: RecordWalk.joined(Self.text(value["what"])),
            watch: watch,
            whyNot: RecordWalk.joined(Self.text(value["whyNot"])),
            position: value.position
        )
    }

    private func binding(_ value: JSONValue) -> Binding {
        let id = Self.text(value["id"])
        return Binding(
            id: id,
            name: Self.text(value["name"]),
            summary: Self.text(value["summary"]),
            templatePath: CatalogPlace.templatePath(pattern: text("id"), binding: id),
            roles: (value["roles"]?.object?.members ?? []).map { member in
                let written = member.value.array ?? [member.value]
                return RoleBinding(
                    role: member.key,
                    targets: written.compactMap { RoleBinding.Target(Self.text($0)) },
                    position: member.keyPosition
                )
            },
            position: value.position
        )
    }
}

extension RoleBinding.Target {
    /// Reads `Orders`, `Api#prod`, `external:client` or `none`; nil for anything else.
    public init?(_ text: String) {
        if text == "none" {
            self = .absent
            return
        }
        let outside = "external:"
        if text.hasPrefix(outside) {
            let name = text.dropFirst(outside.count)
            guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == ":" }) else { return nil }
            self = .external(String(name))
            return
        }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let id = parts.first, Self.isLogicalID(id) else { return nil }
        if parts.count == 1 {
            self = .resource(String(id))
        } else {
            guard !parts[1].isEmpty else { return nil }
            self = .part(resource: String(id), part: String(parts[1]))
        }
    }

    /// CloudFormation's logical ids are letters and digits.
    private static func isLogicalID(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}

extension RoleBinding.Target: CustomStringConvertible {
    /// As it is written in a pattern: `Orders`, `Api#prod`, `external:client`, `none`.
    public var description: String {
        switch self {
        case .resource(let id): id
        case .part(let resource, let part): "\(resource)#\(part)"
        case .external(let name): "external:\(name)"
        case .absent: "none"
        }
    }
}
