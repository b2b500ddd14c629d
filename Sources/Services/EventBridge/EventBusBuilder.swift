import Languages
import Simulation
import Templates
import Values

/// Makes event buses from their resources and the rules that name them.
enum EventBusBuilder {
    static let modelled: Set<String> = ["Name"]
    static let modelledOfRule: Set<String> = [
        "Name", "EventBusName", "EventPattern", "Targets", "State", "RoleArn", "ScheduleExpression",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        bus(id, names: [resource.physicalID, resource.arn ?? resource.physicalID], &builder)
    }

    /// The bus with these names: its own, its ARN, and for the default bus none at all.
    static func bus(_ id: ComponentID, names: Set<String>, _ builder: inout CloudBuilder) -> EventBus {
        var rules: [EventBus.RuleOfBus] = []
        for rule in builder.stack.resources
        where rule.type == "AWS::Events::Rule" && names.contains(rule.string("EventBusName") ?? "") {
            guard rule.string("State") != "DISABLED" else { continue }
            guard let pattern = rule.property("EventPattern") else {
                builder.findings.append(
                    Diagnostic(
                        .warning, at: rule.position, found: "\(rule.logicalID) runs on a schedule",
                        expected: "this version emulates rules with event patterns: it never fires"))
                continue
            }
            do throws(Diagnostics) {
                let compiled = try EventPattern(pattern)
                let targets = (rule.property("Targets")?.array ?? []).compactMap { target($0, rule, &builder) }
                rules.append(EventBus.RuleOfBus(logicalID: rule.logicalID, pattern: compiled, targets: targets))
            } catch {
                builder.findings += error.all
            }
        }
        return EventBus(id: id, rules: rules, random: builder.random("bus \(names.sorted().first ?? "")"))
    }

    private static func target(
        _ written: JSONValue, _ rule: Resource, _ builder: inout CloudBuilder
    ) -> EventBus.Target? {
        func leaveOut(_ why: String) -> EventBus.Target? {
            builder.findings.append(
                Diagnostic(
                    .warning, at: written.position, found: "a target of \(rule.logicalID) \(why)",
                    expected: "no events are sent there"))
            return nil
        }
        let arn = written["Arn"]?.string ?? ""
        guard let resource = builder.stack.resource(arn: arn), let component = builder.component(resource.logicalID)
        else { return leaveOut("is outside of the template or not emulated") }
        let action: Action
        switch resource.type {
        case "AWS::SQS::Queue": action = .sendMessage
        case "AWS::SNS::Topic": action = .publish
        case "AWS::Lambda::Function": action = .invokeFunction
        case "AWS::Events::EventBus": action = .putEvents
        default: return leaveOut("is of a kind this version does not deliver to")
        }
        var target: EventBus.Target
        do throws(Diagnostics) {
            target = EventBus.Target(component: component, action: action, input: try TargetInput(written))
        } catch {
            builder.findings += error.all
            return nil
        }
        if let queue = builder.component(named: written["DeadLetterConfig"]?["Arn"]?.string) {
            target.deadLetterQueue = queue
        }
        if let policy = written["RetryPolicy"] {
            target.maximumRetryAttempts = policy["MaximumRetryAttempts"]?.wholeNumber ?? 185
            target.maximumEventAge = Int64(policy["MaximumEventAgeInSeconds"]?.wholeNumber ?? 86_400) * second
        }
        target.roleARN = written["RoleArn"]?.string ?? rule.string("RoleArn")
        target.source = rule.arn ?? ""
        return target
    }
}
