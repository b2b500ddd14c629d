import Values

extension ServerlessExpander {
    /// Expands `AWS::Serverless::HttpApi`: the API with its document, and a stage that deploys itself.
    mutating func expandHTTPAPI(_ source: ServerlessResource) {
        guard var draft = drafts[source.logicalID] else { return }
        let id = source.logicalID
        if draft.body != nil {
            if let name = source["Name"] { setInfo("title", name, &draft) }
            if let text = source["Description"] { setInfo("description", text, &draft) }
            if let isDisabled = source["DisableExecuteApiEndpoint"] {
                draft.body?["servers"] = [
                    ["x-amazon-apigateway-endpoint-configuration": ["disableExecuteApiEndpoint": isDisabled]]
                ]
            }
            if let cors = source["CorsConfiguration"] { draft.body?["x-amazon-apigateway-cors"] = corsDocument(cors) }
            addAuthorizers(source, &draft)
            addTags(source["Tags"], &draft)
        }
        make(
            id,
            "AWS::ApiGatewayV2::Api",
            makingObject([
                "Body": draft.document,
                "BodyS3Location": draft.body == nil ? source["DefinitionUri"].map { bodyLocation($0) } : nil,
                "Description": draft.body == nil ? source["Description"] : nil,
                "FailOnWarnings": source["FailOnWarnings"],
            ]),
            from: source,
            dependsOn: source.resource.dependsOn
        )
        let name = source.literal("StageName") ?? (source.written["StageName"] == nil ? "$default" : "")
        let stage: String
        if name == "$default" {
            stage = id + "ApiGatewayDefaultStage"
        } else {
            stage = isAlphanumeric(name) ? id + name + "Stage" : makingID(id + "Stage", name)
        }
        make(
            stage,
            "AWS::ApiGatewayV2::Stage",
            makingObject([
                "ApiId": ref(id), "StageName": source["StageName"] ?? "$default", "AutoDeploy": true,
                "StageVariables": source["StageVariables"], "AccessLogSettings": source["AccessLogSettings"],
                "DefaultRouteSettings": source["DefaultRouteSettings"],
                "RouteSettings": routeSettings(source["RouteSettings"], draft),
                "Tags": draft.body == nil ? nil : apiTags(source, createdBy: APIKind.http.tagName),
            ]),
            from: source
        )
        evaluator.aliases[id + ".Stage"] = stage
        expandDomain(source, .http)
    }

    /// The settings of routes, with those that events give to their own.
    private func routeSettings(_ settings: JSONValue?, _ draft: APIDraft) -> JSONValue? {
        guard !draft.routeSettings.isEmpty else { return settings }
        var routes = settings?.object ?? JSONObject()
        for route in draft.routeSettings {
            var own = route.value.object ?? JSONObject()
            for member in routes[route.key]?.object ?? JSONObject() { own[member.key] = member.value }
            routes[route.key] = JSONValue(own)
        }
        return JSONValue(routes)
    }

    private func setInfo(_ key: String, _ value: JSONValue, _ draft: inout APIDraft) {
        var info = draft.body?["info"]?.object ?? JSONObject()
        info[key] = value
        draft.body?["info"] = JSONValue(info)
    }

    private func addTags(_ tags: JSONValue?, _ draft: inout APIDraft) {
        let names = [("httpapi:createdBy", JSONValue("SAM"))] + (tags?.object?.map { ($0.key, $0.value) } ?? [])
        let written = names.map { name, value in
            making(["name": JSONValue(name), "x-amazon-apigateway-tag-value": value])
        }
        let before = draft.body?["tags"]?.array ?? []
        draft.body?["tags"] = JSONValue(before + written)
    }

    /// `true` allows every origin; an object passes on in the document's spelling.
    private func corsDocument(_ cors: JSONValue) -> JSONValue {
        if cors.bool == true { return ["allowOrigins": ["*"]] }
        let members = (cors.object ?? JSONObject()).map { member in
            JSONObject.Member(
                key: member.key.prefix(1).lowercased() + member.key.dropFirst(),
                keyPosition: member.keyPosition,
                value: member.value
            )
        }
        return JSONValue(.object(JSONObject(members)), at: cors.position)
    }

    /// Expands the APIs of events that name none.
    mutating func expandImplicitAPIs(_ globals: Globals) {
        for kind in [APIKind.rest, .http] where drafts[kind.implicitID] != nil && serverless[kind.implicitID] == nil {
            var resource = TemplateResource(
                logicalID: kind.implicitID,
                type: kind.serverlessType,
                properties: kind == .rest ? makingObject(["StageName": "Prod"]) : JSONObject(),
                position: firstEventPosition(kind)
            )
            let written = globals.merged(into: resource)
            resource.properties = written
            let properties = evaluator.evaluate(JSONValue(written))?.object ?? JSONObject()
            let source = ServerlessResource(resource: resource, written: written, properties: properties)
            serverlessTypes[kind.serverlessType]?.expand(&self, source)
            shared += made.removeValue(forKey: kind.implicitID) ?? []
        }
    }

    /// Where an implicit API comes from: its first route.
    private func firstEventPosition(_ kind: APIKind) -> SourcePosition {
        drafts[kind.implicitID]?.paths.members.map(\.value.position).min() ?? SourcePosition(file: template.file)
    }
}
