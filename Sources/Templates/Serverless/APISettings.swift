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
        if auth["DefaultAuthorizer"]?.string == "AWS_IAM" || auth["EnableIamAuthorizer"]?.bool == true {
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
        let needsKeys = draft.paths.contains { path in
            path.value.object?.contains { method in
                method.value["security"]?.array?.contains { $0["api_key"] != nil } ?? false
            } ?? false
        }
        if auth["ApiKeyRequired"]?.bool == true || needsKeys {
            schemes.append(.init(key: "api_key", value: ["type": "apiKey", "name": "x-api-key", "in": "header"]))
        }
        guard !schemes.isEmpty else { return }
        let isOpenAPI3 = draft.kind == .http || source["OpenApiVersion"].flatMap(plainText)?.hasPrefix("3") == true
        if isOpenAPI3 {
            draft.body?["components"] = ["securitySchemes": JSONValue(JSONObject(schemes))]
        } else {
            draft.body?["securityDefinitions"] = JSONValue(JSONObject(schemes))
        }
    }

    private func restScheme(_ authorizer: JSONValue) -> JSONValue {
        let header = authorizer["Identity"]?["Header"] ?? "Authorization"
        if let pools = authorizer["UserPoolArn"] {
            return [
                "type": "apiKey", "name": header, "in": "header",
                "x-amazon-apigateway-authtype": "cognito_user_pools",
                "x-amazon-apigateway-authorizer": [
                    "type": "cognito_user_pools", "providerARNs": JSONValue(pools.array ?? [pools]),
                ],
            ]
        }
        let isRequest = authorizer["FunctionPayloadType"]?.string == "REQUEST"
        return [
            "type": "apiKey", "name": isRequest ? "Unused" : header, "in": "header",
            "x-amazon-apigateway-authtype": "custom",
            "x-amazon-apigateway-authorizer": making([
                "type": isRequest ? "request" : "token",
                "authorizerUri": authorizer["FunctionArn"].map { invocationURI($0) },
                "authorizerCredentials": authorizer["FunctionInvokeRole"],
                "authorizerResultTtlInSeconds": authorizer["Identity"]?["ReauthorizeEvery"],
                "identityValidationExpression": authorizer["Identity"]?["ValidationExpression"],
            ]),
        ]
    }

    private func httpScheme(_ authorizer: JSONValue) -> JSONValue {
        if let function = authorizer["FunctionArn"] {
            return [
                "type": "apiKey", "name": "Unused", "in": "header",
                "x-amazon-apigateway-authorizer": making([
                    "type": "request", "authorizerUri": invocationURI(function),
                    "authorizerPayloadFormatVersion": authorizer["AuthorizerPayloadFormatVersion"],
                    "enableSimpleResponses": authorizer["EnableSimpleResponses"],
                    "authorizerCredentials": authorizer["FunctionInvokeRole"],
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
        let alias = making([
            "HostedZoneId": endpoint.string == "EDGE" ? "Z2FDTNDATAQYW2" : getAtt(id, "RegionalHostedZoneId"),
            "DNSName": getAtt(id, prefix + "DomainName"), "EvaluateTargetHealth": dns["EvaluateTargetHealth"],
        ])
        var records = [making(["Name": name, "Type": "A", "AliasTarget": alias])]
        if dns["IpV6"]?.bool == true { records.append(making(["Name": name, "Type": "AAAA", "AliasTarget": alias])) }
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
