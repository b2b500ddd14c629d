import Values

/// The `Globals` section: properties that every serverless resource of a type starts with.
struct Globals {
    /// Properties by section name, such as `Function`.
    private let sections: JSONObject

    /// Takes the section, noting what SAM does not allow in it.
    init(_ sections: JSONObject, _ evaluator: inout Evaluator) {
        self.sections = sections
        let names = globalProperties.keys.sorted()
        for section in sections {
            guard let known = globalProperties[section.key] else {
                evaluator.fail(
                    at: section.keyPosition,
                    "unknown section '\(section.key)' of 'Globals'",
                    "use one of \(names.joined(separator: ", "))",
                    nearest: nearestName(to: section.key, among: names)
                )
                continue
            }
            known.check(section.value.object ?? JSONObject(), of: "'Globals'", at: section.keyPosition, &evaluator)
        }
    }

    /// The properties of a resource with the global ones beneath: its own win, objects merge, lists go behind.
    func merged(into resource: TemplateResource) -> JSONObject {
        let ignored = resource.attributes["IgnoreGlobals"]
        guard ignored?.string != "*", let globals = sections[resource.shortType]?.object else {
            return resource.properties
        }
        let names = ignored?.array?.compactMap(\.string) ?? []
        let kept = JSONObject(globals.filter { !names.contains($0.key) })
        return merged(kept, resource.properties)
    }

    private func merged(_ global: JSONObject, _ local: JSONObject) -> JSONObject {
        let below = global.map { member in
            guard let own = local.member(member.key) else { return member }
            return JSONObject.Member(
                key: own.key,
                keyPosition: own.keyPosition,
                value: merged(member.value, own.value)
            )
        }
        return JSONObject(below + local.filter { global.member($0.key) == nil })
    }

    private func merged(_ global: JSONValue, _ local: JSONValue) -> JSONValue {
        if let globalList = global.array, let localList = local.array {
            return JSONValue(.array(globalList + localList), at: local.position)
        }
        if let globalObject = global.object, let localObject = local.object, !isFunction(globalObject),
            !isFunction(localObject)
        {
            return JSONValue(.object(merged(globalObject, localObject)), at: local.position)
        }
        return local
    }

    private func isFunction(_ object: JSONObject) -> Bool {
        object.count == 1 && (object.members[0].key == "Ref" || object.members[0].key.hasPrefix("Fn::"))
    }
}
