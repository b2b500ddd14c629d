import Values

extension ServerlessExpander {
    /// Expands `AWS::Serverless::StateMachine`: the state machine, its role, version and alias, and its events' needs.
    ///
    /// The definition stands as an object in `Definition`, whether the template holds it or names a local file, with
    /// `DefinitionSubstitutions` put in: so its references lead to resources.
    mutating func expandStateMachine(_ source: ServerlessResource) {
        let id = source.logicalID
        let substitutions = source["DefinitionSubstitutions"]?.object
        var definition = source["Definition"]
        if definition == nil, let uri = source["DefinitionUri"] {
            definition = localDocument(uri)
        } else if definition == nil {
            evaluator.fail(
                at: source.position,
                "state machine '\(id)' without definition",
                "give it 'Definition' or 'DefinitionUri'"
            )
        }
        make(
            id,
            "AWS::StepFunctions::StateMachine",
            makingObject([
                "Definition": definition.map { substituting(substitutions, in: $0) },
                "DefinitionS3Location": definition == nil ? source["DefinitionUri"].map { bodyLocation($0) } : nil,
                "DefinitionSubstitutions": source["DefinitionSubstitutions"],
                "RoleArn": source["Role"] ?? getAtt(id + "Role", "Arn"),
                "StateMachineName": source["Name"],
                "StateMachineType": source["Type"],
                "LoggingConfiguration": source["Logging"],
                "TracingConfiguration": source["Tracing"],
                "Tags": tags(source["Tags"], createdBy: "stateMachine:createdBy"),
            ]),
            from: source,
            dependsOn: source.resource.dependsOn
        )
        if source["Role"] == nil {
            var role = RoleDraft(logicalID: id + "Role", trust: trust("states.amazonaws.com"))
            role.listsManagedPolicies = true
            role.path = source["RolePath"]
            role.permissionsBoundary = source["PermissionsBoundary"]
            role.tags = tags(source["Tags"], createdBy: "stateMachine:createdBy")
            add(policies: source["Policies"], to: &role)
            if source["Tracing"]?["Enabled"]?.bool == true {
                role.add(managed: managedPolicy("AWSXrayWriteOnlyAccess"))
            }
            make(role.logicalID, "AWS::IAM::Role", role.properties, from: source)
        }
        let alias = makeStateMachineAlias(source)
        let target = source["UseAliasAsEventTarget"]?.bool == true ? alias ?? id : id
        for event in events(of: source, stateMachineEventProperties) {
            expandEvent(event, of: source, starting: target)
        }
    }

    /// Publishes a version and points an alias at it; gives the alias's logical id.
    private mutating func makeStateMachineAlias(_ source: ServerlessResource) -> String? {
        guard let name = source["AutoPublishAlias"]?.string else { return nil }
        let id = source.logicalID
        make(
            id + "Version",
            "AWS::StepFunctions::StateMachineVersion",
            makingObject([
                "StateMachineArn": ref(id), "StateMachineRevisionId": getAtt(id, "StateMachineRevisionId"),
            ]),
            from: source
        )
        var preference = source["DeploymentPreference"]?.object ?? makingObject(["Type": "ALL_AT_ONCE"])
        preference["StateMachineVersionArn"] = ref(id + "Version")
        make(
            id + "Alias" + name,
            "AWS::StepFunctions::StateMachineAlias",
            makingObject(["Name": JSONValue(name), "DeploymentPreference": JSONValue(preference)]),
            from: source
        )
        evaluator.aliases[id + ".Alias"] = id + "Alias" + name
        evaluator.aliases[id + ".Version"] = id + "Version"
        return id + "Alias" + name
    }

    private mutating func expandEvent(
        _ event: ServerlessEvent,
        of source: ServerlessResource,
        starting target: String
    ) {
        switch event.type {
        case "Api": expandStartRoute(event, source, target)
        case "ScheduleV2":
            let schedule = ScheduleTarget(
                arn: ref(target),
                action: "states:StartExecution",
                policySuffix: "StartExecutionPolicy"
            )
            expandSchedule(schedule, source, event)
        default:
            let role = event["RoleArn"] ?? makeStartRole(event, source, target, principal: "events.amazonaws.com")
            let queue = deadLetterQueue(event, rule: getAtt(event.logicalID, "Arn"), source: source)
            let suffix = "StepFunctionsTarget"
            let started = making([
                "Arn": ref(target),
                "Id": event["Target"]?["Id"] ?? JSONValue(targetID(event.logicalID, suffix: suffix)),
                "RoleArn": role, "Input": event["Input"], "InputPath": event["InputPath"],
                "InputTransformer": event["InputTransformer"], "DeadLetterConfig": queue.map { ["Arn": $0] },
                "RetryPolicy": event["RetryPolicy"],
            ])
            makeRule(event, target: started, from: source)
        }
    }

