import Catalog
import Flows
import Languages
import Templates
import Values

/// A run as a file: all that it was made from, its journal, and a digest that proves that it runs the same again.
///
///     {"archscope":"run","version":1,"source":...,"seed":...,"for":...,"faults":[...],"set":[...],"catalog"|"templates":...}
///     {"seq":0,...,"payload":...}      a line per record, `binding` first where there are several
///     {"digests":{"":"9f..."}}
///
/// Opening it runs it again, so that everything can be looked at as in any other run, and holds the outcome against the
/// digest. Nothing is ever written back.
public struct SavedRun: Sendable {
    /// What it was made from.
    public var recipe: Recipe
    /// The journal as it was recorded, a JSON text a record.
    public var journal: [String]
    /// The digest of each binding's run.
    public var digests: [String: String]

    /// What a run was made from.
    public struct Recipe: Sendable {
        /// The flow's or pattern's id, or the template's path.
        public var source: String
        /// The seed of all randomness.
        public var seed: UInt64
        /// How much virtual time it ran; nil for the flow's own.
        public var horizon: TimeSpan?
        /// Faults as the command line gave them.
        public var faults: [String]
        /// Settings as the command line gave them.
        public var settings: [String]
        /// What it ran on.
        public var origin: Origin
        /// The file of the flow that ran in place of the pattern's own, or of what is assumed of a template.
        public var flow: TemplateText?

        /// Makes a recipe.
        public init(
            source: String, seed: UInt64, horizon: TimeSpan?, faults: [String], settings: [String], origin: Origin,
            flow: TemplateText? = nil
        ) {
            self.source = source
            self.seed = seed
            self.horizon = horizon
            self.faults = faults
            self.settings = settings
            self.origin = origin
            self.flow = flow
        }
    }

    /// What a run ran on.
    public enum Origin: Sendable {
        /// The part of a catalog that belongs to the flow's pattern, in the catalog's flat form.
        case catalog([UInt8])
        /// Templates, and the texts of the files that each names, by their paths from there.
        case templates([TemplateText], neighbours: [String: [String: String]])
    }
}

extension SavedRun.Origin {
    /// What a catalog holds of the pattern of a flow or pattern.
    public static func of(_ id: String, in catalog: Catalog) -> SavedRun.Origin {
        guard let entry = catalog.entry(id) else { return .catalog([]) }
        let pattern: String
        if case .flow(let detail) = entry.detail { pattern = detail.pattern } else { pattern = id }
        let folder = "patterns/\(pattern)/"
        let entries = catalog.entries.filter { entry in
            if case .flow(let detail) = entry.detail { return detail.pattern == pattern }
            return entry.id == pattern
        }
        let files = catalog.files.filter { $0.hasPrefix(folder) }.compactMap { catalog.file($0) }
        return .catalog(Catalog(entries: entries, files: files).packed)
    }
}

// MARK: - Writing

extension SavedRun {
    /// Writes the file of a session that has run, line by line.
    public static func write(_ session: FlowSession, _ recipe: Recipe, to write: (String) -> Void) {
        write(header(recipe).compactText)
        for run in session.runs {
            for index in 0..<run.recordCount {
                write(run.line(index, withPayload: true, withBinding: session.runs.count > 1))
            }
        }
        let digests = JSONObject(session.runs.map { .init(key: $0.binding, value: JSONValue($0.digest)) })
        write((["digests": JSONValue(digests)] as JSONValue).compactText)
    }

    private static func header(_ recipe: Recipe) -> JSONValue {
        var header = JSONObject()
        header["archscope"] = "run"
        header["version"] = 1
        header["source"] = JSONValue(recipe.source)
        // As text: JSON numbers above 2^53 are not safe everywhere.
        header["seed"] = JSONValue(String(recipe.seed))
        if let horizon = recipe.horizon { header["for"] = JSONValue("\(horizon.nanoseconds)ns") }
        header["faults"] = JSONValue(recipe.faults.map { JSONValue($0) })
        header["set"] = JSONValue(recipe.settings.map { JSONValue($0) })
        if let flow = recipe.flow { header["flow"] = ["file": JSONValue(flow.file), "text": JSONValue(flow.text)] }
        switch recipe.origin {
        case .catalog(let bytes): header["catalog"] = JSONValue(Base64.encode(bytes))
        case .templates(let templates, let neighbours):
            header["templates"] = JSONValue(
                templates.map { template in
                    let files = (neighbours[template.file] ?? [:]).sorted { $0.key < $1.key }
                    return [
                        "file": JSONValue(template.file), "text": JSONValue(template.text),
                        "files": JSONValue(JSONObject(files.map { .init(key: $0.key, value: JSONValue($0.value)) })),
                    ]
                })
        }
        return JSONValue(header)
    }
}

