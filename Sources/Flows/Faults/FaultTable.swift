import Values

/// The one table of faults.
extension FaultKind {
    private static let function = FaultTarget.resource(["AWS::Lambda::Function"])

    /// The fault's row.
    var row: FaultRow {
        switch self {
        // MARK: Functions
        case .crash:
            FaultRow(
                strikes: Self.function,
                means: "every invocation fails when its work would begin to show",
                predicts: "every invocation of {to} that ends meanwhile fails")
        case .slow:
            FaultRow(
                strikes: Self.function, by: (.factor(2), "how many times as long the work takes"),
                means: "the function's own work takes longer; its calls do not",
                predicts: "invocations of {to} take longer than before")
        case .coldStartStorm:
            FaultRow(
                strikes: Self.function,
                means: "no execution environment is used again, as after a deployment: each invocation starts its own",
                predicts: "invocations of {to} take longer by their cold start")
        case .longPause:
            FaultRow(
                strikes: Self.function, mustEnd: true,
                means: "code that runs stands still until the end, as in a garbage collection; timeouts go on counting",
                predicts: "an invocation of {to} that runs meanwhile takes longer than before, or times out")
        case .buggyDeployment:
            FaultRow(
                strikes: Self.function, share: 1, lasts: false,
                means: "from now on a share of the function's work fails with the error Bug, until the fault 'fix'",
                predicts: "invocations of {to} fail from then on, or report messages as failed")
        case .badAliasShift:
            FaultRow(
                strikes: Self.function, share: 0.5,
                means: "the function's alias sends a share of its invocations to a version that always fails",
                predicts: "some invocations of {to} fail meanwhile, or report messages as failed, and others do not")
        case .fix:
            FaultRow(
                strikes: Self.function, lasts: false,
                means: "the failures that the flow or a buggy deployment declared stop: the fix has been deployed",
                predicts: "invocations of {to} that begin from then on do not fail by what the flow declared")
        // MARK: Capacity
        case .throttle:
            FaultRow(
                strikes: .anyResource,
                means: "calls are refused as throttled; a function goes on taking asynchronous events and keeps them",
                predicts: "calls to {to} are throttled meanwhile")
        case .exhaustedCapacity:
            FaultRow(
                strikes: .resource(["AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::Kinesis::Stream"]),
                means: "others have used up the table's or stream's throughput, or the account's concurrency",
                predicts: "calls to {to} are throttled meanwhile")
        case .fullShard:
            FaultRow(
                strikes: .resource(["AWS::Kinesis::Stream"]), share: 1,
                means:
                    "the shard that has taken most so far is at its limit: a share of the writes to it is refused with "
                    + "ProvisionedThroughputExceededException",
                predicts: "writes to one shard of {to} are throttled meanwhile")
        case .hotKey:
            FaultRow(
                strikes: .traffic, field: "id",
                means:
                    "this field of the body, or API parameter such as PartitionKey, has the same value in every request "
                    + "of the traffic source",
                predicts: "what spreads its work by {field} is throttled meanwhile")
        case .hotMessageGroup:
            FaultRow(
                strikes: .traffic, means: "every message of the traffic source belongs to one message group",
                predicts: "the messages of {to} wait for each other: its queue is longer at the end than before")
        // MARK: Messages
        case .poison:
            FaultRow(
                strikes: .traffic, lasts: false, needsPayload: true,
                means: "a message with this body, which its consumer cannot handle, comes among the others",
                predicts: "the message of {to} is given out again and again, or moved aside")
        case .badRecord:
            FaultRow(
                strikes: .traffic, by: (.count(10), "how many requests come at one moment"), lasts: false,
                needsPayload: true,
                means:
                    "so many requests come at one moment, the last of them with this body that its consumer cannot handle",
                predicts: "the bad one of {to} is given out again; without partial responses, its whole batch")
        case .oversizePayload:
            FaultRow(
                strikes: .traffic, by: (.size(.mebibytes(2)), "how many bytes the body has"), lasts: false,
                means: "a request with a body of this size comes among the others",
                predicts: "the request of {to} is refused as too large")
        case .duplicate:
            FaultRow(
                strikes: .anyResource, share: 1,
                means: "a share of what is sent to it arrives twice, as at-least-once delivery allows",
                predicts: "{to} takes some of what it is sent twice")
        case .replayDuplicates:
            FaultRow(
                strikes: .anyResource, by: (.time(.milliseconds(60_000)), "how far back"), lasts: false,
                means: "what it took in the time before comes to it again, all at once, as from a replay",
                predicts: "{to} takes again what it took in the {by} before")
        case .reorder:
            FaultRow(
                strikes: .anyResource, by: (.time(.milliseconds(2_000)), "the most that one takes longer"),
                means: "each call to it takes a random time longer on its way",
                predicts: "calls to {to} overtake each other")
        case .filterMismatch:
            FaultRow(
                strikes: .traffic, field: "",
                means:
                    "a deployment gives the message attributes, and the field of the body if one is named, other names",
                predicts: "more of what {to} sends is filtered out than before")
        case .lateSubscriber:
            FaultRow(
                strikes: .resource(["AWS::Events::Rule", "AWS::SNS::Subscription"]), lasts: false,
                means: "the rule or subscription is deployed only then: what came before was never for it",
                predicts: "{to} brings {from} nothing before, and something from then on")
        // MARK: Ways
        case .delay:
            FaultRow(
                strikes: .anyResource, by: (.time(.milliseconds(1_000)), "how much longer"),
                means: "calls to it take longer on their way there",
                predicts: "each call to {to} travels {by} or more")
        case .regionLatency:
            FaultRow(
                strikes: .everything, by: (.time(.milliseconds(200)), "how much longer"),
                means: "every call in the Region takes longer on its way there",
                predicts: "each call travels {by} or more")
        case .lostAcknowledgement:
            FaultRow(
                strikes: .anyResource, share: 1,
                means:
                    "a share of the calls to it does its work, but the answer is lost: the caller sees ServiceUnavailable",
                predicts: "callers of {to} see failures of what was done")
        case .partition:
            FaultRow(
                strikes: .anyResource, hasOtherEnd: true,
                means: "calls between the two fail as if there were no connection, and answers on their way are lost",
                predicts: "no call between {from} and {to} succeeds meanwhile")
        case .lostZone:
            FaultRow(
                strikes: .oneOrEverything, share: 0.333_333,
                means: "a share of the calls, those that the lost Availability Zone would have served, fails with "
                    + "ServiceUnavailable; the same share of idle execution environments is gone",
                predicts: "some calls fail with ServiceUnavailable meanwhile, and others succeed")
        case .maintenanceWindow:
            FaultRow(
                strikes: .anyResource, means: "every call to it fails with ServiceUnavailable",
                predicts: "every call to {to} fails meanwhile")
        case .retryStorm:
            FaultRow(
                strikes: .traffic, by: (.count(10), "how often each failed request is tried again"),
                means:
                    "what the traffic source calls fails with ServiceUnavailable, and it tries each request again at once",
                predicts: "{to} makes more than twice as many calls as it has requests")
        // MARK: Permissions
        case .deniedPermission:
            FaultRow(
                strikes: .anyResource, hasOtherEnd: true,
                means: "every call of the one to the other is denied, whatever policies say",
                predicts: "every call of {from} to {to} is denied meanwhile")
        case .roleRevoked:
            FaultRow(
                strikes: .anyResource,
                means: "every call of it, and of the event source mappings that use its role, is denied",
                predicts: "everything that {to} asks of others is denied meanwhile")
        // MARK: Queues and pollers
        case .stuckPoller:
            FaultRow(
                strikes: .resource(["AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping"]),
                means: "the pollers of the event source mapping finish what they have and receive nothing more",
                predicts: "what {to} polls is longer at the end than at the beginning")
        case .shortVisibility:
            FaultRow(
                strikes: .resource(["AWS::SQS::Queue"]), by: (.time(.milliseconds(1_000)), "the visibility timeout"),
                means: "what is received is hidden for a shorter time than the work on it takes",
                predicts: "messages of {to} are given out again while they are being worked on")
        case .queueDeleted:
            FaultRow(
                strikes: .resource(["AWS::SQS::Queue"]),
                means:
                    "the queue is deleted, which takes a minute: then what is in it is lost, and calls to it fail with "
                    + "QueueDoesNotExist until it is made again at the end",
                predicts: "every call to {to} fails from a minute later on")
        case .redrive:
            FaultRow(
                strikes: .resource(["AWS::SQS::Queue"]), lasts: false,
                means: "a message move task returns the dead letters of the queue to where they came from",
                predicts: "what lies in {to} goes back to where it came from")
        case .purge:
            FaultRow(
                strikes: .resource(["AWS::SQS::Queue"]), lasts: false,
                means: "the queue is purged: within a minute all that was in it is deleted",
                predicts: "messages of {to} are deleted unread")
        // MARK: Buses
        case .replay:
            FaultRow(
                strikes: .resource(["AWS::Events::EventBus"]), lasts: false,
                means: "the archives of the bus send all their events again, each with a replay-name",
                predicts: "{to} sends events of its archives again")
        // MARK: Clocks
        case .clockJump:
            FaultRow(
                strikes: .traffic, by: (.time(.milliseconds(3_600_000)), "how far"),
                means: "the traffic source's clock jumps ahead, and back at the end: the times in its payloads do",
                predicts: "the requests of {to} carry times that are {by} off")
        case .clockSkew:
            FaultRow(
                strikes: .traffic, by: (.time(.milliseconds(5_000)), "how much"),
                means: "the traffic source's clock is behind those of the others by so much",
                predicts: "by the times they carry, the requests of all sources come out of order")
        }
    }
}

