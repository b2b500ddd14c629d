import Simulation
import Values

/// What those who look at a run may ask of its archive.
extension Archive {
    /// All messages a record is about: the batch of an invocation, else the one it names.
    public func messages(of record: RecordID) -> [MessageID] {
        let entry = journal[record]
        if entry.parameters != .none, case .queueBatch(let batch, _) = payloads[Int(entry.parameters.index)] {
            return all(batch).map(\.message)
        }
        if entry.parameters != .none, case .streamBatch(let batch, _) = payloads[Int(entry.parameters.index)] {
            return all(batch).map(\.message)
        }
        return entry.message == .none ? [] : [entry.message]
    }

    /// What a record carried: its API parameters, or the body of its message.
    public func carried(by record: RecordID) -> JSONValue {
        let entry = journal[record]
        if entry.parameters != .none { return json(entry.parameters) }
        return entry.message == .none ? .null : json(message(entry.message).body)
    }

    /// What came back.
    public func result(of record: RecordID) -> JSONValue { json(journal[record].result) }

    /// The messages made from each message, by index.
    public func children() -> [[MessageID]] {
        var children = [[MessageID]](repeating: [], count: messages.count)
        for (place, message) in messages.enumerated() where message.parent != .none {
            children[Int(message.parent.index)].append(MessageID(place))
        }
        return children
    }
}
