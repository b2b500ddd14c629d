import Values

/// The resources of a template with the serverless ones expanded, each followed by what it makes.
func serverlessExpansion(of template: Template, _ evaluator: inout Evaluator) -> [TemplateResource] {
    guard
        template.resources.contains(where: { $0.type.hasPrefix(serverlessPrefix) || $0.attributes["Connectors"] != nil }
        )
    else {
        if !template.globals.isEmpty {
            evaluator.fail(
                .warning,
                at: template.globals.members[0].keyPosition,
                "'Globals' in a template without serverless resources",
                "remove it"
            )
        }
        return template.resources
    }
    if !template.usesServerlessTransform {
        let first = template.resources.first { $0.type.hasPrefix(serverlessPrefix) }
        evaluator.fail(
            at: first?.position ?? SourcePosition(file: template.file),
            "a serverless resource in a template without 'Transform: AWS::Serverless-2016-10-31'",
            "add the transform at the top of the template"
        )
    }
    var expander = ServerlessExpander(template, evaluator)
    let resources = expander.expand()
    evaluator = expander.evaluator
    return resources
}

/// What the types of all serverless resources start with.
let serverlessPrefix = "AWS::Serverless::"

/// A serverless resource of a template that exists under its condition.
struct ServerlessResource {
    /// The resource as the template gives it.
    let resource: TemplateResource
    /// Its properties with the global ones, functions unresolved: logical ids depend on whether a name is written out.
    let written: JSONObject
    /// The same with parameters, mappings and conditions resolved.
    let properties: JSONObject

    var logicalID: String { resource.logicalID }
    var position: SourcePosition { resource.position }

    subscript(name: String) -> JSONValue? { properties[name].flatMap { $0.isNull ? nil : $0 } }

    /// Whether a property is written out as a text, and which.
    func literal(_ name: String) -> String? { written[name]?.string }
}

/// Expands the serverless resources of one template.
struct ServerlessExpander {
    var evaluator: Evaluator
    let template: Template
    /// The serverless resources by logical id.
    var serverless: [String: ServerlessResource] = [:]
    /// The plain resources by logical id; events add to buckets and user pools.
    var plain: [String: TemplateResource] = [:]
    /// What each serverless resource makes, by its logical id.
    var made: [String: [TemplateResource]] = [:]
    /// What no single resource makes: implicit APIs, the application of gradual deployments.
    var shared: [TemplateResource] = []
    /// The routes that events add, by API.
    var drafts: [String: APIDraft] = [:]
    /// Whether a function wants gradual deployments, and of which kinds.
    var deploymentGroups: [DeploymentGroup] = []

    init(_ template: Template, _ evaluator: Evaluator) {
        self.template = template
        self.evaluator = evaluator
    }

    /// All resources, expanded, in the order of the template.
    mutating func expand() -> [TemplateResource] {
        let globals = Globals(template.globals, &evaluator)
        for resource in template.resources {
            guard resource.type.hasPrefix(serverlessPrefix) else {
                plain[resource.logicalID] = resource
                continue
            }
            if let condition = resource.condition, !evaluator.condition(condition, at: resource.position) { continue }
            let written = globals.merged(into: resource)
            if let known = serverlessResourceProperties[resource.type] {
                known.check(written, of: "'\(resource.logicalID)'", at: resource.position, &evaluator)
            }
            let properties = evaluator.evaluate(JSONValue(.object(written), at: resource.position))?.object
            serverless[resource.logicalID] = ServerlessResource(
                resource: resource,
                written: written,
                properties: properties ?? JSONObject()
            )
        }
        prepareAPIs()
        for phase in ServerlessPhase.allCases {
            for resource in template.resources {
                guard let source = serverless[resource.logicalID] else { continue }
                guard let row = serverlessTypes[resource.type] else {
                    if phase == .components { keepUnknown(source) }
                    continue
                }
                guard row.phase == phase else { continue }
                row.expand(&self, source)
                propagateTags(of: source, replacing: row.replacesTags)
            }
            if phase == .apis { expandImplicitAPIs(globals) }
            if phase == .connectors { expandEmbeddedConnectors() }
        }
        expandDeployments()
        var result: [TemplateResource] = []
        for resource in template.resources {
            if serverless[resource.logicalID] != nil {
                result += made[resource.logicalID] ?? []
            } else if let plain = plain[resource.logicalID] {
                result.append(plain)
            }
        }
        return unique(result + shared)
    }

