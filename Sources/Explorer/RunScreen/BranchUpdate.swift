import Canvas
import Flows
import Values

/// Making branches, going between them, and dropping them.
extension Model {
    /// Offers the faults that can strike what is selected.
    mutating func offerFaults(_ screen: RunScreen) {
        var picker = Picker(
            .faults, title: "Branch at \(clockText(screen.clock)): what breaks \(screen.faultTarget)?",
            field: TextField(),
            empty: "a fault, or words of what it does")
        picker.rows = faultRows("")
        overlay = .picker(picker)
    }

    /// The faults that fit what is selected, narrowed by words; where none does, those that fit elsewhere, each with where.
    func faultRows(_ words: String) -> [Picker.Row] {
        guard case .run(let screen)? = screens.last else { return [] }
        let words = words.lowercased().split(separator: " ").map(String.init)
        func isWanted(_ help: FaultHelp) -> Bool {
            let text = "\(help.name) \(help.means) \(help.predicts)".lowercased()
            return words.allSatisfy(text.contains)
        }
        func row(_ choice: FaultChoice, _ place: String) -> Picker.Row {
            var row = Picker.Row(.fault(choice), kind: place, name: choice.help.name, detail: choice.help.means)
            row.about = ["Does: \(choice.help.means).", "Predicts: \(choice.predicts)."]
            return row
        }
        let here = screen.faultChoices(where: isWanted)
        if !here.isEmpty { return here.map { row($0, "") } }
        let run = screen.run
        return run.topology.nodes.filter { $0.layer == .main }.flatMap { node in
            run.faultChoices(node: node.id, where: isWanted).map { row($0, run.name(of: node.id)) }
        }
    }

    /// Asks for the fault's arguments, those that it needs filled in.
    mutating func ask(for choice: FaultChoice) {
        guard case .run(let screen)? = screens.last else { return }
        let colon = choice.arguments.isEmpty ? "" : ":"
        let text = "\(choice.help.name)@\(screen.clock)\(colon)\(choice.arguments)"
        var help: [Prompt.Line] = [
            .text("Does: \(choice.help.means)."), .text("Predicts: \(choice.predicts)."),
        ]
        if !choice.help.arguments.isEmpty { help.append(.text("Takes: \(choice.help.arguments).")) }
        overlay = .prompt(Prompt(.branch, title: "Branch", field: TextField(text), help: help))
        checkPrompt()
    }

    /// Says what a branch with these faults will be.
    func verdict(onFault faults: [Scenario.ScenarioFault], in screen: RunScreen) -> String {
        let at = faults.map(\.at).min() ?? screen.clock
        let later = at > screen.clock ? ", and breaks at \(clockText(at))" : ""
        return "Enter branches from \(screen.title(of: screen.shown)) at \(clockText(screen.clock))\(later)."
    }

    /// Makes a branch of the run in front at this moment, and shows it.
    /// - Throws: what is wrong with the fault.
    mutating func branch(_ text: String) throws(Diagnostics) {
        guard case .run(var screen)? = screens.last else { return }
        let parent = screen.source(of: screen.shown)
        let run = try screen.ownRun(of: parent).branch(at: screen.clock, faults: try readFaults([text]))
        screen.branches.append(
            RunBranch(
                number: (screen.branches.last?.number ?? 0) + 1, parent: parent, binding: screen.binding(of: parent),
                at: run.now, fault: text, sharedRecords: run.recordCount, run: run))
        screen.met = nil
        screen.seeking = nil
        screen.sheet = nil
        screen.show(lane: screen.laneCount - 1)
        replaceTop(.run(screen))
        notice = "Branch \(screen.branches.last?.number ?? 0) is in front: o flips to what it parted from, d compares."
    }

    /// Flips between the branch in front and the run that it parted from.
    mutating func flipOriginal(_ screen: inout RunScreen) {
        let lane: Int
        if let original = screen.original {
            screen.lastBranch = screen.branch(in: screen.shown)?.number
            lane = original
        } else if let place = screen.branches.firstIndex(where: { $0.number == screen.lastBranch })
            ?? screen.branches.indices.last
        {
            lane = screen.session.runs.count + place
        } else {
            notice = "There is no branch yet: x breaks something in one."
            return
        }
        screen.show(lane: lane)
        notice = "In front: \(screen.title(of: lane))"
    }

    /// Drops the branch in front, and those that parted from it.
    mutating func dropBranch(_ screen: inout RunScreen) {
        guard let branch = screen.branch(in: screen.shown) else {
            notice = "This is no branch: ] goes to one."
            return
        }
        let bindings = screen.session.runs.count
        var gone: Set<Int> = []
        // A branch comes after the one it parted from.
        for (place, other) in screen.branches.enumerated()
        where other.number == branch.number || gone.contains(other.parent) {
            gone.insert(bindings + place)
        }
        let kept = (0..<screen.laneCount).filter { !gone.contains($0) }
        screen.branches = kept.compactMap { lane in
            guard var other = screen.branch(in: lane), let parent = kept.firstIndex(of: other.parent) else {
                return nil
            }
            other.parent = parent
            return other
        }
        screen.met = nil
        screen.stop = nil
        screen.sheet = nil
        screen.show(lane: kept.firstIndex(of: branch.parent) ?? branch.binding)
        notice = gone.count > 1 ? "\(gone.count) branches are gone." : "Branch \(branch.number) is gone."
    }
}

extension RunScreen {
    /// The faults that can strike what is selected.
    func faultChoices(where isWanted: (FaultHelp) -> Bool) -> [FaultChoice] {
        run.faultChoices(node: faultNode, edge: faultEdge, where: isWanted)
    }

    /// What the faults on offer strike, in words.
    var faultTarget: String {
        if let edge = faultEdge { return run.way(edge) }
        return faultNode.map { run.name(of: $0) } ?? "the run"
    }

    private var faultEdge: String? {
        if let edge = selectedEdge { return edge }
        return selectedNode == nil ? record.flatMap { run.record($0).edge } : nil
    }

    private var faultNode: String? { selectedNode ?? (faultEdge == nil ? record.map { run.record($0).to } : nil) }
}
