import Templates
import Values

/// AWS Lambda: functions, what polls for them, and where their results go.
let lambdaRows: [ResourceRow] = [
    ResourceRow(
        // Behind a mapping it can do by code what a pipe does without.
        "AWS::Lambda::Function", kind: "function", alsoProvides: ["pipe"], service: "lambda",
        delivery: "lambda:Invoke", runsCode: true, roles: ["Role"], environment: ["Environment.Variables"],
        within: ["VpcConfig.SubnetIds"], link: linkFunction),
    .plumbing(
        "AWS::Lambda::EventSourceMapping", kind: "event-source-mapping", .onWays(otherwise: ["FunctionName"]),
        link: linkEventSourceMapping),
    .plumbing(
        "AWS::Lambda::EventInvokeConfig", kind: "destination", .onWays(otherwise: ["FunctionName"]),
        link: linkDestinations),
    .plumbing("AWS::Lambda::Url", kind: "function-url", .onWays(otherwise: ["TargetFunctionArn"]), link: linkURL),
    .plumbing("AWS::Lambda::Version", kind: "version", .into(["FunctionName"])),
    .plumbing("AWS::Lambda::Alias", kind: "alias", .into(["FunctionName"])),
    .plumbing("AWS::Lambda::Permission", kind: "policy", .into(["FunctionName"])),
    .plumbing("AWS::Lambda::LayerVersion", kind: "layer", .usedBy()),
    .plumbing("AWS::Lambda::LayerVersionPermission", kind: "policy", .into(["LayerVersionArn"])),
    .plumbing("AWS::Lambda::CodeSigningConfig", kind: "policy", .usedBy()),
    .plumbing("AWS::CodeDeploy::Application", kind: "deployment", .usedBy()),
    .plumbing("AWS::CodeDeploy::DeploymentGroup", kind: "deployment", .usedBy()),
]

private func linkFunction(_ function: Resource, _ linker: inout Linker) {
    linker.addDeadLetters(from: function.logicalID, of: function, at: "DeadLetterConfig.TargetArn", label: "on failure")
    linker.addLogs(from: function.logicalID, of: function, at: "LoggingConfig.LogGroup")
    linker.addFileSystems(of: function, at: "FileSystemConfigs.*.Arn")
}

extension Linker {
    /// Adds the ways to the file systems that a resource mounts.
    mutating func addFileSystems(of resource: Resource, at path: PropertyPath) {
        for system in targets(resource, path) {
            add(
                Way(
                    from: resource.logicalID, to: system, kind: .write, label: "read, write",
                    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                    position: position(resource, path)))
        }
    }
}

private func linkEventSourceMapping(_ mapping: Resource, _ linker: inout Linker) {
    guard let function = linker.targetOrOutside(mapping, "FunctionName", service: "lambda"),
        let source = eventSource(of: mapping, &linker)
    else { return }
    linker.add(
        Way(
            from: source,
            to: function,
            kind: .poll,
            label: mappingLabel(mapping.properties),
            via: [mapping.logicalID],
            actions: pollActions(ofSourceType: linker.type(of: source)) + ["lambda:Invoke"],
            position: linker.position(mapping, "EventSourceArn")
        ))
    linker.addDeadLetters(
        from: source, of: mapping, at: "DestinationConfig.OnFailure.Destination", via: [mapping.logicalID],
        label: "on failure")
}

private func eventSource(of mapping: Resource, _ linker: inout Linker) -> String? {
    if let source = linker.targetOrOutside(mapping, "EventSourceArn") { return source }
    let servers: PropertyPath = "SelfManagedEventSource.Endpoints.KafkaBootstrapServers"
    return mapping.properties.value(at: servers) == nil ? nil : linker.external("kafka")
}

/// `batch 10, eventName INSERT`: what the template sets, not the defaults.
private func mappingLabel(_ properties: JSONValue) -> String {
    var parts: [String] = []
    if let size = properties["BatchSize"]?.wholeNumber { parts.append("batch \(size)") }
    let filters = properties.value(at: "FilterCriteria.Filters")?.array ?? []
    let summaries = filters.compactMap { $0["Pattern"]?.string }.compactMap { text in
        (try? readJSON(text)).map(patternSummary)
    }
    if let filter = summaries.first { parts.append(filter) }
    if filters.count > 1 { parts.append("\(filters.count - 1) more") }
    return parts.joined(separator: ", ")
}

/// A success is passed on; a failure is set aside, so its way is one of dead letters.
private func linkDestinations(_ config: Resource, _ linker: inout Linker) {
    guard let function = linker.target(config, "FunctionName", service: "lambda") else { return }
    let success: PropertyPath = "DestinationConfig.OnSuccess.Destination"
    if let destination = linker.targetOrOutside(config, success) {
        linker.add(
            Way(
                from: function, to: destination, kind: .event, label: "on success", via: [config.logicalID],
                actions: linker.delivery(to: destination), position: linker.position(config, success)))
    }
    linker.addDeadLetters(
        from: function, of: config, at: "DestinationConfig.OnFailure.Destination", via: [config.logicalID],
        label: "on failure")
}

private func linkURL(_ url: Resource, _ linker: inout Linker) {
    guard let function = linker.target(url, "TargetFunctionArn", service: "lambda") else { return }
    linker.addClient(to: function, via: [url.logicalID], label: "function URL", actions: ["lambda:InvokeFunctionUrl"])
}
