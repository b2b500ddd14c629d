import Values

extension ServerlessExpander {
    /// `Api`: a route of a REST API that invokes the function.
    mutating func expandAPIEvent(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        guard let id = apiID(of: event, .rest), let path = event["Path"]?.string, let method = event["Method"]?.string
        else { return }
        let verb = method.lowercased() == "any" ? "*" : method.uppercased()
        let arn = sub(
            "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/"
                + verb + permittedPath(path),
            ["__ApiId__": event["RestApiId"] ?? ref(id), "__Stage__": "*"]
        )
        makePermission(
            function,
            event,
            principal: "apigateway.amazonaws.com",
            id: makingID(event.logicalID + "Permission", permissionSuffix(id)),
            sourceARN: arn
        )
        guard let draft = drafts[id], draft.isManaged || draft.isMerged else { return }
        let key = method.lowercased() == "any" ? anyMethod : method.lowercased()
        let names = event["RequestParameters"]?.array ?? []
        let cached = names.compactMap { $0.object?.members.first }.filter { $0.value["Caching"]?.bool == true }
        let isStreamed = event["ResponseTransferMode"]?.string == "RESPONSE_STREAM"
        var operation = makingObject([
            integrationKey: making([
                "httpMethod": "POST", "type": "aws_proxy", "uri": function.invocationURI,
                "timeoutInMillis": event["TimeoutInMillis"],
                "responseTransferMode": isStreamed ? "STREAM" : nil,
                "credentials": callerCredentials(event["Auth"], of: id),
                "cacheKeyParameters": cached.isEmpty ? nil : JSONValue(cached.map { JSONValue($0.key) }),
            ]),
            "responses": [:],
        ])
        operation["security"] = security(event["Auth"], of: id)
        if !names.isEmpty { operation["parameters"] = requestParameters(names) }
        addModel(event["RequestModel"], to: &operation, of: id)
        add(path, key, operation, to: id, event)
    }

    /// Adds what a request's body must be, in the spelling of the document's version.
    private mutating func addModel(_ settings: JSONValue?, to operation: inout JSONObject, of api: String) {
        guard let settings, let model = settings["Model"]?.string?.lowercased() else { return }
        if serverless[api]?["OpenApiVersion"].flatMap(plainText)?.hasPrefix("3") == true {
            operation["requestBody"] = making([
                "content": ["application/json": ["schema": ["$ref": JSONValue("#/components/schemas/" + model)]]],
                "required": settings["Required"],
            ])
        } else {
            let parameter = making([
                "in": "body", "name": JSONValue(model),
                "schema": ["$ref": JSONValue("#/definitions/" + model)], "required": settings["Required"],
            ])
            operation["parameters"] = JSONValue((operation["parameters"]?.array ?? []) + [parameter])
        }
        let checksBody = settings["ValidateBody"]?.bool
        let checksParameters = settings["ValidateParameters"]?.bool
        guard checksBody != nil || checksParameters != nil else { return }
        let names = ["body": checksBody ?? false, "params": checksParameters ?? false]
        let checked = ["body", "params"].filter { names[$0] == true }
        let name =
            switch checked.count {
            case 2: "body-and-params"
            case 1: checked[0] + "-only"
            default: "no-validation"
            }
        operation["x-amazon-apigateway-request-validator"] = JSONValue(name)
        var validators = drafts[api]?.body?["x-amazon-apigateway-request-validators"]?.object ?? JSONObject()
        validators[name] = [
            "validateRequestBody": JSONValue(.bool(checksBody ?? false)),
            "validateRequestParameters": JSONValue(.bool(checksParameters ?? false)),
        ]
        drafts[api]?.body?["x-amazon-apigateway-request-validators"] = JSONValue(validators)
    }

    /// The role in which a route guarded by IAM invokes its function: the caller's, unless the event names another.
    private func callerCredentials(_ auth: JSONValue?, of api: String) -> JSONValue? {
        let apiAuth = serverless[api]?["Auth"] ?? implicitAuth(api)
        let isIAM =
            auth?["Authorizer"]?.string == "AWS_IAM"
            || auth == nil && apiAuth?["DefaultAuthorizer"]?.string == "AWS_IAM"
        guard isIAM else { return nil }
        let role = auth?["InvokeRole"] ?? apiAuth?["InvokeRole"] ?? "CALLER_CREDENTIALS"
        switch role.string {
        case "NONE": return nil
        case "CALLER_CREDENTIALS": return "arn:aws:iam::*:user/*"
        default: return role
        }
    }

