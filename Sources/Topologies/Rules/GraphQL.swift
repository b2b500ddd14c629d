import Templates
import Values

/// AWS AppSync: GraphQL APIs, their data sources and resolvers.
let graphQLRows: [ResourceRow] =
    [
        ResourceRow(
            "AWS::AppSync::GraphQLApi", kind: "api", service: "appsync", delivery: "appsync:GraphQL",
            facesClients: true,
            link: linkGraphQLAuthorizers),
        .plumbing("AWS::AppSync::DataSource", kind: "data-source", .onWays(otherwise: ["ApiId"]), link: linkDataSource),
        .plumbing("AWS::AppSync::Resolver", kind: "route", .into(["ApiId"])),
        .plumbing("AWS::AppSync::FunctionConfiguration", kind: "route", .into(["ApiId"])),
        ResourceRow("AWS::AppSync::Api", kind: "api", service: "appsync", facesClients: true),
        .plumbing("AWS::AppSync::ChannelNamespace", kind: "setting", .into(["ApiId"])),
    ]
    + ["GraphQLSchema", "ApiKey", "ApiCache", "DomainNameApiAssociation", "SourceApiAssociation"].map {
        .plumbing("AWS::AppSync::\($0)", kind: "setting", .into(["ApiId"]))
    } + [.plumbing("AWS::AppSync::DomainName", kind: "setting", .usedBy())]

/// How each kind of data source names what stands behind it, and the actions by which it is asked.
private let dataSources: [(path: PropertyPath, actions: [String])] = [
    ("LambdaConfig.LambdaFunctionArn", ["lambda:Invoke"]),
    (
        "DynamoDBConfig.TableName",
        [
            "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query",
            "dynamodb:Scan",
        ]
    ),
    ("EventBridgeConfig.EventBusArn", ["events:PutEvents"]),
    ("HttpConfig.Endpoint", []),
    ("OpenSearchServiceConfig.Endpoint", ["es:ESHttpGet", "es:ESHttpPost"]),
    ("ElasticsearchConfig.Endpoint", ["es:ESHttpGet", "es:ESHttpPost"]),
    ("RelationalDatabaseConfig.RdsHttpEndpointConfig.DbClusterIdentifier", ["rds-data:ExecuteStatement"]),
]

private func linkDataSource(_ source: Resource, _ linker: inout Linker) {
    guard let api = linker.target(source, "ApiId", service: "appsync") else { return }
    let fields = fields(of: source, api: api, linker)
    for kind in dataSources {
        guard let target = linker.targetOrOutside(source, kind.path, service: kind.actions.first.map(service(of:)))
        else {
            continue
        }
        let travels = kind.actions.compactMap(edgeKind(ofAction:))
        let readsAndWrites = travels.contains(.read) && travels.contains(.write)
        linker.add(
            Way(
                from: api, to: target, kind: readsAndWrites ? .write : travels.first ?? .call,
                label: fields.isEmpty && readsAndWrites ? "read, write" : fields, via: [source.logicalID],
                actions: kind.actions, position: linker.position(source, kind.path)))
    }
}

private func service(of action: String) -> String { String(action.prefix { $0 != ":" }) }

/// `Query.orders, Mutation.pay`: the fields whose resolvers use a data source, also through pipeline functions.
private func fields(of source: Resource, api: String, _ linker: Linker) -> String {
    let name = source.properties["Name"]?.string
    func uses(_ resource: Resource) -> Bool {
        linker.targets(resource, "DataSourceName").contains(source.logicalID)
            || name != nil && resource.properties["DataSourceName"]?.string == name
    }
    let functions = Set(
        linker.stack.resources.filter { $0.type == "AWS::AppSync::FunctionConfiguration" && uses($0) }.map(\.logicalID))
    let resolvers = linker.stack.resources.filter { resolver in
        resolver.type == "AWS::AppSync::Resolver"
            && (uses(resolver)
                || linker.targets(resolver, "PipelineConfig.Functions").contains(where: functions.contains))
    }
    return joinedLabels(
        resolvers.map { resolver in
            (resolver.properties["TypeName"]?.string ?? "") + "." + (resolver.properties["FieldName"]?.string ?? "")
        })
}

private func linkGraphQLAuthorizers(_ api: Resource, _ linker: inout Linker) {
    for path: PropertyPath in [
        "LambdaAuthorizerConfig.AuthorizerUri",
        "AdditionalAuthenticationProviders.*.LambdaAuthorizerConfig.AuthorizerUri",
        "UserPoolConfig.UserPoolId", "AdditionalAuthenticationProviders.*.UserPoolConfig.UserPoolId",
    ] {
        for authority in linker.targets(api, path) {
            linker.add(
                Way(
                    from: api.logicalID, to: authority, kind: .call, label: "authorizer",
                    actions: linker.delivery(to: authority), position: linker.position(api, path)))
        }
    }
}
