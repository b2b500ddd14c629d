import Flows

/// What the explorer opens on.
public enum Start: Sendable {
    /// The first section.
    case browse
    /// The article of an entry, by its id.
    case entry(String)
    /// The run screen of a flow, by its id.
    case flow(String)
    /// The run screen of a session that has been prepared: the flow's id (empty for a template), a title, the session.
    case session(flow: String, title: String, FlowSession)
    /// The diagram of a template of one's own.
    case template(OpenedTemplate)
}
