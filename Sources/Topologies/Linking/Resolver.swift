import Templates
import Values

/// Tells which resource a value in a template means: by the reference it was written with, else by the physical name or
/// ARN that it spells.
struct Resolver: Sendable {
    private let stack: Stack
    /// Logical ids by service and physical name, such as `sqs` and `orders`.
    private let byServiceAndName: [String: [String: String]]
    /// Logical ids by names that the template gives itself; nil marks a name that two resources share.
    private let byGivenName: [String: String?]

    private let byType: [String: [Resource]]
    private let deliverable: [String: [Resource]]
    /// The resources that nest a stack which is open.
    let openStacks: Set<String>
    /// The resources that refer to each, in the order of the stack.
    private let usersByID: [String: [String]]

    init(_ stack: Stack) {
        self.stack = stack
        openStacks = Set(stack.resources.compactMap(\.stack))
        var users: [String: [String]] = [:]
        for resource in stack.resources {
            for target in unique(resource.references.map(\.target)) where target != resource.logicalID {
                users[target, default: []].append(resource.logicalID)
            }
        }
        usersByID = users
        byType = Dictionary(grouping: stack.resources, by: \.type)
        deliverable = Dictionary(grouping: stack.resources) { resource in
            resourceTable[resource.type].flatMap { $0.delivery == nil ? nil : $0.service } ?? ""
        }
        var names: [String: [String: String]] = [:]
        var given: [String: String?] = [:]
        for resource in stack.resources {
            guard let row = resourceTable[resource.type], !row.service.isEmpty else { continue }
            if names[row.service]?[resource.physicalName] == nil {
                names[row.service, default: [:]][resource.physicalName] = resource.logicalID
            }
            if let name = resource.givenName {
                given[name] = given[name] == nil ? .some(resource.logicalID) : .some(nil)
            }
        }
        byServiceAndName = names
        byGivenName = given
    }

    subscript(id: String) -> Resource? { stack[id] }

    /// The resources of a type, in the order of the stack.
    func resources(ofType type: String) -> [Resource] { byType[type] ?? [] }

    /// The resources of a service that others deliver to, in the order of the stack.
    func resources(deliveredToBy service: String) -> [Resource] { deliverable[service] ?? [] }

    /// The resource of a service with a physical name.
    func resource(named name: String, service: String) -> String? { byServiceAndName[service]?[name] }

    /// The logical ids of the resources that refer to one.
    func users(of id: String) -> [String] { usersByID[id] ?? [] }

    // MARK: - From properties

    /// The resources that the values at a path mean, in the order they are written, each once.
    func targets(of resource: Resource, at path: PropertyPath, service: String? = nil) -> [String] {
        var found: [String] = []
        for (leafPath, text) in leaves(of: resource.properties, at: path.steps) {
            for id in targets(of: resource, leaf: leafPath, text: text, service: service) where !found.contains(id) {
                found.append(id)
            }
        }
        if found.isEmpty {
            // A reader may record a reference whose value is not text.
            for reference in resource.references where matches(reference.path, prefix: path.steps) {
                if !found.contains(reference.target), isTarget(reference.target) {
                    found.append(reference.target)
                }
            }
        }
        return found
    }

    /// The first resource that the values at a path mean.
    func target(of resource: Resource, at path: PropertyPath, service: String? = nil) -> String? {
        targets(of: resource, at: path, service: service).first
    }

    /// What one text at an exact path means: the resources it refers to, else the one it spells.
    func targets(of resource: Resource, leaf path: [String], text: String, service: String? = nil) -> [String] {
        let referred = resource.references.filter { matches($0.path, prefix: path) && isTarget($0.target) }
        if !referred.isEmpty { return referred.map(\.target) }
        return identify(text, service: service).map { [$0] } ?? []
    }

    /// Whether a reference leads to a resource itself: one to a nested stack that is open leads on to what it gives back.
    private func isTarget(_ id: String) -> Bool { stack[id] != nil && !openStacks.contains(id) }

