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

    /// Expands `Domain`: the domain's name, its mapping to the stage, and DNS records.
    mutating func expandDomain(_ source: ServerlessResource, _ kind: APIKind) {
        guard let domain = source["Domain"], let name = domain["DomainName"] else { return }
        let written = source.written["Domain"]?["DomainName"] ?? name
        let digest = hashed(written.string ?? written.compactText)
        let isRest = kind == .rest
        let id = (isRest ? "ApiGatewayDomainName" : "ApiGatewayDomainNameV2") + digest
        let certificate = domain["CertificateArn"]
        let endpoint = domain["EndpointConfiguration"] ?? "REGIONAL"
        if isRest {
            let isRegional = endpoint.string == "REGIONAL"
            make(
                id,
                "AWS::ApiGateway::DomainName",
                makingObject([
                    "DomainName": name, "RegionalCertificateArn": isRegional ? certificate : nil,
                    "CertificateArn": isRegional ? nil : certificate, "EndpointConfiguration": ["Types": [endpoint]],
                    "SecurityPolicy": domain["SecurityPolicy"],
                    "MutualTlsAuthentication": domain["MutualTlsAuthentication"],
                    "EndpointAccessMode": domain["EndpointAccessMode"],
                    "OwnershipVerificationCertificateArn": domain["OwnershipVerificationCertificateArn"],
                ]),
                from: source,
                at: domain.position
            )
        } else {
            make(
                id,
                "AWS::ApiGatewayV2::DomainName",
                makingObject([
                    "DomainName": name,
                    "DomainNameConfigurations": [
                        making([
                            "CertificateArn": certificate, "EndpointType": endpoint,
                            "SecurityPolicy": domain["SecurityPolicy"],
                        ])
                    ],
                    "MutualTlsAuthentication": domain["MutualTlsAuthentication"],
                    "Tags": apiTags(source, createdBy: kind.tagName),
                ]),
                from: source,
                at: domain.position
            )
        }
        expandBasePaths(source, domain, id, kind)
        guard let dns = domain["Route53"] else { return }
        let writtenZone = source.written["Domain"]?["Route53"]
        let zone = writtenZone?["HostedZoneId"] ?? writtenZone?["HostedZoneName"] ?? dns
        let groupID = "RecordSetGroup" + hashed(zone.string ?? zone.compactText)
        let prefix = isRest && endpoint.string == "EDGE" ? "Distribution" : "Regional"
        let domainName = getAtt(id, prefix + "DomainName")
        let alias = making([
            "HostedZoneId": endpoint.string == "EDGE" ? "Z2FDTNDATAQYW2" : getAtt(id, "RegionalHostedZoneId"),
            "DNSName": endpoint.string == "EDGE" ? dns["DistributionDomainName"] ?? domainName : domainName,
            "EvaluateTargetHealth": dns["EvaluateTargetHealth"],
        ])
        func record(_ type: JSONValue) -> JSONValue {
            making([
                "Name": name, "Type": type, "AliasTarget": alias, "Region": dns["Region"],
                "SetIdentifier": dns["SetIdentifier"],
            ])
        }
        let records = [record("A")] + (dns["IpV6"]?.bool == true ? [record("AAAA")] : [])
        make(
            groupID,
            "AWS::Route53::RecordSetGroup",
            makingObject([
                "HostedZoneId": dns["HostedZoneId"], "HostedZoneName": dns["HostedZoneName"],
                "RecordSets": JSONValue(records),
            ]),
            from: source,
            at: dns.position
        )
    }

    /// The tags of an API as an object, with the one that says who made it.
    func apiTags(_ source: ServerlessResource, createdBy key: String) -> JSONValue {
        let made = JSONObject.Member(key: key, value: "SAM")
        return JSONValue(JSONObject([made] + (source["Tags"]?.object?.members ?? [])))
    }

    private mutating func expandBasePaths(
        _ source: ServerlessResource,
        _ domain: JSONValue,
        _ domainID: String,
        _ kind: APIKind
    ) {
        let paths: [String?] = domain["BasePath"].map { ($0.array ?? [$0]).map(\.string) } ?? [nil]
        for path in paths {
            let plain = path.map { $0.filter { $0.isLetter || $0.isNumber } } ?? ""
            let isRest = kind == .rest
            let key = path.map { _ in JSONValue(domain["NormalizeBasePath"]?.bool == false ? path ?? "" : plain) }
            make(
                source.logicalID + plain + (isRest ? "BasePathMapping" : "ApiMapping"),
                isRest ? "AWS::ApiGateway::BasePathMapping" : "AWS::ApiGatewayV2::ApiMapping",
                makingObject([
                    "DomainName": ref(domainID), isRest ? "RestApiId" : "ApiId": ref(source.logicalID),
                    "Stage": ref(source.logicalID + ".Stage"), isRest ? "BasePath" : "ApiMappingKey": key,
                ]),
                from: source,
                at: domain.position
            )
        }
    }

    /// Expands `Auth.UsagePlan`: the plan, a key, and their link.
    mutating func expandUsagePlan(_ source: ServerlessResource) {
        guard let plan = source["Auth"]?["UsagePlan"], let kind = plan["CreateUsagePlan"]?.string else { return }
        guard kind != "NONE" else { return }
        let isShared = kind == "SHARED"
        let prefix = isShared ? "Serverless" : source.logicalID
        let stage = ref(source.logicalID + ".Stage")
        let stages: JSONValue = [["ApiId": ref(source.logicalID), "Stage": stage]]
        if isShared, let place = shared.firstIndex(where: { $0.logicalID == "ServerlessUsagePlan" }) {
            let before = shared[place].properties["ApiStages"]?.array ?? []
            shared[place].properties["ApiStages"] = JSONValue(before + (stages.array ?? []))
            return
        }
        let keyStages: JSONValue = [["RestApiId": ref(source.logicalID), "StageName": stage]]
        let members: [(String, String, JSONObject)] = [
            (
                prefix + "UsagePlan", "AWS::ApiGateway::UsagePlan",
                makingObject([
                    "ApiStages": stages, "Description": plan["Description"], "Quota": plan["Quota"],
                    "Throttle": plan["Throttle"], "UsagePlanName": plan["UsagePlanName"], "Tags": plan["Tags"],
                ])
            ),
            (
                prefix + "ApiKey", "AWS::ApiGateway::ApiKey",
                makingObject(["Enabled": true, "StageKeys": keyStages])
            ),
            (
                prefix + "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey",
                makingObject([
                    "KeyId": ref(prefix + "ApiKey"), "KeyType": "API_KEY", "UsagePlanId": ref(prefix + "UsagePlan"),
                ])
            ),
        ]
        for (id, type, properties) in members {
            let resource = TemplateResource(
                logicalID: id,
                type: type,
                properties: properties,
                position: plan.position,
                expandedFrom: source.logicalID,
                expandedFromType: source.resource.type
            )
            if isShared { shared.append(resource) } else { made[source.logicalID, default: []].append(resource) }
        }
    }
}
