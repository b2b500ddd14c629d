import Simulation
import Testing

@Suite struct SimulatorTests {
    @Test func activitiesAtTheSameTimeHappenInTheOrderTheyWereScheduled() {
        var agenda = Agenda<Int>()
        for number in 0..<100 { agenda.schedule(number, at: Instant(nanoseconds: Int64(number % 3))) }
        var order: [Int] = []
        while let next = agenda.next() { order.append(next.activity) }
        let expected = (0..<3).flatMap { time in (0..<100).filter { $0 % 3 == time } }
        #expect(order == expected)
    }

    /// Rewinding to any step and running on gives the same journal as never having stopped, at any checkpoint spacing.
    @Test(arguments: [1, 7, 100, 10_000])
    func goingBackAndOnAgainChangesNothing(spacing: Int) {
        func start() -> Simulator<QueueModel> {
            Simulator(
                model: QueueModel(seed: 5, load: 0.9, limit: 500), agenda: QueueModel.started,
                archive: QueueModel.Log(), checkpointEvery: spacing)
        }
        var straight = start()
        while straight.step() {}
        var wandering = start()
        var random = RandomStream(seed: 6, name: "wandering")
        for _ in 0..<40 {
            for _ in 0..<Int(random.next() % 200) { wandering.step() }
            wandering.rewind(toStep: Int(random.next() % UInt64(wandering.stepCount + 1)))
        }
        while wandering.step() {}
        #expect(wandering.archive.journal.entries == straight.archive.journal.entries)
        #expect(wandering.stepCount == straight.stepCount)
    }

    @Test func rewindingToAMomentKeepsWhatHappenedByThenAndNothingElse() {
        var simulator = Simulator(
            model: QueueModel(seed: 8, load: 0.5, limit: 300), agenda: QueueModel.started, archive: QueueModel.Log(),
            checkpointEvery: 50)
        simulator.run(until: Instant(nanoseconds: 100_000_000_000))
        let before = simulator.archive.journal.count
        while simulator.step() {}
        simulator.rewind(to: Instant(nanoseconds: 100_000_000_000))
        #expect(simulator.archive.journal.count == before)
        #expect(simulator.now == Instant(nanoseconds: 100_000_000_000))
    }

    @Test func journalsTellWhatLedToAnEntryAndWhatItLedTo() {
        var journal = Journal<String>()
        let order = journal.append("order", cause: .none)
        let payment = journal.append("payment", cause: order)
        let receipt = journal.append("receipt", cause: payment)
        _ = journal.append("other", cause: .none)
        #expect(journal.ancestry(of: receipt) == [payment, order])
        #expect(journal.effects(of: order) == [payment])
    }

    @Test func logarithmsAreRightToTheLastPlaces() {
        #expect(naturalLogarithm(1) == 0)
        #expect(abs(naturalLogarithm(2.718_281_828_459_045) - 1) < 1e-15)
        #expect(abs(naturalLogarithm(1e-300) - -690.775_527_898_213_7) < 1e-12)
        #expect(abs(naturalLogarithm(10) - 2.302_585_092_994_046) < 1e-15)
    }

    @Test func streamsOfOneSeedDifferByNameAndRepeat() {
        var first = RandomStream(seed: 1, name: "a")
        var again = RandomStream(seed: 1, name: "a")
        var other = RandomStream(seed: 1, name: "b")
        let drawn = (0..<5).map { _ in first.next() }
        #expect(drawn == (0..<5).map { _ in again.next() })
        #expect(drawn != (0..<5).map { _ in other.next() })
    }
}