    /// `HttpApi`: a route of an HTTP API that invokes the function; without path the default route.
    mutating func expandHTTPAPIEvent(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        guard let id = apiID(of: event, .http) else { return }
        let path = event["Path"]?.string ?? "$default"
        let method = event["Method"]?.string ?? "any"
        let isAny = method.lowercased() == "any" || method.lowercased() == anyMethod
        let isDefault = path == "$default"
        // A permission for the default route covers all others of the same function.
        let coversAll =
            drafts[id]?.paths["$default"]?[anyMethod]?[integrationKey]?["uri"] == function.invocationURI
        if isDefault || !coversAll {
            let arn = sub(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/"
                    + (isAny ? "*" : method.uppercased()) + (isDefault ? "" : permittedPath(path)),
                ["__ApiId__": event["ApiId"] ?? ref(id), "__Stage__": "*"]
            )
            makePermission(function, event, principal: "apigateway.amazonaws.com", sourceARN: arn)
        }
        guard drafts[id]?.body != nil else { return }
        if let settings = event["RouteSettings"] {
            let route = isDefault ? path : (isAny ? "ANY" : method.uppercased()) + " " + path
            drafts[id]?.routeSettings[route] = settings
        }
        var operation = makingObject([
            integrationKey: making([
                "httpMethod": "POST", "type": "aws_proxy", "uri": function.invocationURI,
                "payloadFormatVersion": event["PayloadFormatVersion"] ?? "2.0",
                "timeoutInMillis": event["TimeoutInMillis"],
            ]),
            "responses": [:],
        ])
        if isDefault { operation["isDefaultRoute"] = true }
        operation["security"] = security(event["Auth"], of: id)
        let variables = pathVariables(path)
        if !variables.isEmpty {
            operation["parameters"] = JSONValue(
                variables.map { ["name": JSONValue($0), "in": "path", "required": true] }
            )
        }
        add(path, isAny ? anyMethod : method.lowercased(), operation, to: id, event)
    }

    /// Adds a route to an API's document, unless an event already did.
    mutating func add(
        _ path: String,
        _ method: String,
        _ operation: JSONObject,
        to api: String,
        _ event: ServerlessEvent
    ) {
        if drafts[api]?.isManaged == true, drafts[api]?.hasIntegration(path, method) == true {
            evaluator.fail(
                at: event.position,
                "event '\(event.name)' for '\(method) \(path)' of '\(api)', which another event already serves",
                "give each path and method one event"
            )
            return
        }
        drafts[api]?.add(path, method, operation, at: event.position)
    }

    /// A path as permissions write it: variables become `*`, a slash at the end goes.
    func permittedPath(_ path: String) -> String {
        var result = ""
        var isInside = false
        for character in path {
            if character == "{" {
                isInside = true
                result += "*"
            } else if character == "}" {
                isInside = false
            } else if !isInside {
                result.append(character)
            }
        }
        if result.count > 1, result.hasSuffix("/") { result.removeLast() }
        return result.hasPrefix("/") ? result : "/" + result
    }

    /// The names of the variables of a path.
    private func pathVariables(_ path: String) -> [String] {
        path.split(separator: "{").dropFirst().compactMap { part in
            part.contains("}") ? String(part.prefix { $0 != "}" }) : nil
        }
    }

    /// What a permission's logical id ends in: the stage's name where it is written out.
    func permissionSuffix(_ api: String) -> String {
        guard let source = serverless[api] else { return "Prod" }
        return source.literal("StageName") ?? "Stage"
    }

    private func requestParameters(_ names: [JSONValue]) -> JSONValue {
        var result: [JSONValue] = []
        for name in names {
            let member = name.object?.members.first
            guard let text = name.string ?? member?.key else { continue }
            let parts = text.split(separator: ".", maxSplits: 3)
            guard parts.count == 4 else { continue }
            let place = parts[2] == "querystring" ? "query" : String(parts[2])
            result.append(
                making([
                    "in": JSONValue(place), "name": JSONValue(String(parts[3])), "type": "string",
                    "required": JSONValue(.bool(place == "path" || member?.value["Required"]?.bool ?? false)),
                ])
            )
        }
        return JSONValue(result)
    }

    /// Who may call a route: the event's authorizer, else the API's default one.
    private func security(_ auth: JSONValue?, of api: String) -> JSONValue? {
        let apiAuth = serverless[api]?["Auth"] ?? implicitAuth(api)
        let name = auth?["Authorizer"]?.string ?? apiAuth?["DefaultAuthorizer"]?.string
        let needsKey = auth?["ApiKeyRequired"]?.bool ?? apiAuth?["ApiKeyRequired"]?.bool ?? false
        var result: [JSONValue] = []
        if let name, name != "NONE" {
            let scopes = auth?["AuthorizationScopes"] ?? apiAuth?["Authorizers"]?[name]?["AuthorizationScopes"] ?? []
            result.append([name: scopes])
        } else if name == "NONE", auth?["Authorizer"] != nil, !needsKey {
            result.append(["NONE": []])
        }
        if needsKey { result.append(["api_key": []]) }
        if result.isEmpty { return nil }
        return JSONValue(result)
    }

    private func implicitAuth(_ api: String) -> JSONValue? {
        let section = api == APIKind.rest.implicitID ? "Api" : "HttpApi"
        return template.globals[section]?["Auth"]
    }
}
