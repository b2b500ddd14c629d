import Values

extension ServerlessExpander {
    /// Expands `AWS::Serverless::WebSocketApi`: the API, a route, integration and permission per route, and a stage.
    mutating func expandWebSocketAPI(_ source: ServerlessResource) {
        let id = source.logicalID
        make(
            id,
            "AWS::ApiGatewayV2::Api",
            makingObject([
                "ProtocolType": "WEBSOCKET", "Name": source["Name"] ?? JSONValue(id),
                "RouteSelectionExpression": source["RouteSelectionExpression"],
                "ApiKeySelectionExpression": source["ApiKeySelectionExpression"],
                "Description": source["Description"],
                "DisableExecuteApiEndpoint": source["DisableExecuteApiEndpoint"],
                "DisableSchemaValidation": source["DisableSchemaValidation"],
                "IpAddressType": source["IpAddressType"],
                "Tags": apiTags(source, createdBy: APIKind.webSocket.tagName),
            ]),
            from: source,
            dependsOn: source.resource.dependsOn
        )
        let routes = (source["Routes"]?.object ?? JSONObject()).compactMap { makeRoute($0, of: source) }
        expandDomain(source, .webSocket)
        let written = source.literal("StageName")
        let stage =
            source.written["StageName"] == nil || written == "default"
            ? id + "DefaultStage" : id + (written ?? "") + "Stage"
        make(
            stage,
            "AWS::ApiGatewayV2::Stage",
            makingObject([
                "ApiId": ref(id), "StageName": source["StageName"] ?? "default", "AutoDeploy": true,
                "StageVariables": source["StageVariables"], "AccessLogSettings": source["AccessLogSettings"],
                "DefaultRouteSettings": source["DefaultRouteSettings"], "RouteSettings": source["RouteSettings"],
                "Tags": [APIKind.webSocket.tagName: "SAM"],
            ]),
            from: source,
            dependsOn: source["RouteSettings"] == nil ? [] : routes
        )
        evaluator.aliases[id + ".Stage"] = stage
        makeConnectAuthorizer(source)
    }

    /// Makes what one route needs; gives the route's logical id.
    private mutating func makeRoute(_ route: JSONObject.Member, of source: ServerlessResource) -> String? {
        let id = source.logicalID
        let special = ["$connect", "$disconnect", "$default"].contains(route.key)
        guard special || isAlphanumeric(route.key) else {
            evaluator.fail(
                at: route.keyPosition,
                "route key '\(route.key)'",
                "use letters and digits, or one of $connect, $disconnect, $default"
            )
            return nil
        }
        let plain = special ? String(route.key.dropFirst()) : route.key
        let prefix = id + plain.prefix(1).uppercased() + plain.dropFirst().lowercased()
        let isConnect = route.key == "$connect"
        let auth = isConnect ? source["Auth"] : nil
        let spec = route.value
        make(
            prefix + "Route",
            "AWS::ApiGatewayV2::Route",
            makingObject([
                "ApiId": ref(id), "RouteKey": JSONValue(route.key),
                "Target": ["Fn::Join": ["/", ["integrations", ref(prefix + "Integration")]]],
                "ApiKeyRequired": spec["ApiKeyRequired"], "OperationName": spec["OperationName"],
                "ModelSelectionExpression": spec["ModelSelectionExpression"], "RequestModels": spec["RequestModels"],
                "RequestParameters": spec["RequestParameters"],
                "RouteResponseSelectionExpression": spec["RouteResponseSelectionExpression"],
                "AuthorizationType": auth?["AuthType"],
                "AuthorizerId": auth?["AuthType"]?.string == "CUSTOM" ? ref(id + "ConnectAuthorizer") : nil,
            ]),
            from: source,
            at: route.keyPosition
        )
        guard let function = spec["FunctionArn"] else {
            evaluator.fail(at: route.keyPosition, "route '\(route.key)' without 'FunctionArn'", "name its function")
            return prefix + "Route"
        }
        make(
            prefix + "Integration",
            "AWS::ApiGatewayV2::Integration",
            makingObject([
                "ApiId": ref(id), "IntegrationType": "AWS_PROXY",
                "IntegrationUri": invocation(of: function, variable: "FunctionArn"),
                "TimeoutInMillis": spec["IntegrationTimeout"],
            ]),
            from: source,
            at: route.keyPosition
        )
        let arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${\(id).ApiId}/"
        let stage = source["StageName"] ?? "default"
        make(
            prefix + "Permission",
            "AWS::Lambda::Permission",
            makingObject([
                "Action": "lambda:InvokeFunction", "FunctionName": function, "Principal": "apigateway.amazonaws.com",
                "SourceArn": sub(arn + "${__StageName__}/" + route.key, ["__StageName__": stage]),
            ]),
            from: source,
            at: route.keyPosition
        )
        return prefix + "Route"
    }

