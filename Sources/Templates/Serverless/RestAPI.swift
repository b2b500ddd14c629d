import Values

extension ServerlessExpander {
    /// Expands `AWS::Serverless::Api`: the API with its document, a deployment and a stage.
    mutating func expandRestAPI(_ source: ServerlessResource) {
        guard var draft = drafts[source.logicalID] else { return }
        let id = source.logicalID
        if draft.body != nil {
            addCORS(source, &draft)
            addAuthorizers(source, &draft)
            if let version = source["OpenApiVersion"].flatMap(plainText), draft.isManaged, version.hasPrefix("3") {
                draft.body?["swagger"] = nil
                draft.body?["openapi"] = JSONValue(version)
            }
            addDocumentSettings(source, &draft)
            addResourcePolicy(source, &draft)
        }
        let stored = draft.body == nil ? source["DefinitionUri"].map { bodyLocation($0) } : nil
        let endpoint = source["EndpointConfiguration"]
        let endpointType = endpoint?["Type"] ?? (endpoint?.object == nil ? endpoint : nil)
        make(
            id,
            "AWS::ApiGateway::RestApi",
            makingObject([
                "Body": draft.document,
                "BodyS3Location": stored,
                "Name": source["Name"],
                "Description": source["Description"],
                "BinaryMediaTypes": source["BinaryMediaTypes"],
                "MinimumCompressionSize": source["MinimumCompressionSize"],
                "EndpointConfiguration": endpointType.map { type in
                    making(["Types": [type], "VpcEndpointIds": endpoint?["VPCEndpointIds"]])
                },
                "Parameters": endpointType.map { ["endpointConfigurationTypes": $0] },
                "FailOnWarnings": source["FailOnWarnings"],
                "Mode": source["Mode"],
                "ApiKeySourceType": source["ApiKeySourceType"],
                "Policy": source["Policy"],
                "SecurityPolicy": source["SecurityPolicy"],
                "EndpointAccessMode": source["EndpointAccessMode"],
            ]),
            from: source,
            dependsOn: source.resource.dependsOn
        )
        let digest = sha1((draft.document ?? stored)?.compactText ?? "")
        let deploymentID = id + "Deployment" + String(digest.prefix(10))
        make(
            deploymentID,
            "AWS::ApiGateway::Deployment",
            makingObject([
                "RestApiId": ref(id),
                "Description": JSONValue("RestApi deployment id: \(digest)"),
                "StageName": source["OpenApiVersion"] == nil ? "Stage" : nil,
            ]),
            from: source
        )
        let suffix = source.literal("StageName") ?? ""
        let stage = isAlphanumeric(suffix) ? id + suffix + "Stage" : makingID(id + "Stage", suffix)
        make(
            stage,
            "AWS::ApiGateway::Stage",
            makingObject([
                "RestApiId": ref(id), "DeploymentId": ref(deploymentID), "StageName": source["StageName"],
                "CacheClusterEnabled": source["CacheClusterEnabled"], "CacheClusterSize": source["CacheClusterSize"],
                "Variables": source["Variables"], "MethodSettings": source["MethodSettings"],
                "AccessLogSetting": source["AccessLogSetting"], "CanarySetting": source["CanarySetting"],
                "TracingEnabled": source["TracingEnabled"],
                "Tags": source["Tags"]?.object.map { tags in
                    JSONValue(tags.map { making(["Key": JSONValue($0.key), "Value": $0.value]) })
                },
            ]),
            from: source
        )
        evaluator.aliases[id + ".Stage"] = stage
        evaluator.aliases[id + ".Deployment"] = deploymentID
        expandDomain(source, .rest)
        expandUsagePlan(source)
    }

    /// The location of a document in S3.
    func bodyLocation(_ uri: JSONValue) -> JSONValue {
        let place = location(uri)
        return making(["Bucket": place["S3Bucket"], "Key": place["S3Key"], "Version": place["S3ObjectVersion"]])
    }

    /// The parts of the document that properties of the API give.
    private func addDocumentSettings(_ source: ServerlessResource, _ draft: inout APIDraft) {
        if let isDisabled = source["DisableExecuteApiEndpoint"] {
            draft.body?["x-amazon-apigateway-endpoint-configuration"] = ["disableExecuteApiEndpoint": isDisabled]
        }
        if let types = source["BinaryMediaTypes"]?.array {
            draft.body?["x-amazon-apigateway-binary-media-types"] = JSONValue(
                types.map { type in
                    type.string.map { JSONValue(separate($0, at: "~1").joined(separator: "/")) } ?? type
                }
            )
        }
        if let models = source["Models"]?.object {
            let schemas = JSONValue(
                JSONObject(models.map { .init(key: $0.key.lowercased(), keyPosition: $0.keyPosition, value: $0.value) })
            )
            if draft.body?["openapi"] == nil {
                draft.body?["definitions"] = schemas
            } else {
                var components = draft.body?["components"]?.object ?? JSONObject()
                components["schemas"] = schemas
                draft.body?["components"] = JSONValue(components)
            }
        }
        if let responses = source["GatewayResponses"]?.object {
            let written = responses.map { member in
                JSONObject.Member(
                    key: member.key,
                    keyPosition: member.keyPosition,
                    value: making([
                        "statusCode": member.value["StatusCode"].flatMap(plainText).map { JSONValue($0) },
                        "responseParameters": member.value["ResponseParameters"].map { gatewayParameters($0) },
                        "responseTemplates": member.value["ResponseTemplates"],
                    ])
                )
            }
            draft.body?["x-amazon-apigateway-gateway-responses"] = JSONValue(JSONObject(written))
        }
    }

