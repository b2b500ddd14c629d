import Values

/// How fast virtual time passes on the screen.
///
/// A story is paced for the eye: after each of its moments events move so slowly that they can be followed, then, when
/// nothing new is told, time runs ever faster up to the next moment. Choosing a speed by hand holds that speed.
struct Pace: Hashable, Sendable {
    /// Virtual nanoseconds per millisecond on the screen at which one hop takes `hopOnScreen`.
    var followable: Int64
    /// How many doublings away from `followable` the person has chosen; nil while the story sets the pace.
    var chosen: Int?
    /// Milliseconds on the screen since the last moment of the story.
    var sinceMoment = 0

    /// How long a hop should take on the screen, in milliseconds.
    static let hopOnScreen: Int64 = 400
    /// How long the story stays followable after a moment, in milliseconds.
    static let followFor = 8_000
    /// How often the speed doubles after that, in milliseconds.
    static let doubling = 700
    /// The most doublings: from hops of a millisecond, an hour passes in a second or two.
    static let limit = 22

    /// A pace for hops that typically take so long.
    init(hop: TimeSpan) {
        followable = max(1_000, hop.nanoseconds / Pace.hopOnScreen)
    }

    /// How many doublings are in force.
    var doublings: Int {
        if let chosen { return chosen }
        return min(Pace.limit, max(0, (sinceMoment - Pace.followFor) / Pace.doubling))
    }

    /// Virtual nanoseconds per millisecond on the screen.
    var speed: Int64 {
        doublings >= 0 ? followable << Int64(doublings) : max(1, followable >> Int64(-doublings))
    }

    /// How far virtual time goes in some milliseconds on the screen.
    func span(_ milliseconds: Int) -> TimeSpan {
        let (product, overflow) = speed.multipliedReportingOverflow(by: Int64(max(0, milliseconds)))
        return TimeSpan(nanoseconds: overflow ? .max / 4 : product)
    }

    /// Twice as fast.
    mutating func faster() { chosen = min(Pace.limit, doublings + 1) }

    /// Half as fast.
    mutating func slower() { chosen = max(-6, doublings - 1) }

    /// In words: `20x slower`, `real time`, `8x faster`.
    var words: String {
        let ratio = Double(speed) / 1_000_000
        let rounded: (Double) -> String = { $0 < 9.5 ? "\(Double(($0 * 10).rounded()) / 10)" : "\(Int($0.rounded()))" }
        if ratio > 0.95, ratio < 1.05 { return "real time" }
        return ratio < 1 ? "\(trimmed(rounded(1 / ratio)))x slower" : "\(trimmed(rounded(ratio)))x faster"
    }

    private func trimmed(_ number: String) -> String { number.hasSuffix(".0") ? String(number.dropLast(2)) : number }
}
