import Services
import Values

/// Virtual time as the world outside writes time: every run begins at the moment at which the emulated account does.
enum RunTimes {
    /// Nanoseconds of the Unix epoch.
    static func epochNanoseconds(_ time: TimeSpan) -> Int64 {
        EmulatedAccount.startSeconds * 1_000_000_000 + time.nanoseconds
    }

    /// RFC 3339 with nanoseconds: `2026-01-01T00:00:05.000000000Z`.
    static func timestamp(_ time: TimeSpan) -> String {
        let whole = EmulatedAccount.timestamp(seconds: time.nanoseconds / 1_000_000_000)
        let fraction = String(time.nanoseconds % 1_000_000_000)
        return "\(whole.dropLast()).\(String(repeating: "0", count: 9 - fraction.count))\(fraction)Z"
    }
}

extension FlowRun {
    /// The trace a record belongs to, 32 hexadecimal digits: one per root of the forest of causes, and never all zeros.
    func traceID(_ root: Int) -> String {
        let (high, low) = (RunTimes.mixed(title + binding), UInt64(root) + 1)
        return RunTimes.hexadecimal(high) + RunTimes.hexadecimal(low)
    }

    /// The span of a record, 16 hexadecimal digits, never all zeros.
    func spanID(_ index: Int) -> String { RunTimes.hexadecimal(UInt64(index) + 1) }

    /// The root of each record's chain of causes.
    var roots: [Int] {
        var roots: [Int] = []
        roots.reserveCapacity(recordCount)
        for (index, cause) in archive.journal.causes.enumerated() {
            roots.append(cause == .none ? index : roots[Int(cause.index)])
        }
        return roots
    }
}

extension RunTimes {
    static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func mixed(_ text: String) -> UInt64 {
        var digest = RunDigest()
        digest.add(text)
        return digest.value
    }
}
