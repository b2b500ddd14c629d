import Values

/// Walks YAML by a table of fields: checks each value's shape, gathers the sections of the article and the ids that the
/// record refers to, and reports all that is wrong at once.
struct RecordWalk {
    /// What was wrong, in the order of the tables.
    private(set) var diagnostics: [Diagnostic] = []
    /// The parts of the article, in the order of the tables.
    private(set) var sections: [Section] = []
    /// What the record refers to.
    private(set) var references: [EntryReference] = []
    /// The lines of the file.
    private let lines: [Substring]

    init(lines: [Substring]) { self.lines = lines }

    /// Walks one record; `what` names it in messages: "service", "fact".
    mutating func walk(_ value: JSONValue, by rows: [FieldRow], what: String) {
        var fields = FieldReader(value, what: what)
        for row in rows {
            let isRequired =
                switch row.need {
                case .required: true
                case .optional: false
                case .requiredWhen(let field, let word): value[field]?.string == word
                }
            let found = isRequired ? fields.requiredValue(row.name) : fields.value(row.name)
            guard let found else { continue }
            let faultsBefore = diagnostics.count
            check(found, row.shape, row.name, in: what)
            if diagnostics.count == faultsBefore, let section = row.section {
                addSection(section, from: found, of: value)
            }
        }
        diagnostics += fields.finish()
    }

    private mutating func fail(_ value: JSONValue, _ found: String, _ expected: String, nearest: String? = nil) {
        diagnostics.append(Diagnostic(at: value.position, found: found, expected: expected, nearest: nearest))
    }

    // MARK: - Shapes

    private mutating func check(_ value: JSONValue, _ shape: FieldShape, _ name: String, in what: String) {
        switch shape {
        case .id, .localID: checkID(value, name)
        case .line: _ = line(value, name)
        case .scalar:
            if value.string != nil || value.double == nil { _ = line(value, name) }
        case .markedLine: line(value, name).map { checkMarkup($0, value, name) }
        case .text: text(value, name).map { checkMarkup($0, value, name) }
        case .texts(let least):
            for element in elements(value, name, atLeast: least) {
                text(element, name).map { checkMarkup($0, element, name) }
            }
        case .words(let least):
            for element in elements(value, name, atLeast: least) { _ = line(element, name) }
        case .reference(let kinds, let words):
            if let id = line(value, name), !words.contains(id) { refer(to: id, kinds, value, name) }
        case .references(let kinds, let least):
            for element in elements(value, name, atLeast: least) {
                if let id = line(element, name) { refer(to: id, kinds, element, name) }
            }
        case .choice(let words): checkChoice(value, words, name)
        case .choices(let words):
            for element in elements(value, name, atLeast: 0) { checkChoice(element, words, name) }
        case .date: checkDate(value, name)
        case .duration:
            guard let written = line(value, name) else { return }
            if TimeSpan(written) == nil {
                fail(value, "'\(name)' is '\(written)'", "expected a duration such as 250ms, 90s or 1h30m")
            }
        case .record(let rows): walk(value, by: rows, what: "\(what)'s \(name)")
        case .records(let rows, let least):
            for element in elements(value, name, atLeast: least) { walk(element, by: rows, what: Self.oneOf(name)) }
        case .roleTargets:
            if value.object == nil {
                fail(value, "'\(name)' is \(value.kindName)", "expected an object, a key per role")
            }
        case .other: break
        }
    }

    /// What one element of a list is called in messages.
    private static func oneOf(_ name: String) -> String {
        switch name {
        case "failureModes": "failure mode"
        case "defaults", "limits", "prices", "numbers": "fact"
        default: name.hasSuffix("s") ? String(name.dropLast()) : name
        }
    }

    private mutating func text(_ value: JSONValue, _ name: String) -> String? {
        guard let text = value.string else {
            let quote = value.double != nil || value.bool != nil ? ": put it in quotes" : ""
            fail(value, "'\(name)' is \(value.kindName)", "expected text\(quote)")
            return nil
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            fail(value, "'\(name)' is empty", "expected text")
            return nil
        }
        return text
    }

    private mutating func line(_ value: JSONValue, _ name: String) -> String? {
        guard let text = text(value, name) else { return nil }
        guard !text.unicodeScalars.contains(where: \.isControl) else {
            fail(value, "'\(name)' has line breaks or control characters", "expected a single line")
            return nil
        }
        return text
    }

    private mutating func elements(_ value: JSONValue, _ name: String, atLeast least: Int) -> [JSONValue] {
        guard let elements = value.array else {
            fail(value, "'\(name)' is \(value.kindName)", "expected a list")
            return []
        }
        if elements.count < least {
            fail(value, "'\(name)' is empty", "expected at least \(least == 1 ? "one element" : "\(least) elements")")
        }
        return elements
    }

    private mutating func checkID(_ value: JSONValue, _ name: String) {
        guard let id = line(value, name), !isCatalogID(id) else { return }
        fail(value, "'\(name)' is '\(id)'", "expected lower-case letters and digits, joined by single hyphens")
    }

    private mutating func checkChoice(_ value: JSONValue, _ words: [String], _ name: String) {
        guard let word = line(value, name), !words.contains(word) else { return }
        fail(
            value, "'\(name)' is '\(word)'", "expected one of \(words.joined(separator: ", "))",
            nearest: nearestName(to: word, among: words))
    }

