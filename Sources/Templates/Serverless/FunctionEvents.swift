import Values

/// One entry of `Events`.
struct ServerlessEvent {
    /// Its name.
    let name: String
    /// The logical id of what it makes: the owner's and its name.
    let logicalID: String
    let type: String
    let properties: JSONObject
    let position: SourcePosition

    subscript(name: String) -> JSONValue? { properties[name].flatMap { $0.isNull ? nil : $0 } }
}

/// A row per type of function event: how it is expanded.
let functionEventTypes:
    [String: @Sendable (inout ServerlessExpander, inout FunctionExpansion, ServerlessEvent) -> Void] =
        [
            "Api": { $0.expandAPIEvent(&$1, $2) },
            "HttpApi": { $0.expandHTTPAPIEvent(&$1, $2) },
            "SQS": { $0.expandMapping(&$1, $2) },
            "Kinesis": { $0.expandMapping(&$1, $2) },
            "DynamoDB": { $0.expandMapping(&$1, $2) },
            "MSK": { $0.expandMapping(&$1, $2) },
            "MQ": { $0.expandMapping(&$1, $2) },
            "SelfManagedKafka": { $0.expandMapping(&$1, $2) },
            "DocumentDB": { $0.expandMapping(&$1, $2) },
            "SNS": { $0.expandSubscription(&$1, $2) },
            "S3": { $0.expandBucketEvent(&$1, $2) },
            "EventBridgeRule": { $0.expandRule(&$1, $2) },
            "CloudWatchEvent": { $0.expandRule(&$1, $2) },
            "Schedule": { $0.expandRule(&$1, $2) },
            "ScheduleV2": { expander, function, event in
                let target = ScheduleTarget(
                    arn: function.arn, action: "lambda:InvokeFunction", policySuffix: "LambdaPolicy")
                expander.expandSchedule(target, function.source, event)
            },
            "CloudWatchLogs": { $0.expandLogSubscription(&$1, $2) },
            "IoTRule": { $0.expandTopicRule(&$1, $2) },
            "Cognito": { $0.expandTrigger(&$1, $2) },
            "AlexaSkill": { $0.expandSkill(&$1, $2) },
        ]

extension ServerlessExpander {
    /// Reads the events of a resource, noting unknown types and properties.
    mutating func events(of source: ServerlessResource, _ table: [String: KnownProperties]) -> [ServerlessEvent] {
        guard let section = source["Events"] else { return [] }
        guard let members = section.object else {
            evaluator.fail(at: section.position, "\(section.kindName) as 'Events'", "write an object of events")
            return []
        }
        let types = table.keys.filter { !$0.hasPrefix("+") }.sorted()
        var events: [ServerlessEvent] = []
        for member in members {
            guard let type = member.value["Type"]?.string else {
                evaluator.fail(
                    at: member.keyPosition,
                    "event '\(member.key)' without 'Type'",
                    "use one of \(types.joined(separator: ", "))"
                )
                continue
            }
            guard let known = table[type] else {
                evaluator.fail(
                    at: member.value["Type"]?.position ?? member.keyPosition,
                    "unknown event type '\(type)'",
                    "use one of \(types.joined(separator: ", "))",
                    nearest: nearestName(to: type, among: types)
                )
                continue
            }
            let properties = member.value["Properties"]?.object ?? JSONObject()
            let before = evaluator.problems.count
            known.check(properties, of: "event '\(member.key)'", at: member.keyPosition, &evaluator)
            // An event that lacks what it needs cannot be expanded; unknown properties are only left out.
            let lacks = evaluator.problems[before...].contains { $0.found.contains(" without '") }
            if lacks { continue }
            events.append(
                ServerlessEvent(
                    name: member.key,
                    logicalID: source.logicalID + member.key,
                    type: type,
                    properties: properties,
                    position: member.keyPosition
                )
            )
        }
        return events
    }

    /// Expands all events of a function, in the order in which SAM does: by path, else by name.
    mutating func expandEvents(_ function: inout FunctionExpansion) {
        func key(_ event: ServerlessEvent) -> String {
            event["Path"]?.string ?? (event.type == "HttpApi" ? "$default" : event.name)
        }
        let order = events(of: function.source, functionEventProperties).sorted { key($0) < key($1) }
        for event in order { functionEventTypes[event.type]?(&self, &function, event) }
    }

