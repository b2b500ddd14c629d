import Foundation
import Simulation
import Testing

/// The kernel against queueing theory.
///
/// Each number is the mean of ten independent runs, and must lie within 4.78 of its standard errors: with nine degrees of
/// freedom Student's t leaves that interval once in a thousand times. Seeds are fixed, so that it does not.
@Suite struct TheoryTests {
    /// Customers per run; more make the bounds narrower.
    private static let customers = Int(ProcessInfo.processInfo.environment["ARCHSCOPE_CUSTOMERS"] ?? "") ?? 20_000
    private static let quantile = 4.78

    private func check(
        _ expected: Double, withinAtMost widest: Double, sourceLocation: SourceLocation = #_sourceLocation,
        _ run: (UInt64) -> Double
    ) {
        let values = (1...10).map { run(UInt64($0)) }
        let mean = values.reduce(0, +) / 10
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9
        let bound = TheoryTests.quantile * (variance / 10).squareRoot()
        #expect(abs(mean - expected) <= bound, "\(mean) ± \(bound)", sourceLocation: sourceLocation)
        // A bound so wide that everything passes proves nothing.
        #expect(bound < widest, "\(mean) ± \(bound)", sourceLocation: sourceLocation)
    }

    @Test func timeInAnMM1QueueIsWhatTheFormulaSays() {
        // W = 1 / (mu - lambda) = 5.
        check(5, withinAtMost: 0.9) {
            QueueModel.run(QueueModel(seed: $0, load: 0.8, limit: TheoryTests.customers)).meanTime
        }
    }

    @Test func timeInAnMD1QueueIsWhatPollaczekAndKhinchineSay() {
        // Wq = rho / (2 (1 - rho)) = 2 service times, and one of service.
        check(3, withinAtMost: 0.4) {
            QueueModel.run(
                QueueModel(seed: $0, load: 0.8, constantService: true, limit: TheoryTests.customers)
            ).meanTime
        }
    }

    @Test func theShareThatWaitsInAnMMcQueueIsErlangsC() {
        // c = 4, a = 3: P(wait) = 0.50943.
        check(0.50943, withinAtMost: 0.05) {
            let station = QueueModel.run(QueueModel(seed: $0, load: 3, servers: 4, limit: TheoryTests.customers))
            return Double(station.waited) / Double(station.arrived)
        }
    }

    @Test func theShareThatIsTurnedAwayFromAnMM1KQueueIsWhatTheFormulaSays() {
        // rho = 0.8, K = 5: (1 - rho) rho^K / (1 - rho^(K+1)) = 0.08882.
        check(0.08882, withinAtMost: 0.01) {
            let station = QueueModel.run(QueueModel(seed: $0, load: 0.8, capacity: 5, limit: TheoryTests.customers))
            return Double(station.blocked) / Double(station.arrived)
        }
    }

    @Test func theNumberInAStationIsLittlesLaw() {
        // L = lambda W, counted by two clocks: the one of the station and those of the customers; and rho / (1 - rho) = 4.
        check(4, withinAtMost: 0.9) { seed in
            let station = QueueModel.run(QueueModel(seed: seed, load: 0.8, limit: TheoryTests.customers))
            let rate = Double(station.left) / station.countedUntil.seconds
            #expect(abs(station.meanNumber - rate * station.meanTime) < 1e-6 * station.meanNumber)
            return station.meanNumber
        }
    }
}
