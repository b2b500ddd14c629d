import Languages
import Values

/// An input template of a pipe: `{"order": <$.body.id>}`, a text with paths into the event in angle brackets
/// (docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html).
///
/// It is the input transformer of rules, with its paths written in place.
struct PipeInput: Sendable {
    private let transformer: InputTransformer

    /// - Throws: what is wrong with the template.
    init(_ template: JSONValue) throws(Diagnostics) {
        var map = JSONObject()
        var text = ""
        var rest = Substring(template.string ?? template.compactText)
        while let start = rest.firstRange(of: "<"), let end = rest[start.upperBound...].firstRange(of: ">") {
            let inside = String(rest[start.upperBound..<end.lowerBound])
            text += rest[..<start.lowerBound]
            if inside.hasPrefix("$") {
                let name = "path\(map.count)"
                map[name] = JSONValue(.string(inside), at: template.position)
                text += "<\(name)>"
            } else if inside == "aws.pipes.event" || inside == "aws.pipes.event.json" {
                text += "<aws.events.event.json>"
            } else {
                text += "<\(inside)>"
            }
            rest = rest[end.upperBound...]
        }
        text += rest
        transformer = try InputTransformer(
            JSONValue(
                .object(
                    JSONObject([
                        .init(key: "InputPathsMap", value: JSONValue(map)),
                        .init(key: "InputTemplate", value: JSONValue(.string(text), at: template.position)),
                    ])), at: template.position))
    }

    /// What becomes of a record; bodies and data that are JSON are looked into.
    func transform(_ record: JSONValue) -> JSONValue {
        transformer.transform(
            PipeInput.opened(record), facts: InputTransformer.Facts(ruleARN: "", ruleName: "", ingestionTime: ""))
    }

    private static func opened(_ record: JSONValue) -> JSONValue {
        guard case .object(var object) = record.content else { return record }
        if let body = object["body"]?.string, let json = try? readJSON(body) { object["body"] = json }
        if let data = object["kinesis"]?["data"]?.string, let bytes = Base64.decode(data) {
            let text = String(decoding: bytes, as: UTF8.self)
            object["data"] = (try? readJSON(text)) ?? JSONValue(text)
        }
        return JSONValue(object)
    }
}
