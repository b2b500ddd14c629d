import Documents
import Values

/// Expands what makes a template longer than it is written: `Fn::ForEach` loops and `AWS::Include` of local files.
struct Expansion {
    var evaluator: Evaluator
    /// What the loops' variables stand for at this place.
    private var variables: [(name: String, value: String)] = []
    private var membersMade = 0
    private var filesOpen: [String] = []

    /// More members than this come from loops that multiply.
    private static let memberLimit = 20_000
    private static let fileLimit = 8

    init(evaluator: Evaluator) { self.evaluator = evaluator }

    /// The members with loops written out and includes put in.
    mutating func expand(_ object: JSONObject) -> JSONObject {
        var members: [JSONObject.Member] = []
        for member in object {
            if isLoop(member.key) {
                members += loop(member)
            } else if member.key == "Fn::Transform", let included = include(member.value) {
                members += included
            } else {
                let key = substituted(member.key)
                members.append(.init(key: key, keyPosition: member.keyPosition, value: expand(member.value)))
            }
        }
        return JSONObject(members)
    }

    private mutating func expand(_ value: JSONValue) -> JSONValue {
        switch value.content {
        case .string(let text): return JSONValue(.string(substituted(text)), at: value.position)
        case .array(let elements): return JSONValue(.array(elements.map { expand($0) }), at: value.position)
        case .object(let object):
            if object.count == 1, object.members[0].key == "Ref", let name = object.members[0].value.string,
                let variable = variables.last(where: { $0.name == name })
            {
                return JSONValue(.string(variable.value), at: value.position)
            }
            return JSONValue(.object(expand(object)), at: value.position)
        default: return value
        }
    }

    /// A text with the variables of the loops around it put in: `${Name}`, or `&{Name}` without signs.
    private func substituted(_ text: String) -> String {
        guard !variables.isEmpty, text.contains("{") else { return text }
        var result = text
        for variable in variables {
            result = separate(result, at: "${\(variable.name)}").joined(separator: variable.value)
            let plain = String(variable.value.filter { $0.isLetter || $0.isNumber })
            result = separate(result, at: "&{\(variable.name)}").joined(separator: plain)
        }
        return result
    }

    private mutating func loop(_ member: JSONObject.Member) -> [JSONObject.Member] {
        guard let parts = member.value.array, parts.count == 3, let name = parts[0].string, let body = parts[2].object
        else {
            evaluator.fail(
                at: member.value.position,
                "'\(member.key)' of \(member.value.kindName)",
                "write [variable, collection, {key: value}]"
            )
            return []
        }
        let collection = evaluator.evaluate(expand(parts[1])) ?? JSONValue(.null, at: parts[1].position)
        guard let elements = collection.array else {
            evaluator.fail(
                at: parts[1].position,
                "\(collection.kindName) as the collection of '\(member.key)'",
                "give a list, or a parameter of type CommaDelimitedList"
            )
            return []
        }
        var members: [JSONObject.Member] = []
        for element in elements {
            guard let text = plainText(element) else {
                evaluator.fail(at: element.position, "\(element.kindName) in a loop's collection", "give texts")
                continue
            }
            membersMade += body.count
            guard membersMade <= Self.memberLimit else {
                evaluator.fail(
                    at: member.keyPosition,
                    "loops that make more than \(Self.memberLimit) members",
                    "loop over fewer values"
                )
                return members
            }
            variables.append((name, text))
            members += expand(body)
            variables.removeLast()
        }
        return members
    }

    /// The members of an included local file; nil when this is another transform.
    private mutating func include(_ value: JSONValue) -> [JSONObject.Member]? {
        guard value["Name"]?.string == "AWS::Include", let written = value["Parameters"]?["Location"] else {
            return nil
        }
        guard let location = evaluator.evaluate(expand(written)).flatMap({ $0.string }) else {
            evaluator.fail(at: written.position, "\(written.kindName) as the location to include", "give a file's path")
            return []
        }
        guard let object = includedDocument(location, at: written.position)?.object else { return [] }
        filesOpen.append(location)
        defer { filesOpen.removeLast() }
        return expand(object).members
    }

    private mutating func includedDocument(_ location: String, at place: SourcePosition) -> JSONValue? {
        if filesOpen.contains(location) || filesOpen.count >= Self.fileLimit {
            evaluator.fail(at: place, "file '\(location)', which includes itself", "break the circle")
            return nil
        }
        if TemplateSource.isRemote(location) {
            evaluator.fail(
                .warning, at: place, "a file to include from '\(location)'",
                "include a local file to see what it holds")
            return nil
        }
        guard let (text, file) = evaluator.load(location, to: "include", at: place) else { return nil }
        let reading = readingDocument(text, file: file)
        evaluator.problems += reading.diagnostics
        return reading.value
    }
}

/// Whether the text may need expansion at all: most templates have neither loops nor includes.
func mayNeedExpansion(_ text: String) -> Bool {
    containsText(text, "Fn::ForEach") || containsText(text, "!Transform") || containsText(text, "Fn::Transform")
}

private func containsText(_ text: String, _ wanted: String) -> Bool {
    let needle = Array(wanted.utf8)
    var matched = 0
    for byte in text.utf8 {
        if byte == needle[matched] {
            matched += 1
            if matched == needle.count { return true }
        } else {
            matched = byte == needle[0] ? 1 : 0
        }
    }
    return false
}

extension Evaluator {
    /// `Fn::Transform` that no expansion replaced: macros run only when AWS deploys the template.
    mutating func transform(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let name = argument["Name"]?.string ?? ""
        fail(
            .warning,
            at: value.position,
            "macro '\(name)', which only AWS can run",
            "expect the resources without what it adds"
        )
        return JSONValue(.object(JSONObject()), at: value.position)
    }
}

extension Evaluator {
    /// The document of a local file, with its problems noted and its parameters resolved.
    mutating func document(_ text: String, file: String) -> JSONValue? {
        let reading = readingDocument(text, file: file)
        problems += reading.diagnostics
        return reading.value.flatMap { evaluate($0) }
    }
}
