import Values

/// The code of a pipeline resolver whose template gives none: it hands on what its last function returned.
private let defaultResolverCode = """

    export function request(ctx) {
        return {};
    }

    export function response(ctx) {
        return ctx.prev.result;
    }

    """

extension ServerlessExpander {
    /// Expands `AWS::Serverless::GraphQLApi`: the API, its schema, data sources with roles, functions and resolvers.
    mutating func expandGraphQLAPI(_ source: ServerlessResource) {
        let id = source.logicalID
        let auth = source["Auth"]
        let log = logConfig(source)
        var members = makingObject([
            "Name": source["Name"] ?? JSONValue(id), "AuthenticationType": auth?["Type"],
            "XrayEnabled": source["XrayEnabled"], "Visibility": source["Visibility"],
            "OwnerContact": source["OwnerContact"], "IntrospectionConfig": source["IntrospectionConfig"],
            "QueryDepthLimit": source["QueryDepthLimit"], "ResolverCountLimit": source["ResolverCountLimit"],
            "LogConfig": log, "Tags": tags(source["Tags"], createdBy: "graphqlapi:createdBy"),
        ])
        var authorizers = authorizerSettings(auth, into: &members)
        let additional = (auth?["Additional"]?.array ?? []).map { other in
            var provider = makingObject(["AuthenticationType": other["Type"]])
            authorizers += authorizerSettings(other, into: &provider)
            return JSONValue(provider)
        }
        if !additional.isEmpty { members["AdditionalAuthenticationProviders"] = JSONValue(additional) }
        make(id, "AWS::AppSync::GraphQLApi", members, from: source, dependsOn: source.resource.dependsOn)
        for (index, function) in authorizers.enumerated() {
            make(
                id + "ToLambdaAuthConnector\(index + 1)WriteLambdaPermission",
                "AWS::Lambda::Permission",
                makingObject([
                    "Action": "lambda:InvokeFunction", "FunctionName": function, "Principal": "appsync.amazonaws.com",
                    "SourceArn": sub(
                        "arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${SourceResourceId}",
                        ["SourceResourceId": getAtt(id, "ApiId")]
                    ),
                ]),
                from: source
            )
        }
        let schema = source["SchemaInline"] ?? localText(source["SchemaUri"])
        make(
            id + "Schema",
            "AWS::AppSync::GraphQLSchema",
            makingObject([
                "ApiId": getAtt(id, "ApiId"), "Definition": schema,
                "DefinitionS3Location": schema == nil ? source["SchemaUri"] : nil,
            ]),
            from: source
        )
        expandGraphQLSettings(source)
        var names: [String: JSONValue] = [:]
        for group in source["DataSources"]?.object ?? JSONObject() {
            for member in group.value.object ?? JSONObject() {
                names[member.key] = makeDataSource(member, kind: group.key, source)
            }
        }
        expandPipelines(source, names)
    }

    /// The text of a local schema file.
    private mutating func localText(_ uri: JSONValue?) -> JSONValue? {
        guard let path = uri?.string, !TemplateSource.isRemote(path),
            let (text, _) = evaluator.load(path, to: "read", at: uri?.position ?? .none)
        else { return nil }
        return JSONValue(text)
    }

    /// Adds what an authorizer needs to know; gives the functions among them.
    private func authorizerSettings(_ auth: JSONValue?, into members: inout JSONObject) -> [JSONValue] {
        if let function = auth?["LambdaAuthorizer"] {
            members["LambdaAuthorizerConfig"] = function
            return function["AuthorizerUri"].map { [$0] } ?? []
        }
        if let provider = auth?["OpenIDConnect"] { members["OpenIDConnectConfig"] = provider }
        if let pool = auth?["UserPool"] { members["UserPoolConfig"] = pool }
        return []
    }

