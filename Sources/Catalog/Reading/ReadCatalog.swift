import Documents
import Values

/// What a folder holds as a catalog, and what is wrong with it.
public struct CatalogReading: Sendable {
    /// The entries without faults, and the files that belong to them.
    public var catalog: Catalog
    /// What is wrong, in the order of files and lines.
    public var diagnostics: [Diagnostic]

    /// Makes a reading.
    public init(catalog: Catalog, diagnostics: [Diagnostic] = []) {
        self.catalog = catalog
        self.diagnostics = diagnostics
    }

    /// The catalog, or all that is wrong with it.
    /// - Throws: the diagnostics when one of them is an error.
    public func get() throws(Diagnostics) -> Catalog {
        let problems = Diagnostics(diagnostics)
        if problems.hasErrors { throw problems }
        return catalog
    }
}

/// Reads the files of a catalog. `root` is the folder as the user named it and stands before each path in messages;
/// `base` is the catalog that this one will be laid over, whose entries it may name.
public func readCatalog(_ files: [CatalogFile], root: String = "", over base: Catalog = .empty) -> CatalogReading {
    var reader = CatalogReader(root: root, base: base)
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) { reader.read(file) }
    return reader.finish()
}

/// Reads file by file, then checks what holds between them.
private struct CatalogReader {
    let root: String
    let base: Catalog
    private var diagnostics: [Diagnostic] = []
    private var drafts: [Draft] = []
    private var texts: [CatalogFile] = []
    private var places: [String: SourcePosition] = [:]
    private var lines: [String: [Substring]] = [:]

    /// A record on its way to become an entry; `entry` is nil where something was wrong with it.
    struct Draft {
        var id: String
        var kind: EntryKind
        var place: CatalogPlace
        var position: SourcePosition
        var references: [EntryReference]
        var entry: Entry?
    }

    init(root: String, base: Catalog) {
        self.root = root
        self.base = base
    }

    private func located(_ path: String) -> String { catalogLocation(of: path, in: root) }

    private mutating func fail(at place: SourcePosition, _ found: String, _ expected: String, nearest: String? = nil) {
        diagnostics.append(Diagnostic(at: place, found: found, expected: expected, nearest: nearest))
    }

    // MARK: - One file

    mutating func read(_ file: CatalogFile) {
        guard let place = CatalogPlace(path: file.path) else {
            fail(
                at: SourcePosition(file: located(file.path)), "a file in a place that holds none",
                "a catalog has \(CatalogPlace.shapes.joined(separator: ", "))")
            return
        }
        if case .template = place {
            texts.append(file)
            return
        }
        let reading = readingYAML(file.text, file: located(file.path))
        lines[located(file.path)] = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        diagnostics += reading.diagnostics
        guard let value = reading.value else { return }
        let isWhole = !Diagnostics(reading.diagnostics).hasErrors
        switch place {
        case .entry(let kind, let id, _):
            if kind == .flow { texts.append(file) }
            readEntry(value, kind, place, file, isWhole)
            if let written = value["id"]?.string, written != id {
                fail(
                    at: value["id"]?.position ?? value.position, "the id '\(written)' where '\(id)' is expected",
                    kind == .pattern ? "give the folder the id's name" : "give the file the id's name")
            }
        case .list(let kind, let group):
            if kind == .practice, !EntryTables.pillars.contains(group) {
                fail(
                    at: SourcePosition(file: located(file.path)), "the unknown pillar '\(group)'",
                    "expected one of \(EntryTables.pillars.joined(separator: ", "))",
                    nearest: nearestName(to: group, among: EntryTables.pillars))
            }
            guard let records = value.array else {
                fail(at: value.position, "found \(value.kindName)", "expected a list, an element per \(kind.rawValue)")
                return
            }
            for record in records { readEntry(record, kind, place, file, isWhole) }
        case .template: break
        }
    }