    private func invocation(of function: JSONValue, variable: String) -> JSONValue {
        let path = "lambda:path/2015-03-31/functions/${\(variable)}/invocations"
        return [
            "Fn::Sub": [
                JSONValue("arn:${AWS::Partition}:apigateway:${AWS::Region}:" + path),
                JSONValue(JSONObject([.init(key: variable, value: function)])),
            ]
        ]
    }

    /// The authorizer of the `$connect` route, and the permission to call it.
    private mutating func makeConnectAuthorizer(_ source: ServerlessResource) {
        guard let auth = source["Auth"], auth["AuthType"]?.string == "CUSTOM", let function = auth["AuthArn"] else {
            return
        }
        let id = source.logicalID
        make(
            id + "ConnectAuthorizer",
            "AWS::ApiGatewayV2::Authorizer",
            makingObject([
                "ApiId": ref(id), "AuthorizerType": "REQUEST",
                "AuthorizerUri": invocation(of: function, variable: "AuthArn"),
                "AuthorizerCredentialsArn": auth["InvokeRole"], "IdentitySource": auth["IdentitySource"],
                "Name": auth["Name"] ?? JSONValue(id + "ConnectAuthorizer"),
            ]),
            from: source,
            at: auth.position
        )
        guard auth["InvokeRole"] == nil else { return }
        make(
            id + "AuthorizerPermission",
            "AWS::Lambda::Permission",
            makingObject([
                "Action": "lambda:InvokeFunction", "FunctionName": function, "Principal": "apigateway.amazonaws.com",
                "SourceArn": sub(
                    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*",
                    ["__ApiId__": ref(id)]
                ),
            ]),
            from: source,
            at: auth.position
        )
    }

    /// Expands `AWS::Serverless::CapacityProvider`: the provider and the role that runs its instances.
    mutating func expandCapacityProvider(_ source: ServerlessResource) {
        let id = source.logicalID
        let tags = tags(source["Tags"], createdBy: "lambda:createdBy")
        if source["OperatorRole"] == nil {
            var role = RoleDraft(logicalID: id + "OperatorRole", trust: trust("lambda.amazonaws.com"))
            role.add(managed: managedPolicy("AWSLambdaManagedEC2ResourceOperator"))
            role.tags = self.tags(nil, createdBy: "lambda:createdBy")
            make(role.logicalID, "AWS::IAM::Role", role.properties, from: source)
        }
        let needs = source["InstanceRequirements"]
        let scaling = source["ScalingConfig"].map { config in
            let target = config["AverageCPUUtilization"]
            return making([
                "MaxVCpuCount": config["MaxVCpuCount"], "ScalingMode": target == nil ? "Auto" : "Manual",
                "ScalingPolicies": target.map {
                    [["PredefinedMetricType": "LambdaCapacityProviderAverageCPUUtilization", "TargetValue": $0]]
                },
            ])
        }
        make(
            id,
            "AWS::Lambda::CapacityProvider",
            makingObject([
                "CapacityProviderName": source["CapacityProviderName"],
                "VpcConfig": source["VpcConfig"],
                "PermissionsConfig": [
                    "CapacityProviderOperatorRoleArn": source["OperatorRole"] ?? getAtt(id + "OperatorRole", "Arn")
                ],
                "InstanceRequirements": needs.map { needs in
                    making([
                        "Architectures": needs["Architectures"], "AllowedInstanceTypes": needs["AllowedTypes"],
                        "ExcludedInstanceTypes": needs["ExcludedTypes"],
                    ])
                },
                "CapacityProviderScalingConfig": scaling,
                "KmsKeyArn": source["KmsKeyArn"],
                "TelemetryConfig": source["LoggingConfig"].map { ["LoggingConfig": $0] },
                "PropagateTags": source["ManagedResourceTags"].map { managedTags($0) },
                "Tags": tags,
            ]),
            from: source,
            dependsOn: source.resource.dependsOn
        )
    }

    /// Which tags the machines of a capacity provider get, where the template lists them.
    private func managedTags(_ settings: JSONValue) -> JSONValue {
        if let tags = settings["Tags"]?.object { return ["Mode": "Explicit", "ExplicitTags": tagList(tags)] }
        return [:]
    }
}
