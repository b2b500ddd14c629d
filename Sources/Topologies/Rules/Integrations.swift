import Graphs
import Templates
import Values

/// Where an API integration keeps its fields: methods, HTTP API integrations and OpenAPI documents spell them differently.
struct IntegrationFields {
    var uri: String
    var subtype: String
    var credentials: String
    var parameters: String
    var templates: String
    var method: String

    static let method = IntegrationFields(
        uri: "Uri", subtype: "IntegrationSubtype", credentials: "Credentials", parameters: "RequestParameters",
        templates: "RequestTemplates", method: "IntegrationHttpMethod")
    static let httpAPI = IntegrationFields(
        uri: "IntegrationUri", subtype: "IntegrationSubtype", credentials: "CredentialsArn",
        parameters: "RequestParameters", templates: "RequestTemplates", method: "IntegrationMethod")
    static let openAPI = IntegrationFields(
        uri: "uri", subtype: "integrationSubtype", credentials: "credentials", parameters: "requestParameters",
        templates: "requestTemplates", method: "httpMethod")
}

/// What an integration calls.
private struct IntegrationCall {
    var targets: [String]
    var kind: EdgeKind
    var actions: [String]
}

extension Linker {
    /// Adds the way from an API to what one integration calls: a function, a service's action, or an address.
    mutating func addIntegration(
        from api: String, in holder: Resource, at base: [String], fields: IntegrationFields, label: String,
        via: [String]
    ) {
        guard let call = integrationCall(in: holder, at: base, fields: fields) else { return }
        for target in call.targets {
            add(
                Way(
                    from: api, to: target, kind: call.kind, label: label, via: via, actions: call.actions,
                    position: position(holder, PropertyPath(base + [fields.uri]))))
        }
    }

    private mutating func integrationCall(
        in holder: Resource, at base: [String], fields: IntegrationFields
    ) -> IntegrationCall? {
        func path(_ field: String) -> PropertyPath { PropertyPath(base + [field]) }
        let uri = holder.properties.value(at: path(fields.uri))?.string ?? ""
        if let subtype = holder.properties.value(at: path(fields.subtype))?.string {
            guard let action = action(ofSubtype: subtype) else { return nil }
            return serviceCall(action, in: holder, at: base, fields: fields)
        }
        if uri.contains("/functions/") {
            guard let function = targetOrOutside(holder, path(fields.uri), service: "lambda") else { return nil }
            return functionCall(function, in: holder, at: path(fields.parameters))
        }
        if uri.hasPrefix("arn:"), let action = action(ofURI: uri, in: holder, at: base, fields: fields) {
            return serviceCall(action, in: holder, at: base, fields: fields)
        }
        guard let target = targetOrOutside(holder, path(fields.uri)) else { return nil }
        if row(of: component(of: target) ?? target)?.kind == "function" {
            return functionCall(target, in: holder, at: path(fields.parameters))
        }
        return IntegrationCall(targets: [target], kind: .call, actions: delivery(to: target))
    }

    /// A call of a function, which does not wait where the integration sets the invocation type `Event`.
    private func functionCall(_ function: String, in holder: Resource, at parameters: PropertyPath) -> IntegrationCall {
        let type = holder.properties.value(at: parameters)?["integration.request.header.X-Amz-Invocation-Type"]?.string
        return IntegrationCall(
            targets: [function], kind: type == "'Event'" ? .event : .call, actions: ["lambda:Invoke"])
    }

    private mutating func serviceCall(
        _ action: String, in holder: Resource, at base: [String], fields: IntegrationFields
    ) -> IntegrationCall? {
        let targets = serviceTargets(action, in: holder, at: base, fields: fields)
        guard !targets.isEmpty else { return nil }
        return IntegrationCall(targets: targets, kind: edgeKind(ofAction: action) ?? .call, actions: [action])
    }

