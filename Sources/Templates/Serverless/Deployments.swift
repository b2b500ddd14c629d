import Values

/// A function whose alias moves to a new version little by little.
struct DeploymentGroup {
    let source: ServerlessResource
    let preference: JSONValue
}

extension ServerlessExpander {
    /// Notes that a function wants gradual deployments.
    mutating func addDeploymentGroup(_ function: FunctionExpansion) {
        guard let preference = function.source["DeploymentPreference"], preference["Enabled"]?.bool != false,
            preference["Enabled"]?.string?.lowercased() != "false"
        else { return }
        guard function.aliasID != nil else {
            evaluator.fail(
                at: preference.position,
                "'DeploymentPreference' of '\(function.id)' without 'AutoPublishAlias'",
                "name the alias that moves to the new version"
            )
            return
        }
        deploymentGroups.append(DeploymentGroup(source: function.source, preference: preference))
    }

    /// Expands gradual deployments: one application and role for the template, a group per function.
    mutating func expandDeployments() {
        guard let first = deploymentGroups.first else { return }
        let application = "ServerlessDeploymentApplication"
        let role = "CodeDeployServiceRole"
        func share(_ id: String, _ type: String, _ properties: JSONObject) {
            shared.append(
                TemplateResource(
                    logicalID: id,
                    type: type,
                    properties: properties,
                    position: first.preference.position,
                    expandedFrom: first.source.logicalID,
                    expandedFromType: first.source.resource.type
                )
            )
        }
        let passing = deploymentGroups.map(\.source).filter { $0["PropagateTags"]?.bool == true }
        var passed = JSONObject()
        for member in passing.flatMap({ $0["Tags"]?.object?.members ?? [] }) { passed[member.key] = member.value }
        let tags = passed.isEmpty ? nil : tagList(passed)
        share(application, "AWS::CodeDeploy::Application", makingObject(["ComputePlatform": "Lambda", "Tags": tags]))
        if deploymentGroups.contains(where: { $0.preference["Role"] == nil }) {
            var draft = RoleDraft(logicalID: role, trust: trust("codedeploy.amazonaws.com"))
            draft.add(managed: managedPolicy("service-role/AWSCodeDeployRoleForLambda"))
            draft.tags = tags
            share(role, "AWS::IAM::Role", draft.properties)
        }
        for group in deploymentGroups {
            let preference = group.preference
            let type = preference["Type"]?.string ?? "AllAtOnce"
            let isCustom = !type.hasPrefix("Canary") && !type.hasPrefix("Linear") && type != "AllAtOnce"
            let alarms = preference["Alarms"]?.array.map { names in
                making(["Enabled": true, "Alarms": JSONValue(names.map { ["Name": $0] })])
            }
            make(
                group.source.logicalID + "DeploymentGroup",
                "AWS::CodeDeploy::DeploymentGroup",
                makingObject([
                    "ApplicationName": ref(application),
                    "AlarmConfiguration": alarms,
                    "AutoRollbackConfiguration": [
                        "Enabled": true,
                        "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
                    ],
                    "DeploymentConfigName": JSONValue(isCustom ? type : "CodeDeployDefault.Lambda" + type),
                    "DeploymentStyle": ["DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL"],
                    "ServiceRoleArn": preference["Role"] ?? getAtt(role, "Arn"),
                    "TriggerConfigurations": preference["TriggerConfigurations"],
                ]),
                from: group.source,
                at: preference.position
            )
        }
        for source in passing { propagateTags(of: source, replacing: true) }
    }
}
