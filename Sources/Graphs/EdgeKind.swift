/// What travels along an edge and who starts it: one table for topologies, graph files, legends and moving events.
///
/// An edge points the way the message travels; of `poll` that is from the source to the consumer that pulls, and of
/// `read` from the reader to what it reads, as the request travels.
public enum EdgeKind: String, Hashable, Sendable, CaseIterable {
    /// A synchronous request: the caller waits for the answer.
    case call
    /// An asynchronous push: the sender does not wait for the work.
    case event
    /// The consumer pulls from the source.
    case poll
    /// The caller reads state.
    case read
    /// The caller changes state.
    case write
    /// A message that could not be handled is set aside.
    case deadLetter
    /// A name is looked up.
    case resolve
    /// Logs, metrics and traces.
    case observe
}

extension EdgeKind {
    /// A short phrase for legends and help.
    public var meaning: String {
        switch self {
        case .call: "synchronous request"
        case .event: "asynchronous push"
        case .poll: "consumer pulls"
        case .read: "read"
        case .write: "write"
        case .deadLetter: "dead letter"
        case .resolve: "name lookup"
        case .observe: "logs, metrics, traces"
        }
    }
}
