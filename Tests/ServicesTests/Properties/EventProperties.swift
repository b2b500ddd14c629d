import Testing
import Values

@testable import Services

/// Buses, rules, archives, schedules and API destinations.
extension PropertyRow {
    private static let targets = Parts.open("Q", "R", "D") + Parts.role + Parts.queue("Closed")
    private static let bus = Parts.of("B", "AWS::Events::EventBus", "Name: b")
    private static func put(_ at: Double, _ bus: String = "B", source: String = "shop") -> Step {
        Step(
            at, .putEvents, bus, ["Entries": [["Source": JSONValue(source), "DetailType": "order", "Detail": "{}"]]])
    }

    static let ofBuses: [PropertyRow] = [
        PropertyRows(type: "AWS::Events::EventBus", template: "  B: {Type: AWS::Events::EventBus, Properties: {%}}\n")
            .row(
                "Name", "names", ["Name: b", "Name: other"], shows: ["b", "other"]
            ) { try $0.name("B") }
    ]

    private static let rules = PropertyRows(
        type: "AWS::Events::Rule",
        template: bus + targets + Parts.of("C", "AWS::Events::EventBus", "Name: c")
            + "  X: {Type: AWS::Events::Rule, Properties: {EventBusName: b, EventPattern: {source: [shop]}, "
            + "Targets: [{Id: q, Arn: !GetAtt Q.Arn}], %}}\n")
    private static let toQ = "Targets: [{Id: q, Arn: !GetAtt Q.Arn}]"

    static let ofRules: [PropertyRow] = [
        rules.row(
            "EventBusName", "eventPattern", ["b", "c"],
            rules.template.replacing("EventBusName: b", with: "EventBusName: %").replacing(", %}", with: "}"), [put(1)],
            shows: ["1", "0"]
        ) { try $0.counts(of: "Q") },
        rules.row(
            "EventPattern", "eventPattern", ["[shop]", "[bank]"],
            rules.template.replacing("[shop]", with: "%").replacing(", %}", with: "}"), [put(1)], shows: ["1", "0"]
        ) { try $0.counts(of: "Q") },
        rules.row(
            "Targets", "targetInput", ["Q", "R"],
            rules.template.replacing("Arn: !GetAtt Q.Arn", with: "Arn: !GetAtt %.Arn").replacing(", %}", with: "}"),
            [put(1)], shows: ["1 0", "0 1"]
        ) { try $0.counts(of: "Q", "R") },
        rules.row("State", "eventPattern", ["", "State: DISABLED"], [put(1)], shows: ["1", "0"]) {
            try $0.counts(of: "Q")
        },
        rules.row(
            "ScheduleExpression", "schedule", ["rate(1 minute)", "rate(2 minutes)"],
            targets + "  X: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: \"%\", \(toQ)}}\n", until: 150,
            shows: ["60 120", "120"]
        ) { $0.times(.sendMessage) },
    ]

    private static let archives = PropertyRows(
        type: "AWS::Events::Archive",
        template: bus + Parts.of("C", "AWS::Events::EventBus", "Name: c")
            + "  A: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt B.Arn, %}}\n")

    static let ofArchives: [PropertyRow] = [
        archives.row(
            "SourceArn", "replay", ["!GetAtt B.Arn", "!GetAtt C.Arn"],
            archives.template.replacing("!GetAtt B.Arn, %", with: "%"), faults: [(5, "B", .replay)], [put(1)],
            shows: ["1", "0"]
        ) { $0.count(.replay) },
        archives.row(
            "EventPattern", "archive", ["EventPattern: {source: [shop]}", "EventPattern: {source: [bank]}"],
            faults: [(5, "B", .replay)], [put(1)], shows: ["1", "0"]
        ) { $0.count(.replay) },
        archives.row(
            "RetentionDays", "archive", ["RetentionDays: 1", "RetentionDays: 3"],
            faults: [(2 * 86_400, "B", .replay)], until: 2 * 86_400 + 60, [put(1)], shows: ["0", "1"]
        ) { $0.count(.replay) },
    ]

