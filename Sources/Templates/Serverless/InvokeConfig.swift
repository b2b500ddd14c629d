import Values

/// What a destination of asynchronous invocations needs: the permission, and what is made where no ARN is given.
///
/// A row per `Type` of `EventInvokeConfig.DestinationConfig`; the policy's name ends in `suffix`.
private let destinations: [String: (action: String, suffix: String, made: (type: String, suffix: String)?)] = [
    "SQS": ("sqs:SendMessage", "SQSPolicy", ("AWS::SQS::Queue", "Queue")),
    "SNS": ("sns:publish", "SNSPolicy", ("AWS::SNS::Topic", "Topic")),
    "EventBridge": ("events:PutEvents", "EventBridgePolicy", nil),
    "Lambda": ("lambda:InvokeFunction", "LambdaPolicy", nil),
    "S3Bucket": ("s3:PutObject", "S3Policy", nil),
]

extension ServerlessExpander {
    /// Expands `EventInvokeConfig`: retries of asynchronous invocations and where their results go.
    mutating func expandInvokeConfig(_ function: inout FunctionExpansion) {
        let source = function.source
        guard let config = source["EventInvokeConfig"] else { return }
        let id = function.id + "EventInvokeConfig"
        var targets: [JSONObject.Member] = []
        for name in ["OnSuccess", "OnFailure"] {
            guard let given = config["DestinationConfig"]?[name] else { continue }
            guard let type = given["Type"]?.string, let row = destinations[type] else {
                evaluator.fail(
                    at: given["Type"]?.position ?? given.position,
                    "destination '\(name)' of '\(function.id)' without a known 'Type'",
                    "use one of \(destinations.keys.sorted().joined(separator: ", "))",
                    nearest: given["Type"]?.string.flatMap { nearestName(to: $0, among: destinations.keys.sorted()) }
                )
                continue
            }
            guard let target = given["Destination"] ?? makeDestination(row.made, id + name, source, given) else {
                continue
            }
            targets.append(.init(key: name, value: ["Destination": target]))
            let document: JSONValue
            if type == "S3Bucket" {
                let objects: JSONValue = ["Fn::Join": ["/", [target, "*"]]]
                document = [
                    "Statement": [
                        ["Action": "s3:PutObject", "Effect": "Allow", "Resource": objects],
                        ["Action": "s3:ListBucket", "Effect": "Allow", "Resource": target],
                    ]
                ]
            } else {
                document = allowing(JSONValue(row.action), on: target)
            }
            function.role?.add(policy: id + name + row.suffix, document)
        }
        make(
            id,
            "AWS::Lambda::EventInvokeConfig",
            makingObject([
                "FunctionName": ref(function.id),
                "Qualifier": source["AutoPublishAlias"]?.string.map { JSONValue($0) } ?? "$LATEST",
                "DestinationConfig": JSONValue(JSONObject(targets)),
                "MaximumEventAgeInSeconds": config["MaximumEventAgeInSeconds"],
                "MaximumRetryAttempts": config["MaximumRetryAttempts"],
            ]),
            from: source,
            at: config.position,
            dependsOn: function.aliasID.map { [$0] } ?? []
        )
    }

    /// A queue or topic for a destination without ARN; gives its ARN.
    private mutating func makeDestination(
        _ kind: (type: String, suffix: String)?,
        _ prefix: String,
        _ source: ServerlessResource,
        _ given: JSONValue
    ) -> JSONValue? {
        guard let kind else {
            evaluator.fail(at: given.position, "a destination without 'Destination'", "give its ARN")
            return nil
        }
        let id = prefix + kind.suffix
        make(id, kind.type, JSONObject(), from: source, at: given.position)
        evaluator.aliases[source.logicalID + ".Destination" + kind.suffix] = id
        return kind.suffix == "Topic" ? ref(id) : getAtt(id, "Arn")
    }
}
