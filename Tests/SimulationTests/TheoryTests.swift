import Simulation
import Testing

/// The kernel against queueing theory. Bounds are about three standard errors at these lengths.
@Suite struct TheoryTests {
    @Test func timeInAnMM1QueueIsWhatTheFormulaSays() {
        // W = 1 / (mu - lambda) = 5; Daley's 95 % half-width at 200,000 customers is about 0.2.
        let time = QueueModel.run(QueueModel(seed: 1, load: 0.8, limit: 200_000)).meanTime
        #expect(abs(time - 5) < 0.4)
    }

    @Test func timeInAnMD1QueueIsWhatPollaczekAndKhinchineSay() {
        // Wq = rho / (2 (1 - rho)) = 2 service times, and one of service.
        let time = QueueModel.run(QueueModel(seed: 2, load: 0.8, constantService: true, limit: 200_000)).meanTime
        #expect(abs(time - 3) < 0.2)
    }

    @Test func theShareThatWaitsInAnMMcQueueIsErlangsC() {
        // c = 4, a = 3: P(wait) = 0.50943.
        let station = QueueModel.run(QueueModel(seed: 3, load: 3, servers: 4, limit: 300_000))
        #expect(abs(Double(station.waited) / Double(station.arrived) - 0.50943) < 0.02)
    }

    @Test func theShareThatIsTurnedAwayFromAnMM1KQueueIsWhatTheFormulaSays() {
        // rho = 0.8, K = 5: (1 - rho) rho^K / (1 - rho^(K+1)) = 0.08882.
        let station = QueueModel.run(QueueModel(seed: 4, load: 0.8, capacity: 5, limit: 300_000))
        #expect(abs(Double(station.blocked) / Double(station.arrived) - 0.08882) < 0.004)
    }
}
