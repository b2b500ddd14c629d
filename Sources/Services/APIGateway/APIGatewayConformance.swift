extension Conformance {
    static let apiGateway = ServiceConformance(
        "API Gateway",
        [
            .rule(
                .accountThrottle, "An account serves 10,000 requests a second, bursts up to 5,000 at once.",
                Source.apiGateway("limits")),
            .rule(
                .stageThrottle, "A stage or method may be held to a rate and a burst of its own.",
                Source.apiGateway("api-gateway-request-throttling")),
            .rule(
                .routeNotFound, "A request that no route matches is refused.",
                Source.apiGateway("supported-gateway-response-types")),
            .modelled(
                "routePrecision",
                "The route that names a request most exactly takes it: a method before ANY, `{name+}` last.",
                Source.apiGateway("http-api-develop-routes")),
            .modelled(
                "proxyEvent",
                "A function gets the whole request: in format 1.0 from a REST API, in format 2.0 from an HTTP API.",
                Source.apiGateway("http-api-develop-integrations-lambda")),
            .modelled(
                "functionFailure", "A function that fails is answered with 502 by a REST API, with 500 by an HTTP API.",
                Source.apiGateway("http-api-troubleshooting-lambda")),
            .modelled(
                "serviceIntegration",
                "A route can call SQS, EventBridge, Kinesis and others itself, by its credentials.",
                Source.apiGateway("http-api-develop-integrations-aws-services-reference")),
            .modelled(
                "statusMapping", "A response mapping replaces the status of the integration by another.",
                Source.apiGateway("http-api-parameter-mapping")),
            .rule(
                .integrationTimeout, "An integration must answer within 29 s (REST) or 30 s (HTTP).",
                Source.model("apigateway.Integration")),
            .rule(
                .requestValidation, "A request that its mapping cannot take is refused.",
                Source.apiGateway("api-gateway-method-request-validation")),
            .leftOut(
                "authorizers", "An authorizer decides who may call, and its answer is kept for 5 minutes.",
                Source.model("apigateway.Authorizer")),
            .leftOut(
                "usagePlans", "A usage plan holds each API key to a rate and a quota.",
                Source.apiGateway("api-gateway-api-usage-plans")),
            .leftOut(
                "caching", "A stage of a REST API can keep answers, 300 s unless set.",
                Source.model("apigateway.MethodSetting")),
            .leftOut(
                "webSocket", "A WebSocket API keeps connections open and sends to them.",
                Source.apiGateway("apigateway-websocket-api")),
            .leftOut("payloadSize", "A request may have 10 MB.", Source.apiGateway("http-api-quotas")),
        ])
}
