import Languages
import Templates
import Values

/// Decides whether a call is allowed: by the policies of the caller's role and those attached to the resource.
///
/// Decisions depend on nothing that changes during a run, so each is made once.
struct Authoriser: Sendable {
    private struct Decision: Sendable, BitwiseCopyable {
        var action: Action
        var resource: ComponentID
        /// Of a function, which of its versions or aliases is called.
        var qualifier: UInt16
        var denial: Refusal?
        /// The decision made before for the same identity; -1 for none.
        var earlier: Int32

        func isAbout(_ call: Call) -> Bool {
            action == call.action && resource == call.resource && qualifier == call.qualifier
        }
    }

    private let identities: Identities
    /// The decisions made: each identity calls few resources in few ways.
    private var decisions: [Decision] = []
    /// By identity: its last decision in that list; -1 for none.
    private var last: [Int32]
    /// Policies by role ARN.
    private var rolePolicies: [String: [NamedPolicy]] = [:]
    /// Policies attached to resources, by logical id.
    private var resourcePolicies: [String: [NamedPolicy]] = [:]
    /// The ARNs of a function's versions and aliases, by its logical id: each has a policy of its own
    /// (docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html).
    private var qualifiedARNs: [String: [String]] = [:]
    /// Policies that could not be used, and why.
    private(set) var findings: [Diagnostic] = []

    init(stack: Stack, identities: Identities) {
        self.identities = identities
        last = [Int32](repeating: -1, count: identities.count)
        for resource in stack.resources { read(resource, stack) }
    }

    /// Why a call is denied, or nil when it is allowed.
    mutating func denial(of call: Call, components: [Component]) -> Refusal? {
        guard call.action.isCall else { return nil }
        let identity = call.identity == .own ? components[Int(call.principal.index)].identity : call.identity
        guard identity != .owner else { return nil }
        var place = last[Int(identity.number)]
        while place >= 0 {
            let made = decisions[Int(place)]
            if made.isAbout(call) { return made.denial }
            place = made.earlier
        }
        let denial = decide(identities[identity], call, components[Int(call.resource.index)])
        decisions.append(
            Decision(
                action: call.action, resource: call.resource, qualifier: call.qualifier, denial: denial,
                earlier: last[Int(identity.number)]))
        last[Int(identity.number)] = Int32(decisions.count - 1)
        return denial
    }

    private func decide(_ identity: Identity, _ call: Call, _ resource: Component) -> Refusal? {
        let principal: PolicyPrincipal
        var context = PolicyContext()
        var policies: [NamedPolicy] = []
        switch identity {
        case .owner: return nil
        case .role(let arn):
            principal = .identity(arn: arn)
            policies = rolePolicies[arn] ?? []
        case .service(let name, let source):
            principal = .service(name)
            context = PolicyContext(["aws:SourceArn": source, "aws:SourceAccount": EmulatedAccount.account])
        }
        let qualified = call.qualifier > 0 ? qualifiedARNs[resource.logicalID] : nil
        let request = AuthorizationRequest(
            principal: principal, action: call.action.permission,
            resource: qualified?[Int(call.qualifier) - 1] ?? resource.arn(for: call.action), context: context)
        let decision = authorize(
            request, identityPolicies: policies, resourcePolicies: resourcePolicies[resource.logicalID] ?? [],
            resourceAccount: EmulatedAccount.account)
        switch decision {
        case .allow: return nil
        case .explicitDeny: return Refusal(outcome: .accessDenied, rule: .explicitDeny)
        case .implicitDeny: return Refusal(outcome: .accessDenied, rule: .implicitDeny)
        }
    }

    // MARK: Reading policies

    private mutating func read(_ resource: Resource, _ stack: Stack) {
        switch resource.type {
        case "AWS::IAM::Role":
            guard let arn = resource.arn else { return }
            for policy in resource.property("Policies")?.array ?? [] {
                add(policy["PolicyDocument"], policy["PolicyName"]?.string ?? "inline", to: arn)
            }
            for managed in resource.property("ManagedPolicyArns")?.array ?? [] { addManaged(managed, resource, stack) }
        case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy":
            for role in resource.property("Roles")?.array ?? [] {
                guard let found = stack.resource(physicalID: role.string ?? ""), let arn = found.arn else { continue }
                add(resource.property("PolicyDocument"), resource.logicalID, to: arn)
            }
        case "AWS::SQS::QueuePolicy":
            attach(resource, to: resource.property("Queues")?.array ?? [], stack)
        case "AWS::S3::BucketPolicy":
            attach(resource, to: [resource.property("Bucket") ?? .null], stack)
        case "AWS::SNS::TopicPolicy":
            attach(resource, to: resource.property("Topics")?.array ?? [], stack)
        case "AWS::Events::EventBusPolicy":
            attach(resource, to: [resource.property("EventBusName") ?? "default"], stack, document: "Statement")
        case "AWS::Lambda::Function":
            let qualifiers = stack.qualifiers(of: resource)
            if !qualifiers.isEmpty { qualifiedARNs[resource.logicalID] = qualifiers.map { $0.arn ?? "" } }
        case "AWS::Lambda::Permission":
            addPermission(resource, stack)
        default: break
        }
    }

    private mutating func add(_ document: JSONValue?, _ name: String, to role: String) {
        guard let document else { return }
        do throws(Diagnostics) {
            rolePolicies[role, default: []].append(
                NamedPolicy(name: name, document: try PolicyDocument(document, kind: .identity)))
        } catch {
            findings += error.all
        }
    }

