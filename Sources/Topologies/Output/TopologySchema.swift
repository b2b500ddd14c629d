import Graphs
import Values

/// The JSON Schema (draft 2020-12) of `Topology.json`: the reference of that form, made from the tables it is made of.
public var topologySchema: JSONValue {
    [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title":
            "A topology: the components of a CloudFormation or SAM template and the ways messages take between them",
        "type": "object",
        "required": ["nodes", "edges", "groups", "findings"],
        "additionalProperties": false,
        "properties": [
            "nodes": list(
                of: "#/$defs/node", "The components, in the order of the template; systems outside come last."),
            "edges": list(of: "#/$defs/edge", "The ways. Parallel ways of one kind are one edge."),
            "groups": list(of: "#/$defs/group", "Boundaries around components: networks, clusters, nested stacks."),
            "findings": list(
                of: "#/$defs/finding", "What an event architect should know, in the order of the template."),
        ],
        "$defs": ["node": nodeSchema, "edge": edgeSchema, "group": groupSchema, "finding": findingSchema],
    ]
}

private let nodeSchema = object([
    (
        "id",
        text(
            "The logical id, behind those of the stacks around it and slashes. Of systems outside, 'external:' and a name; of the account's default event bus, '\(defaultBusID)'."
        )
    ),
    ("type", text("The CloudFormation type; empty for systems outside.")),
    (
        "kind",
        choice(
            nodeKinds,
            "What it is: the capability that the row of its type names. A type without a row is a 'resource'.")
    ),
    ("group", textOrNull("The id of the group it stands in.")),
    ("label", text("What is drawn: the id, and on a second line the name that the template gives it.")),
    (
        "layer",
        choice(Layer.allCases.map(\.rawValue), "Which layer shows it; diagrams show 'main' unless asked for more.")
    ),
    ("entry", truth("Whether traffic enters here.")),
    ("file", text("The file that declares it; empty for systems outside.")),
    ("line", lineOrNull),
])

private let edgeSchema = object([
    ("id", text("Unique and stable: 'from>to', with '#2' and so on for further ways between the same two.")),
    ("from", text("The id of the node it leaves.")),
    ("to", text("The id of the node it enters.")),
    (
        "kind",
        choice(
            EdgeKind.allCases.map(\.rawValue),
            "What travels and who starts it: "
                + EdgeKind.allCases.map { "\($0.rawValue) is '\($0.meaning)'" }.joined(separator: ", ") + ".")
    ),
    ("label", text("A short phrase, such as a route, a filter or a batch size; empty where the kind says all.")),
    ("via", texts("The logical ids of the plumbing it runs through, such as mappings, subscriptions and rules.")),
    ("actions", texts("The API actions of calls along it, such as 'sqs:SendMessage'; empty where any may be used.")),
    ("assumed", truth("Whether only a name or a broad permission hints at it.")),
    ("file", text("The file that states it, which may be one that the template names.")),
    ("line", lineOrNull),
])

private let groupSchema = object([
    ("id", text("The logical id of the boundary.")),
    ("label", text("What is drawn: the last part of the id.")),
    ("group", textOrNull("The id of the group around it.")),
])

private let findingSchema = object([
    ("practice", text("The id of the catalog's practice that says why; empty for what only could not be linked.")),
    ("nodes", texts("The ids of the nodes it is about.")),
    ("severity", choice(["warning", "error"], "How bad it is.")),
    ("found", text("What was found.")),
    ("expected", text("What to do.")),
    ("file", text("The file where it was found.")),
    ("line", lineOrNull),
])

/// Every kind that a row of the tables gives to a node, and those of nodes that have no row.
private var nodeKinds: [String] {
    var kinds: Set<String> = ["external", "resource"]
    for row in resourceRows {
        kinds.insert(row.kind)
        if case .componentWith(_, let kind, _) = row.placement { kinds.insert(kind) }
    }
    return kinds.sorted()
}

// MARK: - Schemas of parts

private func object(_ members: [(name: String, schema: JSONValue)]) -> JSONValue {
    [
        "type": "object",
        "required": JSONValue(members.map { JSONValue($0.name) }),
        "additionalProperties": false,
        "properties": JSONValue(JSONObject(members.map { .init(key: $0.name, value: $0.schema) })),
    ]
}

private func list(of reference: String, _ summary: String) -> JSONValue {
    ["description": JSONValue(summary), "type": "array", "items": ["$ref": JSONValue(reference)]]
}

private func text(_ summary: String) -> JSONValue { ["description": JSONValue(summary), "type": "string"] }
private func truth(_ summary: String) -> JSONValue { ["description": JSONValue(summary), "type": "boolean"] }

private func textOrNull(_ summary: String) -> JSONValue {
    ["description": JSONValue(summary), "type": ["string", "null"]]
}

private func texts(_ summary: String) -> JSONValue {
    ["description": JSONValue(summary), "type": "array", "items": ["type": "string"]]
}

private func choice(_ values: [String], _ summary: String) -> JSONValue {
    ["description": JSONValue(summary), "enum": JSONValue(values.map { JSONValue($0) })]
}

private let lineOrNull: JSONValue = [
    "description": "The line in that file, from 1; null where there is none.", "type": ["integer", "null"],
    "minimum": 1,
]
