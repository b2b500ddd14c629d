import Values

/// The `FilterCriteria` of a Lambda event source mapping, compiled: which records invoke the function.
///
/// A record passes when one of the filters matches it. The payload inside a record is looked into when it is JSON, by
/// the table of docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html: a filter that looks into the payload drops
/// records whose payload is plain text, a filter on the payload's text drops records whose payload is JSON.
public struct LambdaFilters: Sendable, Hashable {
    /// The largest number of filters by quota (docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html:
    /// five by default, ten on request).
    public static let mostFilters = 10

    let patterns: [EventPattern]
    let payloadKey: String?

    /// Compiles `{"Filters": [{"Pattern": "{...}"}]}`.
    /// - Parameter payloadKey: Where records carry their payload as text: `body` for SQS, `data` for Kinesis and Amazon
    ///   MQ, `value` for Kafka; nil where the payload is part of the record's JSON, as with DynamoDB streams.
    /// - Throws: Every flaw for which Lambda would refuse the criteria.
    public init(_ json: JSONValue, payloadKey: String?) throws(Diagnostics) {
        self.payloadKey = payloadKey
        var reader = FieldReader(json, what: "filter criteria object")
        let filters = reader.list("Filters")
        var flaws = reader.finish()
        if filters.count > Self.mostFilters {
            flaws.append(
                Diagnostic(
                    at: filters[Self.mostFilters].position, found: "\(filters.count) filters",
                    expected: "Lambda refuses more than \(Self.mostFilters)"))
        }
        var patterns: [EventPattern] = []
        for filter in filters {
            var reader = FieldReader(filter, what: "filter")
            let text = reader.requiredValue("Pattern")
            flaws += reader.finish()
            guard let text else { continue }
            do throws(Diagnostics) {
                patterns.append(
                    try readEmbedded(text, as: "the pattern") { value throws(Diagnostics) in
                        try EventPattern(value, dialect: .lambda)
                    })
            } catch {
                flaws += error.all
            }
        }
        if !flaws.isEmpty { throw Diagnostics(flaws) }
        self.patterns = patterns
    }

    /// Whether the record invokes the function; without any filter every record does.
    /// - Parameter record: The record as filters see it, with its payload as text at the payload key.
    public func matches(_ record: JSONValue) -> Bool {
        if patterns.isEmpty { return true }
        let (record, isJSON) = opened(record)
        for pattern in patterns {
            for branch in pattern.branches where fits(branch, payloadIsJSON: isJSON) && branch.matches(record) {
                return true
            }
        }
        return false
    }

    /// Whether the record invokes the function, and why the nearest filter does not let it.
    public func explain(_ record: JSONValue) -> MatchExplanation {
        if matches(record) { return MatchExplanation(matches: true, reasons: []) }
        let (record, isJSON) = opened(record)
        var nearest: [MatchExplanation.Reason]?
        var alternatives = 0
        for branch in patterns.flatMap(\.branches) {
            alternatives += 1
            var reasons = branch.failures(record)
            if let payloadKey, !fits(branch, payloadIsJSON: isJSON) {
                reasons = [
                    MatchExplanation.Reason(
                        key: payloadKey, found: isJSON ? "JSON" : "plain text",
                        wanted: isJSON ? "plain text" : "a JSON object")
                ]
            }
            if nearest.map({ reasons.count < $0.count }) ?? true { nearest = reasons }
        }
        return MatchExplanation(matches: false, reasons: nearest ?? [], alternatives: alternatives)
    }

    /// The record with its payload read, where it is a JSON object or list.
    private func opened(_ record: JSONValue) -> (JSONValue, isJSON: Bool) {
        guard let payloadKey, var object = record.object, let text = object[payloadKey]?.string else {
            return (record, payloadKey.map { record[$0] != nil } ?? false)
        }
        // Numbers and quoted texts are JSON too, but nothing could be looked for in them.
        guard let first = text.utf8.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let payload = try? readJSON(text)
        else { return (record, false) }
        object[payloadKey] = payload
        return (JSONValue(object), true)
    }

    /// Whether a filter may look at a payload of this kind at all.
    private func fits(_ branch: PatternBranch, payloadIsJSON: Bool) -> Bool {
        guard let payloadKey else { return true }
        return branch.fields.allSatisfy { field in
            field.path[0] != payloadKey || (field.path.count > 1) == payloadIsJSON
        }
    }
}
