import Languages
import Simulation
import Values

/// A REST or HTTP API: finds the route of a request, holds it to the stage's and the account's rate, and passes it on
/// to a function or straight to a service.
struct API: Emulator {
    struct Settings: Sendable {
        /// Whether it is an HTTP API (version 2) rather than a REST API.
        var isHTTP: Bool
        var arn: String
        /// At least one; requests that name none go to the first.
        var stages: [APIStage]
        /// Components by every name that parameters may call them.
        var names: [String: ComponentID]
        /// How long an integration may take where it does not say: 29 s for REST APIs, 30 s for HTTP APIs.
        var integrationTimeout: Int64
    }

    /// A request whose integration is under way.
    struct Waiting: Sendable {
        var callID: CallID
        var place: Place
    }

    /// A route of a stage.
    struct Place: Hashable, Sendable {
        var stage: Int
        var route: Int
    }

    let id: ComponentID
    let settings: Settings
    private var account = RequestBucket(rate: 10_000, burst: 5_000)
    /// Of each stage and route.
    private var throttles: [[RequestBucket?]]
    /// Whether any route has one: only then does admitting a request need its route.
    private let hasLimits: Bool
    private var waiting: [UInt64: Waiting] = [:]
    private var nextRequest: UInt64 = 0

    init(id: ComponentID, settings: Settings) {
        self.id = id
        self.settings = settings
        hasLimits = settings.stages.contains { $0.routes.contains { $0.throttle != nil } }
        throttles = settings.stages.map { stage in
            stage.routes.map { $0.throttle.map { RequestBucket(rate: $0.rate, burst: $0.burst) } }
        }
    }

    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal? {
        if hasLimits, let place = place(of: archive.json(call.parameters)),
            throttles[place.stage][place.route]?.take(at: now) == false
        {
            return Refusal(outcome: .tooManyRequests, rule: .stageThrottle)
        }
        if !account.take(at: now) { return Refusal(outcome: .tooManyRequests, rule: .accountThrottle) }
        return nil
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        guard call.action == .invokeAPI else { return .result(CallResult(.validation, rule: .unsupportedRequest)) }
        let request = archive.json(call.parameters)
        guard let place = place(of: request) else {
            // A REST API answers 403 for what it does not know, an HTTP API 404.
            return .result(answer(settings.isHTTP ? .notFound : .accessDenied, .routeNotFound, &archive))
        }
        let stage = settings.stages[place.stage]
        let route = stage.routes[place.route]
        let path = request["path"]?.string ?? "/"
        if let schema = route.bodySchema, schema.flaw(in: request["body"] ?? .null) != nil {
            return .result(answer(.badRequest, .requestValidation, &archive))
        }
        let number = nextRequest
        nextRequest += 1
        var outgoing: Call
        switch route.integration {
        case .mock: return .result(CallResult(.ok))
        case .unavailable: return .result(answer(.integrationFailure, .unsupportedRequest, &archive))
        case .function(let function, let identity):
            let event = proxyEvent(request, path: path, stage: stage, route: route, at: now, call, archive)
            outgoing = Call(
                .invokeFunction, from: id, to: function.component, messages: call.messages,
                parameters: archive.store(event),
                argument: Call.synchronous, cause: record, token: number, identity: identity)
            outgoing.qualifier = function.qualifier
        case .service(let service):
            guard
                let parameters = parameters(
                    service, request, variables: route.variables(in: Route.parts(path)), stage, archive, call),
                let target = service.target ?? target(in: parameters)
            else { return .result(answer(.badRequest, .requestValidation, &archive)) }
            outgoing = Call(
                service.action, from: id, to: target, cause: record, token: number, identity: service.identity)
            outgoing.fill(from: parameters, parent: call.messages.first, at: now, archive: &archive)
        }
        waiting[number] = Waiting(callID: callID, place: place)
        effects.setTimer(number, at: now + (route.timeout ?? settings.integrationTimeout))
        effects.call(outgoing)
        return .later
    }

