import Simulation
import Testing

@testable import Services

@Suite struct ArrivalsTests {
    private func times(_ arrivals: Arrivals, until seconds: Double) -> [Double] {
        var random = RandomStream(seed: 1, name: "arrivals")
        var times: [Double] = []
        var last: Int64 = 0
        while let next = arrivals.next(
            number: times.count + 1, after: last, until: Int64(seconds * 1e9), random: &random)
        {
            times.append(Double(next) / 1e9)
            last = next
        }
        return times
    }

    @Test func constantArrivalsAreEvenlySpaced() {
        #expect(times(.constant(rate: 4), until: 1) == [0.25, 0.5, 0.75, 1])
    }

    @Test func aSpikeBringsItsExtraRequestsWhileItLasts() {
        let spike = times(.spike(base: 1, peak: 10, at: 5_000_000_000, duration: 2_000_000_000), until: 10)
        #expect(spike.count == 28)
        #expect(spike.count { $0 > 5 && $0 <= 7 } == 20)
    }

    @Test func aRampGrowsAndStays() {
        let ramp = times(.ramp(from: 0, to: 10, over: 10_000_000_000), until: 12)
        #expect(ramp.count == 70)
        #expect(ramp.count { $0 > 10 } == 20)
    }

    @Test func aWaveHasTheMeanOfItsRatesOverAPeriod() {
        #expect(times(.wave(low: 0, high: 10, period: 4_000_000_000), until: 8).count == 40)
    }

    @Test func randomArrivalsHaveTheirRate() {
        // 10,000 expected; three standard deviations are 300.
        #expect(abs(times(.poisson(rate: 100), until: 100).count - 10_000) < 300)
    }
}
