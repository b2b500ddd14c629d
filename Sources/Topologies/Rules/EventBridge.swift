import Templates
import Values

/// Amazon EventBridge: buses and rules, schedules, pipes, and API destinations.
let eventBridgeRows: [ResourceRow] = [
    ResourceRow(
        "AWS::Events::EventBus", kind: "event-bus", alsoProvides: ["topic"], service: "events",
        delivery: "events:PutEvents", link: linkBus),
    ResourceRow(
        "AWS::Events::Rule", kind: "rule",
        placement: .componentWith(
            property: "ScheduleExpression", kind: "schedule", otherwise: .onWays(otherwise: ["EventBusName"])),
        service: "events", link: linkRule),
    .plumbing("AWS::Events::EventBusPolicy", kind: "policy", .into(["EventBusName"])),
    .plumbing("AWS::Events::Archive", kind: "archive", .into(["SourceArn"])),
    .plumbing("AWS::Events::Connection", kind: "connection", .usedBy()),
    ResourceRow(
        "AWS::Events::ApiDestination", kind: "api-destination", service: "events",
        delivery: "events:InvokeApiDestination", link: linkAPIDestination),
    ResourceRow(
        "AWS::Scheduler::Schedule", kind: "schedule", service: "scheduler",
        link: linkSchedule),
    .plumbing("AWS::Scheduler::ScheduleGroup", kind: "schedule-group", .usedBy()),
    ResourceRow(
        "AWS::Pipes::Pipe", kind: "pipe", service: "pipes", link: linkPipe),
    .plumbing("AWS::EventSchemas::Registry", kind: "schema-registry", .hidden),
    .plumbing("AWS::EventSchemas::Schema", kind: "schema", .hidden),
    .plumbing("AWS::EventSchemas::Discoverer", kind: "schema-registry", .into(["SourceArn"])),
]

extension Linker {
    /// The bus that a property names: of the stack, outside, or the default one.
    mutating func eventBus(_ resource: Resource, _ path: PropertyPath) -> String {
        if let bus = target(resource, path, service: "events") { return bus }
        guard let text = resource.properties.value(at: path)?.string, text != "default",
            !text.hasSuffix(":event-bus/default")
        else { return defaultBus() }
        return outside(text) ?? external(text)
    }
}

private func linkBus(_ bus: Resource, _ linker: inout Linker) {
    linker.addDeadLetters(from: bus.logicalID, of: bus, at: "DeadLetterConfig.Arn")
}

private func linkRule(_ rule: Resource, _ linker: inout Linker) {
    let isDisabled = rule.properties["State"]?.string == "DISABLED"
    let schedule = rule.properties["ScheduleExpression"]?.string
    let source = schedule == nil ? linker.eventBus(rule, "EventBusName") : rule.logicalID
    let via = schedule == nil ? [rule.logicalID] : []
    var label = schedule ?? rule.properties["EventPattern"].map(patternSummary) ?? ""
    if isDisabled { label = "disabled" }
    for index in (rule.properties["Targets"]?.array ?? []).indices {
        let path = PropertyPath(["Targets", "\(index)", "Arn"])
        guard let target = linker.targetOrOutside(rule, path) else { continue }
        linker.add(
            Way(
                from: source, to: target, kind: .event, label: label, via: via, actions: linker.delivery(to: target),
                position: linker.position(rule, path)))
        linker.addDeadLetters(
            from: source, of: rule, at: PropertyPath(["Targets", "\(index)", "DeadLetterConfig", "Arn"]), via: via)
    }
}

private func linkAPIDestination(_ destination: Resource, _ linker: inout Linker) {
    guard let outside = linker.targetOrOutside(destination, "InvocationEndpoint") else { return }
    linker.add(
        Way(
            from: destination.logicalID, to: outside, kind: .call,
            label: destination.properties["HttpMethod"]?.string ?? "",
            position: linker.position(destination, "InvocationEndpoint")))
}