    /// The logging of an API, on unless it is switched off, with the role that writes it.
    private mutating func logConfig(_ source: ServerlessResource) -> JSONValue? {
        let logging = source["Logging"]
        if logging?.bool == false { return nil }
        var role = logging?["CloudWatchLogsRoleArn"]
        if role == nil {
            var draft = RoleDraft(logicalID: source.logicalID + "CloudWatchRole", trust: trust("appsync.amazonaws.com"))
            draft.add(managed: managedPolicy("service-role/AWSAppSyncPushToCloudWatchLogs"))
            make(draft.logicalID, "AWS::IAM::Role", draft.properties, from: source)
            role = getAtt(draft.logicalID, "Arn")
        }
        return making([
            "FieldLogLevel": logging?["FieldLogLevel"] ?? "ALL", "CloudWatchLogsRoleArn": role,
            "ExcludeVerboseContent": logging?["ExcludeVerboseContent"],
        ])
    }

    private mutating func expandGraphQLSettings(_ source: ServerlessResource) {
        let id = source.logicalID
        let api = getAtt(id, "ApiId")
        for member in source["ApiKeys"]?.object ?? JSONObject() {
            make(
                id + member.key,
                "AWS::AppSync::ApiKey",
                makingObject([
                    "ApiId": api, "ApiKeyId": member.value["ApiKeyId"], "Description": member.value["Description"],
                    "Expires": member.value["ExpiresOn"],
                ]),
                from: source,
                at: member.keyPosition
            )
        }
        if let cache = source["Cache"]?.object {
            var members = cache
            members["ApiId"] = api
            make(id + "ApiCache", "AWS::AppSync::ApiCache", members, from: source)
        }
        if let domain = source["DomainName"]?.object {
            make(id + "DomainName", "AWS::AppSync::DomainName", domain, from: source)
            make(
                id + "DomainNameApiAssociation",
                "AWS::AppSync::DomainNameApiAssociation",
                makingObject(["ApiId": api, "DomainName": ref(id + "DomainName")]),
                from: source
            )
        }
    }

    /// Makes a data source with its role and the policy that lets it read and write; gives its name.
    private mutating func makeDataSource(
        _ member: JSONObject.Member,
        kind: String,
        _ source: ServerlessResource
    ) -> JSONValue {
        let spec = member.value
        let isTable = kind == "DynamoDb"
        let id = source.logicalID + member.key + (isTable ? "DynamoDBDataSource" : "LambdaDataSource")
        let tableARN =
            spec["TableArn"]
            ?? sub(
                "arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}",
                ["__TableName__": spec["TableName"], "__Region__": spec["Region"] ?? ref("AWS::Region")]
            )
        let table = making([
            "TableName": spec["TableName"], "AwsRegion": spec["Region"] ?? ref("AWS::Region"),
            "UseCallerCredentials": spec["UseCallerCredentials"], "Versioned": spec["Versioned"],
            "DeltaSyncConfig": spec["DeltaSync"],
        ])
        make(
            id,
            "AWS::AppSync::DataSource",
            makingObject([
                "ApiId": getAtt(source.logicalID, "ApiId"), "Name": spec["Name"] ?? JSONValue(member.key),
                "Type": isTable ? "AMAZON_DYNAMODB" : "AWS_LAMBDA", "Description": spec["Description"],
                "DynamoDBConfig": isTable ? table : nil,
                "LambdaConfig": isTable ? nil : spec["FunctionArn"].map { ["LambdaFunctionArn": $0] },
                "ServiceRoleArn": spec["ServiceRoleArn"] ?? getAtt(id + "Role", "Arn"),
            ]),
            from: source,
            at: member.keyPosition
        )
        guard spec["ServiceRoleArn"] == nil else { return getAtt(id, "Name") }
        let role = RoleDraft(logicalID: id + "Role", trust: trust("appsync.amazonaws.com"))
        make(role.logicalID, "AWS::IAM::Role", role.properties, from: source, at: member.keyPosition)
        let end = isTable ? "AWS::DynamoDB::Table" : "AWS::Lambda::Function"
        let settings = makingObject([
            "Destination": making(["Type": JSONValue(end), "Arn": isTable ? tableARN : spec["FunctionArn"]]),
            "Permissions": spec["Permissions"] ?? (isTable ? ["Read", "Write"] : ["Write"]),
        ])
        let start: JSONValue = [
            "Type": "AWS::AppSync::DataSource", "Arn": getAtt(id, "DataSourceArn"), "RoleName": ref(role.logicalID),
        ]
        let connector = id + (isTable ? "ToTableConnector" : "ToLambdaConnector")
        expandConnector(connector, from: start, settings, owner: source)
        return getAtt(id, "Name")
    }

