import Services
import Values

extension FlowRun {
    /// A record as one line of the run's journal: `seq, time, cause, from, to, action, message, outcome, rule`, times in
    /// seconds of virtual time; `edge` is the topology's edge, absent for what is no call.
    public func line(_ index: Int, withPayload: Bool = false) -> String {
        let record = record(index)
        var members: [JSONObject.Member] = [
            .init(key: "seq", value: JSONValue(record.index)),
            .init(key: "time", value: seconds(record.sent)),
            .init(key: "arrived", value: seconds(record.arrived)),
            .init(key: "completed", value: record.completed.map { seconds($0) } ?? .null),
            .init(key: "cause", value: record.cause.map { JSONValue($0) } ?? .null),
            .init(key: "from", value: JSONValue(record.from)),
            .init(key: "to", value: JSONValue(record.to)),
            .init(key: "action", value: JSONValue(record.action)),
            .init(key: "message", value: record.message.map { JSONValue($0) } ?? .null),
            .init(key: "messages", value: JSONValue(record.messageCount)),
            .init(key: "outcome", value: JSONValue(record.outcome.name)),
            .init(key: "rule", value: record.rule == .none ? .null : JSONValue("\(record.rule)")),
            .init(key: "edge", value: record.edge.map { JSONValue($0) } ?? .null),
        ]
        if !binding.isEmpty { members.insert(.init(key: "binding", value: JSONValue(binding)), at: 0) }
        if withPayload { members.append(.init(key: "payload", value: payload(of: index))) }
        return JSONValue(JSONObject(members)).compactText
    }

    private func seconds(_ time: TimeSpan) -> JSONValue { JSONValue(.double(Double(time.nanoseconds) / 1e9)) }
}
