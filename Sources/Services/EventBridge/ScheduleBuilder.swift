import Languages
import Simulation
import Templates
import Values

/// Makes rules with schedules, and schedules of EventBridge Scheduler.
enum ScheduleBuilder {
    static let modelledOfSchedule: Set<String> = [
        "Name", "GroupName", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "StartDate",
        "EndDate", "State", "Target",
    ]

    static func makeRule(_ rule: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        guard let written = rule.property("ScheduleExpression") else { return nil }
        if rule.string("State") == "DISABLED" { return Unavailable(id: id) }
        if rule.property("EventPattern") != nil {
            builder.findings.append(
                Diagnostic(
                    .warning, at: rule.position, found: "\(rule.logicalID) has a schedule and a pattern",
                    expected: "the emulation sends by the schedule and leaves the pattern out"))
        }
        do throws(Diagnostics) {
            let settings = ScheduledSender.Settings(
                schedule: try Schedule(written), arn: rule.arn ?? "",
                targets: EventBusBuilder.targets(of: rule, &builder).map { ($0.target, .event($0.input)) })
            return ScheduledSender(id: id, settings: settings, random: builder.random("rule \(rule.logicalID)"))
        } catch {
            builder.findings += error.all
            return nil
        }
    }

    static func makeSchedule(
        _ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder
    ) -> (any Emulator)? {
        guard let written = resource.property("ScheduleExpression"), let target = resource.property("Target") else {
            return nil
        }
        if resource.string("State") == "DISABLED" { return Unavailable(id: id) }
        if let zone = resource.string("ScheduleExpressionTimezone"), zone != "UTC" {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position,
                    found: "\(resource.logicalID) is written for the time zone \(zone)",
                    expected: "the emulation reads its times as UTC"))
        }
        guard let made = self.target(target, resource, &builder) else { return nil }
        do throws(Diagnostics) {
            var settings = ScheduledSender.Settings(
                schedule: try Schedule(written, service: .scheduler), arn: resource.arn ?? "", targets: [made])
            if resource.string("FlexibleTimeWindow", "Mode") == "FLEXIBLE" {
                settings.flexibility =
                    Int64(resource.integer("FlexibleTimeWindow", "MaximumWindowInMinutes", default: 1)) * 60 * second
            }
            settings.window = (
                date(resource.string("StartDate"), usual: .min), date(resource.string("EndDate"), usual: .max)
            )
            return ScheduledSender(id: id, settings: settings, random: builder.random("schedule \(resource.logicalID)"))
        } catch {
            builder.findings += error.all
            return nil
        }
    }

    /// `2026-01-01T00:00:00Z` in seconds since 1970: read as the one moment at which a schedule would fire.
    private static func date(_ text: String?, usual: Int) -> Int {
        guard let text else { return usual }
        let moment = text.hasSuffix("Z") ? String(text.dropLast()) : text
        let plain = moment.split(separator: ".").first.map(String.init) ?? moment
        return (try? Schedule("at(\(plain))", service: .scheduler))?.next(after: .min) ?? usual
    }

    private static func target(
        _ written: JSONValue, _ schedule: Resource, _ builder: inout CloudBuilder
    ) -> (target: EventTarget, input: ScheduledSender.Input)? {
        let arn = written["Arn"]?.string ?? ""
        let identity = builder.identities.number(of: written["RoleArn"]?.string.map { .role($0) } ?? .owner)
        let sender = EventTarget.sender(of: schedule, &builder)
        let text = written["Input"]?.string ?? written["Input"]?.compactText
        if let (action, component) = universal(arn, text, builder) {
            let target = EventTarget(
                target: DeliveryTarget(component: component, action: action, arn: arn), identity: identity,
                sender: sender, source: schedule.arn ?? "")
            return (target, .parameters(text ?? "{}"))
        }
        guard let found = builder.target(arn: arn) else {
            builder.findings.append(
                Diagnostic(
                    .warning, at: written.position,
                    found:
                        "the target of \(schedule.logicalID) is outside of the template, or of a kind that is not emulated",
                    expected: "nothing is sent there"))
            return nil
        }
        var target = EventTarget(target: found, identity: identity, sender: sender, source: schedule.arn ?? "")
        EventBusBuilder.readFailureHandling(written, into: &target, builder)
        target.group = written["SqsParameters"]?["MessageGroupId"]?.string
        if found.action == .putEvents {
            let parameters = written["EventBridgeParameters"]
            return (
                target,
                .entry(
                    source: parameters?["Source"]?.string ?? "", detailType: parameters?["DetailType"]?.string ?? "",
                    detail: text ?? "{}")
            )
        }
        return (target, text.map { .text($0) } ?? .event(.whole))
    }

    /// The call of a universal target, `arn:aws:scheduler:::aws-sdk:sqs:sendMessage`, and the component its input names.
    private static func universal(
        _ arn: String, _ input: String?, _ builder: CloudBuilder
    ) -> (Action, ComponentID)? {
        let marker = ":::aws-sdk:"
        guard let start = arn.firstRange(of: marker)?.upperBound else { return nil }
        let parts = arn[start...].split(separator: ":").map(String.init)
        let services = ["eventbridge": "events"]
        guard parts.count == 2,
            let action = Action(
                name: "\(services[parts[0]] ?? parts[0]):" + parts[1].prefix(1).uppercased() + parts[1].dropFirst()),
            let parameters = input.flatMap({ try? readJSON($0) })
        else { return nil }
        let keys: [(String, String)] = [
            ("QueueUrl", "AWS::SQS::Queue"), ("TopicArn", "AWS::SNS::Topic"), ("TableName", "AWS::DynamoDB::Table"),
            ("FunctionName", "AWS::Lambda::Function"), ("Bucket", "AWS::S3::Bucket"),
            ("StreamName", "AWS::Kinesis::Stream"),
        ]
        for (key, type) in keys {
            if let found = builder.component(named: parameters[key]?.string, ofType: type) { return (action, found) }
        }
        if action == .putEvents {
            let bus = parameters["Entries"]?[0]?["EventBusName"]?.string ?? "default"
            return builder.component(named: bus, ofType: "AWS::Events::EventBus").map { (action, $0) }
        }
        return nil
    }
}
