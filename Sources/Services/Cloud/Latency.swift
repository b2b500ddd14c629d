/// How long calls travel. These are archscope's own round figures, made to be seen and added up, not promises of AWS:
/// the SLAs give none. A flow that needs others sets them.
struct Latency: Sendable {
    /// From the caller to the service, in nanoseconds.
    func request(_ action: Action) -> Int64 {
        switch action {
        // A client on the internet.
        case .invokeAPI, .invokeFunctionURL, .postHTTP: 20_000_000
        // Within a Region.
        default: 5_000_000
        }
    }

    /// From the service back to the caller, in nanoseconds.
    func response(_ action: Action) -> Int64 { request(action) }
}