    private func gatewayParameters(_ parameters: JSONValue) -> JSONValue {
        let places = ["Headers": "header", "Paths": "path", "QueryStrings": "querystring"]
        var members: [JSONObject.Member] = []
        for group in parameters.object ?? JSONObject() {
            for member in group.value.object ?? JSONObject() {
                let key = "gatewayresponse.\(places[group.key] ?? group.key).\(member.key)"
                members.append(.init(key: key, keyPosition: member.keyPosition, value: member.value))
            }
        }
        return JSONValue(JSONObject(members))
    }

    /// Adds an `OPTIONS` method to every path that answers the browser's question whether it may call.
    private func addCORS(_ source: ServerlessResource, _ draft: inout APIDraft) {
        guard let cors = source["Cors"] else { return }
        let settings:
            (origin: JSONValue?, methods: JSONValue?, headers: JSONValue?, age: JSONValue?, credentials: Bool) =
                cors.object == nil
                ? (cors, nil, nil, nil, false)
                : (
                    cors["AllowOrigin"], cors["AllowMethods"], cors["AllowHeaders"], cors["MaxAge"],
                    cors["AllowCredentials"]?.bool ?? false
                )
        let isOpenAPI3 =
            source["OpenApiVersion"].flatMap(plainText)?.hasPrefix("3") == true || draft.body?["swagger"] == nil
        for path in draft.paths where path.value["options"] == nil {
            let verbs = path.value.object?.keys.filter { !["parameters", "summary", "servers"].contains($0) } ?? []
            var names = Set(verbs.map { $0.uppercased() })
            if verbs.contains(anyMethod) { names = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"] }
            names.insert("OPTIONS")
            let methods = settings.methods ?? JSONValue("'" + names.sorted().joined(separator: ",") + "'")
            let headers = makingObject([
                "Access-Control-Allow-Origin": settings.origin,
                "Access-Control-Allow-Headers": settings.headers,
                "Access-Control-Allow-Methods": methods,
                "Access-Control-Max-Age": settings.age,
                "Access-Control-Allow-Credentials": settings.credentials ? "'true'" : nil,
            ])
            let parameters = headers.map {
                JSONObject.Member(key: "method.response.header." + $0.key, value: $0.value)
            }
            let types = headers.map { header in
                let type: JSONValue = header.key == "Access-Control-Max-Age" ? "integer" : "string"
                return JSONObject.Member(
                    key: header.key, value: isOpenAPI3 ? ["schema": ["type": type]] : ["type": type])
            }
            let auth = source["Auth"]
            let asksFirst = auth?["AddDefaultAuthorizerToCorsPreflight"]?.bool ?? true
            let authorizer = asksFirst ? auth?["DefaultAuthorizer"]?.string : nil
            let needsKey =
                auth?["ApiKeyRequired"]?.bool == true && auth?["AddApiKeyRequiredToCorsPreflight"]?.bool != false
            let security: [JSONValue] =
                (authorizer.map { [[$0: auth?["Authorizers"]?[$0]?["AuthorizationScopes"] ?? []]] } ?? [])
                + (needsKey ? [["api_key": []]] : [])
            let operation = makingObject([
                "security": security.isEmpty ? nil : JSONValue(security),
                "summary": "CORS support", "consumes": isOpenAPI3 ? nil : ["application/json"],
                "produces": isOpenAPI3 ? nil : ["application/json"],
                integrationKey: [
                    "type": "mock",
                    "requestTemplates": ["application/json": "{\n  \"statusCode\" : 200\n}\n"],
                    "responses": [
                        "default": [
                            "statusCode": "200", "responseTemplates": ["application/json": "{}\n"],
                            "responseParameters": JSONValue(JSONObject(parameters)),
                        ]
                    ],
                ],
                "responses": [
                    "200": [
                        "description": "Default response for CORS method", "headers": JSONValue(JSONObject(types)),
                    ]
                ],
            ])
            draft.add(path.key, "options", operation, at: cors.position)
        }
    }
}
