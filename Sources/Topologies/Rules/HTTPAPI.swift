import Templates
import Values

/// Amazon API Gateway HTTP and WebSocket APIs: routes and integrations as resources, or an OpenAPI body.
let httpAPIRows: [ResourceRow] =
    [
        ResourceRow(
            "AWS::ApiGatewayV2::Api", kind: "api", service: "execute-api",
            delivery: "execute-api:Invoke", facesClients: true, link: linkHTTPAPI),
        .plumbing(
            "AWS::ApiGatewayV2::Integration", kind: "integration", .onWays(otherwise: ["ApiId"]), link: linkIntegration),
        .plumbing("AWS::ApiGatewayV2::Route", kind: "route", .onWays(otherwise: ["ApiId"])),
        .plumbing("AWS::ApiGatewayV2::Stage", kind: "stage", .into(["ApiId"])),
        .plumbing("AWS::ApiGatewayV2::Authorizer", kind: "authorizer", .into(["ApiId"]), link: linkHTTPAuthorizer),
    ]
    + ["Deployment", "Model", "RouteResponse", "IntegrationResponse", "ApiMapping", "ApiGatewayManagedOverrides"].map {
        .plumbing("AWS::ApiGatewayV2::\($0)", kind: "setting", .into(["ApiId"]))
    } + [
        .plumbing("AWS::ApiGatewayV2::DomainName", kind: "setting", .usedBy()),
        .plumbing("AWS::ApiGatewayV2::VpcLink", kind: "setting", .usedBy()),
    ]

/// An API made with `Target` alone has one route to one function or address.
private func linkHTTPAPI(_ api: Resource, _ linker: inout Linker) {
    linker.addOpenAPI(api, at: "Body")
    guard api.properties["Target"] != nil else { return }
    linker.addIntegration(
        from: api.logicalID,
        in: api,
        at: [],
        fields: IntegrationFields(
            uri: "Target", subtype: "IntegrationSubtype", credentials: "CredentialsArn",
            parameters: "RequestParameters",
            templates: "RequestTemplates", method: "IntegrationMethod"),
        label: api.properties["RouteKey"]?.string ?? "$default",
        via: []
    )
}

/// One way for each route to the integration; an integration that no route uses has none.
private func linkIntegration(_ integration: Resource, _ linker: inout Linker) {
    guard let api = linker.target(integration, "ApiId", service: "execute-api") else { return }
    for route in linker.resources(ofType: "AWS::ApiGatewayV2::Route", where: "Target", names: integration.logicalID) {
        linker.addIntegration(
            from: api,
            in: integration,
            at: [],
            fields: .httpAPI,
            label: route.properties["RouteKey"]?.string ?? "",
            via: [route.logicalID, integration.logicalID]
        )
    }
}

private func linkHTTPAuthorizer(_ authorizer: Resource, _ linker: inout Linker) {
    guard let api = linker.target(authorizer, "ApiId", service: "execute-api") else { return }
    linker.addAuthorizer(authorizer, api: api, uri: "AuthorizerUri", pools: ["JwtConfiguration.Issuer"])
}
