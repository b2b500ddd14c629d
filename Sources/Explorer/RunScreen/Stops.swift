import Flows
import Values

/// Where the runs of a binding, its branches included, are to pause.
struct RunBreakpoint: Hashable, Sendable {
    /// The binding.
    let binding: Int
    /// At what.
    let what: Breakpoint
    /// A condition as it was typed; empty for nodes and edges.
    var written = ""

    /// Whether every record has to be looked into for it.
    var isCondition: Bool { if case .condition = what { true } else { false } }
}

/// A pause at a breakpoint.
struct RunStop: Hashable, Sendable {
    /// The breakpoint that was met.
    let breakpoint: RunBreakpoint
    /// The lane that met it.
    let lane: Int
    /// The record that met it.
    let record: Int
    /// Whether the record has just been answered, rather than begun.
    let isCompletion: Bool
    /// When.
    let at: TimeSpan
}

extension RunScreen {
    /// The breakpoints of a lane.
    func breakpoints(of lane: Int) -> [RunBreakpoint] {
        let binding = binding(of: lane)
        return breakpoints.filter { $0.binding == binding }
    }

    /// Takes all runs forward, as far as one tick's steps reach, or to the first breakpoint that one of them meets. The
    /// clock stays with the run that is behind.
    mutating func advance(to goal: TimeSpan) {
        guard goal > clock else { return }
        stop = nil
        let hasConditions = breakpoints.contains(where: \.isCondition)
        let steps = max(1, (hasConditions ? RunScreen.watchedStepsPerTick : RunScreen.stepsPerTick) / laneCount)
        var limit = min(goal, met?.at ?? goal)
        var reached = limit
        // The run in front goes first: where several meet a breakpoint at one moment, it is the one that tells.
        let front = source(of: shown)
        for lane in [front] + (0..<laneCount).filter({ $0 != front }) where lane != met?.lane {
            let (now, stop) = advance(lane, to: limit, maxSteps: steps)
            if let stop, met == nil || stop.at < limit {
                met = stop
                limit = stop.at
            }
            reached = min(reached, now)
        }
        guard let met else {
            clock = max(clock, reached)
            return
        }
        // Who has gone past the moment of the pause goes back to it.
        for lane in 0..<laneCount where lane != met.lane { rewind(lane, to: limit) }
        clock = max(clock, min(reached, limit))
        if reached >= limit { halt(at: met) }
    }

    /// Takes one run forward.
    /// - Returns: how far it came, and where it paused.
    private mutating func advance(_ lane: Int, to goal: TimeSpan, maxSteps: Int) -> (TimeSpan, RunStop?) {
        let breakpoints = breakpoints(of: lane)
        guard !breakpoints.isEmpty else {
            return change(lane) { $0.advance(to: goal, maxSteps: maxSteps) ? (goal, nil) : ($0.now, nil) }
        }
        return change(lane) { run in
            if let hit = run.advance(to: goal, maxSteps: maxSteps, breakingAt: breakpoints.map(\.what)) {
                let stop = RunStop(
                    breakpoint: breakpoints[hit.breakpoint], lane: lane, record: hit.record,
                    isCompletion: hit.isCompletion, at: run.now)
                return (run.now, stop)
            }
            let isBehind = !run.isFinished && (run.now < goal || run.nextTime.map { $0 <= goal } ?? false)
            return (isBehind ? run.now : goal, nil)
        }
    }

    /// Takes one run back, a branch at most to its beginning.
    mutating func rewind(_ lane: Int, to moment: TimeSpan) {
        let moment = max(moment, branch(in: lane)?.at ?? .zero)
        if ownRun(of: lane).now > moment { change(lane) { $0.rewind(to: moment) } }
    }

    /// Holds at a breakpoint and shows the record that met it.
    private mutating func halt(at stop: RunStop) {
        hold()
        met = nil
        self.stop = stop
        sheet = nil
        // A branch in front shows its parent's record as its own, up to where it parted.
        if source(of: shown) != stop.lane { show(lane: stop.lane) }
        selection = stop.record
        selectedNode = nil
        selectedEdge = nil
        detailScroll.offset = 0
    }

    /// What a breakpoint is at, in words.
    func words(_ breakpoint: RunBreakpoint) -> String {
        let run = session.runs[breakpoint.binding]
        switch breakpoint.what {
        case .node(let node): return run.name(of: node)
        case .edge(let edge): return run.way(edge)
        case .condition: return breakpoint.written
        }
    }

    /// What a pause is told as.
    func words(_ stop: RunStop) -> String {
        let record = ownRun(of: stop.lane).record(stop.record)
        let end = stop.isCompletion ? "ended: \(record.outcomeWords)" : "began"
        return "Stopped at ■ \(words(stop.breakpoint)): #\(record.index) \(record.shortAction) \(end)"
    }
}