    /// Each logical id once. Two APIs in one zone or domain make the same resource twice: its records are joined.
    private mutating func unique(_ resources: [TemplateResource]) -> [TemplateResource] {
        var places: [String: Int] = [:]
        var result: [TemplateResource] = []
        for resource in resources {
            guard let place = places[resource.logicalID] else {
                places[resource.logicalID] = result.count
                result.append(resource)
                continue
            }
            let before = result[place]
            if before.expandedFrom == nil || resource.expandedFrom == nil {
                evaluator.fail(
                    at: before.expandedFrom == nil ? before.position : resource.position,
                    "resource '\(resource.logicalID)', which SAM makes too",
                    "give it another logical id"
                )
            } else if let records = resource.properties["RecordSets"]?.array,
                let known = before.properties["RecordSets"]?.array
            {
                result[place].properties["RecordSets"] = JSONValue(known + records)
            }
        }
        return result
    }

    /// Adds a resource that another one makes.
    mutating func make(
        _ logicalID: String,
        _ type: String,
        _ properties: JSONObject,
        from source: ServerlessResource,
        at place: SourcePosition? = nil,
        dependsOn: [String] = []
    ) {
        made[source.logicalID, default: []].append(
            TemplateResource(
                logicalID: logicalID,
                type: type,
                properties: properties,
                dependsOn: dependsOn,
                position: place ?? source.position,
                expandedFrom: source.logicalID,
                expandedFromType: source.resource.type
            )
        )
    }

    /// Keeps a serverless resource of a type that has no expansion.
    private mutating func keepUnknown(_ source: ServerlessResource) {
        let known = serverlessTypes.keys.sorted()
        evaluator.fail(
            .warning,
            at: source.position,
            "type '\(source.resource.type)', which has no expansion here",
            "expect it as one resource",
            nearest: nearestName(to: source.resource.type, among: known)
        )
        var resource = source.resource
        resource.properties = source.properties
        made[source.logicalID] = [resource]
    }
}

/// When a type is expanded: routes of functions must be known before their API, and everything before connectors.
enum ServerlessPhase: CaseIterable {
    case components
    case apis
    case connectors
}

/// A row per serverless type: when and how it is expanded.
struct ServerlessType: Sendable {
    let phase: ServerlessPhase
    /// Whether tags that a resource passes on replace those which SAM gives to what it makes.
    var replacesTags = false
    let expand: @Sendable (inout ServerlessExpander, ServerlessResource) -> Void
}

/// All serverless types that have an expansion.
let serverlessTypes: [String: ServerlessType] = [
    "AWS::Serverless::Function": ServerlessType(phase: .components, replacesTags: true) { $0.expandFunction($1) },
    "AWS::Serverless::SimpleTable": ServerlessType(phase: .components) { $0.expandSimpleTable($1) },
    "AWS::Serverless::LayerVersion": ServerlessType(phase: .components) { $0.expandLayerVersion($1) },
    "AWS::Serverless::Application": ServerlessType(phase: .components) { $0.expandApplication($1) },
    "AWS::Serverless::StateMachine": ServerlessType(phase: .components, replacesTags: true) {
        $0.expandStateMachine($1)
    },
    "AWS::Serverless::Api": ServerlessType(phase: .apis) { $0.expandRestAPI($1) },
    "AWS::Serverless::HttpApi": ServerlessType(phase: .apis) { $0.expandHTTPAPI($1) },
    "AWS::Serverless::WebSocketApi": ServerlessType(phase: .apis) { $0.expandWebSocketAPI($1) },
    "AWS::Serverless::GraphQLApi": ServerlessType(phase: .apis) { $0.expandGraphQLAPI($1) },
    "AWS::Serverless::CapacityProvider": ServerlessType(phase: .components) { $0.expandCapacityProvider($1) },
    "AWS::Serverless::Connector": ServerlessType(phase: .connectors) { $0.expandConnector($1) },
]
