import Services
import Values

/// Traces in the JSON form of the OpenTelemetry protocol 1.x (opentelemetry-proto, `ExportTraceServiceRequest`): ids as
/// hexadecimal text, 64-bit numbers as text, enumerations as numbers.
extension FlowRun {
    /// A resource per component, with a span per record that it sent.
    fileprivate var resourceSpans: [JSONValue] {
        let roots = roots
        var senders: [String] = []
        var spans: [String: [JSONValue]] = [:]
        for index in 0..<recordCount {
            let record = record(index)
            if spans[record.from] == nil { senders.append(record.from) }
            spans[record.from, default: []].append(span(record, root: roots[index]))
        }
        return senders.map { sender in
            [
                "resource": [
                    "attributes": [
                        attribute("service.name", sender),
                        attribute("service.namespace", binding.isEmpty ? title : binding),
                        attribute("cloud.provider", "aws"),
                    ]
                ],
                "scopeSpans": [["scope": ["name": "archscope"], "spans": JSONValue(spans[sender] ?? [])]],
            ]
        }
    }

    private func span(_ record: RunRecord, root: Int) -> JSONValue {
        // What is under way at the end of the run ends with it, without a status.
        let end = record.completed ?? max(now, record.sent)
        var span = JSONObject()
        span["traceId"] = JSONValue(traceID(root))
        span["spanId"] = JSONValue(spanID(record.index))
        if let cause = record.cause { span["parentSpanId"] = JSONValue(spanID(cause)) }
        span["name"] = JSONValue(record.action)
        span["kind"] = JSONValue(kind(record).rawValue)
        span["startTimeUnixNano"] = JSONValue(String(RunTimes.epochNanoseconds(record.sent)))
        span["endTimeUnixNano"] = JSONValue(String(RunTimes.epochNanoseconds(end)))
        var attributes = [attribute("archscope.to", record.to), attribute("archscope.outcome", record.outcome.name)]
        if let separator = record.action.firstIndex(of: ":") {
            attributes.append(attribute("rpc.system", "aws-api"))
            attributes.append(attribute("rpc.service", String(record.action[..<separator])))
            attributes.append(
                attribute("rpc.method", String(record.action[record.action.index(after: separator)...])))
        }
        if record.rule != .none { attributes.append(attribute("archscope.rule", "\(record.rule)")) }
        if let message = record.message { attributes.append(attribute("messaging.message.id", String(message))) }
        if record.messageCount > 1 {
            attributes.append(
                [
                    "key": "messaging.batch.message_count",
                    "value": ["intValue": JSONValue(String(record.messageCount))],
                ])
        }
        span["attributes"] = JSONValue(attributes)
        if record.outcome != .pending {
            span["status"] =
                record.isFailure ? ["code": 2, "message": JSONValue(record.outcome.name)] : ["code": 1]
        }
        return JSONValue(span)
    }

    /// `SpanKind` of opentelemetry-proto's trace.proto.
    private enum SpanKind: Int { case `internal` = 1, client = 3, producer = 4, consumer = 5 }

    private func kind(_ record: RunRecord) -> SpanKind {
        switch record.action {
        case let action where !action.contains(":"): .internal
        case let action where action.hasSuffix(":ReceiveMessage"): .consumer
        case let action where record.message != nil && !action.hasSuffix(":Invoke"): .producer
        default: .client
        }
    }

    private func attribute(_ key: String, _ value: String) -> JSONValue {
        ["key": JSONValue(key), "value": ["stringValue": JSONValue(value)]]
    }
}

extension FlowSession {
    /// The runs as traces: each chain of causes is a trace, each record a span below the one that caused it.
    public var openTelemetry: JSONValue { ["resourceSpans": JSONValue(runs.flatMap(\.resourceSpans))] }
}
