import Values

/// The JSON Schema of the files that hold entries of a kind, for editors: made of the same tables that read them. Where a
/// file holds a list, the schema is of the list.
public func entrySchema(of kind: EntryKind) -> JSONValue {
    let record = schema(of: EntryTables.rows(of: kind))
    let isList = [.term, .practice, .source].contains(kind)
    var members: [(String, JSONValue)] = [
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("title", JSONValue("\(kind.rawValue) of an archscope catalog")),
    ]
    if isList {
        members += [("type", "array"), ("items", record)]
    } else {
        members += parts(record)
    }
    return object(members)
}

private func object(_ members: [(String, JSONValue)]) -> JSONValue {
    JSONValue(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
}

private func parts(_ object: JSONValue) -> [(String, JSONValue)] {
    (object.object?.members ?? []).map { ($0.key, $0.value) }
}

/// An object of these fields and no others.
private func schema(of rows: [FieldRow]) -> JSONValue {
    var members: [(String, JSONValue)] = [
        ("type", "object"),
        ("properties", object(rows.map { ($0.name, described($0)) })),
        ("required", JSONValue(rows.filter { $0.need == .required }.map { JSONValue($0.name) })),
        ("additionalProperties", false),
    ]
    let conditions = rows.compactMap { row -> JSONValue? in
        guard case .requiredWhen(let field, let word) = row.need else { return nil }
        return [
            "if": ["properties": object([(field, ["const": JSONValue(word)])]), "required": [JSONValue(field)]],
            "then": ["required": [JSONValue(row.name)]],
        ]
    }
    if !conditions.isEmpty { members.append(("allOf", JSONValue(conditions))) }
    return object(members)
}

private func described(_ row: FieldRow) -> JSONValue {
    object([("description", JSONValue(row.meaning))] + members(of: row.shape))
}

/// What a shape allows.
private func members(of shape: FieldShape) -> [(String, JSONValue)] {
    let line: [(String, JSONValue)] = [("type", "string"), ("pattern", #"^[^\n]*\S[^\n]*$"#)]
    let text: [(String, JSONValue)] = [("type", "string"), ("pattern", #"\S"#)]
    let id: [(String, JSONValue)] = [("type", "string"), ("pattern", "^[a-z0-9]+(-[a-z0-9]+)*$")]
    func choice(_ words: [String]) -> [(String, JSONValue)] { [("enum", JSONValue(words.map { JSONValue($0) }))] }
    func list(_ items: [(String, JSONValue)], atLeast least: Int) -> [(String, JSONValue)] {
        [("type", "array"), ("items", object(items))] + (least > 0 ? [("minItems", JSONValue(least))] : [])
    }
    switch shape {
    case .id, .localID: return id
    case .line, .markedLine: return line
    case .scalar: return [("type", ["string", "number"])]
    case .text: return text
    case .texts(let least): return list(text, atLeast: least)
    case .words(let least): return list(line, atLeast: least)
    case .reference: return id
    case .references(_, let least): return list(id, atLeast: least)
    case .choice(let words): return choice(words)
    case .choices(let words): return list(choice(words), atLeast: 0)
    case .date: return [("type", "string"), ("pattern", #"^\d{4}-\d{2}(-\d{2})?$"#)]
    case .duration: return [("type", "string"), ("pattern", #"^(\d+(\.\d+)?(ns|us|ms|s|m|h|d))+$"#)]
    case .record(let rows): return parts(schema(of: rows))
    case .records(let rows, let least):
        return list(parts(schema(of: rows)), atLeast: least)
    case .roleTargets:
        let target: JSONValue = ["type": "string", "minLength": 1]
        return [
            ("type", "object"),
            ("additionalProperties", ["anyOf": [target, ["type": "array", "items": target, "minItems": 1]]]),
        ]
    case .other: return []
    }
}
