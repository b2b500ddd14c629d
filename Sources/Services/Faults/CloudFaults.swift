import Simulation

/// How faults begin and end in a cloud, and how what they lose or double stays accounted for.
extension Cloud {
    mutating func change(
        _ number: Int, begins: Bool, at now: Instant, agenda: inout Agenda<Activity>, archive: inout Archive
    ) {
        let plan = faults[number]
        var note = RecordID.none
        for component in plan.components {
            note = archive.note(.fault, from: component, to: component, rule: .flowFault, at: now, cause: .none)
            for effect in plan.fault.effects {
                apply(effect, of: number, to: component, begins, note, at: now, agenda: &agenda, archive: &archive)
            }
        }
        if !begins { disturbances.end(plan: number) }
    }

    private mutating func apply(
        _ effect: PlannedFault.Effect, of number: Int, to component: ComponentID, _ begins: Bool, _ note: RecordID,
        at now: Instant, agenda: inout Agenda<Activity>, archive: inout Archive
    ) {
        switch effect {
        case .state(let state):
            guard let state = begins ? state : state.opposite else { return }
            strike(component, state, at: now, agenda: &agenda, archive: &archive)
        case .calls(let disturbance):
            guard begins else { return }
            disturbances.begin(
                Disturbances.Active(
                    plan: number, component: component, other: disturbance.other.flatMap { self.component($0) },
                    disturbance: disturbance, until: faults[number].fault.until ?? .never))
        case .replay(let window):
            guard begins else { return }
            for call in repeated(by: component, since: now + -window, note, at: now, archive: &archive) {
                send(call, at: now, agenda: &agenda, archive: &archive)
            }
        }
    }

    /// The calls that brought something to a component since a moment, once more and with copies of what they brought.
    private func repeated(
        by component: ComponentID, since moment: Instant, _ cause: RecordID, at now: Instant, archive: inout Archive
    ) -> [Call] {
        archive.journal.entries.filter { entry in
            entry.to == component && (entry.action.handsOver || entry.action == .invokeFunction)
                && entry.outcome.isSuccess && entry.completed <= now
                && entry.arrived >= moment && entry.message != .none
                // A synchronous invocation takes its time; its messages are with whoever invoked.
                && (entry.action != .invokeFunction || entry.completed == entry.arrived)
        }.map { entry in
            let first = Int(entry.message.index)
            // A batch makes its messages one after another.
            let batch = (first..<first + Int(entry.messageCount)).filter {
                archive.messages[$0].born == archive.messages[first].born
            }
            var call = Call(
                entry.action, from: entry.from, to: component,
                messages: archive.copies(of: batch.map { MessageID($0) }, at: now), parameters: entry.parameters,
                argument: entry.action == .invokeFunction ? Call.asynchronous : -1, cause: cause, identity: .owner)
            call.isEcho = true
            return call
        }
    }
}

extension Archive {
    /// Copies of messages, each made from its original.
    mutating func copies(of messages: some Collection<MessageID>, at now: Instant) -> MessageList {
        list(
            messages.map { id in
                var copy = message(id)
                copy.parent = id
                copy.born = now
                return keep(copy)
            })
    }
}

extension Disturbance {
    /// The logical id of the component at the other end, where there is one.
    var other: String? {
        switch self {
        case .denial(let resource): resource
        case .partition(let other): other
        default: nil
        }
    }
}