    /// The stage and the route that a request takes, the most exact one; nil where there is none.
    private func place(of request: JSONValue) -> Place? {
        let named = request["stage"]?.string.flatMap { name in settings.stages.firstIndex { $0.name == name } }
        let stage = named ?? 0
        guard named != nil || request["stage"] == nil || settings.stages.count == 1 else { return nil }
        let method = request["httpMethod"]?.string ?? "GET"
        let parts = Route.parts(request["path"]?.string ?? "/")
        return settings.stages[stage].routes.enumerated()
            .filter { $0.element.matches(method: method, path: parts) }
            .max { ($0.element.precision, -$0.offset) < ($1.element.precision, -$1.offset) }
            .map { Place(stage: stage, route: $0.offset) }
    }

    private func answer(_ outcome: Outcome, _ rule: Rule, _ archive: inout Archive) -> CallResult {
        CallResult(outcome, rule: rule, payload: archive.store(["statusCode": JSONValue(outcome.status)]))
    }

    // MARK: Requests to services

    private func parameters(
        _ service: ServiceIntegration, _ request: JSONValue, variables: [String: String], _ stage: APIStage,
        _ archive: Archive, _ call: Call
    ) -> JSONValue? {
        let mapped = GatewayRequest(
            body: request["body"]?.string ?? request["body"]?.compactText ?? "",
            path: variables, headers: ["content-type": "application/json"],
            context: JSONObject([.init(key: "requestId", value: JSONValue(archive.identifier(of: call.messages.first)))]
            ))
        return service.parameters(for: mapped)
    }

    /// The component that API parameters name.
    private func target(in parameters: JSONValue) -> ComponentID? {
        for key in ServiceIntegration.targetParameters.map(\.name) {
            if let name = parameters[key]?.string, let component = settings.names[name] { return component }
        }
        guard let entries = parameters["Entries"] else { return nil }
        return settings.names[entries[0]?["EventBusName"]?.string ?? "default"]
    }

    // MARK: Answers

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        if !result.outcome.isSuccess, call.action != .invokeFunction {
            for message in archive.all(call.messages) { archive.end(message, .rejected, at: id, now, record) }
        }
        // A request that has timed out has been answered.
        guard let request = waiting.removeValue(forKey: call.token) else { return }
        let route = settings.stages[request.place.stage].routes[request.place.route]
        let reply: CallResult
        if case .service(let service) = route.integration {
            reply = serviceReply(service, result, &archive)
        } else if result.outcome.isSuccess {
            let status = archive.json(result.payload)["statusCode"]?.wholeNumber ?? 200
            let outcome: Outcome = status < 400 ? .ok : status < 500 ? .badRequest : .integrationFailure
            reply = CallResult(outcome, payload: archive.store(["statusCode": JSONValue(status)]))
        } else {
            // A function that failed or was throttled: REST APIs answer 502, HTTP APIs 500.
            reply = CallResult(
                .integrationFailure, rule: result.rule,
                payload: archive.store(["statusCode": JSONValue(settings.isHTTP ? 500 : 502)]))
        }
        effects.reply(to: request.callID, reply)
    }

    private func serviceReply(
        _ service: ServiceIntegration, _ result: CallResult, _ archive: inout Archive
    ) -> CallResult {
        let own = result.outcome.status
        let mapped = service.statuses.first { $0.pattern == "\(own)" || $0.pattern == "default" }?.status ?? own
        let outcome: Outcome
        switch mapped {
        case ..<400: outcome = .ok
        case 429: outcome = .tooManyRequests
        case ..<500: outcome = result.outcome.isSuccess ? .badRequest : result.outcome
        default: outcome = .integrationFailure
        }
        return CallResult(
            outcome, rule: result.rule, payload: archive.store(["statusCode": JSONValue(mapped)]))
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        guard let request = waiting.removeValue(forKey: token) else { return }
        effects.reply(to: request.callID, answer(.integrationTimeout, .integrationTimeout, &archive))
    }

    func gauges(at now: Instant) -> [Gauge] { [Gauge("requests", waiting.count, isMain: true)] }
}