    /// Makes the functions and the resolvers that run them in turn.
    private mutating func expandPipelines(_ source: ServerlessResource, _ dataSources: [String: JSONValue]) {
        let id = source.logicalID
        let api = getAtt(id, "ApiId")
        let none = id + "NoneDataSource"
        var needsNone = false
        var functions: [String: JSONValue] = [:]
        for member in source["Functions"]?.object ?? JSONObject() {
            let spec = member.value
            if let given = spec["Id"] {
                functions[member.key] = given
                continue
            }
            var name = spec["DataSource"]
            if let text = name?.string {
                if text.lowercased() == "none" {
                    needsNone = true
                    name = getAtt(none, "Name")
                } else if let known = dataSources[text] {
                    name = known
                } else {
                    evaluator.fail(
                        at: name?.position ?? member.keyPosition,
                        "data source '\(text)' of function '\(member.key)'",
                        "declare it under 'DataSources'",
                        nearest: nearestName(to: text, among: dataSources.keys.sorted())
                    )
                }
            }
            make(
                id + member.key,
                "AWS::AppSync::FunctionConfiguration",
                makingObject([
                    "ApiId": api, "Name": spec["Name"] ?? JSONValue(member.key), "DataSourceName": name,
                    "Code": spec["InlineCode"], "CodeS3Location": spec["CodeUri"], "Runtime": runtime(spec),
                    "MaxBatchSize": spec["MaxBatchSize"], "Description": spec["Description"],
                    "SyncConfig": spec["Sync"],
                ]),
                from: source,
                at: member.keyPosition
            )
            functions[member.key] = getAtt(id + member.key, "FunctionId")
        }
        for type in source["Resolvers"]?.object ?? JSONObject() {
            for member in type.value.object ?? JSONObject() {
                makeResolver(member, of: type.key, functions, source)
            }
        }
        if needsNone {
            let properties = makingObject(["ApiId": api, "Name": JSONValue(none), "Type": "NONE"])
            make(none, "AWS::AppSync::DataSource", properties, from: source)
        }
    }

    private mutating func makeResolver(
        _ member: JSONObject.Member,
        of type: String,
        _ functions: [String: JSONValue],
        _ source: ServerlessResource
    ) {
        let spec = member.value
        var pipeline: [JSONValue] = []
        for step in spec["Pipeline"]?.array ?? [] {
            if let name = step.string, let function = functions[name] {
                pipeline.append(function)
            } else {
                evaluator.fail(
                    at: step.position,
                    "function '\(step.string ?? step.kindName)' of resolver '\(member.key)'",
                    "declare it under 'Functions'",
                    nearest: step.string.flatMap { nearestName(to: $0, among: functions.keys.sorted()) }
                )
            }
        }
        let hasCode = spec["InlineCode"] != nil || spec["CodeUri"] != nil
        make(
            source.logicalID + type + member.key,
            "AWS::AppSync::Resolver",
            makingObject([
                "ApiId": getAtt(source.logicalID, "ApiId"), "TypeName": JSONValue(type),
                "FieldName": spec["FieldName"] ?? JSONValue(member.key), "Kind": "PIPELINE",
                "PipelineConfig": ["Functions": JSONValue(pipeline)],
                "Code": hasCode ? spec["InlineCode"] : JSONValue(defaultResolverCode),
                "CodeS3Location": spec["CodeUri"],
                "Runtime": hasCode ? runtime(spec) : ["Name": "APPSYNC_JS", "RuntimeVersion": "1.0.0"],
                "CachingConfig": spec["Caching"], "MaxBatchSize": spec["MaxBatchSize"],
            ]),
            from: source,
            at: member.keyPosition,
            dependsOn: [source.logicalID + "Schema"]
        )
    }

    private func runtime(_ spec: JSONValue) -> JSONValue? {
        spec["Runtime"].map { making(["Name": $0["Name"], "RuntimeVersion": $0["Version"]]) }
    }
}
