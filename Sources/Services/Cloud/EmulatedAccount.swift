import Simulation

/// Where and when an emulated stack is deployed: the example account and Region of AWS's documentation, at the start of
/// a year, so that every run shows the same ids and times.
public enum EmulatedAccount {
    static let account = "123456789012"
    static let region = "us-east-1"
    /// 2026-01-01T00:00:00Z in seconds of the Unix epoch.
    public static let startSeconds: Int64 = 1_767_225_600

    /// A moment of the run in milliseconds of the Unix epoch.
    static func epochMilliseconds(_ now: Instant) -> Int64 { startSeconds * 1_000 + now.nanoseconds / 1_000_000 }

    /// A moment of the run as `2026-01-01T00:00:00Z`.
    static func timestamp(_ now: Instant) -> String { timestamp(seconds: now.nanoseconds / second) }

    /// So many seconds of the run as `2026-01-01T00:00:00Z`.
    public static func timestamp(seconds: Int64) -> String {
        let seconds = startSeconds + seconds
        let (days, time) = (seconds / 86_400, seconds % 86_400)
        // Civil date from a day count, after Howard Hinnant's chrono algorithms.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))T\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
    }
}
