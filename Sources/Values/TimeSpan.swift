/// A length of time in whole nanoseconds: what rooms above the kernel read, compute and print.
///
/// The range is ±292 years, enough for every limit of the emulated services.
public struct TimeSpan: Hashable, Comparable, Sendable {
    /// The length in nanoseconds.
    public var nanoseconds: Int64

    /// Makes a span of whole nanoseconds.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Makes a span of seconds, rounded to the nearest nanosecond.
    public init(seconds: Double) { self.init(nanoseconds: Int64((seconds * 1e9).rounded())) }

    /// No time.
    public static let zero = TimeSpan(nanoseconds: 0)
    /// Whole milliseconds.
    public static func milliseconds(_ count: Int64) -> TimeSpan { TimeSpan(nanoseconds: count * 1_000_000) }
    /// Whole seconds.
    public static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(nanoseconds: count * 1_000_000_000) }

    /// The length in seconds.
    public var seconds: Double { Double(nanoseconds) / 1e9 }

    /// Orders by length.
    public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.nanoseconds < right.nanoseconds }
    /// The sum of two spans.
    public static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(nanoseconds: left.nanoseconds + right.nanoseconds)
    }
    /// The difference of two spans.
    public static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(nanoseconds: left.nanoseconds - right.nanoseconds)
    }
}

extension TimeSpan {
    /// Units by their name, longest first, in nanoseconds.
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ]

    /// Reads `90s`, `1h30m`, `250ms`, `1.5s`; nil for anything else. Each part is a number and a unit
    /// (`d`, `h`, `m`, `s`, `ms`, `us`, `ns`); a bare number is not a duration, save `0`.
    public init?(_ text: String) {
        if text == "0" {
            self = .zero
            return
        }
        var total = 0.0
        var rest = Substring(text)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let count = Double(number), let scale = Self.units.first(where: { $0.name == unit }) else {
                return nil
            }
            total += count * Double(scale.nanoseconds)
        }
        guard total < 9.2e18 else { return nil }
        self.init(nanoseconds: Int64(total.rounded()))
    }
}

extension TimeSpan: CustomStringConvertible {
    /// The shortest exact text that reads back to the same span: `1h30m`, `250ms`, `1.5s`, `0s`.
    public var description: String {
        if nanoseconds == 0 { return "0s" }
        let sign = nanoseconds < 0 ? "-" : ""
        var rest = nanoseconds.magnitude
        if rest < 1_000_000_000 {
            for unit in Self.units.suffix(3) where rest >= UInt64(unit.nanoseconds) {
                return sign + Self.decimal(rest, per: UInt64(unit.nanoseconds)) + unit.name
            }
        }
        var text = sign
        for unit in Self.units.prefix(3) where rest >= UInt64(unit.nanoseconds) {
            text += "\(rest / UInt64(unit.nanoseconds))\(unit.name)"
            rest %= UInt64(unit.nanoseconds)
        }
        if rest > 0 { text += Self.decimal(rest, per: 1_000_000_000) + "s" }
        return text
    }

    /// `count / unit` as a decimal without trailing zeros.
    private static func decimal(_ count: UInt64, per unit: UInt64) -> String {
        let whole = count / unit
        var fraction = count % unit
        if fraction == 0 { return "\(whole)" }
        var digits = ""
        var scale = unit / 10
        while fraction > 0, scale > 0 {
            digits += "\(fraction / scale)"
            fraction %= scale
            scale /= 10
        }
        return "\(whole).\(digits)"
    }
}
