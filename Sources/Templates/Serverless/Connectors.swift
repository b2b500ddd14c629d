import Values

/// One end of a connector.
private struct ConnectorEnd {
    var type: String
    var arn: JSONValue?
    var role: JSONValue?
    var url: JSONValue?
    var resourceID: JSONValue?
    var name: JSONValue?
    var qualifier: JSONValue?
}

/// The plain types that stand for serverless ones in the table of connectors.
private let plainTypes = [
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
    "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
]

extension ServerlessExpander {
    /// Expands `AWS::Serverless::Connector`: the policies by which its source may use its destinations.
    mutating func expandConnector(_ source: ServerlessResource) {
        guard let from = source["Source"] else { return }
        expandConnector(source.logicalID, from: from, source.properties, owner: source)
    }

    /// Expands the connectors that resources carry in their `Connectors` attribute.
    mutating func expandEmbeddedConnectors() {
        for resource in template.resources {
            for member in resource.attributes["Connectors"]?.object ?? JSONObject() {
                var from = makingObject(["Id": JSONValue(resource.logicalID)])
                for extra in member.value["Properties"]?["SourceReference"]?.object ?? JSONObject() {
                    from[extra.key] = extra.value
                }
                let owner =
                    serverless[resource.logicalID]
                    ?? ServerlessResource(
                        resource: resource, written: resource.properties, properties: resource.properties)
                let settings = member.value["Properties"].flatMap { evaluator.evaluate($0)?.object } ?? JSONObject()
                let start = JSONValue(.object(from), at: member.keyPosition)
                expandConnector(resource.logicalID + member.key, from: start, settings, owner: owner)
            }
        }
    }

    /// Makes what one connector grants, for each of its destinations.
    mutating func expandConnector(
        _ id: String,
        from: JSONValue,
        _ settings: JSONObject,
        owner: ServerlessResource
    ) {
        guard let destination = settings["Destination"] else {
            evaluator.fail(at: from.position, "connector '\(id)' without 'Destination'", "name what it leads to")
            return
        }
        let several = destination.array
        for (index, target) in (several ?? [destination]).enumerated() {
            guard let start = end(from, facing: target), let goal = end(target, facing: from) else { continue }
            guard let rule = ConnectorRule.all["\(start.type) > \(goal.type)"] else {
                evaluator.fail(
                    at: target.position,
                    "connector '\(id)' from \(start.type) to \(goal.type)",
                    "connect types that SAM offers connectors for, or write the policy out"
                )
                continue
            }
            let categories = (settings["Permissions"]?.array ?? []).compactMap(\.string)
            for category in categories where !rule.categories.contains(category) {
                evaluator.fail(
                    at: settings["Permissions"]?.position ?? from.position,
                    "permission '\(category)' of connector '\(id)'",
                    "use one of \(rule.categories.joined(separator: ", "))"
                )
            }
            let grants = rule.grants.filter { categories.contains($0.category) }
            let suffix = several == nil ? "" : "Destination\(index)"
            make(rule, grants, from: start, to: goal, id: id, suffix: suffix, owner: owner, at: target.position)
        }
    }

    private mutating func make(
        _ rule: ConnectorRule,
        _ grants: [ConnectorRule.Grant],
        from start: ConnectorEnd,
        to goal: ConnectorEnd,
        id: String,
        suffix: String,
        owner: ServerlessResource,
        at place: SourcePosition
    ) {
        func document() -> JSONValue {
            let statements = grants.map { grant in
                let resources = grant.resources.map { filled($0, start, goal) }
                let isPolicyOfResource = grant.service != nil
                return making([
                    "Effect": "Allow",
                    "Action": isPolicyOfResource
                        ? JSONValue(grant.actions[0]) : JSONValue(grant.actions.map { JSONValue($0) }),
                    "Resource": isPolicyOfResource ? resources[0] : JSONValue(resources),
                    "Principal": grant.service.map { ["Service": JSONValue($0)] },
                    "Condition": isPolicyOfResource ? start.arn.map { ["ArnEquals": ["aws:SourceArn": $0]] } : nil,
                ])
            }
            return ["Version": "2012-10-17", "Statement": JSONValue(statements)]
        }
        switch rule.kind {
        case .role:
            guard let role = (rule.isHeldBySource ? start : goal).role else {
                evaluator.fail(at: place, "connector '\(id)' whose role is not known", "give 'RoleName'")
                return
            }
            let properties = makingObject(["PolicyDocument": document(), "Roles": [role]])
            make(id + "Policy" + suffix, "AWS::IAM::ManagedPolicy", properties, from: owner, at: place)
        case .queue:
            let properties = makingObject(["PolicyDocument": document(), "Queues": goal.url.map { [$0] }])
            make(id + "QueuePolicy" + suffix, "AWS::SQS::QueuePolicy", properties, from: owner, at: place)
        case .topic:
            let properties = makingObject(["PolicyDocument": document(), "Topics": goal.arn.map { [$0] }])
            make(id + "TopicPolicy" + suffix, "AWS::SNS::TopicPolicy", properties, from: owner, at: place)
        case .permission:
            for grant in grants {
                make(
                    id + grant.category + "LambdaPermission" + suffix,
                    "AWS::Lambda::Permission",
                    makingObject([
                        "Action": "lambda:InvokeFunction", "FunctionName": goal.arn,
                        "Principal": grant.service.map { JSONValue($0) },
                        "SourceArn": filled(grant.resources[0], start, goal),
                        "SourceAccount": grant.service == "s3.amazonaws.com" ? ref("AWS::AccountId") : nil,
                    ]),
                    from: owner,
                    at: place
                )
            }
        }
    }

