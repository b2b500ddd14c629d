import Flows
import Values

/// How virtual time goes on, back and to a moment.
extension RunScreen {
    /// Some milliseconds have passed on the screen.
    mutating func tick(_ milliseconds: Int) {
        outcomeMade?.age += milliseconds
        if let mark = skipped {
            let left = mark.milliseconds - milliseconds
            skipped = left > 0 ? (mark.from, mark.to, left) : nil
        }
        if let goal = seeking {
            advance(to: goal)
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
        if session.scenario.narration.contains(where: { $0.at > before && $0.at <= clock }) { pace.sinceMoment = 0 }
        if isFinished { finish() }
    }

    /// The runs are over: the outcome shows once by itself.
    private mutating func finish() {
        isPlaying = false
        if !hasShownOutcome {
            hasShownOutcome = true
            isComparing = true
        }
    }

    /// Until when nothing happens in any run, if that is a while.
    private func quietUntil(atLeast span: TimeSpan) -> TimeSpan? {
        let next = session.runs.compactMap(\.nextTime).min() ?? horizon
        // A little before, so that what happens then is seen coming.
        let jump = next - pace.span(100)
        return jump > clock + span ? jump : nil
    }

    /// Takes all runs forward, as far as one tick's steps reach; the clock stays with the run that is behind.
    mutating func advance(to goal: TimeSpan) {
        guard goal > clock else { return }
        let steps = max(1, RunScreen.stepsPerTick / max(1, session.runs.count))
        var reached = goal
        for place in session.runs.indices where !session.runs[place].advance(to: goal, maxSteps: steps) {
            reached = min(reached, session.runs[place].now)
        }
        clock = max(clock, reached)
    }

    /// Goes to a moment, forward without showing the way or back at once.
    mutating func seek(to moment: TimeSpan) {
        let moment = max(.zero, min(moment, horizon))
        selection = nil
        if moment < clock {
            seeking = nil
            rewind(to: moment)
        } else if moment > clock {
            seeking = moment
        }
    }

    private mutating func rewind(to moment: TimeSpan) {
        for place in session.runs.indices where session.runs[place].now > moment {
            session.runs[place].rewind(to: moment)
        }
        clock = moment
        skipped = nil
        pace.sinceMoment = 0
        isComparing = false
    }

    /// Goes to the next event of the run in front and holds.
    mutating func step() {
        hold()
        session.runs[shown].step()
        let moment = session.runs[shown].now
        if moment > clock {
            for place in session.runs.indices where place != shown { session.runs[place].advance(to: moment) }
            clock = moment
        }
    }

    /// Goes back to before the last event of the run in front and holds.
    mutating func stepBack() {
        hold()
        session.runs[shown].stepBack()
        let moment = session.runs[shown].now
        if moment < clock { rewind(to: moment) }
    }

    private mutating func hold() {
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
