/// Reads the fields of one object by name and type, collecting everything that is wrong with it.
///
/// Ask for each field once, then call `finish()`, which reports the fields that nobody asked for with the nearest name
/// that exists. Reading goes on after an error, so one pass finds them all.
public struct FieldReader: Sendable {
    /// The object being read; empty when the value was none.
    public let object: JSONObject
    /// Where the object stands.
    public let position: SourcePosition
    /// What it is, for messages: "pattern", "flow".
    public let what: String
    /// What was wrong so far.
    public var diagnostics: [Diagnostic] = []
    private var asked: [String] = []

    /// Starts reading a value that must be an object.
    public init(_ value: JSONValue, what: String) {
        position = value.position
        self.what = what
        if let object = value.object {
            self.object = object
        } else {
            object = JSONObject()
            fail(at: value.position, "found \(value.kindName)", "expected an object with the fields of a \(what)")
        }
    }

    /// Records an error.
    public mutating func fail(at place: SourcePosition, _ found: String, _ expected: String, nearest: String? = nil) {
        diagnostics.append(Diagnostic(at: place, found: found, expected: expected, nearest: nearest))
    }

    /// The raw value of a field that may be absent; `null` counts as absent.
    public mutating func value(_ name: String) -> JSONValue? {
        if !asked.contains(name) { asked.append(name) }
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    /// The raw value of a field that must be there.
    public mutating func requiredValue(_ name: String) -> JSONValue? {
        if let value = value(name) { return value }
        if !object.isEmpty || diagnostics.isEmpty {
            fail(at: position, "the \(what) has no '\(name)'", "expected the field '\(name)'")
        }
        return nil
    }

    /// A string field that may be absent; numbers and booleans are taken as their text.
    public mutating func string(_ name: String) -> String? { value(name).flatMap { text($0, name) } }

    /// A string field that must be there; empty when it is not.
    public mutating func requiredString(_ name: String) -> String {
        requiredValue(name).flatMap { text($0, name) } ?? ""
    }

    /// A list of strings that may be absent.
    public mutating func strings(_ name: String) -> [String] { list(name).compactMap { text($0, name) } }

    /// A list of strings that must be there and hold at least one.
    public mutating func requiredStrings(_ name: String) -> [String] {
        requiredList(name).compactMap { text($0, name) }
    }

    /// A list that may be absent.
    public mutating func list(_ name: String) -> [JSONValue] { value(name).flatMap { elements($0, name) } ?? [] }

    /// A list that must be there and hold at least one element.
    public mutating func requiredList(_ name: String) -> [JSONValue] {
        guard let value = requiredValue(name), let all = elements(value, name) else { return [] }
        if all.isEmpty { fail(at: value.position, "'\(name)' is empty", "expected at least one element") }
        return all
    }

    /// An object field that may be absent.
    public mutating func object(_ name: String) -> JSONObject? {
        guard let value = value(name) else { return nil }
        if let object = value.object { return object }
        fail(at: value.position, "'\(name)' is \(value.kindName)", "expected an object")
        return nil
    }

    /// A boolean field; `absent` when it is not there.
    public mutating func bool(_ name: String, default absent: Bool = false) -> Bool {
        guard let value = value(name) else { return absent }
        if let truth = value.bool { return truth }
        fail(at: value.position, "'\(name)' is \(value.kindName)", "expected true or false")
        return absent
    }

    /// A whole number field that may be absent, held to a range.
    public mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = value(name) else { return nil }
        guard let number = value.integer else {
            fail(at: value.position, "'\(name)' is \(value.kindName)", "expected a whole number")
            return nil
        }
        guard range.contains(number) else {
            fail(
                at: value.position, "'\(name)' is \(number)", "expected \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A duration field such as `90s` or `1h30m` that may be absent.
    public mutating func duration(_ name: String) -> TimeSpan? {
        guard let value = value(name) else { return nil }
        if let written = text(value, name), let span = TimeSpan(written) { return span }
        fail(
            at: value.position, "'\(name)' is \(value.compactText)",
            "expected a duration such as 250ms, 90s or 1h30m")
        return nil
    }

    /// One of a few names that may be absent.
    public mutating func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) -> Choice?
    where Choice.RawValue == String {
        guard let value = value(name), let written = text(value, name) else { return nil }
        if let choice = Choice(rawValue: written) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        fail(
            at: value.position, "'\(name)' is '\(written)'", "expected one of \(names.joined(separator: ", "))",
            nearest: nearestName(to: written, among: names))
        return nil
    }

    /// Reports fields that nobody asked for, and returns all that was wrong.
    public mutating func finish() -> [Diagnostic] {
        for member in object where !asked.contains(member.key) {
            fail(
                at: member.keyPosition, "unknown field '\(member.key)' in a \(what)",
                "expected one of \(asked.joined(separator: ", "))",
                nearest: nearestName(to: member.key, among: asked))
        }
        return diagnostics
    }

    private mutating func text(_ value: JSONValue, _ name: String) -> String? {
        switch value.content {
        case .string(let text): return text
        case .integer, .double, .bool: return value.compactText
        default:
            fail(at: value.position, "'\(name)' is \(value.kindName)", "expected text")
            return nil
        }
    }

    private mutating func elements(_ value: JSONValue, _ name: String) -> [JSONValue]? {
        if let elements = value.array { return elements }
        fail(at: value.position, "'\(name)' is \(value.kindName)", "expected a list")
        return nil
    }
}