    private mutating func checkDate(_ value: JSONValue, _ name: String) {
        guard let date = line(value, name) else { return }
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.allSatisfy { $0.isASCII && $0.isNumber } ? Int($0) : nil }
        let fits =
            (2...3).contains(parts.count) && numbers.count == parts.count && parts[0].count == 4
            && parts.dropFirst().allSatisfy { $0.count == 2 } && (1...12).contains(numbers[1])
            && (numbers.count == 2 || (1...31).contains(numbers[2]))
        if !fits { fail(value, "'\(name)' is '\(date)'", "expected a day or a month such as 2026-11-23 or 2026-11") }
    }

    // MARK: - References

    private mutating func checkMarkup(_ text: String, _ value: JSONValue, _ name: String) {
        if let stray = text.unicodeScalars.first(where: { $0.isControl && $0 != "\n" }) {
            let code = String(stray.value, radix: 16, uppercase: true)
            fail(value, "the control character \\u{\(code)} in '\(name)'", "remove it")
        }
        if let fault = Markup.fault(in: text) {
            fail(value, "\(fault) in '\(name)'", "close the mark, or put the text in backticks")
        }
        for id in Markup.links(in: text) {
            references.append(
                EntryReference(to: id, kinds: [], what: "the link", isLink: true, position: value.position))
        }
    }

    private mutating func refer(to id: String, _ kinds: [EntryKind], _ value: JSONValue, _ name: String) {
        references.append(EntryReference(to: id, kinds: kinds, what: "'\(name)'", position: value.position))
    }

    // MARK: - The article

    private mutating func addSection(_ row: SectionRow, from value: JSONValue, of record: JSONValue) {
        let records = value.array ?? []
        if case .chapters(let name, let text, let entries) = row.style {
            for chapter in records {
                let items = (chapter[entries]?.array ?? []).compactMap(\.string).map { Section.Block.item("[[\($0)]]") }
                sections.append(
                    Section(
                        title: chapter[name]?.string ?? "",
                        blocks: (chapter[text].map(paragraphs) ?? []).map { .paragraph($0) } + items))
            }
            return
        }
        let blocks: [Section.Block] =
            switch row.style {
            case .paragraphs: paragraphs(of: value).map { .paragraph($0) }
            case .items: records.compactMap(\.string).map { .item(Self.joined($0)) }
            case .itemsOf(let field): records.compactMap { $0[field]?.string }.map { .item(Self.joined($0)) }
            case .named(let name, let text):
                records.map {
                    .named(name: $0[name]?.string ?? "", text: Self.joined($0[text]?.string ?? ""))
                }
            case .facts: records.map(Self.fact)
            case .options(let entry, let name, let text):
                records.map { option in
                    func field(_ name: String) -> String { Self.joined(option[name]?.string ?? "") }
                    return .item("[[\(field(entry))|\(field(name))]]: \(field(text))")
                }
            case .table(let heads, let name, let cells):
                [.row([""] + (record[heads]?.array ?? []).map { $0["name"]?.string ?? "" })]
                    + records.map { row in
                        .row([row[name]?.string ?? ""] + (row[cells]?.array ?? []).map { Self.joined($0.string ?? "") })
                    }
            case .chapters: []
            }
        if !blocks.isEmpty { sections.append(Section(title: row.title, blocks: blocks)) }
    }

    private static func fact(_ value: JSONValue) -> Section.Block {
        let number = value["value"] ?? ""
        return .fact(
            name: value["name"]?.string ?? "",
            value: number.string ?? number.compactText,
            source: value["source"]?.string ?? "",
            note: joined(value["note"]?.string ?? "")
        )
    }

    /// The paragraphs of a text, each in one line. In a literal block (`|`) empty lines part them; all other styles of
    /// YAML fold lines together and leave one line break where an empty line stood.
    private func paragraphs(of value: JSONValue) -> [String] {
        var paragraphs: [String] = []
        var lines: [Substring] = []
        let isLiteral = isLiteralBlock(at: value.position)
        for line in (value.string ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.contains(where: { !$0.isWhitespace }) { lines.append(line) }
            if !isLiteral || lines.last != line {
                if !lines.isEmpty { paragraphs.append(Self.joined(lines.joined(separator: " "))) }
                lines = []
            }
        }
        if !lines.isEmpty { paragraphs.append(Self.joined(lines.joined(separator: " "))) }
        return paragraphs
    }

    private func isLiteralBlock(at place: SourcePosition) -> Bool {
        guard lines.indices.contains(place.line - 1) else { return false }
        return lines[place.line - 1].dropFirst(place.column - 1).first == "|"
    }

    /// A text in one line: runs of white space become one space.
    static func joined(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// An id that an entry names, and where.
struct EntryReference: Hashable, Sendable {
    /// The id.
    var to: String
    /// What it may be; any kind where empty.
    var kinds: [EntryKind]
    /// What names it, for messages: "the link", "'related'".
    var what: String
    /// Whether it is a link inside of a text.
    var isLink = false
    /// Where it is named; of a link, where its text begins.
    var position: SourcePosition
}

/// Whether a text can be an id: lower-case words and digits joined by single hyphens.
func isCatalogID(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return words.allSatisfy { word in
        !word.isEmpty
            && word.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}
