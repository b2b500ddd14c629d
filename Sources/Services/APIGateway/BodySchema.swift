import Values

/// The part of JSON Schema (draft 4) that API Gateway models use to refuse requests: `type`, `required`, `properties`,
/// `items`, `enum`, lengths and bounds, `additionalProperties: false`, and `$ref` within the API definition.
struct BodySchema: Sendable {
    let schema: JSONValue
    /// The API definition, for references.
    let document: JSONValue

    /// Why a body is refused, or nil when it may pass.
    func flaw(in body: JSONValue) -> String? { flaw(in: body, schema, "the body", depth: 0) }

    private func flaw(in value: JSONValue, _ schema: JSONValue, _ name: String, depth: Int) -> String? {
        guard depth < 32 else { return "\(name) nests too deep" }
        if let reference = schema["$ref"]?.string {
            guard let target = resolve(reference) else { return nil }
            return flaw(in: value, target, name, depth: depth + 1)
        }
        if let type = schema["type"]?.string, !BodySchema.isType(type, value) {
            return "\(name) is \(value.kindName), not of type \(type)"
        }
        if let allowed = schema["enum"]?.array, !allowed.contains(value) {
            return "\(name) is none of the allowed values"
        }
        if let least = schema["minLength"]?.integer, let text = value.string, text.count < least {
            return "\(name) is shorter than \(least)"
        }
        if let most = schema["maxLength"]?.integer, let text = value.string, text.count > most {
            return "\(name) is longer than \(most)"
        }
        if let least = schema["minimum"]?.double, let number = value.double, number < least {
            return "\(name) is below \(schema["minimum"]?.compactText ?? "")"
        }
        if let most = schema["maximum"]?.double, let number = value.double, number > most {
            return "\(name) is above \(schema["maximum"]?.compactText ?? "")"
        }
        if let object = value.object {
            for needed in schema["required"]?.array ?? [] where object[needed.string ?? ""] == nil {
                return "\(name) has no '\(needed.string ?? "")'"
            }
            for member in object {
                if let inner = schema["properties"]?[member.key] {
                    if let found = flaw(in: member.value, inner, "'\(member.key)'", depth: depth + 1) { return found }
                } else if schema["additionalProperties"]?.bool == false {
                    return "\(name) has the unknown member '\(member.key)'"
                }
            }
        }
        if let elements = value.array, let inner = schema["items"] {
            for element in elements {
                if let found = flaw(in: element, inner, "an element of \(name)", depth: depth + 1) { return found }
            }
        }
        return nil
    }

    private static func isType(_ type: String, _ value: JSONValue) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "integer": value.integer != nil
        case "number": value.double != nil
        case "boolean": value.bool != nil
        case "null": value.isNull
        default: true
        }
    }

    func resolve(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(Optional(document)) { $0?[String($1)] }
    }
}
