import Values

/// `Fn::Sub`: text with `${...}` in it.
extension Evaluator {
    /// The text with every variable replaced.
    ///
    /// While only parameters are resolved, a text that names a resource stays as it is, its own variables resolved.
    mutating func sub(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let place = value.position
        var variables = JSONObject()
        let text: JSONValue
        if let list = argument.array {
            guard list.count == 2, let object = list[1].object else {
                fail(
                    at: argument.position, "'Fn::Sub' of \(list.count) values", "write a text, or [text, {name: value}]"
                )
                return value
            }
            text = list[0]
            variables = object
        } else {
            text = argument
        }
        guard let template = text.string else {
            if text["Fn::Transform"] != nil { return transform(text["Fn::Transform"] ?? .null, in: text) }
            if let simple = plainText(text) { return JSONValue(.string(simple), at: place) }
            fail(at: text.position, "\(text.kindName) as the text of 'Fn::Sub'", "write a text")
            return value
        }
        let parts = substitutionParts(template)
        if extent == .parameters, parts.contains(where: { namesResource($0, beside: variables) }) {
            return kept(text, variables, in: value)
        }
        var result = ""
        for part in parts {
            switch part {
            case .text(let words): result += words
            case .unclosed:
                fail(at: text.position, "'${' without its '}'", "close the variable, or write '${!' for a literal")
            case .variable(let name):
                if let own = variables[name] {
                    if let resolved = evaluate(own) { result += substituted(resolved, name, at: own.position) }
                } else if let resolved = variable(name, at: place) {
                    result += substituted(resolved, name, at: place)
                }
            }
        }
        return JSONValue(.string(result), at: place)
    }

    private mutating func kept(_ text: JSONValue, _ variables: JSONObject, in value: JSONValue) -> JSONValue {
        guard !variables.isEmpty else { return value }
        let members = variables.compactMap { member in
            evaluate(member.value).map {
                JSONObject.Member(key: member.key, keyPosition: member.keyPosition, value: $0)
            }
        }
        let list = JSONValue(.array([text, JSONValue(.object(JSONObject(members)))]), at: value.position)
        return JSONValue(.object(JSONObject([.init(key: "Fn::Sub", value: list)])), at: value.position)
    }

    private func namesResource(_ part: SubstitutionPart, beside variables: JSONObject) -> Bool {
        guard case .variable(let name) = part else { return false }
        if let own = variables[name] { return own.object != nil }
        return parameters[name] == nil && deployment.pseudoParameter(name) == nil
    }

    private mutating func variable(_ name: String, at place: SourcePosition) -> JSONValue? {
        let reference = JSONValue(.string(name), at: place)
        if aliases[name] != nil || parameters[name] != nil { return ref(name, in: reference) }
        if name.contains("."), !name.hasPrefix("AWS::") { return getAtt(reference, in: reference) }
        return ref(name, in: reference)
    }

    private mutating func substituted(_ value: JSONValue, _ name: String, at place: SourcePosition) -> String {
        if let text = plainText(value) { return text }
        if let list = value.array { return list.compactMap(plainText).joined(separator: ",") }
        if extent == .all { fail(at: place, "\(value.kindName) as variable '\(name)'", "give a text") }
        return ""
    }
}

/// A piece of a text with variables.
enum SubstitutionPart {
    case text(String)
    case variable(String)
    case unclosed
}

/// Cuts a text at its `${name}` variables; `${!name}` is text and loses its mark.
func substitutionParts(_ template: String) -> [SubstitutionPart] {
    guard template.utf8.contains(UInt8(ascii: "$")) else { return [.text(template)] }
    var parts: [SubstitutionPart] = []
    var rest = template[...]
    var pending = ""
    while let dollar = rest.firstIndex(of: "$") {
        pending += rest[..<dollar]
        let after = rest.index(after: dollar)
        guard after < rest.endIndex, rest[after] == "{" else {
            pending += "$"
            rest = rest[after...]
            continue
        }
        guard let close = rest[after...].firstIndex(of: "}") else {
            parts.append(.text(pending))
            return parts + [.unclosed]
        }
        let name = rest[rest.index(after: after)..<close]
        rest = rest[rest.index(after: close)...]
        if name.first == "!" {
            pending += "${" + name.dropFirst() + "}"
        } else {
            if !pending.isEmpty { parts.append(.text(pending)) }
            pending = ""
            parts.append(.variable(trimmed(name)))
        }
    }
    pending += rest
    if !pending.isEmpty { parts.append(.text(pending)) }
    return parts
}
