import Values

/// Fills one mapping template for one request.
struct MappingRenderer {
    typealias Node = MappingTemplate.Node
    typealias Expression = MappingTemplate.Expression

    let request: GatewayRequest
    private var variables: [String: JSONValue] = [:]
    private var body: JSONValue?
    private var iterations = 0
    private var flow = Flow.going
    /// Where the innermost loop stands: `$foreach`.
    private var loopState: [(index: Int, count: Int)] = []

    private enum Flow { case going, leavingLoop, stopped }

    init(request: GatewayRequest) { self.request = request }

    mutating func render(_ nodes: [Node]) throws(MappingTemplateError) -> String {
        var text = ""
        try render(nodes, into: &text)
        return text
    }

    private mutating func render(_ nodes: [Node], into text: inout String) throws(MappingTemplateError) {
        for node in nodes where flow == .going {
            switch node {
            case .text(let literal): text += literal
            case .reference(let reference):
                if let value = try value(of: reference), !value.isNull {
                    text += value.velocityText
                } else if case .variable = reference.root, !reference.isQuiet {
                    text += reference.source
                }
            case .set(let name, let expression): variables[name] = try value(of: expression)
            case .setElement(let name, let key, let expression):
                try setElement(of: name, key: try value(of: key), to: try value(of: expression) ?? .null)
            case .choice(let branches, let otherwise):
                var chosen = otherwise
                for branch in branches where try isTrue(branch.condition) {
                    chosen = branch.nodes
                    break
                }
                try render(chosen, into: &text)
            case .loop(let name, let list, let body): try loop(name, try value(of: list), body, into: &text)
            case .stopLoop: flow = .leavingLoop
            case .stop: flow = .stopped
            }
        }
    }

    private mutating func loop(
        _ name: String, _ list: JSONValue?, _ nodes: [Node], into text: inout String
    ) throws(MappingTemplateError) {
        let elements: [JSONValue]
        switch list?.content {
        case .array(let values): elements = values
        case .object(let object): elements = object.members.map(\.value)
        default: return
        }
        guard elements.count <= MappingTemplate.mostIterations else {
            throw .tooManyIterations(limit: MappingTemplate.mostIterations)
        }
        let shadowed = variables[name]
        for (index, element) in elements.enumerated() {
            iterations += 1
            guard iterations <= MappingTemplate.mostIterationsInAll else {
                throw .tooManyIterations(limit: MappingTemplate.mostIterationsInAll)
            }
            variables[name] = element
            loopState.append((index, elements.count))
            try render(nodes, into: &text)
            loopState.removeLast()
            if flow == .leavingLoop {
                flow = .going
                break
            }
            if flow == .stopped { break }
        }
        variables[name] = shadowed
    }

    private mutating func setElement(of name: String, key: JSONValue?, to value: JSONValue) throws(MappingTemplateError)
    {
        switch (variables[name]?.content, key?.content) {
        case (.object(var object), .string(let key)):
            object[key] = value
            variables[name] = JSONValue(object)
        case (.array(var elements), .integer(let index)) where elements.indices.contains(index):
            elements[index] = value
            variables[name] = JSONValue(elements)
        default: return
        }
    }

    // MARK: - References

    private mutating func value(of reference: MappingTemplate.Reference) throws(MappingTemplateError) -> JSONValue? {
        guard var value = try root(reference.root) else { return .none }
        for step in reference.steps {
            let next: JSONValue?
            switch step {
            case .property(let name): next = value[name]
            case .index(let expression):
                switch try self.value(of: expression)?.content {
                case .integer(let index): next = value[index]
                case .string(let key): next = value[key]
                default: next = .none
                }
            case .call(let method, let expressions):
                var arguments: [JSONValue] = []
                for expression in expressions { arguments.append(try self.value(of: expression) ?? .null) }
                if method.isMutating, case .variable(let name) = reference.root {
                    next = mutate(name, method, arguments)
                } else {
                    next = method.apply(to: value, arguments)
                }
            }
            guard let next else { return .none }
            value = next
        }
        return value
    }

    /// `add` answers true, `put` what stood there before; both change the variable.
    private mutating func mutate(_ name: String, _ method: MappingMethod, _ arguments: [JSONValue]) -> JSONValue? {
        switch (method, variables[name]?.content) {
        case (.add, .array(let elements)):
            variables[name] = JSONValue(elements + arguments)
            return JSONValue(.bool(true))
        case (.put, .object(var object)):
            guard let key = arguments[0].string else { return .none }
            let old = object[key]
            object[key] = arguments[1]
            variables[name] = JSONValue(object)
            return old ?? JSONValue("")
        default: return .none
        }
    }

