import Simulation
import Values

/// What faults make of a traffic source: its clock, the names and values in its requests, its patience.
struct ClientFaults: Sendable {
    private(set) var clockOffset: Int64 = 0
    /// How failed requests are tried again, in place of what the traffic says.
    private(set) var retry: ClientRetry?
    /// The message group that every message belongs to; nil for those of their own.
    private(set) var group: String?
    /// Whether attributes, and the field if it is named, come under other names.
    private var isRenamed = false
    private var renamedField: String?
    private var fixed: (field: String, value: JSONValue)?

    mutating func apply(_ fault: FaultState) {
        switch fault {
        case .clockOffset(let offset): clockOffset = offset
        case .renamed(let field): (isRenamed, renamedField) = (true, field)
        case .named: (isRenamed, renamedField) = (false, nil)
        case .fixedField(let field, let value): fixed = (field, value)
        case .freeField: fixed = nil
        case .fixedGroup(let name): group = name
        case .eager(let attempts): retry = attempts.map { ClientRetry(interval: 0, maxAttempts: $0) }
        default: break
        }
    }

    /// A body as the faults make it.
    func changed(_ body: JSONValue) -> JSONValue {
        guard fixed != nil || renamedField != nil, case .object(var object) = body.content else { return body }
        if let fixed { object[fixed.field] = fixed.value }
        guard let renamedField else { return JSONValue(object) }
        return JSONValue(JSONObject(object.map { $0.key == renamedField ? renamed($0) : $0 }))
    }

    /// Further API parameters as the faults make them: one of the fixed field's name, such as `PartitionKey`, is fixed.
    func changed(parameters: JSONValue) -> JSONValue {
        guard let fixed, case .object(var object) = parameters.content, object[fixed.field] != nil else {
            return parameters
        }
        object[fixed.field] = fixed.value
        return JSONValue(object)
    }

    /// Attributes as the faults make them.
    func changed(attributes: JSONValue) -> JSONValue {
        guard isRenamed, let object = attributes.object else { return attributes }
        return JSONValue(JSONObject(object.map(renamed)))
    }

    private func renamed(_ member: JSONObject.Member) -> JSONObject.Member {
        JSONObject.Member(key: member.key + "-v2", value: member.value)
    }
}
