import Values

/// What a mapping template has made: API parameters as JSON, or as the form that Query protocols take.
enum FormParameters {
    /// The parameters in a text; nil when it is neither.
    static func read(_ text: String) -> JSONValue? {
        let trimmed = text.drop { $0.isWhitespace }
        if trimmed.hasPrefix("{") { return try? readJSON(String(trimmed)) }
        var parameters = JSONObject()
        for pair in trimmed.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = decoded(parts[0]), let value = decoded(parts[1]) else { return nil }
            parameters[name] = JSONValue(value)
        }
        return parameters.isEmpty ? nil : JSONValue(withAttributes(parameters))
    }

    /// `MessageAttribute.1.Name`, `.Value.StringValue` and `.Value.DataType` gathered into `MessageAttributes`.
    private static func withAttributes(_ parameters: JSONObject) -> JSONObject {
        var result = parameters
        var attributes = JSONObject()
        for prefix in ["MessageAttribute.", "MessageAttributes.entry."] {
            for number in 1...10 {
                guard let name = parameters["\(prefix)\(number).Name"]?.string else { continue }
                attributes[name] = [
                    "DataType": parameters["\(prefix)\(number).Value.DataType"] ?? "String",
                    "StringValue": parameters["\(prefix)\(number).Value.StringValue"] ?? "",
                ]
            }
        }
        if !attributes.isEmpty { result["MessageAttributes"] = JSONValue(attributes) }
        return result
    }

    /// Percent and plus signs decoded; nil for a malformed percent sequence or invalid UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%") {
                guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
