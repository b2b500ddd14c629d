import Values

/// A typed attribute of an SNS or SQS message.
public struct MessageAttribute: Sendable, Hashable {
    /// `String`, `Number`, `String.Array` or `Binary`; a label may follow the first and second: `Number.int`.
    public var dataType: String
    /// The value as text: a number's digits, an array's JSON, binary in Base64.
    public var value: String

    /// Makes an attribute.
    public init(dataType: String, value: String) {
        self.dataType = dataType
        self.value = value
    }

    /// Reads an attribute as the API takes it (`DataType` with `StringValue` or `BinaryValue`) or as notifications
    /// carry it (`Type`, `Value`).
    /// - Throws: What is missing or of the wrong kind.
    public init(_ json: JSONValue) throws(Diagnostics) {
        var flaws: [Diagnostic] = []
        func text(_ names: [String]) -> String {
            guard let value = names.lazy.compactMap({ json[$0] }).first else {
                flaws.append(
                    Diagnostic(
                        at: json.position, found: "\(json.kindName) as a message attribute",
                        expected: "expected \(names.joined(separator: " or "))"))
                return ""
            }
            if let text = value.string { return text }
            if value.double != nil { return value.compactText }
            flaws.append(
                Diagnostic(
                    at: value.position, found: "\(value.kindName) in a message attribute", expected: "expected a text"))
            return ""
        }
        dataType = text(["DataType", "Type"])
        value = text(["StringValue", "BinaryValue", "Value"])
        let kind = dataType.split(separator: ".").first.map(String.init) ?? ""
        if flaws.isEmpty, !["String", "Number", "Binary"].contains(kind) {
            flaws.append(
                Diagnostic(
                    at: json.position, found: "unknown data type '\(dataType)'",
                    expected: "expected String, String.Array, Number or Binary",
                    nearest: nearestName(to: dataType, among: ["String", "String.Array", "Number", "Binary"])))
        }
        if !flaws.isEmpty { throw Diagnostics(flaws) }
    }

    /// The attribute as filters see it; nil for binary, which they ignore, and for what its type does not allow.
    var filterable: JSONValue? {
        if dataType == "String.Array" {
            guard let list = try? readJSON(value), list.array != nil else { return nil }
            return list
        }
        if dataType == "String" || dataType.hasPrefix("String.") { return JSONValue(value) }
        if dataType == "Number" || dataType.hasPrefix("Number.") {
            if let whole = Int(value) { return JSONValue(whole) }
            return Double(value).map { JSONValue(.double($0)) }
        }
        return nil
    }
}