    /// The role by which an event source starts executions; gives its ARN.
    private mutating func makeStartRole(
        _ event: ServerlessEvent,
        _ source: ServerlessResource,
        _ target: String,
        principal: String
    ) -> JSONValue {
        let id = event.logicalID + "Role"
        var role = RoleDraft(logicalID: id, trust: trust(principal))
        role.add(policy: id + "StartExecutionPolicy", allowing("states:StartExecution", on: ref(target)))
        role.permissionsBoundary = source["PermissionsBoundary"]
        make(id, "AWS::IAM::Role", role.properties, from: source, at: event.position)
        return getAtt(id, "Arn")
    }

    /// `Api`: a route of a REST API that starts an execution.
    private mutating func expandStartRoute(_ event: ServerlessEvent, _ source: ServerlessResource, _ target: String) {
        guard let api = apiID(of: event, .rest), let path = event["Path"]?.string, let method = event["Method"]?.string
        else { return }
        let role = makeStartRole(event, source, target, principal: "apigateway.amazonaws.com")
        guard drafts[api]?.isManaged == true else { return }
        let input = "$util.escapeJavaScript($input.json('$'))"
        let request =
            event["UnescapeMappingTemplate"]?.bool == true
            ? #"{"input": "\#(input).replaceAll("\\'","'")", "stateMachineArn": "${\#(target)}"}"#
            : #"{"input": "\#(input)", "stateMachineArn": "${\#(target)}"}"#
        let operation = makingObject([
            integrationKey: [
                "type": "aws", "httpMethod": "POST",
                "uri": sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"),
                "responses": ["200": ["statusCode": "200"], "400": ["statusCode": "400"]],
                "credentials": role,
                "requestTemplates": ["application/json": sub(request)],
            ],
            "responses": ["200": ["description": "OK"], "400": ["description": "Bad Request"]],
        ])
        add(path, method.lowercased() == "any" ? anyMethod : method.lowercased(), operation, to: api, event)
    }
}

/// A definition whose texts have the substitutions' variables put in, as functions that still name their resources.
func substituting(_ substitutions: JSONObject?, in value: JSONValue) -> JSONValue {
    guard let substitutions, !substitutions.isEmpty else { return value }
    switch value.content {
    case .string(let text):
        guard text.contains("${") else { return value }
        return substituted(substitutions, in: text, at: value.position)
    case .array(let elements):
        return JSONValue(.array(elements.map { substituting(substitutions, in: $0) }), at: value.position)
    case .object(let object):
        if object.count == 1, let key = object.members.first?.key, key == "Ref" || key.hasPrefix("Fn::") {
            return value
        }
        let members = object.map { member in
            JSONObject.Member(
                key: member.key,
                keyPosition: member.keyPosition,
                value: substituting(substitutions, in: member.value)
            )
        }
        return JSONValue(.object(JSONObject(members)), at: value.position)
    default: return value
    }
}

private func substituted(_ substitutions: JSONObject, in text: String, at place: SourcePosition) -> JSONValue {
    var written = ""
    var used: [JSONObject.Member] = []
    for part in substitutionParts(text) {
        switch part {
        case .text(let words): written += words
        case .unclosed: return JSONValue(.string(text), at: place)
        case .variable(let name):
            guard let member = substitutions.member(name) else {
                written += "${!\(name)}"
                continue
            }
            written += "${\(name)}"
            if !used.contains(where: { $0.key == name }) { used.append(member) }
        }
    }
    guard !used.isEmpty else { return JSONValue(.string(text), at: place) }
    // A text that is one variable takes its value whole, so that numbers stay numbers where a state needs one.
    if used.count == 1, written == "${\(used[0].key)}" { return JSONValue(used[0].value.content, at: place) }
    let function: JSONValue = ["Fn::Sub": [JSONValue(.string(written), at: place), JSONValue(JSONObject(used))]]
    return JSONValue(function.content, at: place)
}