    /// The resources that a service action works on: those the integration names, else those that its role permits.
    private mutating func serviceTargets(
        _ action: String, in holder: Resource, at base: [String], fields: IntegrationFields
    ) -> [String] {
        let service = String(action.prefix { $0 != ":" })
        for field in [fields.uri, fields.parameters, fields.templates] {
            let path = PropertyPath(base + [field])
            let named = targets(holder, path, service: service).filter { row(of: $0)?.service == service }
            if !named.isEmpty { return named }
            let spelled = spelledNames(in: holder, at: path, service: service)
            if !spelled.isEmpty { return spelled }
        }
        let roles = targets(holder, PropertyPath(base + [fields.credentials]), service: "iam")
        var permitted: [String] = []
        for role in roles {
            for statement in statements(ofRole: role) where statement.allows(action) {
                permitted += statement.targets.filter { row(of: $0)?.service == service }
            }
        }
        if permitted.isEmpty, service == "events" { return [defaultBus()] }
        return unique(permitted)
    }

    /// The resources of a service whose name or ARN stands in quotes in a mapping template or ends a path.
    private func spelledNames(in holder: Resource, at path: PropertyPath, service: String) -> [String] {
        let texts = resolver.leaves(of: holder.properties, at: path.steps).map(\.text)
        guard !texts.isEmpty else { return [] }
        return resolver.resources(deliveredToBy: service).filter { resource in
            let name = resource.physicalName
            return texts.contains { text in
                text.contains("\"\(name)\"") || text.hasSuffix("/\(name)") || text.contains(":\(name)\"")
            }
        }
        .map(\.logicalID)
    }

    /// `SQS-SendMessage` as `sqs:SendMessage`.
    private func action(ofSubtype subtype: String) -> String? {
        let parts = subtype.split(separator: "-", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let services = ["StepFunctions": "states", "EventBridge": "events"]
        return "\(services[String(parts[0])] ?? parts[0].lowercased()):\(parts[1])"
    }

    /// `arn:aws:apigateway:us-east-1:dynamodb:action/PutItem` as `dynamodb:PutItem`; of a path, the action that the
    /// mapping template or the HTTP method tells.
    private func action(
        ofURI uri: String, in holder: Resource, at base: [String], fields: IntegrationFields
    ) -> String? {
        let parts = uri.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "apigateway" else { return nil }
        let service = parts[4].split(separator: ".").last.map(String.init) ?? ""
        if parts[5].hasPrefix("action/") { return "\(service):\(parts[5].dropFirst("action/".count))" }
        let texts = resolver.leaves(of: holder.properties, at: base + [fields.templates]).map(\.text)
        for text in texts {
            guard let start = text.firstRange(of: "Action=")?.upperBound else { continue }
            return "\(service):" + text[start...].prefix { $0.isLetter }
        }
        if service == "s3" {
            return switch holder.properties.value(at: PropertyPath(base + [fields.method]))?.string {
            case "GET", "HEAD": "s3:GetObject"
            case "DELETE": "s3:DeleteObject"
            default: "s3:PutObject"
            }
        }
        return ["sqs": "sqs:SendMessage", "sns": "sns:Publish", "events": "events:PutEvents"][service]
    }

    /// Adds the ways to the authorizers that an OpenAPI document declares, in version 2 or 3.
    private mutating func addOpenAPIAuthorizers(_ api: Resource, at property: String) {
        for section in [["securityDefinitions"], ["components", "securitySchemes"]] {
            let schemes = api.properties.value(at: PropertyPath([property] + section))?.object ?? JSONObject()
            for scheme in schemes {
                let base = [property] + section + [scheme.key, "x-amazon-apigateway-authorizer"]
                addAuthorizer(
                    api, api: api.logicalID, uri: PropertyPath(base + ["authorizerUri"]),
                    pools: [
                        PropertyPath(base + ["providerARNs"]), PropertyPath(base + ["jwtConfiguration", "issuer"]),
                    ])
            }
        }
    }

    /// Adds the ways of an OpenAPI document: one for each path and method with an integration.
    mutating func addOpenAPI(_ api: Resource, at property: String) {
        addOpenAPIAuthorizers(api, at: property)
        guard let paths = api.properties[property]?["paths"]?.object else { return }
        for route in paths.members {
            guard let methods = route.value.object else { continue }
            for method in methods.members where method.value["x-amazon-apigateway-integration"] != nil {
                addIntegration(
                    from: api.logicalID,
                    in: api,
                    at: [property, "paths", route.key, method.key, "x-amazon-apigateway-integration"],
                    fields: .openAPI,
                    label:
                        "\(method.key == "x-amazon-apigateway-any-method" ? "ANY" : method.key.uppercased()) \(route.key)",
                    via: []
                )
            }
        }
    }
}