    /// The permission by which a service invokes a function.
    mutating func makePermission(
        _ function: FunctionExpansion,
        _ event: ServerlessEvent,
        principal: String,
        id: String? = nil,
        sourceARN: JSONValue? = nil,
        sourceAccount: JSONValue? = nil,
        token: JSONValue? = nil
    ) {
        make(
            id ?? event.logicalID + "Permission",
            "AWS::Lambda::Permission",
            makingObject([
                "Action": "lambda:InvokeFunction", "FunctionName": function.name, "Principal": JSONValue(principal),
                "SourceArn": sourceARN, "SourceAccount": sourceAccount, "EventSourceToken": token,
            ]),
            from: function.source,
            at: event.position
        )
    }

    /// `SNS`: a subscription of the function, or of a queue that the function consumes.
    mutating func expandSubscription(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        let topic = event["Topic"]
        var endpoint = function.arn
        var viaQueue = event["SqsSubscription"]
        if viaQueue?.bool == false { viaQueue = nil }
        if let viaQueue {
            endpoint = expandQueueSubscription(&function, event, viaQueue)
        } else {
            makePermission(function, event, principal: "sns.amazonaws.com", sourceARN: topic)
        }
        make(
            event.logicalID,
            "AWS::SNS::Subscription",
            makingObject([
                "Protocol": viaQueue == nil ? "lambda" : "sqs", "Endpoint": endpoint, "TopicArn": topic,
                "Region": event["Region"], "FilterPolicy": event["FilterPolicy"],
                "FilterPolicyScope": event["FilterPolicyScope"], "RedrivePolicy": event["RedrivePolicy"],
            ]),
            from: function.source,
            at: event.position
        )
    }

    /// The queue between a topic and a function, made or given; gives its ARN.
    private mutating func expandQueueSubscription(
        _ function: inout FunctionExpansion,
        _ event: ServerlessEvent,
        _ settings: JSONValue
    ) -> JSONValue {
        let source = function.source
        let queueID = event.logicalID + "Queue"
        let isMade = settings.bool == true
        let arn = isMade ? getAtt(queueID, "Arn") : settings["QueueArn"]
        let url = isMade ? ref(queueID) : settings["QueueUrl"]
        guard let arn, let url else {
            evaluator.fail(at: settings.position, "'SqsSubscription' without queue", "give 'QueueArn' and 'QueueUrl'")
            return [:]
        }
        let mapping = ServerlessEvent(
            name: event.name,
            logicalID: event.logicalID + "EventSourceMapping",
            type: "SQS",
            properties: makingObject(["Queue": arn, "BatchSize": settings["BatchSize"] ?? 10, "Enabled": true]),
            position: event.position
        )
        expandMapping(&function, mapping)
        if isMade {
            let topic = event["Topic"]?["Ref"]?.string.flatMap { plain[$0] }
            let isFirstInFirstOut = topic?.properties["FifoTopic"]?.bool == true
            let properties = makingObject(["FifoQueue": isFirstInFirstOut ? true : nil])
            make(queueID, "AWS::SQS::Queue", properties, from: source, at: event.position)
        }
        make(
            settings["QueuePolicyLogicalId"]?.string ?? event.logicalID + "QueuePolicy",
            "AWS::SQS::QueuePolicy",
            sendingPolicy(queue: arn, url: url, principal: "*", source: event["Topic"]),
            from: source,
            at: event.position
        )
        return arn
    }

    /// A queue policy that lets one source send.
    func sendingPolicy(queue: JSONValue, url: JSONValue, principal: JSONValue, source: JSONValue?) -> JSONObject {
        makingObject([
            "PolicyDocument": [
                "Version": "2012-10-17",
                "Statement": [
                    making([
                        "Action": "sqs:SendMessage", "Effect": "Allow", "Principal": principal, "Resource": queue,
                        "Condition": source.map { ["ArnEquals": ["aws:SourceArn": $0]] },
                    ])
                ],
            ],
            "Queues": [url],
        ])
    }

