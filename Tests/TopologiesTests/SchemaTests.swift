import Templates
import Testing
import Topologies
import Values

@Suite("The schema of a topology's JSON")
struct SchemaTests {
    @Test("A topology of every kind of resource is as the schema says")
    func valid() throws {
        var resources: [String] = []
        for (number, type) in knownResourceTypes().enumerated() {
            resources.append("\"R\(number)\": {\"Type\": \"\(type)\"}")
        }
        resources.append("\"Odd\": {\"Type\": \"AWS::Made::Up\"}")
        resources.append(
            "\"Rate\": {\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"ScheduleExpression\": \"rate(1 day)\"}}")
        let topology = link(try stack("{\(resources.joined(separator: ",\n"))}"))
        #expect(problems(topology.json, topologySchema, topologySchema, at: "$") == [])
        #expect(topology.nodes.count > 60)
    }

    @Test("What the schema does not know is found")
    func invalid() throws {
        var json = try #require(link(try stack("{\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}")).json.object)
        var node = try #require(json["nodes"]?[0]?.object)
        node["kind"] = "cue"
        node["line"] = "3"
        node["more"] = true
        node["id"] = nil
        json["nodes"] = [JSONValue(node)]
        #expect(
            problems(JSONValue(json), topologySchema, topologySchema, at: "$") == [
                "$.nodes[0]: no id", "$.nodes[0].kind: not one of the values", "$.nodes[0].line: of another type",
                "$.nodes[0].more: not known",
            ])
    }
}

/// What of a value is not as a schema says: the part of JSON Schema that ours uses.
private func problems(_ value: JSONValue, _ schema: JSONValue, _ root: JSONValue, at path: String) -> [String] {
    if let reference = schema["$ref"]?.string {
        let target = reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }
        return problems(value, target, root, at: path)
    }
    var found: [String] = []
    if let choices = schema["enum"]?.array, !choices.contains(value) { found.append("\(path): not one of the values") }
    if let type = schema["type"], !(type.array ?? [type]).contains(where: { matches(value, $0.string ?? "") }) {
        found.append("\(path): of another type")
    }
    if let least = schema["minimum"]?.integer, let number = value.integer, number < least {
        found.append("\(path): too small")
    }
    if let object = value.object {
        for name in schema["required"]?.array ?? [] where object[name.string ?? ""] == nil {
            found.append("\(path): no \(name.string ?? "")")
        }
        for member in object {
            if let part = schema["properties"]?[member.key] {
                found += problems(member.value, part, root, at: "\(path).\(member.key)")
            } else if schema["additionalProperties"]?.bool == false {
                found.append("\(path).\(member.key): not known")
            }
        }
    }
    if let items = schema["items"] {
        for (index, element) in (value.array ?? []).enumerated() {
            found += problems(element, items, root, at: "\(path)[\(index)]")
        }
    }
    return found
}

private func matches(_ value: JSONValue, _ type: String) -> Bool {
    switch type {
    case "object": value.object != nil
    case "array": value.array != nil
    case "string": value.string != nil
    case "integer": value.integer != nil
    case "boolean": value.bool != nil
    case "null": value.isNull
    default: false
    }
}
