import Languages
import Templates
import Values

/// A request that an API of a stack takes.
public struct AssumedRequest: Sendable {
    /// `POST` where the route takes any, and values in place of the path's variables.
    public var line: RequestLine
    /// What its body must hold to get through the route's schema and mapping, as a States Language payload template over
    /// the request's number, `$.index`; nil where any body will do.
    public var body: JSONValue?
}

extension EmulatedServices {
    /// A request for each route that an API of a stack serves, in its first stage.
    public static func requests(to api: String, in stack: Stack) -> [AssumedRequest] {
        var builder = CloudBuilder(stack: stack, behaviours: [:], seed: 0)
        let cloud = builder.build(traffic: [])
        guard let component = cloud.component(api),
            let emulator = cloud.components[Int(component.index)].emulator as? API
        else { return [] }
        return emulator.settings.stages[0].routes.filter { $0.method != "OPTIONS" }.map { route in
            let parts = route.path.map { part in
                part.hasPrefix("{") ? route.value(ofVariable: Route.variable(part), in: stack) : part
            }
            return AssumedRequest(
                line: RequestLine(
                    route.method == "ANY" ? "POST" : route.method, "/" + parts.joined(separator: "/")),
                body: route.exampleBody)
        }
    }
}

extension Route {
    /// What the schema asks for, or else what the integration looks for in the body.
    fileprivate var exampleBody: JSONValue? {
        if let schema = bodySchema { return schema.example }
        guard case .service(let service) = integration else { return nil }
        return service.bodyShape?.payloadTemplate
    }

    /// What a request has in place of a variable: where the integration takes the name of its target from it, the name
    /// of the first resource of that type.
    fileprivate func value(ofVariable variable: String, in stack: Stack) -> String {
        guard case .service(let service) = integration else { return "1" }
        let marker = "archscope-variable"
        let request = GatewayRequest(
            body: service.bodyShape?.sample.compactText ?? "{}", path: [variable: marker],
            headers: ["content-type": "application/json"])
        guard let parameters = service.parameters(for: request) else { return "1" }
        for (name, type) in ServiceIntegration.targetParameters where parameters[name]?.string == marker {
            if let target = stack.resources.first(where: { $0.type == type }) { return target.physicalID }
        }
        return "1"
    }
}

extension ServiceIntegration {
    /// What the integration looks for in the body; nil where it takes any.
    fileprivate var bodyShape: BodyShape? {
        switch parameters {
        case .template(let template): template.bodyShape
        case .mapping(let mapping):
            // The detail of an event must be an object; the other parameters are texts.
            mapping.lazy.compactMap { $0.value.bodyShape($0.name == "Detail" ? .document : .text) }
                .reduce(nil) { whole, part in whole.map { $0.merged(with: part) } ?? part }
        }
    }
}
