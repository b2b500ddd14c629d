import Flows
import Foundation
import Testing
import Values

/// What a run is written as, held against the rules of each format by readers that share nothing with the writers.
@Suite struct OutputTests {
    private func finished() throws -> FlowSession {
        var session = try session(
            template: shop, flow: trade, faults: ["crash@10s:for=5s", "queue-deleted@30s:to=Jobs"])
        session.finish()
        return session
    }

    private func objects(_ value: Any?) throws -> [[String: Any]] { try #require(value as? [[String: Any]]) }

    // MARK: Summaries

    @Test func whenAQueueWasEmptyAgainIsToldOfQueuesThatFilledOnly() throws {
        func emptied(_ faults: [String]) throws -> [String] {
            var session = try session(template: shop, flow: trade, parameters: ["MaxReceives": "2"], faults: faults)
            session.finish()
            return session.comparison.filter { $0.label.hasPrefix("Dead: time the queue was empty again") }
                .flatMap(\.values)
        }
        let (never, filled) = (
            try emptied([]), try emptied([#"poison@5s:to=bills,payload={"id":"p","bad":true}"#])
        )
        #expect(never == [])
        #expect(filled == ["never"])
    }

    // MARK: Journal lines

    @Test func aJournalLineHasExactlyTheFieldsOfTheJournal() throws {
        let run = try finished().runs[0]
        let fields = ["seq", "time", "cause", "from", "to", "action", "message", "outcome", "rule"]
        for index in 0..<run.recordCount {
            let line = try readJSON(run.line(index))
            #expect(line.object?.map(\.key) == fields)
            #expect(line["seq"]?.integer == index)
            if let cause = line["cause"]?.integer { #expect(cause < index) }
        }
        #expect(try readJSON(run.line(0, withPayload: true)).object?.map(\.key) == fields + ["payload"])
        #expect(try readJSON(run.line(0, withBinding: true)).object?.map(\.key) == ["binding"] + fields)
    }

    // MARK: CloudEvents

    /// github.com/cloudevents/spec, cloudevents/spec.md and formats/json-format.md of version 1.0.2.
    @Test func aBatchOfCloudEventsFollowsItsSpecification() throws {
        let session = try finished()
        var text = ""
        session.writeCloudEvents { text += $0 }
        let events = try objects(JSONSerialization.jsonObject(with: Data(text.utf8)))
        #expect(events.count == session.runs[0].recordCount)
        var seen: Set<String> = []
        for event in events {
            #expect(event["specversion"] as? String == "1.0")
            let (id, source) = (try #require(event["id"] as? String), try #require(event["source"] as? String))
            #expect(!id.isEmpty && URL(string: source) != nil)
            #expect(seen.insert(source + " " + id).inserted, "source and id tell events apart")
            #expect((event["type"] as? String)?.isEmpty == false)
            #expect(
                try #require(event["time"] as? String).wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/) != nil)
            #expect(event["datacontenttype"] as? String == "application/json" && event["data"] != nil)
            #expect(
                try #require(event["traceparent"] as? String).wholeMatch(of: /00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]/)
                    != nil)
            for (name, value) in event where name != "data" {
                #expect(name.wholeMatch(of: /[a-z0-9]{1,20}/) != nil, "\(name)")
                #expect(value is String, "\(name)")
            }
        }
    }

    // MARK: OpenTelemetry

    /// github.com/open-telemetry/opentelemetry-proto, trace.proto, and opentelemetry.io/docs/specs/otlp, "JSON Protobuf
    /// Encoding": ids in hexadecimal, 64-bit numbers as text, enumerations as numbers, names in lowerCamelCase.
    @Test func tracesFollowTheOpenTelemetryProtocol() throws {
        let session = try finished()
        let json = try JSONSerialization.jsonObject(with: Data(session.openTelemetry.compactText.utf8))
        let root = try #require(json as? [String: Any])
        #expect(Set(root.keys) == ["resourceSpans"])
        var spans: [[String: Any]] = []
        for resource in try objects(root["resourceSpans"]) {
            #expect(Set(resource.keys).isSubset(of: ["resource", "scopeSpans", "schemaUrl"]))
            let attributes = try objects((resource["resource"] as? [String: Any])?["attributes"])
            #expect(attributes.contains { $0["key"] as? String == "service.name" })
            for scope in try objects(resource["scopeSpans"]) { spans += try objects(scope["spans"]) }
        }
        #expect(spans.count == session.runs[0].recordCount)
        let known: Set = [
            "traceId", "spanId", "parentSpanId", "name", "kind", "startTimeUnixNano", "endTimeUnixNano", "attributes",
            "status",
        ]
        var traces: [String: Set<String>] = [:]
        for span in spans {
            #expect(Set(span.keys).isSubset(of: known))
            let trace = try #require(span["traceId"] as? String)
            let id = try #require(span["spanId"] as? String)
            #expect(trace.wholeMatch(of: /[0-9a-f]{32}/) != nil && trace.contains { $0 != "0" })
            #expect(id.wholeMatch(of: /[0-9a-f]{16}/) != nil && id.contains { $0 != "0" })
            #expect(traces[trace, default: []].insert(id).inserted)
            let start = try #require((span["startTimeUnixNano"] as? String).flatMap(UInt64.init))
            let end = try #require((span["endTimeUnixNano"] as? String).flatMap(UInt64.init))
            #expect(start <= end)
            #expect((1...5).contains(try #require(span["kind"] as? Int)))
            #expect((span["name"] as? String)?.isEmpty == false)
            if let status = span["status"] as? [String: Any] {
                #expect((0...2).contains(try #require(status["code"] as? Int)))
            }
            for attribute in try objects(span["attributes"]) {
                let value = try #require(attribute["value"] as? [String: Any])
                #expect(attribute["key"] is String && value.count == 1)
                #expect(value["stringValue"] is String || (value["intValue"] as? String).flatMap(Int64.init) != nil)
            }
        }
        for span in spans {
            guard let parent = span["parentSpanId"] as? String else { continue }
            #expect(traces[span["traceId"] as? String ?? ""]?.contains(parent) == true, "a parent is in the same trace")
        }
    }

    // MARK: Recordings

    /// docs.asciinema.org/manual/asciicast/v3: a header with `version` and `term`, then `[interval, code, data]`.
    @Test func aRecordingAddsUpToItsTimes() throws {
        var cast = Asciicast()
        let header = try readJSON(cast.header(columns: 80, rows: 24, title: "A \"title\"", command: "archscope play x"))
        #expect(header["version"]?.integer == 3)
        #expect(header["term"]?["cols"]?.integer == 80 && header["term"]?["rows"]?.integer == 24)
        let times = [0, 333_333_333, 666_666_666, 1_000_000_000, 1_000_000_000].map { TimeSpan(nanoseconds: $0) }
        let lines = [
            cast.marker("Start", at: times[0]), cast.output("\u{1B}[1mé", at: times[1]), cast.output("b", at: times[2]),
            cast.output("c", at: times[3]), cast.exit(status: 0, at: times[4]),
        ]
        let events = try lines.map { try readJSON($0) }
        #expect(events.map { $0[1]?.string } == ["m", "o", "o", "o", "x"])
        #expect(events[1][2]?.string == "\u{1B}[1mé" && events[4][2]?.string == "0")
        #expect(abs(events.reduce(0) { $0 + ($1[0]?.double ?? 0) } - 1) < 1e-9)
        #expect(lines.allSatisfy { !$0.contains("\n") })
    }
}
