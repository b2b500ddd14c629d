import Values

/// A role that SAM makes for a function or a state machine, collected while its events are expanded.
struct RoleDraft {
    let logicalID: String
    var trust: JSONValue
    var managedPolicies: [JSONValue] = []
    /// Whether the list of managed policies is written even when it is empty, as for state machines.
    var listsManagedPolicies = false
    var policies: [JSONValue] = []
    var path: JSONValue?
    var permissionsBoundary: JSONValue?
    var tags: JSONValue?
    /// What was added already, so that each ARN and document stands once.
    private var added: Set<JSONValue> = []

    init(logicalID: String, trust: JSONValue) {
        self.logicalID = logicalID
        self.trust = trust
    }

    /// Adds the ARN of a managed policy once.
    mutating func add(managed policy: JSONValue) {
        if added.insert(policy).inserted { managedPolicies.append(policy) }
    }

    /// Adds an inline policy once, with the place where the template asks for it.
    mutating func add(policy name: String, _ document: JSONValue, at place: SourcePosition = .none) {
        guard added.insert(document).inserted else { return }
        let policy: JSONValue = ["PolicyName": JSONValue(name), "PolicyDocument": document]
        policies.append(JSONValue(policy.content, at: place))
    }

    var properties: JSONObject {
        makingObject([
            "AssumeRolePolicyDocument": trust,
            "ManagedPolicyArns": managedPolicies.isEmpty && !listsManagedPolicies ? nil : JSONValue(managedPolicies),
            "Policies": policies.isEmpty ? nil : JSONValue(policies),
            "Path": path,
            "PermissionsBoundary": permissionsBoundary,
            "Tags": tags,
        ])
    }
}

extension ServerlessExpander {
    /// Adds what a `Policies` property lists: managed policies by name or ARN, policy templates, and documents.
    mutating func add(policies value: JSONValue?, to role: inout RoleDraft) {
        guard let value else { return }
        for (index, entry) in (value.array ?? [value]).enumerated() {
            let name = role.logicalID + "Policy\(index)"
            if let text = entry.string {
                role.add(managed: text.hasPrefix("arn:") ? entry : managedPolicyARN(text, at: entry.position))
            } else if entry["Statement"] != nil {
                role.add(policy: name, entry)
            } else if let member = entry.object?.members.first, entry.object?.count == 1 {
                if member.key == "Ref" || member.key.hasPrefix("Fn::") {
                    role.add(managed: entry)
                } else {
                    addTemplate(member, named: name, to: &role)
                }
            } else {
                evaluator.fail(
                    at: entry.position,
                    "\(entry.kindName) in 'Policies'",
                    "give a managed policy's name or ARN, a policy template, or a document with 'Statement'"
                )
            }
        }
    }

    private mutating func addTemplate(_ member: JSONObject.Member, named name: String, to role: inout RoleDraft) {
        guard let template = PolicyTemplate.all[member.key] else {
            evaluator.fail(
                at: member.keyPosition,
                "unknown policy template '\(member.key)'",
                "use one that SAM offers",
                nearest: nearestName(to: member.key, among: PolicyTemplate.all.keys.sorted())
            )
            return
        }
        let values = member.value.object ?? JSONObject()
        for value in values where !template.parameters.contains(value.key) {
            evaluator.fail(
                at: value.keyPosition,
                "unknown parameter '\(value.key)' of '\(member.key)'",
                template.parameters.isEmpty ? "give none" : "use \(template.parameters.joined(separator: ", "))",
                nearest: nearestName(to: value.key, among: template.parameters)
            )
        }
        for parameter in template.parameters where values[parameter] == nil {
            evaluator.fail(at: member.keyPosition, "'\(member.key)' without '\(parameter)'", "add the parameter")
        }
        role.add(policy: name, template.document(values), at: member.keyPosition)
    }

    /// The ARN of a policy that AWS manages, by its name. Most stand at the root, the rest under paths of their own.
    private func managedPolicyARN(_ name: String, at place: SourcePosition) -> JSONValue {
        if PolicyTemplate.all[name] != nil, PolicyTemplate.all[name]?.parameters.isEmpty == true {
            return JSONValue(.string(name), at: place)
        }
        let path = serviceRolePolicies.contains(name) ? "service-role/" : ""
        return JSONValue(managedPolicy(path + name).content, at: place)
    }
}

/// Managed policies for Lambda that stand under `service-role/`. Source: IAM console's list of AWS managed policies.
private let serviceRolePolicies: Set<String> = [
    "AWSLambdaBasicExecutionRole", "AWSLambdaDynamoDBExecutionRole", "AWSLambdaENIManagementAccess",
    "AWSLambdaKinesisExecutionRole", "AWSLambdaMSKExecutionRole", "AWSLambdaRole", "AWSLambdaSQSQueueExecutionRole",
    "AWSLambdaVPCAccessExecutionRole", "AWSLambdaBasicDurableExecutionRolePolicy",
    "AmazonEC2ContainerServiceEventsRole", "AmazonECSTaskExecutionRolePolicy", "AWSStepFunctionsFullAccess",
    "AmazonAPIGatewayPushToCloudWatchLogs", "AWSBatchServiceRole",
]