    // MARK: Schedules

    private static let schedules = PropertyRows(
        type: "AWS::Scheduler::Schedule",
        template: targets
            + "  X: {Type: AWS::Scheduler::Schedule, Properties: {ScheduleExpression: rate(1 minute), "
            + "FlexibleTimeWindow: {Mode: \"OFF\"}, Target: {RoleArn: !GetAtt Role.Arn, Arn: !GetAtt Q.Arn}, %}}\n")

    private static func schedule(_ old: String, _ new: String) -> String {
        schedules.template.replacing(old, with: new).replacing(", %}}\n", with: "}}\n")
    }

    static let ofSchedules: [PropertyRow] = [
        schedules.row(
            "ScheduleExpression", "scheduler", ["rate(1 minute)", "rate(2 minutes)"],
            schedule("ScheduleExpression: rate(1 minute)", "ScheduleExpression: %"), until: 150,
            shows: ["60 120", "120"]
        ) { $0.times(.sendMessage) },
        schedules.row(
            "FlexibleTimeWindow", "flexibleWindow", ["Mode: \"OFF\"", "Mode: FLEXIBLE, MaximumWindowInMinutes: 5"],
            schedule("Mode: \"OFF\"", "%").replacing("rate(1 minute)", with: "rate(1 hour)"), until: 4_000,
            shows: ["true", "false"]
        ) { "\($0.times(.sendMessage) == "3600")" },
        schedules.row(
            "StartDate", "scheduler", ["", "StartDate: \"2026-01-01T00:02:30Z\""], until: 130, shows: ["60 120", ""]
        ) { $0.times(.sendMessage) },
        schedules.row(
            "EndDate", "scheduler", ["", "EndDate: \"2026-01-01T00:01:30Z\""], until: 130, shows: ["60 120", "60"]
        ) { $0.times(.sendMessage) },
        schedules.row("State", "scheduler", ["", "State: DISABLED"], until: 70, shows: ["60", ""]) {
            $0.times(.sendMessage)
        },
        schedules.row(
            "Target", "scheduler", ["Q", "R"], schedule("Arn: !GetAtt Q.Arn", "Arn: !GetAtt %.Arn"), until: 70,
            shows: ["1 0", "0 1"]
        ) { try $0.counts(of: "Q", "R") },
    ]

    // MARK: API destinations

    private static let destinations = PropertyRows(
        type: "AWS::Events::ApiDestination",
        template: bus + targets + Parts.of("N", "AWS::Events::Connection", "AuthorizationType: API_KEY")
            + "  H: {Type: AWS::Events::ApiDestination, Properties: {ConnectionArn: !GetAtt N.Arn, HttpMethod: POST, "
            + "InvocationEndpoint: \"https://partner.example.com/orders\", %}}\n"
            + "  X: {Type: AWS::Events::Rule, Properties: {EventBusName: b, EventPattern: {source: [shop]}, "
            + "Targets: [{Id: h, Arn: !GetAtt H.Arn, RoleArn: !GetAtt Role.Arn}]}}\n")

    static let ofDestinations: [PropertyRow] = [
        destinations.row(
            "InvocationEndpoint", "destinationRate", ["partner", "other"],
            destinations.template.replacing("//partner.", with: "//%.").replacing(", %}}\n", with: "}}\n"), [put(1)],
            shows: ["external:partner.example.com", "external:other.example.com"]
        ) { lab in lab.records(.postHTTP).map { lab.cloud.components[Int($0.to.index)].logicalID }.joined() },
        destinations.row(
            "InvocationRateLimitPerSecond", "destinationRate", ["", "InvocationRateLimitPerSecond: 2"], until: 2,
            (0..<5).map { _ in put(1) }, shows: ["0", "3"]
        ) { "\($0.records(.invokeAPIDestination).count { $0.rule == .destinationRate })" },
    ]
}
