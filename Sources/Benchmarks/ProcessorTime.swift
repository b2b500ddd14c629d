import Foundation

/// What something took.
struct Cost: Sendable {
    /// Seconds of a processor's work, of all threads, in user and system mode: what a busy machine does not change much.
    var work: Double
    /// Seconds on the clock.
    var elapsed: Double

    var milliseconds: Double { work * 1000 }
}

extension Cost {
    /// The cost of some work in this process.
    static func measure(_ body: () throws -> Void) rethrows -> Cost {
        try measure(.own, body)
    }

    /// The cost of the processes that `body` starts and waits for, from their start to their end.
    static func measureChildren(_ body: () throws -> Void) rethrows -> Cost {
        try measure(.children, body)
    }

    private enum Whose { case own, children }

    private static func measure(_ whose: Whose, _ body: () throws -> Void) rethrows -> Cost {
        let clock = ContinuousClock()
        let before = work(whose)
        let start = clock.now
        try body()
        let elapsed = start.duration(to: clock.now)
        return Cost(
            work: work(whose) - before,
            elapsed: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        )
    }

    private static func work(_ whose: Whose) -> Double {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage((whose == .own ? RUSAGE_SELF : RUSAGE_CHILDREN).rawValue, &usage)
        #else
            getrusage(whose == .own ? RUSAGE_SELF : RUSAGE_CHILDREN, &usage)
        #endif
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The one in the middle of several, by work.
    static func median(_ costs: [Cost]) -> Cost {
        costs.sorted { $0.work < $1.work }[costs.count / 2]
    }
}
