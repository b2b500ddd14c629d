import Graphs
import Values

/// The JSON Schema of the graphs that `readGraph` reads.
public let graphSchema: JSONValue = {
    let text: JSONValue = ["type": "string"]
    let truth: JSONValue = ["type": "boolean"]
    func list(_ required: [JSONValue], _ properties: JSONValue) -> JSONValue {
        [
            "type": "array",
            "items": [
                "type": "object", "required": JSONValue(required), "properties": properties,
                "additionalProperties": false,
            ],
        ]
    }
    return [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A graph that archscope draws",
        "type": "object",
        "additionalProperties": false,
        "properties": [
            "direction": ["enum": JSONValue(FlowDirection.allCases.map { JSONValue($0.rawValue) })],
            "nodes": list(["id"], ["id": text, "label": text, "kind": text, "group": text, "entry": truth]),
            "edges": list(
                ["from", "to"],
                [
                    "from": text, "to": text, "label": text,
                    "kind": ["enum": JSONValue(EdgeKind.allCases.map { JSONValue($0.rawValue) })],
                    "assumed": truth,
                ]
            ),
            "groups": list(["id"], ["id": text, "label": text, "parent": text]),
        ],
    ]
}()
