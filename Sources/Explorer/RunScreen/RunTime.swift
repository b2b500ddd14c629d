import Flows
import Values

/// How virtual time goes on, back and to a moment.
extension RunScreen {
    /// Goes through time as a key asks.
    mutating func go(_ action: Action) {
        switch action {
        case .playPause: playOrPause()
        case .step: step()
        case .stepBack: stepBack()
        case .nextMoment:
            // Pressed again on the way, it means the moment after.
            seek(to: moment(after: seeking ?? clock) ?? horizon)
            isPlaying = true
        case .previousMoment: seek(to: previousMoment ?? .zero)
        case .rewind: seek(to: .zero)
        default: seek(to: horizon)
        }
    }

    private mutating func playOrPause() {
        if seeking != nil {
            seeking = nil
            isPlaying = false
        } else if isFinished {
            seek(to: .zero)
            isPlaying = true
        } else {
            isPlaying.toggle()
            if isPlaying { sheet = nil }
        }
    }

    /// Some milliseconds have passed on the screen.
    mutating func tick(_ milliseconds: Int) {
        sheetMade?.age += milliseconds
        if let mark = skipped {
            let left = mark.milliseconds - milliseconds
            skipped = left > 0 ? (mark.from, mark.to, left) : nil
        }
        if let goal = seeking {
            advance(to: goal)
            if stop != nil { return }
            if clock >= goal || isFinished {
                seeking = nil
                if isFinished { finish() }
            }
            return
        }
        guard isPlaying else { return }
        // A late tick is not caught up with: what was not seen would be lost.
        let milliseconds = min(milliseconds, 100)
        pace.sinceMoment += milliseconds
        let before = clock
        var goal = min(clock + pace.span(milliseconds), horizon)
        if let next = nextMoment, next < goal { goal = next }
        if let quiet = quietUntil(atLeast: pace.span(1_500)) {
            let jump = min(quiet, nextMoment ?? horizon)
            if jump > goal {
                skipped = (before, jump, 2_000)
                goal = jump
            }
        }
        advance(to: goal)
        if stop != nil { return }
        if session.scenario.narration.contains(where: { $0.at > before && $0.at <= clock }) { pace.sinceMoment = 0 }
        if isFinished { finish() }
    }

    /// The runs are over: the outcome shows once by itself.
    private mutating func finish() {
        isPlaying = false
        if !hasShownOutcome {
            hasShownOutcome = true
            sheet = .outcome
        }
    }

    /// Until when nothing happens in any run, if that is a while.
    private func quietUntil(atLeast span: TimeSpan) -> TimeSpan? {
        let next = (session.runs.compactMap(\.nextTime) + branches.compactMap(\.run.nextTime)).min() ?? horizon
        // A little before, so that what happens then is seen coming.
        let jump = next - pace.span(100)
        return jump > clock + span ? jump : nil
    }

    /// Goes to a moment, forward without showing the way or back at once.
    mutating func seek(to moment: TimeSpan) {
        let moment = max(.zero, min(moment, horizon))
        selection = nil
        stop = nil
        if moment < clock {
            seeking = nil
            rewind(to: moment)
        } else if moment > clock {
            seeking = moment
        }
    }

    private mutating func rewind(to moment: TimeSpan) {
        for lane in 0..<laneCount { rewind(lane, to: moment) }
        clock = moment
        met = nil
        stop = nil
        skipped = nil
        pace.sinceMoment = 0
        sheet = nil
    }

    /// Goes to the next event of the run in front and holds.
    mutating func step() {
        hold()
        met = nil
        // What a branch shares with its parent ends where it begins.
        if let branch = branch(in: shown), clock < branch.at, run.nextTime ?? horizon > branch.at {
            bringAll(to: branch.at)
        }
        let front = source(of: shown)
        let moment = change(front) { run in
            run.step()
            return run.now
        }
        if moment > clock { bringAll(to: moment) }
    }

    /// Goes back to before the last event of the run in front and holds.
    mutating func stepBack() {
        hold()
        let run = self.run
        guard run.recordCount > 0 else { return }
        let moment = max(.zero, run.record(run.recordCount - 1).sent - TimeSpan(nanoseconds: 1))
        if moment < clock { rewind(to: moment) }
    }

    /// Takes all runs to a moment at once.
    private mutating func bringAll(to moment: TimeSpan) {
        for lane in 0..<laneCount where ownRun(of: lane).now < moment { change(lane) { _ = $0.advance(to: moment) } }
        clock = moment
    }

    /// Holds where it is and follows the newest event again.
    mutating func hold() {
        stop = nil
        isPlaying = false
        seeking = nil
        selection = nil
        skipped = nil
    }

    // MARK: the story

    /// What the story says now.
    var narration: Scenario.Narration? { session.scenario.narration.last { $0.at <= clock } }

    /// When the story goes on.
    var nextMoment: TimeSpan? { moment(after: clock) }

    /// The first moment of the story after a time.
    func moment(after time: TimeSpan) -> TimeSpan? { session.scenario.narration.first { $0.at > time }?.at }

    /// When the story said what it said before this.
    var previousMoment: TimeSpan? {
        let past = session.scenario.narration.filter { $0.at < clock }
        // Just after a moment, the one before it is meant.
        guard let last = past.last else { return nil }
        return clock - last.at > pace.span(1_000) ? last.at : past.dropLast().last?.at ?? .zero
    }
}