    /// The texts under a path with their exact paths.
    func leaves(of value: JSONValue, at steps: [String]) -> [(path: [String], text: String)] {
        var found: [(path: [String], text: String)] = []
        collect(value, steps[...], [], &found)
        return found
    }

    private func collect(
        _ value: JSONValue, _ steps: ArraySlice<String>, _ path: [String],
        _ found: inout [(path: [String], text: String)]
    ) {
        if let step = steps.first {
            let rest = steps.dropFirst()
            if step == "*" {
                for (name, child) in value.children { collect(child, rest, path + [name], &found) }
            } else if let child = value[step] ?? Int(step).flatMap({ value[$0] }) {
                collect(child, rest, path + [step], &found)
            }
            return
        }
        if let text = value.string {
            found.append((path, text))
        } else {
            for (name, child) in value.children { collect(child, [], path + [name], &found) }
        }
    }

    private func matches(_ path: [String], prefix: [String]) -> Bool {
        guard path.count >= prefix.count else { return false }
        for (step, wanted) in zip(path, prefix) where wanted != "*" && wanted != step { return false }
        return true
    }

    // MARK: - From text

    /// The resource that a text spells: an ARN, what `Ref` gives, a name that the template gives, or the logical id that
    /// stands for a generated name where the service is known.
    func identify(_ text: String, service: String? = nil) -> String? {
        if text.hasPrefix("arn:") { return identifyARN(text) }
        if text.hasPrefix("integrations/") { return stack[String(text.dropFirst("integrations/".count))]?.logicalID }
        // What `Ref` gives is a plain name for many types; only one that is not a plain name tells the type.
        if text.contains(":"), let resource = stack.resource(physicalID: text) { return resource.logicalID }
        if let service { return byServiceAndName[service]?[text] ?? byGivenName[text] ?? nil }
        return byGivenName[text] ?? nil
    }

    /// The resource of an ARN, or of an ARN that goes on inside it; wildcards at the end do not count.
    private func identifyARN(_ text: String) -> String? {
        if let resource = stack.resource(arn: text) { return resource.logicalID }
        guard text.hasSuffix("*"), !text.hasSuffix("/*"), !text.hasSuffix(":*") else { return nil }
        var shorter = text[...]
        while shorter.last == "*" { shorter.removeLast() }
        return stack.resource(arn: String(shorter))?.logicalID
    }
}

/// The function's ARN inside an API Gateway integration URI (`…:lambda:path/2015-03-31/functions/ARN/invocations`).
func functionARN(inIntegration uri: String) -> String? {
    guard let start = uri.firstRange(of: "/functions/")?.upperBound else { return nil }
    let rest = uri[start...]
    guard let end = rest.firstRange(of: "/invocations")?.lowerBound else { return nil }
    return String(rest[..<end])
}

extension JSONValue {
    /// The elements or members with their index or name.
    var children: [(String, JSONValue)] {
        switch content {
        case .array(let elements): elements.enumerated().map { ("\($0)", $1) }
        case .object(let object): object.members.map { ($0.key, $0.value) }
        default: []
        }
    }

    /// The value at a path of member names and list indexes.
    func value(at path: PropertyPath) -> JSONValue? {
        var value = self
        for step in path.steps {
            guard let next = value[step] ?? Int(step).flatMap({ value[$0] }) else { return nil }
            value = next
        }
        return value
    }

    /// The elements of a list, or the value itself as the only one.
    var listed: [JSONValue] { array ?? (isNull ? [] : [self]) }

    /// A text, or a number or truth value as its text.
    var scalarText: String? {
        switch content {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .double(let number): "\(number)"
        case .bool(let truth): truth ? "true" : "false"
        default: nil
        }
    }

    /// A whole number, written as a number or as text.
    var wholeNumber: Int? { integer ?? string.flatMap { Int($0) } }
}
