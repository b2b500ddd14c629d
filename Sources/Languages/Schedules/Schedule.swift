import Values

/// A schedule of EventBridge rules or of EventBridge Scheduler, compiled: `rate(5 minutes)`, `cron(0 12 ? * MON-FRI *)` or
/// `at(2026-11-23T22:00:00)`.
///
/// Times are UTC, in whole seconds since 1970; nothing here knows what time it is. By
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html and
/// docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html.
public struct Schedule: Sendable, Hashable {
    /// Whose schedule it is: Scheduler also knows `at`.
    public enum Service: Sendable, Hashable {
        /// A rule of an event bus.
        case rule
        /// A schedule of EventBridge Scheduler.
        case scheduler
    }

    private enum Kind: Sendable, Hashable {
        /// Every so many seconds.
        case rate(Int)
        case cron(CronExpression)
        /// Once.
        case at(Int)
    }

    /// The schedule as it was written.
    public let text: String
    private let kind: Kind

    /// Compiles a schedule.
    /// - Throws: What of it is not understood, with its place in the text.
    public init(_ text: String, service: Service = .rule, at position: SourcePosition = .none) throws(Diagnostics) {
        self.text = text
        do throws(TextFlaw) {
            kind = try Self.kind(text, service: service)
        } catch {
            throw Diagnostics([error.diagnostic(in: text, at: position)])
        }
    }

    /// Compiles a schedule given as a value of a document.
    /// - Throws: What of it is not understood, at the value's place.
    public init(_ json: JSONValue, service: Service = .rule) throws(Diagnostics) {
        guard let text = json.string else {
            throw Diagnostics([
                Diagnostic(
                    at: json.position, found: "\(json.kindName) as a schedule",
                    expected: "expected a text such as rate(5 minutes)")
            ])
        }
        try self.init(text, service: service, at: json.position)
    }

    private static func kind(_ text: String, service: Service) throws(TextFlaw) -> Kind {
        var cursor = TextCursor(text)
        let name = cursor.take { $0.value < 0x80 && $0.properties.isAlphabetic }
        let names = service == .rule ? ["rate", "cron"] : ["rate", "cron", "at"]
        guard names.contains(name) else {
            throw TextFlaw(
                offset: 0, name.isEmpty ? "\(cursor.here)" : "'\(name)'",
                "expected \(names.map { "\($0)(…)" }.joined(separator: " or "))",
                nearest: nearestName(to: name, among: names))
        }
        guard cursor.take("(") else { throw TextFlaw(cursor, "\(cursor.here)", "expected '(' after \(name)") }
        let start = cursor.index
        let inside = cursor.take { $0 != ")" }
        guard cursor.take(")") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ')'") }
        guard cursor.isAtEnd else { throw TextFlaw(cursor, "\(cursor.here)", "expected nothing more") }
        switch name {
        case "rate": return try rate(inside, offset: start, isStrict: service == .rule)
        case "cron": return .cron(try CronExpression(inside, offset: start))
        default:
            guard let time = CivilTime(iso: inside, allowsZone: false), inside.contains("T") else {
                throw TextFlaw(offset: start, "'\(inside)'", "expected yyyy-mm-ddThh:mm:ss")
            }
            return .at(time.epoch)
        }
    }

    private static let units: [(name: String, seconds: Int)] = [("minute", 60), ("hour", 3600), ("day", 86_400)]

    private static func rate(_ text: String, offset: Int, isStrict: Bool) throws(TextFlaw) -> Kind {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2 else {
            throw TextFlaw(offset: offset, "'\(text)'", "expected a number and a unit, such as rate(5 minutes)")
        }
        guard parts[0].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let count = Int(parts[0]), count > 0 else {
            throw TextFlaw(offset: offset, "'\(parts[0])'", "expected a whole number above 0")
        }
        let isOne = count == 1
        let names = units.map { isOne ? $0.name : $0.name + "s" }
        let known = units.firstIndex { parts[1] == $0.name || parts[1] == $0.name + "s" }
        // Rules insist on 1 minute and 5 minutes; Scheduler takes either form of the word.
        guard let unit = known, !isStrict || names[unit] == parts[1] else {
            throw TextFlaw(
                offset: offset + parts[0].count + 1, "'\(parts[1])'",
                known != nil
                    ? "the unit must agree with the number: expected \(isOne ? "the singular" : "the plural")"
                    : "expected one of \(names.joined(separator: ", "))",
                nearest: nearestName(to: parts[1], among: names))
        }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: units[unit].seconds)
        guard !overflow, seconds < 1 << 40 else {
            throw TextFlaw(offset: offset, "'\(parts[0])'", "expected a smaller number")
        }
        return .rate(seconds)
    }

    /// When the schedule fires next, strictly after a moment; nil when it never does again.
    /// - Parameters:
    ///   - moment: Seconds since 1970.
    ///   - start: When the schedule was made, from which a rate counts.
    public func next(after moment: Int, start: Int = 0) -> Int? {
        switch kind {
        case .rate(let seconds):
            guard moment >= start else { return start + seconds }
            return start + ((moment - start) / seconds + 1) * seconds
        case .at(let time): return time > moment ? time : nil
        case .cron(let cron): return cron.next(after: moment)
        }
    }
}

extension Schedule: CustomStringConvertible {
    /// The schedule as it was written.
    public var description: String { text }
}
