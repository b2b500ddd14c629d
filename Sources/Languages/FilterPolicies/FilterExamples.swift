import Values

extension FilterPolicy {
    /// What a message carries that passes.
    public enum Example: Sendable, Hashable {
        /// Attributes in the form of the API: `{"kind": {"DataType": "String", "StringValue": "order"}}`.
        case attributes(JSONValue)
        case body(JSONValue)
    }

    /// A message that passes, made of what the policy itself names; nil where none was found.
    public var example: Example? {
        switch scope {
        case .messageBody: return bodyExample.map { .body($0) }
        case .messageAttributes:
            for example in branchExamples {
                guard let object = example.object else { continue }
                let attributes = object.members.map { ($0.key, Self.attribute($0.value)) }
                if matches(attributes: Dictionary(attributes) { first, _ in first }, body: nil) {
                    return .attributes(
                        JSONValue(
                            JSONObject(
                                attributes.map { name, attribute in
                                    .init(
                                        key: name,
                                        value: [
                                            "DataType": JSONValue(attribute.dataType),
                                            "StringValue": JSONValue(attribute.value),
                                        ])
                                })))
                }
            }
            return nil
        }
    }

    private static func attribute(_ value: JSONValue) -> MessageAttribute {
        if let text = value.string { return MessageAttribute(dataType: "String", value: text) }
        if value.double != nil { return MessageAttribute(dataType: "Number", value: value.compactText) }
        return MessageAttribute(dataType: "String.Array", value: JSONValue([value]).compactText)
    }
}

extension LambdaFilters {
    /// A record that passes, made of what the first filter that can be met names; nil where none was found. Its payload
    /// is JSON, or the text that the filter asks for.
    public var example: JSONValue? {
        for pattern in patterns {
            if let record = pattern.example, matches(withPayloadAsText(record)) { return record }
        }
        return nil
    }

    private func withPayloadAsText(_ record: JSONValue) -> JSONValue {
        guard let payloadKey, var object = record.object, let payload = object[payloadKey], payload.string == nil else {
            return record
        }
        object[payloadKey] = JSONValue(payload.compactText)
        return JSONValue(object)
    }
}
