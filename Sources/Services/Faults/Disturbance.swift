import Simulation

/// What a fault does on the path that every call takes. Shares are probabilities, 0 to 1; times are nanoseconds.
public enum Disturbance: Hashable, Sendable {
    /// A share of the calls to the component is refused with this outcome.
    case refusal(Outcome, share: Double)
    /// Every call of the component to this one, or to any where it is nil, is denied whatever policies say.
    case denial(resource: String?)
    /// Calls between the component and this one fail as if there were no connection, in both directions.
    case partition(from: String)
    /// Calls to the component take so much longer to get there.
    case delay(Int64)
    /// Each call to the component takes a random time of up to so much longer to get there, so that later ones overtake.
    case scatter(Int64)
    /// A share of the calls to the component does its work, but the answer is lost: the caller sees a failure.
    case lostAnswers(share: Double)
    /// A share of what the component takes comes to it twice.
    case duplication(share: Double)
    /// The component's receives wait until the fault is over.
    case stuckReceives
}

/// The disturbances in force. Empty for nearly all of most runs, and then it costs one comparison a call.
struct Disturbances: Sendable {
    struct Active: Sendable {
        /// The number of the fault it belongs to.
        let plan: Int
        let component: ComponentID
        /// The other end, where it is between two.
        let other: ComponentID?
        let disturbance: Disturbance
        let until: Instant
    }

    private(set) var active: [Active] = []
    /// Chance of its own, so that a fault changes nothing but what it strikes.
    private var random: RandomStream

    init(random: RandomStream) { self.random = random }

    var isEmpty: Bool { active.isEmpty }

    mutating func begin(_ disturbance: Active) { active.append(disturbance) }

    mutating func end(plan: Int) { active.removeAll { $0.plan == plan } }

    /// When a call that would arrive at a moment does.
    mutating func arrival(of call: Call, at moment: Instant) -> Instant {
        var moment = moment
        for item in active {
            switch item.disturbance {
            case .delay(let time) where item.component == call.resource: moment = moment + time
            case .scatter(let most) where item.component == call.resource:
                moment = moment + Int64((random.uniform() * Double(most)).rounded())
            case .stuckReceives where item.component == call.principal && call.action.isReceive:
                moment = max(moment, item.until)
            default: break
            }
        }
        return moment
    }

    /// Why a call is refused on its arrival, or nil.
    mutating func refusal(of call: Call) -> Refusal? {
        guard call.action.isCall else { return nil }
        for item in active {
            switch item.disturbance {
            case .denial where item.component == call.principal && (item.other == nil || item.other == call.resource):
                return Refusal(outcome: .accessDenied, rule: .flowFault)
            case .partition where isAcross(item, call):
                return Refusal(outcome: .serviceUnavailable, rule: .flowFault)
            case .refusal(let outcome, let share) where item.component == call.resource && random.happens(share):
                return Refusal(outcome: outcome, rule: .flowFault)
            default: break
            }
        }
        return nil
    }

    /// Whether the answer to a call that is being handled gets lost.
    mutating func losesAnswer(to call: Call) -> Bool {
        guard call.action.isCall else { return false }
        for item in active {
            if case .lostAnswers(let share) = item.disturbance, item.component == call.resource, random.happens(share) {
                return true
            }
        }
        return false
    }

    /// Whether a call that waited for its answer can no longer get it.
    func isCutOff(_ call: Call) -> Bool {
        active.contains { item in
            if case .partition = item.disturbance { return isAcross(item, call) }
            return false
        }
    }

    /// Whether what a call brought comes a second time.
    mutating func duplicates(_ call: Call) -> Bool {
        for item in active {
            if case .duplication(let share) = item.disturbance, item.component == call.resource, random.happens(share) {
                return true
            }
        }
        return false
    }

    private func isAcross(_ item: Active, _ call: Call) -> Bool {
        (item.component == call.principal && item.other == call.resource)
            || (item.component == call.resource && item.other == call.principal)
    }
}

extension Call {
    /// Whether the messages belong to the call alone, so that a second one needs its own.
    var bringsItsMessages: Bool { handsOver || action == .invokeAPI }

    /// Whether the call brings or changes something: asking and deleting twice is the same as once.
    var canComeTwice: Bool {
        switch action {
        case .sendMessage, .sendMessageBatch, .publish, .publishBatch, .putEvents, .putRecord, .putRecords,
            .invokeFunction, .invokeAPI, .postHTTP, .putItem, .updateItem, .putObject:
            true
        default: false
        }
    }
}
