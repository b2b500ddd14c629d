import Values

extension ServerlessExpander {
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
