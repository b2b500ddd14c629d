import Simulation

/// When the requests of a traffic source come. Rates are requests per second, times are nanoseconds.
public enum Arrivals: Hashable, Sendable {
    /// Evenly spaced.
    case constant(rate: Double)
    /// At random, exponentially spaced.
    case poisson(rate: Double)
    /// A rate that goes evenly from one value to another, and stays there.
    case ramp(from: Double, to: Double, over: Int64)
    /// A base rate with a higher one for a while.
    case spike(base: Double, peak: Double, at: Int64, duration: Int64)
    /// A rate that goes evenly from low to high and back, once a period.
    case wave(low: Double, high: Double, period: Int64)
    /// At these moments.
    case list([Int64])
}

extension Arrivals {
    /// When the request of this number (counted from 1) comes, given when the one before it did; nil after the last.
    ///
    /// For all but random arrivals it is the moment at which the rate's integral reaches the number.
    func next(number: Int, after previous: Int64, until end: Int64, random: inout RandomStream) -> Int64? {
        switch self {
        case .list(let times): return number <= times.count ? times[number - 1] : nil
        case .poisson(let rate):
            guard rate > 0 else { return nil }
            let time = previous + max(1, Int64((random.exponential(mean: 1 / rate) * 1e9).rounded()))
            return time <= end ? time : nil
        case .constant, .ramp, .spike, .wave:
            guard expected(by: end) >= Double(number) else { return nil }
            var early = previous
            var late = end
            while late - early > 1 {
                let middle = early + (late - early) / 2
                if expected(by: middle) >= Double(number) { late = middle } else { early = middle }
            }
            return late
        }
    }

    /// The requests expected up to a moment: the integral of the rate.
    func expected(by time: Int64) -> Double {
        let seconds = Double(time) / 1e9
        switch self {
        case .constant(let rate), .poisson(let rate): return rate * seconds
        case .ramp(let from, let to, let over):
            let length = Double(over) / 1e9
            guard length > 0, seconds < length else { return (from + to) / 2 * length + to * (seconds - length) }
            return from * seconds + (to - from) * seconds * seconds / (2 * length)
        case .spike(let base, let peak, let at, let duration):
            let inside = min(max(0, time - at), duration)
            return base * seconds + (peak - base) * Double(inside) / 1e9
        case .wave(let low, let high, let period):
            let length = Double(period) / 1e9
            guard length > 0 else { return low * seconds }
            let whole = (seconds / length).rounded(.down)
            let part = seconds - whole * length
            let half = length / 2
            let rising = min(part, half)
            let falling = max(0, part - half)
            let slope = (high - low) / half
            let within =
                low * rising + slope * rising * rising / 2 + high * falling - slope * falling * falling / 2
            return whole * (low + high) / 2 * length + within
        case .list(let times): return Double(times.count { $0 <= time })
        }
    }
}
