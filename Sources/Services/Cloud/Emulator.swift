import Languages
import Simulation

/// A resource that is emulated: a value that takes calls and says what follows from them.
///
/// An emulator does no I/O, has no clock and never calls another one: all it does goes through `Effects`. The cloud has
/// authorised a call and asked `admit` before `handle` sees it.
protocol Emulator: Sendable {
    /// Whether quotas and throttles let the call in.
    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal?
    /// The run begins.
    mutating func start(effects: inout Effects)
    /// Takes a call: changes state, and answers now or later.
    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response
    /// A timer that it set has run out.
    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects)
    /// A call that it made has its result.
    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects)
    /// A receive it answered has been written down.
    mutating func journaled(_ record: RecordID, received: ReceivedRange, archive: Archive)
    /// The answer to a receive got lost on its way back.
    mutating func answerLost(_ received: ReceivedRange, of call: Call, archive: Archive)
    /// What the scenario changes from outside: a fault begins or ends.
    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects)
    /// The messages it holds: they are not lost, and not done with.
    var held: [MessageID] { get }
    /// What a person watching wants to know of it now.
    func gauges(at now: Instant) -> [Gauge]
}

extension Emulator {
    mutating func start(effects: inout Effects) {}
    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal? { nil }
    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {}
    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {}
    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {}
    mutating func journaled(_ record: RecordID, received: ReceivedRange, archive: Archive) {}
    mutating func answerLost(_ received: ReceivedRange, of call: Call, archive: Archive) {}
    var held: [MessageID] { [] }
    func gauges(at now: Instant) -> [Gauge] { [] }
}

/// Why a call was not let in.
struct Refusal: Sendable, BitwiseCopyable {
    var outcome: Outcome
    var rule: Rule
}

/// A number that a component shows.
public struct Gauge: Hashable, Sendable {
    /// What it counts, in the words of the service: "visible", "in flight", "concurrency".
    public var name: String
    /// How many.
    public var value: Int
    /// Whether it is the one to show beside the component when there is room for one.
    public var isMain: Bool

    /// Makes a gauge.
    public init(_ name: String, _ value: Int, isMain: Bool = false) {
        self.name = name
        self.value = value
        self.isMain = isMain
    }
}

/// What an emulator wants done.
struct Effects: Sendable {
    /// Calls to make now, in order.
    var calls = Outbox<Call>()
    /// Timers to set: the token comes back at the time.
    var timers = Outbox<(token: UInt64, at: Instant)>()
    /// Answers to calls taken earlier.
    var replies = Outbox<(id: CallID, result: CallResult)>()
    /// The account it acts in.
    var account = Account()

    mutating func call(_ call: Call) { calls.append(call) }
    mutating func setTimer(_ token: UInt64, at time: Instant) { timers.append((token, time)) }
    mutating func reply(to id: CallID, _ result: CallResult) { replies.append((id, result)) }

    var isEmpty: Bool { calls.isEmpty && timers.isEmpty && replies.isEmpty }
    mutating func removeAll() {
        calls.removeAll()
        timers.removeAll()
        replies.removeAll()
    }
}
