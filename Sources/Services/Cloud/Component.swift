/// A component of a cloud: a resource of the stack, or a client of the scenario.
public struct Component: Sendable {
    /// The logical id, or `external:name` for clients.
    public let logicalID: String
    /// The CloudFormation type; empty for clients.
    public let type: String
    /// The ARN; empty for clients.
    public let arn: String
    /// Whose permissions its calls need.
    let identity: IdentityID
    var emulator: any Emulator

    init(logicalID: String, type: String, arn: String, identity: IdentityID, emulator: any Emulator) {
        self.logicalID = logicalID
        self.type = type
        self.arn = arn
        self.identity = identity
        self.emulator = emulator
    }
}

extension Component {
    /// What a policy names to allow an action: of a table's stream the stream, of a bucket the objects.
    func arn(for action: Action) -> String {
        switch action {
        case .getStreamIterator, .getStreamRecords: arn + "/stream/2026-01-01T00:00:00.000"
        case .putObject, .getObject, .deleteObject: arn + "/key"
        default: arn
        }
    }
}
