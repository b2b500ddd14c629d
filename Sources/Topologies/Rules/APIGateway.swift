import Templates
import Values

/// Amazon API Gateway REST APIs: methods and their integrations, written as resources or as an OpenAPI body.
let apiGatewayRows: [ResourceRow] =
    [
        ResourceRow(
            "AWS::ApiGateway::RestApi", kind: "api", service: "execute-api",
            delivery: "execute-api:Invoke", facesClients: true, link: { $1.addOpenAPI($0, at: "Body") }),
        .plumbing("AWS::ApiGateway::Method", kind: "route", .onWays(otherwise: ["RestApiId"]), link: linkMethod),
        .plumbing("AWS::ApiGateway::Resource", kind: "route", .into(["RestApiId"])),
        .plumbing("AWS::ApiGateway::Stage", kind: "stage", .into(["RestApiId"])),
        .plumbing("AWS::ApiGateway::Authorizer", kind: "authorizer", .into(["RestApiId"]), link: linkAuthorizer),
    ]
    + [
        "Deployment", "Model", "RequestValidator", "GatewayResponse", "DocumentationPart", "DocumentationVersion",
        "BasePathMapping",
    ].map { .plumbing("AWS::ApiGateway::\($0)", kind: "setting", .into(["RestApiId"])) } + [
        .plumbing("AWS::ApiGateway::ApiKey", kind: "setting", .into(["StageKeys.*.RestApiId"])),
        .plumbing("AWS::ApiGateway::UsagePlan", kind: "setting", .into(["ApiStages.*.ApiId"])),
        .plumbing("AWS::ApiGateway::UsagePlanKey", kind: "setting", .into(["UsagePlanId", "KeyId"])),
        .plumbing("AWS::ApiGateway::DomainName", kind: "setting", .usedBy()),
        .plumbing("AWS::ApiGateway::Account", kind: "setting", .hidden),
        .plumbing("AWS::ApiGateway::ClientCertificate", kind: "setting", .usedBy()),
        .plumbing("AWS::ApiGateway::VpcLink", kind: "setting", .into(["TargetArns"])),
    ]

private func linkMethod(_ method: Resource, _ linker: inout Linker) {
    guard let api = linker.target(method, "RestApiId", service: "execute-api") else { return }
    let verb = method.properties["HttpMethod"]?.string ?? "ANY"
    linker.addIntegration(
        from: api,
        in: method,
        at: ["Integration"],
        fields: .method,
        label: "\(verb) \(linker.routePath(of: method, api: api))",
        via: [method.logicalID]
    )
}

extension Linker {
    /// The path of a method, from the path parts of its resource and the resources above.
    fileprivate func routePath(of method: Resource, api: String) -> String {
        var parts: [String] = []
        var next = target(method, "ResourceId")
        for _ in 0...stack.resources.count {
            guard let id = next, id != api, let resource = resource(id), resource.type == "AWS::ApiGateway::Resource"
            else {
                break
            }
            parts.append(resource.properties["PathPart"]?.string ?? "")
            next = target(resource, "ParentId")
        }
        return "/" + parts.reversed().joined(separator: "/")
    }
}

/// A Lambda authorizer is called before the integration; user pools are asked through their keys alone.
private func linkAuthorizer(_ authorizer: Resource, _ linker: inout Linker) {
    guard let api = linker.target(authorizer, "RestApiId", service: "execute-api") else { return }
    linker.addAuthorizer(authorizer, api: api, uri: "AuthorizerUri", pools: ["ProviderARNs"])
}

extension Linker {
    /// Adds the way from an API to what decides who may call it: a function, or a user pool.
    mutating func addAuthorizer(_ authorizer: Resource, api: String, uri: PropertyPath, pools: [PropertyPath]) {
        let via = authorizer.logicalID == api ? [] : [authorizer.logicalID]
        if let function = target(authorizer, uri, service: "lambda") {
            add(
                Way(
                    from: api, to: function, kind: .call, label: "authorizer", via: via,
                    actions: ["lambda:Invoke"], position: position(authorizer, uri)))
        }
        for path in pools {
            for pool in targets(authorizer, path) {
                add(
                    Way(
                        from: api, to: pool, kind: .call, label: "authorizer", via: via,
                        position: position(authorizer, path)))
            }
        }
    }
}
