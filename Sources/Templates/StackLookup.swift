import Values

/// Resources by what they are called.
struct StackIndex: Sendable {
    var byLogicalID: [String: Int] = [:]
    var byARN: [String: Int] = [:]
    var byPhysicalID: [String: Int] = [:]

    init(_ resources: [Resource]) {
        byLogicalID.reserveCapacity(resources.count)
        for (place, resource) in resources.enumerated() {
            if byLogicalID[resource.logicalID] == nil { byLogicalID[resource.logicalID] = place }
            if byPhysicalID[resource.physicalID] == nil { byPhysicalID[resource.physicalID] = place }
            if let arn = resource.arn, byARN[arn] == nil { byARN[arn] = place }
        }
    }
}

extension Stack {
    /// What `Ref` gives for a resource, such as a queue's URL.
    public func physicalID(of logicalID: String) -> String? { self[logicalID]?.physicalID }

    /// The ARN of a resource; nil for resources that have none.
    public func arn(of logicalID: String) -> String? { self[logicalID]?.arn }

    /// The resource that `Ref` gives this text for.
    public func resource(physicalID: String) -> Resource? { index.byPhysicalID[physicalID].map { resources[$0] } }

    /// The resource of a type that is deployed under a name.
    public func resource(named name: String, ofType type: String) -> Resource? {
        resources.first { $0.physicalName == name && $0.type == type }
    }

    /// The resource that an ARN names.
    ///
    /// Besides the exact ARN this finds the resource of an ARN that goes on inside it: a table's index or stream, the
    /// objects of a bucket, a function's version, a log group's streams, a method of an API, the function of an API
    /// Gateway invocation ARN, and the state machine of an execution. A wildcard counts only behind such a beginning,
    /// so `*` names nothing.
    public func resource(arn: String) -> Resource? {
        if let place = index.byARN[arn] { return resources[place] }
        if let inner = invokedFunctionARN(arn) ?? startedStateMachineARN(arn) { return resource(arn: inner) }
        if let api = managedAPI(arn) { return api }
        // Cut at every separator from the end: the longest beginning that is a resource's ARN is its owner.
        var end = arn.endIndex
        while let cut = arn[..<end].lastIndex(where: { $0 == "/" || $0 == ":" }) {
            if let place = index.byARN[String(arn[..<cut])] { return resources[place] }
            end = cut
        }
        return nil
    }

    /// All resources whose ARN a pattern with `*` and `?` matches, or that `resource(arn:)` finds for it, in the order
    /// of the stack.
    public func resources(matchingARN pattern: String) -> [Resource] {
        if !pattern.contains("*") && !pattern.contains("?") { return resource(arn: pattern).map { [$0] } ?? [] }
        let owner = resource(arn: pattern)
        return resources.filter { resource in
            if resource.logicalID == owner?.logicalID { return true }
            return resource.arn.map { wildcardMatches(pattern, $0) } ?? false
        }
    }

    /// The state machine of `arn:aws:states:...:execution:NAME:...`.
    private func startedStateMachineARN(_ arn: String) -> String? {
        var parts = arn.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 7, parts[2] == "states", parts[5] == "execution" || parts[5] == "express" else {
            return nil
        }
        parts[5] = "stateMachine"
        return parts[..<7].joined(separator: ":")
    }

    /// The API of `arn:aws:apigateway:REGION::/restapis/ID/...`, by which it is managed rather than called.
    private func managedAPI(_ arn: String) -> Resource? {
        let path = arn.split(separator: ":").last?.split(separator: "/") ?? []
        guard arn.contains(":apigateway:"), path.count >= 2, path[0] == "restapis" || path[0] == "apis" else {
            return nil
        }
        return resource(physicalID: String(path[1]))
    }

    /// The function in `arn:aws:apigateway:...:lambda:path/2015-03-31/functions/ARN/invocations`.
    private func invokedFunctionARN(_ arn: String) -> String? {
        let marker = "/functions/"
        guard arn.hasSuffix("/invocations"), arn.contains(":lambda:path/") else { return nil }
        let parts = separate(arn, at: marker)
        return parts.count == 2 ? String(parts[1].dropLast("/invocations".count)) : nil
    }
}

/// Whether a text matches a pattern in which `*` stands for any text and `?` for one character.
/// - Complexity: O(pattern × text).
func wildcardMatches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.utf8)
    let text = Array(text.utf8)
    var inPattern = 0
    var inText = 0
    var star: (pattern: Int, text: Int)?
    while inText < text.count {
        if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") {
            star = (inPattern, inText)
            inPattern += 1
        } else if inPattern < pattern.count,
            pattern[inPattern] == UInt8(ascii: "?") || pattern[inPattern] == text[inText]
        {
            inPattern += 1
            inText += 1
        } else if let last = star {
            star = (last.pattern, last.text + 1)
            inPattern = last.pattern + 1
            inText = last.text + 1
        } else {
            return false
        }
    }
    return pattern[inPattern...].allSatisfy { $0 == UInt8(ascii: "*") }
}
