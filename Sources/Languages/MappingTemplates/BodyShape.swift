import Values

/// What a request's body must hold for a mapping to find all that it looks for.
public indirect enum BodyShape: Sendable, Hashable {
    /// A text, which does for a number where it holds one.
    case text
    /// A value that is used as JSON.
    case document
    case list(BodyShape)
    case object([Member])

    /// A member of an object.
    public struct Member: Sendable, Hashable {
        var key: String
        var shape: BodyShape
    }

    enum Key: Sendable, Hashable {
        case member(String)
        case element
    }

    /// The shape with something more at a path.
    func adding(_ leaf: BodyShape, at path: ArraySlice<Key>) -> BodyShape {
        guard let key = path.first else {
            if case .text = self { return leaf }
            return self
        }
        let rest = path.dropFirst()
        switch key {
        case .element:
            guard case .list(let inner) = self else { return .list(BodyShape.text.adding(leaf, at: rest)) }
            return .list(inner.adding(leaf, at: rest))
        case .member(let name):
            var members: [Member] = []
            if case .object(let existing) = self { members = existing }
            if let place = members.firstIndex(where: { $0.key == name }) {
                members[place].shape = members[place].shape.adding(leaf, at: rest)
            } else {
                members.append(Member(key: name, shape: BodyShape.text.adding(leaf, at: rest)))
            }
            return .object(members)
        }
    }

    /// The shape with all that another asks for.
    public func merged(with other: BodyShape) -> BodyShape {
        guard case .object(let members) = self, case .object(let others) = other else { return self }
        return .object(
            others.reduce(into: members) { merged, member in
                if let place = merged.firstIndex(where: { $0.key == member.key }) {
                    merged[place].shape = merged[place].shape.merged(with: member.shape)
                } else {
                    merged.append(member)
                }
            })
    }

    /// A body of this shape as a States Language payload template: each text is the request's number, `$.index`.
    public var payloadTemplate: JSONValue { value(numbered: true) }

    /// One body of this shape.
    public var sample: JSONValue { value(numbered: false) }

    private func value(numbered: Bool) -> JSONValue {
        switch self {
        case .text: return "1"
        case .document: return ["id": "1"]
        case .list(let inner): return [inner.value(numbered: numbered)]
        case .object(let members):
            return JSONValue(
                JSONObject(
                    members.map { member in
                        if numbered, case .text = member.shape {
                            return .init(key: member.key + ".$", value: "States.Format('{}', $.index)")
                        }
                        return .init(key: member.key, value: member.shape.value(numbered: numbered))
                    }))
        }
    }
}

extension MappingTemplate {
    /// What the template looks for in the body; nil where it takes any.
    public var bodyShape: BodyShape? {
        var reader = BodyShapeReader()
        reader.read(nodes)
        return reader.shape
    }
}

/// Walks a template and gathers the paths that it takes into the body.
private struct BodyShapeReader {
    var shape: BodyShape?
    private var variables: [String: [BodyShape.Key]] = [:]

    mutating func read(_ nodes: [MappingTemplate.Node]) {
        for node in nodes {
            switch node {
            case .text, .stop, .stopLoop: break
            case .reference(let reference): note(reference)
            case .set(let name, let expression):
                if case .reference(let reference) = expression, let path = path(of: reference) {
                    variables[name] = path
                } else {
                    note(expression)
                }
            case .setElement(_, let key, let expression):
                note(key)
                note(expression)
            case .choice(let branches, let otherwise):
                for branch in branches {
                    note(branch.condition)
                    read(branch.nodes)
                }
                read(otherwise)
            case .loop(let name, let list, let body):
                if case .reference(let reference) = list, let path = path(of: reference) {
                    add(.text, at: path + [.element])
                    variables[name] = path + [.element]
                } else {
                    note(list)
                }
                read(body)
            }
        }
    }

    private mutating func note(_ expression: MappingTemplate.Expression) {
        switch expression {
        case .literal: break
        case .interpolated(let nodes): read(nodes)
        case .reference(let reference): note(reference)
        case .list(let elements): elements.forEach { note($0) }
        case .range(let from, let to), .binary(_, let from, let to):
            note(from)
            note(to)
        case .map(let entries):
            for entry in entries {
                note(entry.key)
                note(entry.value)
            }
        case .not(let inner): note(inner)
        }
    }

    private mutating func note(_ reference: MappingTemplate.Reference) {
        switch reference.root {
        case .utility(_, let inner): note(inner)
        case .json: if let path = path(of: reference) { add(.document, at: path) }
        default: if let path = path(of: reference) { add(.text, at: path) }
        }
    }

    private mutating func add(_ leaf: BodyShape, at path: [BodyShape.Key]) {
        guard !path.isEmpty else { return }
        shape = (shape ?? .text).adding(leaf, at: path[...])
    }

    /// The path that a reference takes into the body, up to its first call of a method; nil where it goes elsewhere.
    private func path(of reference: MappingTemplate.Reference) -> [BodyShape.Key]? {
        var path: [BodyShape.Key]
        switch reference.root {
        case .json(.compiled(let start)), .path(.compiled(let start)):
            guard let keys = start.bodyKeys else { return nil }
            path = keys
        case .variable(let name):
            guard let start = variables[name] else { return nil }
            path = start
        default: return nil
        }
        for step in reference.steps {
            switch step {
            case .property(let name): path.append(.member(name))
            case .index: path.append(.element)
            case .call: return path
            }
        }
        return path
    }
}

extension JSONPath {
    /// The path in the steps of a shape; nil where it may name several values.
    var bodyKeys: [BodyShape.Key]? {
        var keys: [BodyShape.Key] = []
        for step in steps {
            switch step {
            case .member(let name): keys.append(.member(name))
            case .index: keys.append(.element)
            default: return nil
            }
        }
        return keys
    }
}
