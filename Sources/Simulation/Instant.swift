/// A moment of virtual time: whole nanoseconds since the start of the run.
public struct Instant: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Nanoseconds since the start.
    public var nanoseconds: Int64

    /// Makes a moment.
    @inlinable
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The start of the run.
    @inlinable public static var start: Instant { Instant(nanoseconds: 0) }
    /// Later than any moment of a run.
    @inlinable public static var never: Instant { Instant(nanoseconds: .max) }

    /// Orders by time.
    @inlinable public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The moment so many nanoseconds later; `never` where that is beyond the range.
    @inlinable public static func + (left: Instant, nanoseconds: Int64) -> Instant {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(nanoseconds)
        return overflow ? .never : Instant(nanoseconds: sum)
    }

    /// The nanoseconds from one moment to another.
    @inlinable public static func - (left: Instant, right: Instant) -> Int64 { left.nanoseconds - right.nanoseconds }

    /// Seconds since the start.
    @inlinable public var seconds: Double { Double(nanoseconds) / 1e9 }
}
