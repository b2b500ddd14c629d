import Services
import Values

extension FlowRun {
    /// A record as one line of the run's journal: `seq, time, cause, from, to, action, message, outcome, rule`, and on
    /// request `payload`; `time`, when it was sent, in seconds of virtual time. `binding` comes first where it is asked
    /// for, to tell the runs of several bindings apart.
    public func line(_ index: Int, withPayload: Bool = false, withBinding: Bool = false) -> String {
        var line = lineObject(index, withPayload: withPayload)
        if withBinding {
            line = JSONObject([.init(key: "binding", value: JSONValue(binding))] + line.members)
        }
        return JSONValue(line).compactText
    }

    /// A line of the journal as an object.
    func lineObject(_ index: Int, withPayload: Bool) -> JSONObject {
        let record = record(index)
        var members: [JSONObject.Member] = [
            .init(key: "seq", value: JSONValue(record.index)),
            .init(key: "time", value: JSONValue(.double(record.sent.seconds))),
            .init(key: "cause", value: record.cause.map { JSONValue($0) } ?? .null),
            .init(key: "from", value: JSONValue(record.from)),
            .init(key: "to", value: JSONValue(record.to)),
            .init(key: "action", value: JSONValue(record.action)),
            .init(key: "message", value: record.message.map { JSONValue($0) } ?? .null),
            .init(key: "outcome", value: JSONValue(record.outcome.name)),
            .init(key: "rule", value: record.rule == .none ? .null : JSONValue("\(record.rule)")),
        ]
        if withPayload { members.append(.init(key: "payload", value: payload(of: index))) }
        return JSONObject(members)
    }
}