// MARK: - Reading

extension SavedRun {
    /// Whether a text looks like a saved run.
    public static func isOne(_ text: String) -> Bool { text.hasPrefix(#"{"archscope":"run""#) }

    /// Reads a file.
    /// - Throws: all that is wrong with it.
    public init(_ text: String, file: String) throws(Diagnostics) {
        var lines = text.split(separator: "\n").map(String.init)
        guard lines.count >= 2 else { throw SavedRun.damage(file, 1, "the file ends after \(lines.count) lines") }
        let header = try SavedRun.line(lines[0], 1, file)
        let footer = try SavedRun.line(lines[lines.count - 1], lines.count, file)
        var fields = FieldReader(header, what: "saved run")
        _ = fields.requiredString("archscope")
        let version = fields.integer("version", in: 1...1)
        let source = fields.requiredString("source")
        let seed = UInt64(fields.requiredString("seed"))
        let horizon = fields.duration("for")
        let faults = fields.strings("faults")
        let settings = fields.strings("set")
        let packed = fields.string("catalog").flatMap { Base64.decode($0) }
        let templates = fields.list("templates")
        let flow = fields.value("flow").map {
            TemplateText(file: $0["file"]?.string ?? "", text: $0["text"]?.string ?? "")
        }
        let problems = fields.finish()
        if !problems.isEmpty { throw Diagnostics(problems) }
        guard version == 1, let seed else { throw SavedRun.damage(file, 1, "the header has no seed or version") }
        let origin: Origin
        if let packed {
            origin = .catalog(packed)
        } else if !templates.isEmpty {
            var neighbours: [String: [String: String]] = [:]
            let texts = templates.map { template in
                let name = template["file"]?.string ?? ""
                neighbours[name] = (template["files"]?.object ?? JSONObject()).reduce(into: [:]) {
                    $0[$1.key] = $1.value.string
                }
                return TemplateText(file: name, text: template["text"]?.string ?? "")
            }
            origin = .templates(texts, neighbours: neighbours)
        } else {
            throw SavedRun.damage(file, 1, "the header has neither a catalog nor a template")
        }
        guard let written = footer["digests"]?.object else {
            throw SavedRun.damage(file, lines.count, "the last line holds no digests: the file is cut off")
        }
        recipe = Recipe(
            source: source, seed: seed, horizon: horizon, faults: faults, settings: settings, origin: origin,
            flow: flow)
        digests = written.reduce(into: [:]) { $0[$1.key] = $1.value.string ?? "" }
        lines.removeLast()
        lines.removeFirst()
        journal = lines
    }

    private static func line(_ text: String, _ number: Int, _ file: String) throws(Diagnostics) -> JSONValue {
        do throws(Diagnostics) {
            return try readJSON(text, file: file)
        } catch {
            throw damage(file, number, error.all.first?.found ?? "no JSON")
        }
    }

    private static func damage(_ file: String, _ line: Int, _ found: String) -> Diagnostics {
        Diagnostics([
            Diagnostic(
                at: SourcePosition(file: file, line: line, column: 1), found: found,
                expected: "expected a file that 'archscope run --save' wrote, unchanged")
        ])
    }

    /// The session that it was saved from, ready to run again.
    /// - Throws: why this version cannot run it.
    public func open() throws(Diagnostics) -> FlowSession {
        var request = RunRequest(seed: recipe.seed, horizon: recipe.horizon, faults: try readFaults(recipe.faults))
        for setting in recipe.settings { request.settings.append(try RunSetting(setting)) }
        if let flow = recipe.flow { request.flow = try readScenario(flow.text, file: flow.file) }
        switch recipe.origin {
        case .catalog(let bytes):
            return try openFlow(recipe.source, in: try Catalog(packed: bytes), request: request)
        case .templates(let templates, let neighbours):
            let opened =
                templates.count == 1
                ? try openTemplate(templates[0].text, file: templates[0].file, parameters: request.parameters) {
                    neighbours[templates[0].file]?[$0]
                }
                : try openTemplates(
                    templates, named: recipe.source, parameters: request.parameters,
                    loadFile: { neighbours[$0]?[$1] })
            return try openTemplateFlow(opened, request: request)
        }
    }

    /// The bindings whose runs have not come out as they were recorded, in order.
    public func differences(from session: FlowSession) -> [String] {
        session.runs.filter { digests[$0.binding] != $0.digest }.map(\.binding)
    }
}
