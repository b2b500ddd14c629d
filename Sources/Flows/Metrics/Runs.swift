import Services

extension Record {
    /// Whether it is a run of a function: an invocation that is waited for, or an attempt with an asynchronous event.
    /// The call that brings such an event is none: it is answered before anything runs.
    var isRun: Bool { action == .attempt || (action == .invokeFunction && rule != .asynchronousInvocation) }
}
