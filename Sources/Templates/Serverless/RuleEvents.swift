import Values

/// What a schedule of EventBridge Scheduler starts.
struct ScheduleTarget {
    let arn: JSONValue
    /// The action its role allows.
    let action: String
    /// How the role's policy is named, behind the logical id.
    let policySuffix: String
}

extension ServerlessExpander {
    /// `EventBridgeRule`, `CloudWatchEvent` and `Schedule`: a rule with the function as its target.
    mutating func expandRule(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        let rule = getAtt(event.logicalID, "Arn")
        let queue = deadLetterQueue(event, rule: rule, source: function.source)
        let target = making([
            "Arn": function.arn,
            "Id": event["Target"]?["Id"] ?? JSONValue(targetID(event.logicalID, suffix: "LambdaTarget")),
            "Input": event["Input"], "InputPath": event["InputPath"], "InputTransformer": event["InputTransformer"],
            "DeadLetterConfig": queue.map { ["Arn": $0] }, "RetryPolicy": event["RetryPolicy"],
        ])
        makeRule(event, target: target, from: function.source)
        makePermission(function, event, principal: "events.amazonaws.com", sourceARN: rule)
    }

    /// The rule itself: a schedule, or a pattern on a bus.
    mutating func makeRule(_ event: ServerlessEvent, target: JSONValue, from source: ServerlessResource) {
        var state = event["State"]
        if let isEnabled = event["Enabled"]?.bool { state = isEnabled ? "ENABLED" : "DISABLED" }
        let name = event.type == "Schedule" ? event["Name"] : event["RuleName"]
        make(
            event.logicalID,
            "AWS::Events::Rule",
            makingObject([
                "Name": name,
                "Description": event["Description"],
                "ScheduleExpression": event["Schedule"],
                "EventBusName": event["EventBusName"],
                "EventPattern": event["Pattern"],
                "State": state,
                "Targets": [target],
            ]),
            from: source,
            at: event.position
        )
    }

    /// The dead-letter queue of a rule's target, made where only its type is given; gives its ARN.
    mutating func deadLetterQueue(
        _ event: ServerlessEvent,
        rule: JSONValue?,
        source: ServerlessResource
    ) -> JSONValue? {
        guard let config = event["DeadLetterConfig"] else { return nil }
        if let arn = config["Arn"] { return arn }
        guard config["Type"]?.string == "SQS" else {
            evaluator.fail(at: config.position, "'DeadLetterConfig' without queue", "give 'Arn', or 'Type: SQS'")
            return nil
        }
        let id = config["QueueLogicalId"]?.string ?? event.logicalID + "Queue"
        make(id, "AWS::SQS::Queue", JSONObject(), from: source, at: config.position)
        if let rule {
            make(
                event.logicalID + "QueuePolicy",
                "AWS::SQS::QueuePolicy",
                sendingPolicy(
                    queue: getAtt(id, "Arn"),
                    url: ref(id),
                    principal: ["Service": "events.amazonaws.com"],
                    source: rule
                ),
                from: source,
                at: config.position
            )
        }
        return getAtt(id, "Arn")
    }

    /// A target's id, at most 64 characters long.
    func targetID(_ logicalID: String, suffix: String) -> String {
        String(logicalID.prefix(64 - suffix.count)) + suffix
    }

    /// `ScheduleV2`: a schedule of EventBridge Scheduler, with the role by which it starts its target.
    mutating func expandSchedule(_ target: ScheduleTarget, _ source: ServerlessResource, _ event: ServerlessEvent) {
        let queue = deadLetterQueue(event, rule: nil, source: source)
        let roleID = event.logicalID + "Role"
        if event["RoleArn"] == nil {
            var role = RoleDraft(logicalID: roleID, trust: trust("scheduler.amazonaws.com"))
            role.add(policy: event.logicalID + target.policySuffix, allowing(JSONValue(target.action), on: target.arn))
            if let queue {
                role.add(policy: event.logicalID + "SQSPolicy", allowing("sqs:SendMessage", on: queue))
            }
            role.permissionsBoundary = event["PermissionsBoundary"]
            make(roleID, "AWS::IAM::Role", role.properties, from: source, at: event.position)
        }
        let isNamed = event["OmitName"]?.bool != true
        make(
            event.logicalID,
            "AWS::Scheduler::Schedule",
            makingObject([
                "Name": isNamed ? event["Name"] ?? JSONValue(event.logicalID) : nil,
                "ScheduleExpression": event["ScheduleExpression"],
                "ScheduleExpressionTimezone": event["ScheduleExpressionTimezone"],
                "FlexibleTimeWindow": event["FlexibleTimeWindow"] ?? ["Mode": "OFF"],
                "State": event["State"], "Description": event["Description"], "StartDate": event["StartDate"],
                "EndDate": event["EndDate"], "GroupName": event["GroupName"], "KmsKeyArn": event["KmsKeyArn"],
                "Target": making([
                    "Arn": target.arn, "RoleArn": event["RoleArn"] ?? getAtt(roleID, "Arn"), "Input": event["Input"],
                    "DeadLetterConfig": queue.map { ["Arn": $0] }, "RetryPolicy": event["RetryPolicy"],
                ]),
            ]),
            from: source,
            at: event.position
        )
    }
}