    private mutating func addManaged(_ managed: JSONValue, _ role: Resource, _ stack: Stack) {
        let arn = managed.string ?? ""
        let roleARN = role.arn ?? ""
        if let own = stack.resource(arn: arn), own.type == "AWS::IAM::ManagedPolicy" {
            add(own.property("PolicyDocument"), own.logicalID, to: roleARN)
        } else if let document = ManagedPolicies.document(arn) {
            add(document, arn, to: roleARN)
        } else if Authoriser.isForEmulated(role) {
            findings.append(
                Diagnostic(
                    .warning, at: managed.position.or(role.position),
                    found: "the managed policy \(arn) is not known",
                    expected: "in a run it allows nothing; write the actions it is needed for as a policy of the role"))
        }
    }

    /// Whether a service that runs here may take on a role; what others may do does not matter to a run.
    private static func isForEmulated(_ role: Resource) -> Bool {
        let statements = role.property("AssumeRolePolicyDocument", "Statement")
        return (statements?.array ?? [statements ?? .null]).contains { statement in
            let services = statement["Principal"]?["Service"]
            return (services?.array ?? [services ?? .null]).contains { service in
                ["lambda", "apigateway", "events", "scheduler", "pipes"].contains {
                    service.string == "\($0).amazonaws.com"
                }
            }
        }
    }

    private mutating func attach(
        _ resource: Resource, to names: [JSONValue], _ stack: Stack, document key: String = "PolicyDocument"
    ) {
        guard let document = resource.property(key) else { return }
        let whole: JSONValue = key == "Statement" ? ["Version": "2012-10-17", "Statement": document] : document
        do throws(Diagnostics) {
            let policy = NamedPolicy(name: resource.logicalID, document: try PolicyDocument(whole, kind: .resource))
            for name in names {
                let target = name.string.flatMap { stack.resource(physicalID: $0) ?? stack.resource(arn: $0) }
                guard let target else { continue }
                resourcePolicies[target.logicalID, default: []].append(policy)
            }
        } catch {
            findings += error.all
        }
    }

    /// A permission is one statement of the resource policy of a function, or of the version or alias that it names.
    private mutating func addPermission(_ permission: Resource, _ stack: Stack) {
        let name = permission.string("FunctionName") ?? ""
        guard let (function, qualifier) = stack.function(named: name) else { return }
        let arn = qualifier > 0 ? stack.qualifiers(of: function)[Int(qualifier) - 1].arn : function.arn
        var statement: JSONObject = JSONObject([
            .init(key: "Effect", value: "Allow"),
            .init(key: "Action", value: permission.property("Action") ?? "lambda:InvokeFunction"),
            .init(key: "Resource", value: JSONValue(arn ?? "*")),
        ])
        let principal = permission.string("Principal") ?? "*"
        statement["Principal"] =
            principal == "*" ? "*" : [principal.hasSuffix(".amazonaws.com") ? "Service" : "AWS": JSONValue(principal)]
        var conditions = JSONObject()
        if let source = permission.property("SourceArn") { conditions["ArnLike"] = ["aws:SourceArn": source] }
        if let account = permission.property("SourceAccount") {
            conditions["StringEquals"] = ["aws:SourceAccount": account]
        }
        if !conditions.isEmpty { statement["Condition"] = JSONValue(conditions) }
        do throws(Diagnostics) {
            let document: JSONValue = ["Version": "2012-10-17", "Statement": [JSONValue(statement)]]
            resourcePolicies[function.logicalID, default: []].append(
                NamedPolicy(name: permission.logicalID, document: try PolicyDocument(document, kind: .resource)))
        } catch {
            findings += error.all
        }
    }
}

/// The AWS managed policies that serverless templates attach, as far as they allow calls that run here
/// (docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html and the AWS Managed Policy Reference).
enum ManagedPolicies {
    private static let actions: [String: [String]] = [
        "AWSLambdaBasicExecutionRole": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        "AWSLambdaSQSQueueExecutionRole": [
            "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "logs:CreateLogGroup",
            "logs:CreateLogStream", "logs:PutLogEvents",
        ],
        "AWSLambdaKinesisExecutionRole": [
            "kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards",
        ],
        "AWSLambdaDynamoDBExecutionRole": [
            "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams",
        ],
        "AmazonKinesisFullAccess": ["kinesis:*"],
        "AmazonS3FullAccess": ["s3:*"],
        "AmazonS3ReadOnlyAccess": ["s3:GetObject"],
        "AWSXRayDaemonWriteAccess": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        "AWSXrayWriteOnlyAccess": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        "CloudWatchLogsFullAccess": ["logs:*"],
        "AmazonSQSFullAccess": ["sqs:*"],
        "AmazonSNSFullAccess": ["sns:*"],
        "AmazonDynamoDBFullAccess": ["dynamodb:*"],
        "AmazonEventBridgeFullAccess": ["events:*"],
        "AmazonAPIGatewayPushToCloudWatchLogs": ["logs:*"],
    ]

    /// The policy under an ARN, or nil when it is not in the table.
    static func document(_ arn: String) -> JSONValue? {
        guard let name = arn.split(separator: "/").last, arn.contains(":iam::aws:policy/"),
            let allowed = actions[String(name)]
        else { return nil }
        return [
            "Version": "2012-10-17",
            "Statement": [
                ["Effect": "Allow", "Action": JSONValue(allowed.map { JSONValue($0) }), "Resource": "*"]
            ],
        ]
    }
}
