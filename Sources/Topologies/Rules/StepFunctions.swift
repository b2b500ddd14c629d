import Graphs
import Templates
import Values

/// AWS Step Functions: state machines and what their tasks call.
let stepFunctionsRows: [ResourceRow] = [
    ResourceRow(
        "AWS::StepFunctions::StateMachine", kind: "workflow", service: "states", delivery: "states:StartExecution",
        runsCode: true, roles: ["RoleArn"],
        link: linkStateMachine),
    ResourceRow(
        "AWS::StepFunctions::Activity", kind: "message-queue", service: "states"),
    .plumbing("AWS::StepFunctions::StateMachineVersion", kind: "version", .into(["StateMachineArn"])),
    .plumbing(
        "AWS::StepFunctions::StateMachineAlias", kind: "alias",
        .into(["DeploymentPreference.StateMachineVersionArn", "RoutingConfiguration.*.StateMachineVersionArn"])),
]

private func linkStateMachine(_ machine: Resource, _ linker: inout Linker) {
    var tasks: [TaskState] = []
    for property in ["Definition", "DefinitionString"] {
        guard let definition = machine.properties[property] else { continue }
        if let text = definition.string {
            if let parsed = try? readJSON(text) { collectTasks(parsed["States"], path: nil, &tasks) }
        } else {
            collectTasks(definition["States"], path: [property, "States"], &tasks)
        }
    }
    for task in tasks { linker.addTask(task, of: machine) }
    linker.addLogs(from: machine.logicalID, of: machine, at: "LoggingConfiguration.Destinations")
}

/// A task of a state machine.
private struct TaskState {
    var name: String
    var state: JSONValue
    /// Where it stands in the properties; nil in a definition written as text.
    var path: [String]?
}

/// All tasks, also those in branches and maps.
private func collectTasks(_ states: JSONValue?, path: [String]?, _ tasks: inout [TaskState], depth: Int = 0) {
    guard depth < 32, let states = states?.object else { return }
    for member in states.members {
        let own = path.map { $0 + [member.key] }
        let state = member.value
        if state["Type"]?.string == "Task" { tasks.append(TaskState(name: member.key, state: state, path: own)) }
        for (index, branch) in (state["Branches"]?.array ?? []).enumerated() {
            collectTasks(
                branch["States"], path: own.map { $0 + ["Branches", "\(index)", "States"] }, &tasks, depth: depth + 1)
        }
        // A distributed map reads its items and writes its results through integrations of its own.
        for part in ["ItemReader", "ResultWriter"] where state[part] != nil {
            tasks.append(TaskState(name: member.key, state: state[part] ?? .null, path: own.map { $0 + [part] }))
        }
        for processor in ["ItemProcessor", "Iterator"] where state[processor] != nil {
            collectTasks(
                state[processor]?["States"], path: own.map { $0 + [processor, "States"] }, &tasks, depth: depth + 1)
        }
    }
}

extension Linker {
    /// Adds the way of one task: to the function or activity it names, or to the resource an integration works on.
    fileprivate mutating func addTask(_ task: TaskState, of machine: Resource) {
        let arn = text(task.state["Resource"]?.string ?? "", of: machine)
        guard let (action, waits) = taskAction(arn) else {
            let owner = taskTargets(task, of: machine, fields: ["Resource"], service: nil).first ?? outside(arn)
            guard let owner else { return }
            addTaskWay(
                task, of: machine, to: owner, kind: type(of: owner).hasSuffix("Activity") ? .event : .call,
                actions: delivery(to: owner))
            return
        }
        let service = String(action.prefix { $0 != ":" })
        let named = taskTargets(task, of: machine, fields: ["Parameters", "Arguments"], service: service)
        var targets = named.filter { row(of: $0)?.service == service && row(of: $0)?.delivery != nil }
        if service == "ecs", let cluster = named.first(where: { type(of: $0) == "AWS::ECS::Cluster" }) {
            for target in targets where boundaries[target] == nil { boundaries[target] = cluster }
        }
        if targets.isEmpty, service == "events" { targets = [defaultBus()] }
        if targets.isEmpty { targets = permittedTargets(of: machine, action: action) }
        // What the template does not hold is still called: a service that has no resources, a task of another stack.
        if targets.isEmpty { targets = [external(service)] }
        let kind = edgeKind(ofAction: action) ?? .call
        for target in unique(targets) {
            addTaskWay(task, of: machine, to: target, kind: waits && kind == .event ? .call : kind, actions: [action])
        }
    }

    private mutating func addTaskWay(
        _ task: TaskState, of machine: Resource, to target: String, kind: EdgeKind, actions: [String]
    ) {
        let position = task.state.position.line > 0 ? task.state.position : machine.position
        add(
            Way(
                from: machine.logicalID, to: target, kind: kind, label: task.name, actions: actions, position: position)
        )
    }

    /// The resources that fields of a task name: by reference, or by what their text spells after substitution.
    private func taskTargets(_ task: TaskState, of machine: Resource, fields: [String], service: String?) -> [String] {
        var found: [String] = []
        for field in fields {
            if let path = task.path {
                found += resolver.targets(of: machine, at: PropertyPath(path + [field]), service: service)
            }
            guard let value = task.state[field] else { continue }
            for (_, leaf) in resolver.leaves(of: value, at: []) {
                found += substituted(leaf, of: machine, service: service)
            }
        }
        return unique(found)
    }

    /// The resources that `${Name}` placeholders of a text stand for, or that the text spells itself.
    private func substituted(_ text: String, of machine: Resource, service: String?) -> [String] {
        guard let start = text.firstRange(of: "${"), let end = text[start.upperBound...].firstIndex(of: "}") else {
            return resolver.identify(text, service: service).map { [$0] } ?? []
        }
        let name = String(text[start.upperBound..<end])
        return resolver.targets(of: machine, at: PropertyPath(["DefinitionSubstitutions", name]), service: service)
    }

    /// A text with its `${Name}` placeholders replaced.
    private func text(_ text: String, of machine: Resource) -> String {
        guard text.hasPrefix("${"), text.hasSuffix("}") else { return text }
        let name = String(text.dropFirst(2).dropLast())
        return machine.properties["DefinitionSubstitutions"]?[name]?.string ?? text
    }

    /// What the role of a state machine lets it use an action on, where its task names the resource at run time.
    private mutating func permittedTargets(of machine: Resource, action: String) -> [String] {
        var found: [String] = []
        for role in targets(machine, "RoleArn", service: "iam") {
            for statement in statements(ofRole: role) where statement.allows(action) {
                let service = String(action.prefix { $0 != ":" })
                found += statement.targets
                found += reachedOutside(statement).filter { $0.service == service }.map(\.id)
            }
        }
        return unique(found)
    }
}

/// The API action of a task's resource, and whether the task waits for the work: `arn:aws:states:::sqs:sendMessage` is
/// `sqs:SendMessage`; `.sync` waits for the job and `.waitForTaskToken` for a callback.
private func taskAction(_ arn: String) -> (action: String, waits: Bool)? {
    guard let start = arn.firstRange(of: ":states:::")?.upperBound else { return nil }
    var parts = arn[start...].split(separator: ":")
    if parts.first == "aws-sdk" { parts.removeFirst() }
    guard parts.count >= 2 else { return nil }
    let operation = String(parts[1])
    return (apiAction(service: String(parts[0]), operation: operation), operation.contains("."))
}
