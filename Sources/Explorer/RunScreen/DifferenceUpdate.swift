import Flows
import Values

/// Comparing a branch with the run it parted from.
extension Model {
    /// Shows the difference, or puts it away.
    mutating func readDifference(_ screen: inout RunScreen) {
        guard screen.sheet != .difference, screen.compared == nil else {
            screen.isPlaying = false
            read(.difference, &screen)
            return
        }
        notice = "There is no branch to compare: x makes one\(screen.laneCount > 1 ? "; m shows the bindings" : "")."
    }

    /// Goes to the moment at which the branch parts, and selects the record with which it does.
    mutating func goToParting(_ screen: inout RunScreen) {
        guard let difference = screen.difference, let at = difference.partsAt, let pair = screen.compared else {
            notice = "They have not parted so far."
            return
        }
        screen.sheet = nil
        screen.isPlaying = false
        if screen.shown != pair.branch, screen.shown != pair.original { screen.show(lane: pair.branch) }
        screen.seek(to: at)
        let side = screen.shown == pair.original ? 0 : 1
        screen.selection = difference.partsWith[side] ?? difference.partsWith[1 - side]
        screen.selectedNode = nil
        screen.selectedEdge = nil
        screen.focus = .events
        screen.detailScroll.offset = 0
        notice = "Here they part; o flips between the two."
    }
}

extension RunScreen {
    /// The branch that is compared, and what it parted from: the branch in front, or the one that was made or looked at
    /// last.
    var compared: (original: Int, branch: Int)? {
        let lane: Int
        if branch(in: shown) != nil {
            lane = shown
        } else if let place = branches.firstIndex(where: { $0.number == lastBranch }) ?? branches.indices.last {
            lane = session.runs.count + place
        } else {
            return nil
        }
        return branch(in: lane).map { ($0.parent, lane) }
    }

    /// The difference, as far as both have come; nil where the branch has not begun.
    var foundDifference: RunDifference? {
        guard let pair = compared, let branch = branch(in: pair.branch), clock >= branch.at else { return nil }
        // Before a parent that is a branch itself has begun, this one has not either.
        return RunDifference(
            ownRun(of: pair.original), branch.run, under: session.scenario, sharing: branch.sharedRecords)
    }
}
