import Values

extension ServerlessExpander {
    /// Adds the authorizers of `Auth` to a document, with the permissions by which API Gateway calls them.
    mutating func addAuthorizers(_ source: ServerlessResource, _ draft: inout APIDraft) {
        guard let auth = source["Auth"] else { return }
        var schemes: [JSONObject.Member] = []
        for member in auth["Authorizers"]?.object ?? JSONObject() {
            let scheme = draft.kind == .rest ? restScheme(member.value) : httpScheme(member.value)
            schemes.append(.init(key: member.key, keyPosition: member.keyPosition, value: scheme))
            makeAuthorizerPermission(source, member, draft.kind)
        }
        addDefaultAuthorizer(auth, &draft)
        if auth["DefaultAuthorizer"]?.string == "AWS_IAM" || auth["EnableIamAuthorizer"]?.bool == true
            || draft.kind == .rest && asks(for: "AWS_IAM", draft)
        {
            schemes.append(
                .init(
                    key: "AWS_IAM",
                    value: [
                        "type": "apiKey", "name": "Authorization", "in": "header",
                        "x-amazon-apigateway-authtype": "awsSigv4",
                    ]
                )
            )
        }
        if auth["ApiKeyRequired"]?.bool == true || asks(for: "api_key", draft) {
            schemes.append(.init(key: "api_key", value: ["type": "apiKey", "name": "x-api-key", "in": "header"]))
        }
        guard !schemes.isEmpty else { return }
        let isOpenAPI3 = draft.kind == .http || source["OpenApiVersion"].flatMap(plainText)?.hasPrefix("3") == true
        if isOpenAPI3 {
            var components = draft.body?["components"]?.object ?? JSONObject()
            components["securitySchemes"] = JSONValue(JSONObject(schemes))
            draft.body?["components"] = JSONValue(components)
        } else {
            draft.body?["securityDefinitions"] = JSONValue(JSONObject(schemes))
        }
    }

    /// Whether a route asks for a scheme.
    private func asks(for scheme: String, _ draft: APIDraft) -> Bool {
        draft.paths.contains { path in
            path.value.object?.contains { method in
                method.value["security"]?.array?.contains { $0[scheme] != nil } ?? false
            } ?? false
        }
    }

    /// Guards the routes of the template's own document that say nothing of who may call them.
    private func addDefaultAuthorizer(_ auth: JSONValue, _ draft: inout APIDraft) {
        guard !draft.isManaged, let name = auth["DefaultAuthorizer"]?.string, auth["Authorizers"] != nil else { return }
        let guardsPreflight = auth["AddDefaultAuthorizerToCorsPreflight"]?.bool ?? true
        let security: JSONValue = [[name: auth["Authorizers"]?[name]?["AuthorizationScopes"] ?? []]]
        for path in draft.paths {
            for method in path.value.object ?? JSONObject() {
                guard let operation = method.value.object, operation["security"] == nil,
                    !["parameters", "summary", "servers", "description"].contains(method.key),
                    guardsPreflight || method.key != "options"
                else { continue }
                draft.add(path.key, method.key, makingObject(["security": security]), at: method.value.position)
            }
        }
    }

    /// The parts of a request that an authorizer looks at, each behind what its kind of API writes before it.
    private func identitySources(_ identity: JSONValue?, _ prefixes: [(property: String, prefix: String)]) -> [String] {
        prefixes.flatMap { part in (identity?[part.property]?.array ?? []).compactMap(\.string).map { part.prefix + $0 }
        }
    }

    private func restScheme(_ authorizer: JSONValue) -> JSONValue {
        let header = authorizer["Identity"]?["Header"] ?? "Authorization"
        if let pools = authorizer["UserPoolArn"] {
            return [
                "type": "apiKey", "name": header, "in": "header",
                "x-amazon-apigateway-authtype": "cognito_user_pools",
                "x-amazon-apigateway-authorizer": making([
                    "type": "cognito_user_pools", "providerARNs": JSONValue(pools.array ?? [pools]),
                    "identityValidationExpression": authorizer["Identity"]?["ValidationExpression"],
                ]),
            ]
        }
        let sources = identitySources(
            authorizer["Identity"],
            [
                ("Headers", "method.request.header."), ("QueryStrings", "method.request.querystring."),
                ("StageVariables", "stageVariables."), ("Context", "context."),
            ])
        let isRequest = authorizer["FunctionPayloadType"]?.string == "REQUEST"
        return [
            "type": "apiKey", "name": isRequest ? "Unused" : header, "in": "header",
            "x-amazon-apigateway-authtype": "custom",
            "x-amazon-apigateway-authorizer": making([
                "type": isRequest ? "request" : "token",
                "authorizerUri": authorizer["FunctionArn"].map { invocationURI($0) },
                "authorizerCredentials": authorizer["FunctionInvokeRole"],
                "authorizerResultTtlInSeconds": authorizer["Identity"]?["ReauthorizeEvery"],
                "identitySource": isRequest && !sources.isEmpty ? JSONValue(sources.joined(separator: ", ")) : nil,
                "identityValidationExpression": isRequest ? nil : authorizer["Identity"]?["ValidationExpression"],
            ]),
        ]
    }

    private func httpScheme(_ authorizer: JSONValue) -> JSONValue {
        if let function = authorizer["FunctionArn"] {
            let sources = identitySources(
                authorizer["Identity"],
                [
                    ("Headers", "$request.header."), ("QueryStrings", "$request.querystring."),
                    ("StageVariables", "$stageVariables."), ("Context", "$context."),
                ])
            return [
                "type": "apiKey", "name": "Unused", "in": "header",
                "x-amazon-apigateway-authorizer": making([
                    "type": "request", "authorizerUri": invocationURI(function),
                    "authorizerPayloadFormatVersion": authorizer["AuthorizerPayloadFormatVersion"],
                    "enableSimpleResponses": authorizer["EnableSimpleResponses"],
                    "authorizerCredentials": authorizer["FunctionInvokeRole"],
                    "authorizerResultTtlInSeconds": authorizer["Identity"]?["ReauthorizeEvery"],
                    "identitySource": sources.isEmpty ? nil : JSONValue(sources.map { JSONValue($0) }),
                ]),
            ]
        }
        return [
            "type": "oauth2",
            "x-amazon-apigateway-authorizer": making([
                "type": "jwt", "jwtConfiguration": authorizer["JwtConfiguration"],
                "identitySource": authorizer["IdentitySource"],
            ]),
        ]
    }

    private func invocationURI(_ function: JSONValue) -> JSONValue {
        sub(
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
                + "${__FunctionArn__}/invocations",
            ["__FunctionArn__": function]
        )
    }

    private mutating func makeAuthorizerPermission(
        _ source: ServerlessResource,
        _ authorizer: JSONObject.Member,
        _ kind: APIKind
    ) {
        guard let function = authorizer.value["FunctionArn"] else { return }
        if kind == .http, authorizer.value["EnableFunctionDefaultPermissions"]?.bool != true { return }
        if authorizer.value["DisableFunctionDefaultPermissions"]?.bool == true { return }
        make(
            source.logicalID + authorizer.key + "AuthorizerPermission",
            "AWS::Lambda::Permission",
            makingObject([
                "Action": "lambda:InvokeFunction", "FunctionName": function, "Principal": "apigateway.amazonaws.com",
                "SourceArn": sub(
                    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*",
                    ["__ApiId__": ref(source.logicalID)]
                ),
            ]),
            from: source,
            at: authorizer.keyPosition
        )
    }
}