    private mutating func readEntry(
        _ value: JSONValue, _ kind: EntryKind, _ place: CatalogPlace, _ file: CatalogFile, _ isWhole: Bool
    ) {
        var walk = RecordWalk(lines: lines[located(file.path)] ?? [])
        walk.walk(value, by: EntryTables.rows(of: kind), what: kind.rawValue)
        var faults = walk.diagnostics
        if kind == .pattern {
            var rules = PatternRules(value)
            rules.check()
            faults += rules.diagnostics
        }
        if kind == .decision { faults += decisionFaults(value) }
        diagnostics += faults
        guard let id = value["id"]?.string else { return }
        if let first = places[id] {
            fail(
                at: value["id"]?.position ?? value.position, "the id '\(id)' a second time",
                "the first is at \(first); ids are unique over all kinds, rename one")
            return
        }
        places[id] = value["id"]?.position ?? value.position
        let builder = EntryBuilder(value: value, sections: walk.sections, path: file.path, place: place)
        drafts.append(
            Draft(
                id: id,
                kind: kind,
                place: place,
                position: value.position,
                references: walk.references,
                entry: faults.isEmpty && isWhole ? builder.entry(kind) : nil
            ))
    }

    // MARK: - All files

    mutating func finish() -> CatalogReading {
        checkReferences()
        checkUnreadSources()
        checkFlows()
        checkTemplates()
        checkOverlay()
        var entries = drafts.compactMap(\.entry)
        for (index, entry) in entries.enumerated() {
            guard case .pattern(var detail) = entry.detail else { continue }
            detail.flows = entries.filter {
                if case .flow(let flow) = $0.detail { flow.pattern == entry.id } else { false }
            }
            .map(\.id)
            entries[index].detail = .pattern(detail)
        }
        return CatalogReading(
            catalog: Catalog(entries: entries, files: texts, root: root),
            diagnostics: diagnostics.enumerated()
                .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
        )
    }

    private mutating func checkReferences() {
        let kinds = Dictionary(uniqueKeysWithValues: drafts.map { ($0.id, $0.kind) })
        let ids = drafts.map(\.id) + base.heads.map(\.id)
        for draft in drafts {
            for reference in draft.references {
                guard let kind = kinds[reference.to] ?? base.head(reference.to)?.kind else {
                    fail(
                        at: exactPlace(of: reference),
                        "\(reference.what) names '\(reference.to)', which no entry has as its id",
                        "name an entry of the catalog", nearest: nearestName(to: reference.to, among: ids))
                    continue
                }
                if !reference.kinds.isEmpty, !reference.kinds.contains(kind) {
                    let wanted = reference.kinds.map(\.rawValue).joined(separator: " or ")
                    fail(
                        at: reference.position,
                        "\(reference.what) names '\(reference.to)', which is a \(kind.rawValue)",
                        "name a \(wanted)")
                }
            }
        }
    }

    /// No number rests on a source that nobody has read.
    private mutating func checkUnreadSources() {
        let unread = Set(
            drafts.compactMap { draft -> String? in
                guard case .source(let detail)? = draft.entry?.detail, detail.read.isEmpty else { return nil }
                return draft.id
            })
        for draft in drafts {
            for case .fact(let name, _, let source, _) in (draft.entry?.sections ?? []).flatMap(\.blocks)
            where unread.contains(source) {
                fail(
                    at: draft.position, "'\(name)' rests on '\(source)', which was not read",
                    "read it and say when, or name another source")
            }
        }
    }

    /// Where a link itself stands: its text begins at its position and may go on for many lines.
    private func exactPlace(of reference: EntryReference) -> SourcePosition {
        let place = reference.position
        guard reference.isLink, let lines = lines[place.file] else { return place }
        for (number, line) in zip(1..., lines).dropFirst(max(place.line, 1) - 1) {
            for end in ["]]", "|"] {
                guard let found = line.firstRange(of: "[[\(reference.to)\(end)") else { continue }
                let column = line.distance(from: line.startIndex, to: found.lowerBound) + 1
                if number > place.line || column >= place.column {
                    return SourcePosition(file: place.file, line: number, column: column)
                }
            }
        }
        return place
    }

