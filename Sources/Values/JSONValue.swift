/// `Values` owns what every other room speaks: JSON values that know where they were read, diagnostics with a place and
/// a remedy, durations and byte sizes. It must not know YAML, CloudFormation or any cloud service.

/// A JSON value that keeps the order of its members and the place it was read from.
///
/// Equality and hashing look at the content alone, so a value read from a file equals the same value made in a test.
/// Objects are equal when they hold the same members in any order.
public struct JSONValue: Sendable {
    /// The six kinds of JSON value; whole numbers are kept apart so that they print as they were written.
    public enum Content: Sendable, Hashable {
        case null
        case bool(Bool)
        case integer(Int)
        case double(Double)
        case string(String)
        case array([JSONValue])
        case object(JSONObject)
    }

    /// What the value is.
    public var content: Content
    /// Where it was read; `.none` for values made by the program.
    public var position: SourcePosition

    /// Makes a value, read at `position` or made by the program.
    public init(_ content: Content, at position: SourcePosition = .none) {
        self.content = content
        self.position = position
    }

    /// The JSON `null`.
    public static let null = JSONValue(.null)
}

extension JSONValue: Hashable {
    /// Compares content; positions do not count.
    public static func == (left: JSONValue, right: JSONValue) -> Bool { left.content == right.content }

    /// Hashes content; positions do not count.
    public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

// MARK: - Looking inside

extension JSONValue {
    /// The string, if this is one.
    public var string: String? { if case .string(let value) = content { value } else { nil } }
    /// The whole number, if this is one, or a double without a fraction.
    public var integer: Int? {
        switch content {
        case .integer(let value): value
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }
    /// The number as a double, if this is a number.
    public var double: Double? {
        switch content {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
    /// The truth value, if this is one.
    public var bool: Bool? { if case .bool(let value) = content { value } else { nil } }
    /// The elements, if this is an array.
    public var array: [JSONValue]? { if case .array(let value) = content { value } else { nil } }
    /// The members, if this is an object.
    public var object: JSONObject? { if case .object(let value) = content { value } else { nil } }
    /// Whether this is `null`.
    public var isNull: Bool { if case .null = content { true } else { false } }

    /// The member of an object, or nil where this is no object or has no such member.
    public subscript(key: String) -> JSONValue? { object?[key] }
    /// The element of an array, or nil where this is no array or is shorter.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = content, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The kind of value in words, with its article, for messages: "a string", "an object".
    public var kindName: String {
        switch content {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .double: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

// MARK: - Literals
// There is none for `nil`: where a value is optional it would turn absence into `null`.

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Makes a string.
    public init(stringLiteral value: String) { self.init(.string(value)) }
    /// Makes a whole number.
    public init(integerLiteral value: Int) { self.init(.integer(value)) }
    /// Makes a number.
    public init(floatLiteral value: Double) { self.init(.double(value)) }
    /// Makes a truth value.
    public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
    /// Makes an array.
    public init(arrayLiteral elements: JSONValue...) { self.init(.array(elements)) }
    /// Makes an object with its members in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(.object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) })))
    }
    /// Makes a string value.
    public init(_ value: String) { self.init(.string(value)) }
    /// Makes a whole number.
    public init(_ value: Int) { self.init(.integer(value)) }
    /// Makes a list.
    public init(_ values: [JSONValue]) { self.init(.array(values)) }
    /// Makes an object.
    public init(_ object: JSONObject) { self.init(.object(object)) }
}