    private mutating func root(_ root: MappingTemplate.Root) throws(MappingTemplateError) -> JSONValue? {
        switch root {
        case .variable("foreach"): return loopState.last.map(Self.loopFacts)
        case .variable("velocityCount"): return loopState.last.map { JSONValue($0.index + 1) }
        case .variable(let name): return variables[name]
        case .body: return JSONValue(request.body)
        case .json(let path): return JSONValue(try found(path)?.compactText ?? "\"\"")
        case .path(let path): return try found(path)
        case .parameter(let name):
            return JSONValue(try value(of: name)?.string.flatMap { request.parameter($0) } ?? "")
        case .parameters:
            return [
                "path": Self.map(request.path), "querystring": Self.map(request.query),
                "header": Self.map(request.headers),
            ]
        case .context: return JSONValue(request.context)
        case .stageVariables: return Self.map(request.stageVariables)
        case .utility(let utility, let expression): return utility.apply(try value(of: expression) ?? JSONValue(""))
        }
    }

    private static func map(_ values: [String: String]) -> JSONValue {
        let members = values.sorted { $0.key < $1.key }.map {
            JSONObject.Member(key: $0.key, value: JSONValue($0.value))
        }
        return JSONValue(JSONObject(members))
    }

    private static func loopFacts(_ state: (index: Int, count: Int)) -> JSONValue {
        [
            "index": JSONValue(state.index), "count": JSONValue(state.index + 1),
            "hasNext": JSONValue(.bool(state.index + 1 < state.count)), "first": JSONValue(.bool(state.index == 0)),
            "last": JSONValue(.bool(state.index + 1 == state.count)),
        ]
    }

    /// A path as templates write it: `$.id`, or just `id`.
    static func rooted(_ text: String) -> String { text.hasPrefix("$") ? text : "$." + text }

    private mutating func found(_ argument: MappingTemplate.PathArgument) throws(MappingTemplateError) -> JSONValue? {
        let path: JSONPath
        switch argument {
        case .compiled(let compiled): path = compiled
        case .computed(let expression):
            let text = try value(of: expression)?.velocityText ?? ""
            guard let compiled = try? JSONPath(Self.rooted(text)) else { throw .notAPath(text) }
            path = compiled
        }
        if body == .none {
            if request.body.utf8.allSatisfy({ $0 <= 0x20 }) {
                body = JSONValue(JSONObject())
            } else {
                guard let read = try? readJSON(request.body) else { throw .bodyIsNotJSON }
                body = read
            }
        }
        return body.flatMap { path.value(in: $0) }
    }

    // MARK: - Expressions

    private mutating func isTrue(_ expression: Expression) throws(MappingTemplateError) -> Bool {
        switch try value(of: expression)?.content {
        case nil, .null, .bool(false): false
        default: true
        }
    }

    private mutating func value(of expression: Expression) throws(MappingTemplateError) -> JSONValue? {
        switch expression {
        case .literal(let value): return value
        case .interpolated(let nodes): return JSONValue(try render(nodes))
        case .reference(let reference): return try value(of: reference)
        case .list(let expressions):
            var values: [JSONValue] = []
            for expression in expressions { values.append(try value(of: expression) ?? .null) }
            return JSONValue(values)
        case .range(let first, let last):
            guard let first = try value(of: first)?.integer, let last = try value(of: last)?.integer else {
                return .none
            }
            guard abs(last - first) < MappingTemplate.mostIterations else {
                throw .tooManyIterations(limit: MappingTemplate.mostIterations)
            }
            let values = stride(from: first, through: last, by: first <= last ? 1 : -1)
            return JSONValue(values.map { JSONValue($0) })
        case .map(let entries):
            var object = JSONObject()
            for entry in entries {
                guard let key = try value(of: entry.key)?.velocityText else { continue }
                object[key] = try value(of: entry.value) ?? .null
            }
            return JSONValue(object)
        case .not(let inner): return JSONValue(.bool(try !isTrue(inner)))
        case .binary(let operation, let left, let right): return try binary(operation, left, right)
        }
    }

    private mutating func binary(
        _ operation: MappingTemplate.Operation, _ left: Expression, _ right: Expression
    ) throws(MappingTemplateError) -> JSONValue? {
        switch operation {
        case .or:
            if try isTrue(left) { return JSONValue(.bool(true)) }
            return JSONValue(.bool(try isTrue(right)))
        case .and:
            guard try isTrue(left) else { return JSONValue(.bool(false)) }
            return JSONValue(.bool(try isTrue(right)))
        default: return operation.apply(try value(of: left) ?? .null, try value(of: right) ?? .null)
        }
    }
}
