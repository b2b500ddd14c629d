import Values

/// Which of API Gateway's kinds an API is.
enum APIKind {
    case rest
    case http
    case webSocket

    /// The tag that says who made an API.
    var tagName: String { self == .webSocket ? "websocketapi:createdBy" : "httpapi:createdBy" }

    /// The logical id of the API that SAM makes for events that name none.
    var implicitID: String { self == .rest ? "ServerlessRestApi" : "ServerlessHttpApi" }
    /// The property of an event that names its API.
    var eventProperty: String { self == .rest ? "RestApiId" : "ApiId" }
    var serverlessType: String {
        switch self {
        case .rest: "AWS::Serverless::Api"
        case .http: "AWS::Serverless::HttpApi"
        case .webSocket: "AWS::Serverless::WebSocketApi"
        }
    }
}

/// The key under which API Gateway keeps a method that answers all.
let anyMethod = "x-amazon-apigateway-any-method"
/// The key of an operation's integration.
let integrationKey = "x-amazon-apigateway-integration"

/// The OpenAPI document of an API while events add their routes.
struct APIDraft {
    let kind: APIKind
    /// The document without its paths; nil where it lies in S3 and events add nothing to it.
    var body: JSONObject?
    /// The routes. They stand apart so that adding one copies no others.
    var paths = JSONObject()
    /// Whether SAM writes the document, as it does where the template gives none.
    var isManaged: Bool
    /// Whether events add to the template's own document.
    var isMerged = false
    /// What events set for their routes, by route key.
    var routeSettings = JSONObject()

    /// An empty document as SAM starts it.
    static func managed(_ kind: APIKind) -> APIDraft {
        let info: JSONValue = ["version": "1.0", "title": ref("AWS::StackName")]
        let body: JSONObject =
            switch kind {
            case .rest: makingObject(["swagger": "2.0", "info": info])
            case .http, .webSocket: makingObject(["openapi": "3.0.1", "info": info])
            }
        return APIDraft(kind: kind, body: body, isManaged: true)
    }

    init(kind: APIKind, body: JSONObject?, isManaged: Bool) {
        self.kind = kind
        self.isManaged = isManaged
        self.body = body
        paths = body?["paths"]?.object ?? JSONObject()
        self.body?["paths"] = nil
    }

    /// The whole document.
    var document: JSONValue? {
        guard var body else { return nil }
        body["paths"] = JSONValue(paths)
        return JSONValue(body)
    }

    /// Whether a method of a path has an integration.
    func hasIntegration(_ path: String, _ method: String) -> Bool {
        paths[path]?[method]?[integrationKey] != nil
    }

    /// Adds a method to a path; what the document already says of it stays beneath.
    mutating func add(_ path: String, _ method: String, _ operation: JSONObject, at place: SourcePosition) {
        var methods = paths[path]?.object ?? JSONObject()
        var merged = methods[method]?.object ?? JSONObject()
        for member in operation { merged[member.key] = member.value }
        methods[method] = JSONValue(.object(merged), at: place)
        paths[path] = JSONValue(.object(methods), at: place)
    }
}

extension ServerlessExpander {
    /// Starts the document of every API of the template.
    mutating func prepareAPIs() {
        for resource in template.resources {
            guard let source = serverless[resource.logicalID] else { continue }
            if source.resource.type == APIKind.rest.serverlessType {
                drafts[source.logicalID] = draft(of: source, .rest)
            } else if source.resource.type == APIKind.http.serverlessType {
                drafts[source.logicalID] = draft(of: source, .http)
            }
        }
    }

    private mutating func draft(of source: ServerlessResource, _ kind: APIKind) -> APIDraft {
        if let body = source["DefinitionBody"]?.object {
            var draft = APIDraft(kind: kind, body: body, isManaged: false)
            draft.isMerged = source["MergeDefinitions"]?.bool ?? false
            return draft
        }
        guard let uri = source["DefinitionUri"] else { return .managed(kind) }
        return APIDraft(kind: kind, body: localDocument(uri)?.object, isManaged: false)
    }

    /// The API that an event adds to; nil, with a problem noted, where it names none of this template.
    mutating func apiID(of event: ServerlessEvent, _ kind: APIKind) -> String? {
        guard let written = event[kind.eventProperty] else {
            if drafts[kind.implicitID] == nil { drafts[kind.implicitID] = .managed(kind) }
            return kind.implicitID
        }
        let name = written["Ref"]?.string ?? written.string
        if let name, let draft = drafts[name], draft.kind == kind { return name }
        let known = drafts.filter { $0.value.kind == kind }.keys.sorted()
        evaluator.fail(
            at: written.position,
            "'\(kind.eventProperty)' of event '\(event.name)', which is no \(kind.serverlessType) of this template",
            known.isEmpty ? "declare one, or leave it out" : "refer to one of \(known.joined(separator: ", "))",
            nearest: name.flatMap { nearestName(to: $0, among: known) }
        )
        return nil
    }

    /// The document of a local file that a property names; nil for locations in S3 and files that cannot be read.
    mutating func localDocument(_ uri: JSONValue) -> JSONValue? {
        guard let path = uri.string, !TemplateSource.isRemote(path),
            let (text, file) = evaluator.load(path, to: "read", at: uri.position)
        else { return nil }
        return evaluator.document(text, file: file)
    }
}
