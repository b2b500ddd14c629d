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
            .rule(
                .integrationTimeout, "An integration must answer within 29 s (REST) or 30 s (HTTP).",
                Source.model("apigateway.Integration")),
            .rule(
                .requestValidation, "A request that its mapping cannot take is refused.",
                Source.apiGateway("api-gateway-method-request-validation")),
        ])
}
