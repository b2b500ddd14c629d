import Values

extension BodySchema {
    /// A body that passes, as a States Language payload template in which texts that may be anything are the request's
    /// number, `$.index`; nil where none was found.
    var example: JSONValue? {
        guard let sample = value(schema, isNumbered: false, depth: 0), flaw(in: sample) == nil else { return nil }
        return value(schema, isNumbered: true, depth: 0)
    }

    private func value(_ written: JSONValue, isNumbered: Bool, depth: Int) -> JSONValue? {
        guard depth < 8, let schema = resolved(written) else { return nil }
        if let allowed = schema["enum"]?.array { return allowed.first }
        switch schema["type"]?.string ?? (schema["properties"] != nil ? "object" : "string") {
        case "object":
            var object = JSONObject()
            for key in (schema["required"]?.array ?? []).compactMap(\.string) {
                let inner = schema["properties"]?[key] ?? [:]
                guard let value = value(inner, isNumbered: isNumbered, depth: depth + 1) else { return nil }
                if isNumbered, resolved(inner).map(isFreeText) == true {
                    object[key + ".$"] = "States.Format('{}', $.index)"
                } else {
                    object[key] = value
                }
            }
            return JSONValue(object)
        case "array":
            return value(schema["items"] ?? [:], isNumbered: isNumbered, depth: depth + 1).map { [$0] }
        case "string":
            let least = min(max(0, schema["minLength"]?.wholeNumber ?? 1), 1000)
            return JSONValue(String(repeating: "1", count: least))
        case "integer", "number": return schema["minimum"] ?? schema["maximum"] ?? 1
        case "boolean": return true
        default: return .null
        }
    }

    private func isFreeText(_ schema: JSONValue) -> Bool {
        (schema["type"]?.string ?? "string") == "string" && schema["properties"] == nil
            && ["enum", "minLength", "maxLength", "pattern"].allSatisfy { schema[$0] == nil }
    }

    private func resolved(_ schema: JSONValue) -> JSONValue? {
        guard let reference = schema["$ref"]?.string else { return schema }
        return resolve(reference)
    }
}
