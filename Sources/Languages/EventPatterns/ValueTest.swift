import Values

/// One test of a pattern's list, compiled: what a single value of the event must be.
indirect enum ValueTest: Sendable, Hashable {
    case text(String, bytes: [UInt8])
    /// A text that is an address also matches the same address written otherwise.
    case address(IPAddress, text: String)
    case number(PatternNumber)
    case bool(Bool)
    case null
    case prefix(String, bytes: [UInt8])
    case suffix(String, bytes: [UInt8])
    case caseless(CaselessText, at: CaselessText.Place)
    case range(NumberRange)
    case block(CIDRBlock, text: String)
    case wildcard(Wildcard, text: String)
    /// Any value that none of these accepts, of whatever kind, `null` included.
    case noneOf([ValueTest])
    /// Any value at all.
    case present
    /// No value anywhere in the event; decided by the branch, since a value can only refute it.
    case absent

    static func exactly(_ text: String) -> ValueTest {
        if let address = IPAddress(text) { return .address(address, text: text) }
        return .text(text, bytes: Array(text.utf8))
    }

    /// Whether a value that is neither a list nor an object passes.
    func accepts(_ value: JSONValue) -> Bool {
        switch (self, value.content) {
        case (.text(_, let bytes), .string(let found)): Bytes.equal(found, bytes)
        case (.address(let address, let text), .string(let found)): found == text || IPAddress(found) == address
        case (.number(let wanted), .integer(let found)): wanted == PatternNumber(Double(found))
        case (.number(let wanted), .double(let found)): wanted == PatternNumber(found)
        case (.bool(let wanted), .bool(let found)): wanted == found
        case (.null, .null): true
        case (.prefix(_, let bytes), .string(let found)): Bytes.hasPrefix(found, bytes)
        case (.suffix(_, let bytes), .string(let found)): Bytes.hasSuffix(found, bytes)
        case (.caseless(let text, let place), .string(let found)): text.matches(found, at: place)
        case (.range(let range), .integer(let found)): range.contains(PatternNumber(Double(found)))
        case (.range(let range), .double(let found)): range.contains(PatternNumber(found))
        case (.block(let block, _), .string(let found)): block.contains(found)
        case (.wildcard(let wildcard, _), .string(let found)): wildcard.matches(found)
        case (.noneOf(let tests), _): !tests.contains { $0.accepts(value) }
        case (.present, _): true
        default: false
        }
    }
}

extension ValueTest {
    /// The test in words, to follow "wanted".
    var words: String {
        switch self {
        case .text(let text, _), .address(_, let text): quoted(text)
        case .number(let number): "\(number)"
        case .bool(let value): "\(value)"
        case .null: "null"
        case .prefix(let text, _): "text starting with \(quoted(text))"
        case .suffix(let text, _): "text ending with \(quoted(text))"
        case .caseless(let text, .whole): "\(quoted(text.text)) in any case"
        case .caseless(let text, .start): "text starting with \(quoted(text.text)) in any case"
        case .caseless(let text, .end): "text ending with \(quoted(text.text)) in any case"
        case .range(let range): range.words
        case .block(_, let text): "an address in \(text)"
        case .wildcard(_, let text): "text like \(quoted(text))"
        case .noneOf(let tests): "anything but \(ValueTest.words(tests))"
        case .present: "any value"
        case .absent: "no value"
        }
    }

    /// Several tests in words: `"a", "b" or text starting with "c"`.
    static func words(_ tests: [ValueTest]) -> String {
        guard let last = tests.last, tests.count > 1 else { return tests.first?.words ?? "nothing" }
        return tests.dropLast().map(\.words).joined(separator: ", ") + " or " + last.words
    }

    private func quoted(_ text: String) -> String { "\"\(text.withVisibleControls)\"" }
}

/// A number as patterns compare it: to six digits after the decimal point within ±5e9 (aws/event-ruler,
/// ComparableNumber), exactly beyond.
struct PatternNumber: Sendable, Hashable, CustomStringConvertible {
    let value: Double
    /// Millionths above −5e9; nil beyond ±5e9.
    let scaled: Int64?

    init(_ value: Double) {
        self.value = value
        scaled = abs(value) <= 5e9 ? Int64(1e6 * (5e9 + value)) : nil
    }

    static func == (left: PatternNumber, right: PatternNumber) -> Bool {
        if let left = left.scaled, let right = right.scaled { return left == right }
        return left.value == right.value
    }

    func hash(into hasher: inout Hasher) {
        if let scaled { hasher.combine(scaled) } else { hasher.combine(value) }
    }

    var description: String {
        if let whole = Int(exactly: value) { return "\(whole)" }
        return "\(value)"
    }
}

/// The numbers between two bounds, either of which may be missing or excluded.
struct NumberRange: Sendable, Hashable {
    struct Bound: Sendable, Hashable {
        let number: PatternNumber
        let isExcluded: Bool
    }

    var bottom: Bound?
    var top: Bound?
    /// Whether the range is the single number it starts at.
    var isEquality = false

    func contains(_ number: PatternNumber) -> Bool {
        guard let found = number.scaled else { return false }
        if let bottom, let bound = bottom.number.scaled, found < bound || (bottom.isExcluded && found == bound) {
            return false
        }
        if let top, let bound = top.number.scaled, found > bound || (top.isExcluded && found == bound) { return false }
        return true
    }

    var words: String {
        if isEquality, let bottom { return "the number \(bottom.number)" }
        let parts = [
            bottom.map { "\($0.isExcluded ? ">" : ">=") \($0.number)" },
            top.map { "\($0.isExcluded ? "<" : "<=") \($0.number)" },
        ]
        return "a number " + parts.compactMap { $0 }.joined(separator: " and ")
    }
}
