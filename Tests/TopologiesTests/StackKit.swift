import Graphs
import Templates
import Topologies
import Values

/// Makes a stack of resources written as JSON, in which `{"Ref": "Id"}` and `{"Fn::GetAtt": ["Id", "Arn"]}` refer to other
/// resources, as the template reader records them.
func stack(_ text: String) throws -> Stack {
    let document = try readJSON(text, file: "template.json")
    let resources = (document.object?.members ?? []).map { member -> Resource in
        var references: [Reference] = []
        let properties = resolve(member.value["Properties"] ?? [:], at: [], &references)
        return Resource(
            logicalID: member.key, type: member.value["Type"]?.string ?? "", properties: properties,
            references: references, position: member.keyPosition)
    }
    return Stack(file: "template.json", resources: resources)
}

private func resolve(_ value: JSONValue, at path: [String], _ references: inout [Reference]) -> JSONValue {
    if let object = value.object {
        if object.count == 1, let target = object["Ref"]?.string {
            references.append(Reference(path: path, target: target))
            return JSONValue(.string(target), at: value.position)
        }
        if object.count == 1, let parts = object["Fn::GetAtt"]?.array, let target = parts[0].string {
            references.append(Reference(path: path, target: target, attribute: parts[1].string))
            return JSONValue(.string("\(target).\(parts[1].string ?? "")"), at: value.position)
        }
        return JSONValue(
            .object(
                JSONObject(
                    object.members.map {
                        JSONObject.Member(
                            key: $0.key, keyPosition: $0.keyPosition,
                            value: resolve($0.value, at: path + [$0.key], &references))
                    })), at: value.position)
    }
    if let elements = value.array {
        return JSONValue(
            .array(elements.enumerated().map { resolve($1, at: path + ["\($0)"], &references) }), at: value.position)
    }
    return value
}

/// The edges of a topology, a line each: `Orders -poll-> Worker (batch 10)`; assumed ones have a question mark.
func lines(_ topology: Topology) -> [String] {
    topology.edges.map { edge in
        "\(edge.from) -\(edge.kind.rawValue)\(edge.isAssumed ? "?" : "")-> \(edge.to)"
            + (edge.label.isEmpty ? "" : " (\(edge.label))")
    }
}
