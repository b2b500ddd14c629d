import Values

/// Virtual time as a clock: `0:05.020`, `12:00.000`, `1:02:03.004`.
func clockText(_ time: TimeSpan, milliseconds: Bool = true) -> String {
    let total = max(0, time.nanoseconds) / 1_000_000
    let (hours, minutes, seconds) = (total / 3_600_000, total / 60_000 % 60, total / 1_000 % 60)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var text = hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds))" : "\(minutes):\(two(seconds))"
    if milliseconds {
        let rest = String(total % 1_000)
        text += "." + String(repeating: "0", count: 3 - rest.count) + rest
    }
    return text
}