/// A fault as help pages list it.
public struct FaultHelp: Hashable, Sendable {
    /// The name that flows and `--fault` use.
    public var name: String
    /// What it takes besides its time, with defaults: `to=AWS::SQS::Queue, for=..., by=1s`.
    public var arguments: String
    /// What it does, exactly.
    public var means: String
    /// What it lets one expect.
    public var predicts: String

    /// All faults, in the order of the table.
    public static let all: [FaultHelp] = FaultKind.allCases.map { kind in
        let row = kind.row
        var arguments: [String] = []
        switch row.strikes {
        case .everything: break
        case .oneOrEverything: arguments.append("[to=\(row.strikes.words)]")
        default: arguments.append("to=\(row.strikes.words)")
        }
        if row.hasOtherEnd { arguments.append("from=a resource") }
        if row.lasts { arguments.append(row.mustEnd ? "for=DURATION" : "[for=DURATION]") }
        if let by = row.by { arguments.append("[by=\(by.amount.written)] (\(by.means))") }
        if let share = row.share { arguments.append("[share=\(share)]") }
        if row.needsPayload { arguments.append("payload=JSON") }
        if let field = row.field { arguments.append("[field=\(field.isEmpty ? "NAME" : field)]") }
        return FaultHelp(
            name: kind.rawValue, arguments: arguments.joined(separator: ", "), means: row.means,
            predicts: row.predicts)
    }
}
