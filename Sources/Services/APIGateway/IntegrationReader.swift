import Languages
import Templates
import Values

/// Reads what answers a route of a stage, from the OpenAPI extension or from the integration resource of an HTTP API.
struct IntegrationReader {
    let api: Resource
    let isHTTP: Bool
    let stage: APIStage

    /// An `x-amazon-apigateway-integration`, or a REST method's integration in the same words.
    func integration(
        _ written: JSONValue, of route: (method: String, path: String), _ builder: inout CloudBuilder
    ) -> Integration {
        if isHTTP, written["integrationSubtype"] != nil || written["type"]?.string?.uppercased() == "AWS_PROXY" {
            var properties = JSONObject()
            for (name, key) in [
                ("integrationSubtype", "IntegrationSubtype"), ("uri", "IntegrationUri"),
                ("credentials", "CredentialsArn"),
                ("requestParameters", "RequestParameters"), ("responseParameters", "ResponseParameters"),
            ] {
                properties[key] = written[name]
            }
            return httpIntegration(JSONValue(properties), of: route, &builder)
        }
        switch written["type"]?.string?.uppercased() {
        case "MOCK": return .mock
        case "AWS_PROXY":
            return function(
                written["uri"]?.string, written["credentials"]?.string, route, written.position, &builder)
        case "AWS": return service(written, &builder)
        default:
            return unavailable(
                written.position, "an integration of type \(written["type"]?.string ?? "none")", &builder)
        }
    }

    /// The properties of an `AWS::ApiGatewayV2::Integration`.
    func httpIntegration(
        _ properties: JSONValue, of route: (method: String, path: String), _ builder: inout CloudBuilder
    ) -> Integration {
        guard let subtype = properties["IntegrationSubtype"]?.string else {
            return function(
                properties["IntegrationUri"]?.string, properties["CredentialsArn"]?.string, route, properties.position,
                &builder)
        }
        let actions: [String: Action] = [
            "SQS-SendMessage": .sendMessage, "SQS-ReceiveMessage": .receiveMessage,
            "EventBridge-PutEvents": .putEvents, "Kinesis-PutRecord": .putRecord,
        ]
        guard let action = actions[subtype] else {
            return unavailable(properties.position, "the integration subtype \(subtype)", &builder)
        }
        do throws(Diagnostics) {
            var mapping: [(name: String, value: ParameterMapping)] = []
            for member in properties["RequestParameters"]?.object ?? JSONObject() {
                mapping.append((member.key, try ParameterMapping(member.value, style: .http)))
            }
            return .service(
                ServiceIntegration(
                    action: action, target: nil, parameters: .mapping(mapping),
                    identity: builder.identities.number(
                        of: identity(properties["CredentialsArn"]?.string, route: "")),
                    statuses: Self.overwrittenStatuses(properties["ResponseParameters"])))
        } catch {
            builder.findings += error.all
            return .unavailable
        }
    }

    /// `overwrite:statuscode` by the status it replaces; both ways of writing response parameters.
    private static func overwrittenStatuses(_ parameters: JSONValue?) -> [(pattern: String, status: Int)] {
        (parameters?.object ?? JSONObject()).compactMap { member in
            let list = member.value["ResponseParameters"]?.array ?? []
            let listed = list.first { $0["Destination"]?.string == "overwrite:statuscode" }?["Source"]
            let source = listed ?? member.value["overwrite:statuscode"]
            return source?.wholeNumber.map { (member.key, $0) }
        }
    }

    private func function(
        _ uri: String?, _ credentials: String?, _ route: (method: String, path: String), _ position: SourcePosition,
        _ builder: inout CloudBuilder
    ) -> Integration {
        guard let target = builder.target(arn: uri.map(stage.filled)), target.action == .invokeFunction else {
            return unavailable(position, "an integration with something outside of the template", &builder)
        }
        let identity = identity(credentials, route: source(route))
        return .function(target, identity: builder.identities.number(of: identity))
    }

    /// A service action of a REST API: `...:SERVICE:action/NAME`, or `...:SERVICE:path/...` with the action in the form.
    private func service(_ written: JSONValue, _ builder: inout CloudBuilder) -> Integration {
        let parts = stage.filled(written["uri"]?.string ?? "").split(
            separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else {
            return unavailable(written.position, "an integration without a service", &builder)
        }
        let serviceName = String(parts[4])
        if serviceName == "lambda" {
            return unavailable(written.position, "a function integration that is no proxy", &builder)
        }
        let template = written["requestTemplates"]?["application/json"]
        let text = template?.string ?? ""
        var action: Action?
        var target: ComponentID?
        if parts[5].hasPrefix("action/") {
            action = Action(name: "\(serviceName):\(parts[5].dropFirst("action/".count))")
        } else if let name = Self.actionInForm(text) {
            action = Action(name: "\(serviceName):\(name)")
        }
        if serviceName == "sqs", let name = parts[5].split(separator: "/").last {
            target = builder.component(named: String(name), ofType: "AWS::SQS::Queue")
        }
        guard let action else {
            return unavailable(written.position, "the service action \(serviceName):\(parts[5])", &builder)
        }
        do throws(Diagnostics) {
            let compiled = try MappingTemplate(text, at: template?.position ?? written.position)
            return .service(
                ServiceIntegration(
                    action: action, target: target, parameters: .template(compiled),
                    identity: builder.identities.number(of: identity(written["credentials"]?.string, route: "")),
                    statuses: Self.statuses(written["responses"])))
        } catch {
            builder.findings += error.all
            return .unavailable
        }
    }

    /// Status codes by the pattern they answer, `default` last.
    private static func statuses(_ responses: JSONValue?) -> [(pattern: String, status: Int)] {
        var statuses: [(pattern: String, status: Int)] = []
        var fallback: [(pattern: String, status: Int)] = []
        for member in responses?.object ?? JSONObject() {
            guard let status = member.value["statusCode"]?.wholeNumber else { continue }
            if member.key == "default" {
                fallback.append((member.key, status))
            } else {
                statuses.append((member.key, status))
            }
        }
        return statuses + fallback
    }

    private static func actionInForm(_ text: String) -> String? {
        for pair in text.split(separator: "&") where pair.hasPrefix("Action=") {
            return String(pair.dropFirst("Action=".count).prefix { $0.isLetter })
        }
        return nil
    }

    /// What follows the API in the ARN a function's permission is compared with: stage, method and path, in which `*`
    /// stands for a variable; `$default/$default` for the route that takes what no other does.
    private func source(_ route: (method: String, path: String)) -> String {
        let name = stage.name
        if route.path == "/{all+}" || route.path == "/$default" { return "/\(name)/$default" }
        let parts = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "*" : String($0) }
        return "/\(name)/\(route.method.uppercased() == "ANY" ? "*" : route.method.uppercased())/"
            + parts.joined(separator: "/")
    }

    /// With credentials the role's policies count; without, the target's own policy must allow the API.
    private func identity(_ credentials: String?, route: String) -> Identity {
        if let credentials, credentials.contains(":role/") { return .role(stage.filled(credentials)) }
        let source =
            "arn:aws:execute-api:\(EmulatedAccount.region):\(EmulatedAccount.account):\(api.physicalID)\(route)"
        return .service("apigateway.amazonaws.com", source: source)
    }

    private func unavailable(
        _ position: SourcePosition, _ what: String, _ builder: inout CloudBuilder
    ) -> Integration {
        builder.findings.append(
            Diagnostic(
                .warning, at: position, found: "\(what) is not emulated",
                expected: "requests to it are answered with 502"))
        return .unavailable
    }
}
