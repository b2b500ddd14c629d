import Languages
import Simulation
import Templates
import Values

/// Makes event buses from their resources and the rules and archives that name them.
enum EventBusBuilder {
    static let modelled: Set<String> = ["Name"]
    static let modelledOfRule: Set<String> = [
        "Name", "EventBusName", "EventPattern", "Targets", "State", "RoleArn", "ScheduleExpression",
    ]
    static let modelledOfArchive: Set<String> = ["ArchiveName", "SourceArn", "EventPattern", "RetentionDays"]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        bus(id, names: [resource.physicalID, resource.arn ?? resource.physicalID], &builder)
    }

    /// The bus with these names: its own, its ARN, and for the default bus none at all.
    static func bus(_ id: ComponentID, names: Set<String>, _ builder: inout CloudBuilder) -> EventBus {
        var rules: [EventBus.RuleOfBus] = []
        for rule in builder.stack.resources
        where rule.type == "AWS::Events::Rule" && names.contains(rule.string("EventBusName") ?? "") {
            // A rule with a schedule is a component of its own.
            guard rule.string("State") != "DISABLED", rule.property("ScheduleExpression") == nil,
                let pattern = rule.property("EventPattern")
            else { continue }
            do throws(Diagnostics) {
                rules.append(
                    EventBus.RuleOfBus(
                        logicalID: rule.logicalID, arn: rule.arn ?? "", pattern: try EventPattern(pattern),
                        targets: targets(of: rule, &builder)))
            } catch {
                builder.findings += error.all
            }
        }
        return EventBus(
            id: id, rules: rules, archives: archives(names, &builder),
            random: builder.random("bus \(names.sorted().first ?? "")"))
    }

    private static func archives(_ names: Set<String>, _ builder: inout CloudBuilder) -> [EventArchive] {
        var archives: [EventArchive] = []
        for archive in builder.stack.resources
        where archive.type == "AWS::Events::Archive" && names.contains(archive.string("SourceArn") ?? "") {
            let days = archive.integer("RetentionDays", default: 0)
            do throws(Diagnostics) {
                let pattern: EventPattern? =
                    if let written = archive.property("EventPattern") { try EventPattern(written) } else { nil }
                archives.append(
                    EventArchive(
                        arn: archive.arn ?? "", pattern: pattern,
                        retention: days == 0 ? nil : Int64(days) * 86_400 * second))
            } catch {
                builder.findings += error.all
            }
        }
        return archives
    }

    // MARK: Targets

    /// Five targets for a rule (botocore 1.43.11, events.PutTargets).
    private static let mostTargets = 5

    static func targets(
        of rule: Resource, _ builder: inout CloudBuilder
    ) -> [(target: EventTarget, input: TargetInput)] {
        let written = rule.property("Targets")?.array ?? []
        if written.count > mostTargets {
            builder.findings.append(
                Diagnostic(
                    .warning, at: written[mostTargets].position,
                    found: "\(rule.logicalID) has \(written.count) targets",
                    expected: "EventBridge allows \(mostTargets) for a rule: the others get nothing"))
        }
        return written.prefix(mostTargets).compactMap { target($0, rule, &builder) }
    }

    private static func target(
        _ written: JSONValue, _ rule: Resource, _ builder: inout CloudBuilder
    ) -> (target: EventTarget, input: TargetInput)? {
        guard let found = builder.target(arn: written["Arn"]?.string) else {
            builder.findings.append(
                Diagnostic(
                    .warning, at: written.position.or(rule.position),
                    found:
                        "a target of \(rule.logicalID) is outside of the template, or of a kind that is not emulated",
                    expected: "no events are sent there"))
            return nil
        }
        let source = rule.arn ?? ""
        let role = written["RoleArn"]?.string ?? rule.string("RoleArn")
        let sender = EventTarget.sender(of: rule, &builder)
        var target = EventTarget(
            target: found, identity: role.map { builder.identities.number(of: .role($0)) } ?? sender, sender: sender,
            source: source)
        // An API destination is called on behalf of the rule's own account.
        if found.action == .invokeAPIDestination { target.identity = .owner }
        readFailureHandling(written, into: &target, builder)
        target.group = written["SqsParameters"]?["MessageGroupId"]?.string
        do throws(Diagnostics) {
            if let path = written["KinesisParameters"]?["PartitionKeyPath"] {
                target.partitionKey = try JSONPath(path)
            }
            return (target, try TargetInput(written))
        } catch {
            builder.findings += error.all
            return nil
        }
    }

    /// Reads `RetryPolicy` and `DeadLetterConfig`, which rules and schedules write alike.
    static func readFailureHandling(
        _ written: JSONValue, into target: inout EventTarget, _ builder: CloudBuilder
    ) {
        if let queue = builder.component(named: written["DeadLetterConfig"]?["Arn"]?.string) {
            target.deadLetterQueue = queue
        }
        if let policy = written["RetryPolicy"] {
            target.maximumRetryAttempts = policy["MaximumRetryAttempts"]?.wholeNumber ?? 185
            target.maximumEventAge = Int64(policy["MaximumEventAgeInSeconds"]?.wholeNumber ?? 86_400) * second
        }
    }
}