    /// A pattern of the table with the ends' values in it.
    private func filled(_ pattern: String, _ start: ConnectorEnd, _ goal: ConnectorEnd) -> JSONValue {
        let values: [(String, JSONValue?)] = [
            ("Source.Arn", start.arn), ("Destination.Arn", goal.arn), ("Source.ResourceId", start.resourceID),
            ("Destination.Name", goal.name), ("Source.Qualifier", start.qualifier),
        ]
        var text = pattern
        var variables: [JSONObject.Member] = []
        for (key, value) in values where text.contains("{\(key)}") {
            guard let value else { continue }
            if text == "{\(key)}" { return value }
            let name = key.filter { $0 != "." }
            text = separate(text, at: "{\(key)}").joined(separator: "${\(name)}")
            variables.append(.init(key: name, value: value))
        }
        return ["Fn::Sub": [JSONValue(text), JSONValue(JSONObject(variables))]]
    }

    /// What is known of one end: of a resource of this template by its id, else what the connector says.
    private mutating func end(_ value: JSONValue, facing other: JSONValue) -> ConnectorEnd? {
        guard let id = value["Id"]?.string else {
            guard let type = value["Type"]?.string else {
                evaluator.fail(at: value.position, "an end of a connector without 'Id'", "give a logical id, or 'Type'")
                return nil
            }
            return ConnectorEnd(
                type: plainTypes[type] ?? type,
                arn: value["Arn"],
                role: value["RoleName"],
                url: value["QueueUrl"],
                resourceID: value["ResourceId"],
                name: value["Name"],
                qualifier: value["Qualifier"]
            )
        }
        guard let resource = plain[id] ?? made[id]?.first(where: { $0.logicalID == id }) ?? implicit(id) else {
            let known = template.resources.map(\.logicalID)
            evaluator.fail(
                at: value["Id"]?.position ?? value.position,
                "a connector to '\(id)', which is no resource of this template",
                "declare it or correct the name",
                nearest: nearestName(to: id, among: known)
            )
            return nil
        }
        let namedByRef: Set<String> = [
            "AWS::SNS::Topic", "AWS::StepFunctions::StateMachine", "AWS::AppSync::GraphQLApi",
            "AWS::AppSync::DataSource",
        ]
        var end = ConnectorEnd(type: resource.type)
        end.arn = namedByRef.contains(resource.type) ? ref(id) : getAtt(id, "Arn")
        end.role = role(of: resource, facing: other)
        switch resource.type {
        case "AWS::SQS::Queue": end.url = ref(id)
        case "AWS::StepFunctions::StateMachine": end.name = getAtt(id, "Name")
        case "AWS::AppSync::GraphQLApi": end.resourceID = getAtt(id, "ApiId")
        case "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api":
            end.resourceID = ref(id)
            end.qualifier = value["Qualifier"] ?? "*"
        default: break
        }
        return end
    }

    private func implicit(_ id: String) -> TemplateResource? { shared.first { $0.logicalID == id } }

    /// The role that a resource acts under; of a rule the one of the target that the connector leads to.
    private func role(of resource: TemplateResource, facing other: JSONValue) -> JSONValue? {
        var written: JSONValue?
        switch resource.type {
        case "AWS::Lambda::Function": written = resource.properties["Role"]
        case "AWS::StepFunctions::StateMachine": written = resource.properties["RoleArn"]
        case "AWS::AppSync::DataSource": written = resource.properties["ServiceRoleArn"]
        case "AWS::Events::Rule":
            let targets = resource.properties["Targets"]?.array ?? []
            written = targets.first { logicalID(in: $0["Arn"]) == other["Id"]?.string }?["RoleArn"]
        default: return nil
        }
        return logicalID(in: written).map { ref($0) }
    }

    /// The logical id that a `Ref` or `GetAtt` names.
    private func logicalID(in value: JSONValue?) -> String? {
        value?["Ref"]?.string ?? value?["Fn::GetAtt"]?[0]?.string
    }
}
