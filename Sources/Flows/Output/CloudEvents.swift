import Values

extension FlowRun {
    /// A record as a CloudEvent (CloudEvents 1.0.2, JSON format): the call and how it ended, with what it carried as data.
    ///
    /// `traceparent` is that of the CloudEvents distributed tracing extension and agrees with `openTelemetry`; `cause`,
    /// `target`, `outcome` and `rule` are extension attributes of the journal's own fields.
    func cloudEvent(_ index: Int, root: Int) -> JSONValue {
        let record = record(index)
        var event = JSONObject()
        event["specversion"] = "1.0"
        event["id"] = JSONValue(String(index))
        event["source"] = JSONValue(
            "urn:archscope:\(RunTimes.uriPart(binding.isEmpty ? "run" : binding)):\(RunTimes.uriPart(record.from))")
        event["type"] = JSONValue("archscope.\(record.action.replacing(":", with: "."))")
        event["subject"] = JSONValue(record.to)
        event["time"] = JSONValue(RunTimes.timestamp(record.sent))
        event["traceparent"] = JSONValue("00-\(traceID(root))-\(spanID(index))-01")
        if let cause = record.cause { event["cause"] = JSONValue(String(cause)) }
        event["target"] = JSONValue(record.to)
        event["outcome"] = JSONValue(record.outcome.name)
        if record.rule != .none { event["rule"] = JSONValue("\(record.rule)") }
        event["datacontenttype"] = "application/json"
        event["data"] = payload(of: index)
        return JSONValue(event)
    }
}

extension FlowSession {
    /// The journals as one CloudEvents batch (`application/cloudevents-batch+json`): a JSON array.
    ///
    /// - Parameter write: takes the text piece by piece, so that a long run is never held as one text.
    public func writeCloudEvents(_ write: (String) -> Void) {
        write("[")
        var separator = "\n"
        for run in runs {
            for (index, root) in run.roots.enumerated() {
                write(separator + run.cloudEvent(index, root: root).compactText)
                separator = ",\n"
            }
        }
        write("\n]\n")
    }
}

extension RunTimes {
    /// A name as a part of a URI: what is not unreserved (RFC 3986) is percent-encoded.
    static func uriPart(_ name: String) -> String {
        var text = ""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