    /// The flows of a pattern run its bindings, and a failure is watched in one of its own flows, before it ends.
    private mutating func checkFlows() {
        let patterns = drafts.filter { $0.kind == .pattern }
        for draft in drafts where draft.kind == .flow {
            guard case .entry(_, _, let owner?) = draft.place else { continue }
            guard let pattern = patterns.first(where: { $0.id == owner }) else {
                fail(at: draft.position, "a flow of '\(owner)', which has no pattern.yaml", "add the pattern beside it")
                continue
            }
            guard let entry = draft.entry, case .flow(let flow) = entry.detail,
                case .pattern(let detail)? = pattern.entry?.detail
            else { continue }
            let bindings = detail.bindings.map(\.id)
            for name in flow.bindings where !bindings.contains(name) {
                fail(
                    at: draft.position, "the unknown binding '\(name)'",
                    "'\(owner)' has \(bindings.isEmpty ? "none" : bindings.joined(separator: ", "))",
                    nearest: nearestName(to: name, among: bindings))
            }
        }
        for pattern in patterns {
            guard case .pattern(let detail)? = pattern.entry?.detail else { continue }
            for failure in detail.failures { checkWatch(failure, of: pattern.id) }
        }
    }

    private mutating func checkWatch(_ failure: FailureMode, of pattern: String) {
        guard let watch = failure.watch,
            let entry = drafts.first(where: { $0.id == watch.flow && $0.kind == .flow })?.entry,
            case .flow(let flow) = entry.detail
        else { return }
        if flow.pattern != pattern {
            fail(
                at: failure.position, "'\(failure.name)' is watched in '\(watch.flow)', a flow of '\(flow.pattern)'",
                "name a flow in this pattern's own folder")
        } else if watch.at > flow.horizon {
            fail(
                at: failure.position, "'\(failure.name)' is watched at \(watch.at), after '\(watch.flow)' has ended",
                "name a moment within its \(flow.horizon)")
        }
    }

    /// Each binding has its template, and each template its binding.
    private mutating func checkTemplates() {
        let paths = Set(texts.map(\.path))
        for draft in drafts {
            guard let entry = draft.entry, case .pattern(let detail) = entry.detail else { continue }
            for binding in detail.bindings where !paths.contains(binding.templatePath) {
                fail(
                    at: binding.position, "binding '\(binding.id)' has no template",
                    "write \(located(binding.templatePath))")
            }
        }
        for file in texts {
            guard case .template(let owner, let binding)? = CatalogPlace(path: file.path) else { continue }
            guard let draft = drafts.first(where: { $0.id == owner && $0.kind == .pattern }) else {
                fail(
                    at: SourcePosition(file: located(file.path)), "a template of '\(owner)', which has no pattern.yaml",
                    "add the pattern")
                continue
            }
            guard let entry = draft.entry, case .pattern(let detail) = entry.detail else { continue }
            if !detail.bindings.contains(where: { $0.id == binding }) {
                let known = detail.bindings.map(\.id)
                fail(
                    at: SourcePosition(file: located(file.path)), "a template of the unknown binding '\(binding)'",
                    "add it to the pattern's 'bindings', which has \(known.isEmpty ? "none" : known.joined(separator: ", "))",
                    nearest: nearestName(to: binding, among: known))
            }
        }
    }

    /// An entry may replace one of the base, if it is of the same kind: links to it then still mean what they meant.
    private mutating func checkOverlay() {
        for draft in drafts {
            guard let other = base.head(draft.id), other.kind != draft.kind else { continue }
            fail(
                at: draft.position, "'\(draft.id)' is a \(draft.kind.rawValue) here and a \(other.kind.rawValue) below",
                "choose another id")
        }
    }
}