    /// `S3`: a notification that the bucket of the template gets.
    mutating func expandBucketEvent(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        guard let id = event["Bucket"]?["Ref"]?.string, var bucket = plain[id] else {
            let written = event["Bucket"]?["Ref"]?.string ?? event["Bucket"]?.string
            let buckets = plain.values.filter { $0.type == "AWS::S3::Bucket" }.map(\.logicalID).sorted()
            evaluator.fail(
                at: event["Bucket"]?.position ?? event.position,
                "an S3 event of a bucket outside this template",
                "refer to a bucket of this template with !Ref",
                nearest: written.flatMap { nearestName(to: $0, among: buckets) }
            )
            return
        }
        makePermission(function, event, principal: "s3.amazonaws.com", sourceAccount: ref("AWS::AccountId"))
        let permission = event.logicalID + "Permission"
        if !bucket.dependsOn.contains(permission) { bucket.dependsOn.append(permission) }
        var configuration = bucket.properties["NotificationConfiguration"]?.object ?? JSONObject()
        var notifications = configuration["LambdaConfigurations"]?.array ?? []
        for kind in event["Events"].map({ $0.array ?? [$0] }) ?? [] {
            let members = makingObject(["Function": function.arn, "Filter": event["Filter"], "Event": kind])
            let notification = JSONValue(.object(members), at: event.position)
            if !notifications.contains(notification) { notifications.append(notification) }
        }
        configuration["LambdaConfigurations"] = JSONValue(notifications)
        bucket.properties["NotificationConfiguration"] = JSONValue(.object(configuration), at: event.position)
        plain[id] = bucket
    }

    /// `Cognito`: triggers that the user pool of the template gets.
    mutating func expandTrigger(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        guard let id = event["UserPool"]?["Ref"]?.string, var pool = plain[id] else {
            evaluator.fail(
                at: event["UserPool"]?.position ?? event.position,
                "a Cognito event of a user pool outside this template",
                "refer to a user pool of this template with !Ref"
            )
            return
        }
        makePermission(
            function,
            event,
            principal: "cognito-idp.amazonaws.com",
            id: (function.aliasID ?? function.id) + "CognitoPermission",
            sourceARN: getAtt(id, "Arn")
        )
        var triggers = pool.properties["LambdaConfig"]?.object ?? JSONObject()
        for name in event["Trigger"].map({ $0.array ?? [$0] }) ?? [] {
            if let name = name.string { triggers[name] = JSONValue(function.arn.content, at: event.position) }
        }
        pool.properties["LambdaConfig"] = JSONValue(.object(triggers), at: event.position)
        plain[id] = pool
    }

    /// `CloudWatchLogs`: a subscription filter of a log group.
    mutating func expandLogSubscription(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        let group = event["LogGroupName"]
        let arn = sub(
            "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*",
            ["__LogGroupName__": group]
        )
        makePermission(function, event, principal: "logs.amazonaws.com", sourceARN: arn)
        make(
            event.logicalID,
            "AWS::Logs::SubscriptionFilter",
            makingObject([
                "LogGroupName": group, "FilterPattern": event["FilterPattern"], "DestinationArn": function.arn,
            ]),
            from: function.source,
            at: event.position,
            dependsOn: [event.logicalID + "Permission"]
        )
    }

    /// `IoTRule`: a topic rule that invokes the function.
    mutating func expandTopicRule(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        let arn = sub(
            "arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}",
            ["RuleName": ref(event.logicalID)]
        )
        let account = sub("${AWS::AccountId}")
        makePermission(function, event, principal: "iot.amazonaws.com", sourceARN: arn, sourceAccount: account)
        make(
            event.logicalID,
            "AWS::IoT::TopicRule",
            makingObject([
                "TopicRulePayload": making([
                    "Sql": event["Sql"], "RuleDisabled": false, "AwsIotSqlVersion": event["AwsIotSqlVersion"],
                    "Actions": [["Lambda": ["FunctionArn": function.arn]]],
                ])
            ]),
            from: function.source,
            at: event.position
        )
    }

    /// `AlexaSkill`: the permission alone.
    mutating func expandSkill(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        makePermission(function, event, principal: "alexa-appkit.amazon.com", token: event["SkillId"])
    }
}