private func linkSchedule(_ schedule: Resource, _ linker: inout Linker) {
    let label = schedule.properties["ScheduleExpression"]?.string ?? ""
    let arn = schedule.properties.value(at: "Target.Arn")?.string ?? ""
    if let call = sdkCall(arn) {
        for target in linker.sdkTargets(of: schedule, at: "Target.Input", action: call) {
            linker.add(
                Way(
                    from: schedule.logicalID, to: target, kind: edgeKind(ofAction: call) ?? .event, label: label,
                    actions: [call], position: linker.position(schedule, "Target.Arn")))
        }
    } else if let target = linker.targetOrOutside(schedule, "Target.Arn") {
        linker.add(
            Way(
                from: schedule.logicalID, to: target, kind: .event, label: label, actions: linker.delivery(to: target),
                position: linker.position(schedule, "Target.Arn")))
    }
    linker.addDeadLetters(from: schedule.logicalID, of: schedule, at: "Target.DeadLetterConfig.Arn")
}

/// The API action of a universal target, `arn:aws:scheduler:::aws-sdk:sqs:sendMessage` as `sqs:SendMessage`.
func sdkCall(_ arn: String) -> String? {
    guard let start = arn.firstRange(of: ":::aws-sdk:")?.upperBound else { return nil }
    let parts = arn[start...].split(separator: ":")
    guard parts.count == 2 else { return nil }
    return apiAction(service: String(parts[0]), operation: String(parts[1]))
}

/// `sqs`, `sendMessage.waitForTaskToken` as `sqs:SendMessage`, with the service's IAM prefix.
func apiAction(service: String, operation: String) -> String {
    let prefixes = [
        "eventbridge": "events", "sfn": "states", "elasticsearch": "es", "cognitoidentityprovider": "cognito-idp",
    ]
    let service = service.lowercased()
    let name = operation.prefix { $0 != "." }
    return "\(prefixes[service] ?? service):" + name.prefix(1).uppercased() + name.dropFirst()
}

extension Linker {
    /// The resources of an action's service that the values at a path name; the default bus where events name none.
    mutating func sdkTargets(of resource: Resource, at path: PropertyPath, action: String) -> [String] {
        let service = String(action.prefix { $0 != ":" })
        let named = targets(resource, path, service: service).filter { row(of: $0)?.service == service }
        if named.isEmpty, action == "events:PutEvents" { return [defaultBus()] }
        return named
    }
}

private func linkPipe(_ pipe: Resource, _ linker: inout Linker) {
    let id = pipe.logicalID
    if let source = linker.targetOrOutside(pipe, "Source") {
        let filters = pipe.properties.value(at: "SourceParameters.FilterCriteria.Filters")?.array ?? []
        let filter = filters.first?["Pattern"]?.string.flatMap { try? readJSON($0) }.map(patternSummary) ?? ""
        linker.add(
            Way(
                from: source, to: id, kind: .poll, label: filter,
                actions: pollActions(ofSourceType: linker.type(of: source)), position: linker.position(pipe, "Source")))
    }
    if let enrichment = linker.targetOrOutside(pipe, "Enrichment") {
        linker.add(
            Way(
                from: id, to: enrichment, kind: .call, label: "enrichment", actions: linker.delivery(to: enrichment),
                position: linker.position(pipe, "Enrichment")))
    }
    if let target = linker.targetOrOutside(pipe, "Target") {
        let waits = ["StepFunctionStateMachineParameters", "LambdaFunctionParameters"].contains {
            pipe.properties.value(at: PropertyPath(["TargetParameters", $0, "InvocationType"]))?.string
                == "REQUEST_RESPONSE"
        }
        linker.add(
            Way(
                from: id, to: target, kind: waits ? .call : .event, actions: linker.delivery(to: target),
                position: linker.position(pipe, "Target")))
    }
    linker.addDeadLetters(from: id, of: pipe, at: "SourceParameters.*.DeadLetterConfig.Arn", label: "on failure")
}
