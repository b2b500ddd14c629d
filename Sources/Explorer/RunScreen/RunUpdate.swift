import Canvas
import Diagrams
import Flows
import Values

extension Model {
    /// Does what a key asks of the run screen.
    mutating func performInRun(_ action: Action, key: Key?) -> [Effect] {
        var action = action
        if case .run(let screen)? = screens.last, screen.sheet?.isWhole == true {
            // Where something is read, these keys go through its text rather than through time.
            if key == .home { action = .top }
            if key == .end { action = .bottom }
        }
        switch action {
        case .playPause, .step, .stepBack, .nextMoment, .previousMoment, .rewind, .runToEnd:
            changeRun { screen in
                screen.go(action)
                return nil
            }
            return []
        default: break
        }
        guard case .run(var screen)? = screens.last else { return [] }
        switch action {
        case .slower:
            screen.pace.slower()
            notice = "Speed: \(screen.pace.words)"
        case .faster:
            screen.pace.faster()
            notice = "Speed: \(screen.pace.words)"
        case .storyPace:
            screen.pace.chosen = nil
            screen.pace.sinceMoment = 0
            notice = "The story sets the pace."
        case .compare: read(.outcome, &screen)
        case .breakHere: toggleBreakpoint(&screen)
        case .breakpoints: listBreakpoints(screen)
        case .breakIf: askForCondition(screen)
        case .nextWay: selectWay(1, &screen)
        case .previousWay: selectWay(-1, &screen)
        case .branch: offerFaults(screen)
        case .dropBranch: dropBranch(&screen)
        case .original: flipOriginal(&screen)
        case .difference: readDifference(&screen)
        case .why: readChain(&screen)
        case .nextBinding: show(screen.shown + 1, &screen)
        case .previousBinding: show(screen.shown - 1, &screen)
        case .nextPane: focus(1, &screen)
        case .previousPane: focus(-1, &screen)
        case .zoom, .zoomIn, .zoomOut: notice = screen.detail.change(action)
        case .open where screen.sheet == .difference: goToParting(&screen)
        case .open where screen.sheet == .chain: read(.chain, &screen)
        case .open: screen.isPayloadOpen.toggle()
        case .toCause, .toEffect:
            if screen.focus == .diagram, let key, [.left, .right, .character("h"), .character("l")].contains(key) {
                move(action == .toCause ? .left : .right, &screen)
            } else {
                follow(action, &screen)
            }
        case .back:
            guard let sheet = screen.sheet, sheet.isWhole else {
                screens.removeLast()
                return []
            }
            screen.sheet = nil
            screen.detailScroll.offset = 0
        default: move(action, &screen)
        }
        replaceTop(.run(screen))
        return []
    }

    /// Shows a sheet, or puts it away where it is shown.
    func read(_ sheet: RunSheet, _ screen: inout RunScreen) {
        screen.sheet = screen.sheet == sheet ? nil : sheet
        screen.detailScroll.offset = 0
    }

    private mutating func show(_ number: Int, _ screen: inout RunScreen) {
        let count = screen.laneCount
        guard count > 1 else {
            notice = "This flow runs one binding only, and has no branch: x makes one."
            return
        }
        screen.show(lane: (number + count) % count)
    }

    private func focus(_ step: Int, _ screen: inout RunScreen) {
        let count = RunFocus.allCases.count
        screen.focus = RunFocus(rawValue: (screen.focus.rawValue + step + count) % count) ?? .events
    }

    /// Moves the selection of the pane with the focus.
    private func move(_ action: Action, _ screen: inout RunScreen) {
        let frame = runFrame(screen)
        if screen.sheet != nil {
            screen.detailScroll.perform(
                action, content: screen.details?.height ?? 0, window: max(1, detailRect(of: screen).height))
            return
        }
        let window: Int
        switch screen.focus {
        case .diagram:
            moveInDiagram(action, &screen, window: frame.diagram.size)
            return
        case .events: window = max(1, frame.events.height)
        case .details: window = max(1, frame.details.height)
        }
        let rows: Int
        switch action {
        case .up: rows = -1
        case .down: rows = 1
        case .pageUp: rows = -window
        case .pageDown: rows = window
        case .halfPageUp: rows = -max(1, window / 2)
        case .halfPageDown: rows = max(1, window / 2)
        default: return
        }
        if screen.focus == .details {
            screen.detailScroll.move(by: rows)
        } else {
            select(row: (screen.record ?? 0) + rows, &screen)
        }
    }

    /// Selects a record; beyond the last one the newest is followed again.
    private func select(row: Int, _ screen: inout RunScreen) {
        let count = screen.run.recordCount
        screen.selection = row >= count - 1 ? nil : max(0, row)
        screen.detailScroll.offset = 0
        screen.selectedNode = nil
        screen.selectedEdge = nil
    }

    private func moveInDiagram(_ action: Action, _ screen: inout RunScreen, window: Size) {
        guard let drawing = screen.drawing?.drawing else { return }
        switch action {
        case .up, .down, .left, .right:
            let here = screen.selectedNode ?? (screen.selectedEdge == nil ? nil : screen.wayAnchor)
            let next = here.map { drawing.neighbor(of: $0, action) } ?? drawing.next(after: nil, step: 1)
            guard let next, let rect = drawing.rect(of: next) else { return }
            screen.selectedNode = next
            screen.selectedEdge = nil
            screen.viewport.reveal(rect, window: window)
        case .pageUp: screen.viewport.offset.y -= window.height
        case .pageDown: screen.viewport.offset.y += window.height
        case .halfPageUp: screen.viewport.offset.y -= max(1, window.height / 2)
        case .halfPageDown: screen.viewport.offset.y += max(1, window.height / 2)
        default: break
        }
    }

    /// Shows why the selected event happened, or puts that away.
    private mutating func readChain(_ screen: inout RunScreen) {
        guard let record = screen.record else {
            notice = "Nothing has happened yet."
            return
        }
        // The event stays the same while its causes are read.
        screen.isPlaying = false
        screen.selection = record
        read(.chain, &screen)
    }

    /// Selects the next or the previous way: of the selected component, else, from the selected event's on, of all.
    private mutating func selectWay(_ step: Int, _ screen: inout RunScreen) {
        guard let drawn = screen.drawing, !drawn.edges.isEmpty else {
            notice = "There is no way to select."
            return
        }
        if let node = screen.selectedNode { screen.wayAnchor = node }
        if screen.selectedNode == nil, screen.selectedEdge == nil { screen.wayAnchor = nil }
        let run = screen.run
        let anchored = screen.wayAnchor.map { node in
            run.topology.edges.filter { ($0.from == node || $0.to == node) && drawn.edges.contains($0.id) }.map(\.id)
        }
        let ways = anchored.flatMap { $0.isEmpty ? nil : $0 } ?? drawn.edges
        if let here = screen.selectedEdge.flatMap(ways.firstIndex) {
            screen.selectedEdge = ways[(here + step + ways.count) % ways.count]
        } else {
            let own = screen.selectedNode == nil ? screen.record.flatMap { run.record($0).edge } : nil
            screen.selectedEdge = own.flatMap { ways.contains($0) ? $0 : nil } ?? (step > 0 ? ways[0] : ways.last)
        }
        screen.selectedNode = nil
        screen.focus = .diagram
        screen.detailScroll.offset = 0
        if let edge = screen.selectedEdge, let cell = drawn.courses[edge]?.cell(at: 0.5) {
            let window = runFrame(screen).diagram.size
            screen.viewport.reveal(Rect(x: cell.x, y: cell.y, width: 1, height: 1), window: window)
        }
    }

    /// Goes up to the cause of the selected record or down to what it caused.
    private mutating func follow(_ action: Action, _ screen: inout RunScreen) {
        guard let record = screen.record else {
            notice = "Nothing has happened yet."
            return
        }
        let run = screen.run
        let target: Int?
        if action == .toCause {
            target = run.causes(of: record).first
        } else if let effect = run.effects(of: record).first {
            target = effect
        } else {
            // At the end of a chain the next effect of the same cause is shown.
            target = run.causes(of: record).first.flatMap { run.effects(of: $0).first { $0 > record } }
        }
        guard let target else {
            notice = action == .toCause ? "Nothing caused this; it came from outside." : "This caused nothing so far."
            return
        }
        screen.selection = target
        if screen.sheet == .outcome { screen.sheet = nil }
        screen.isPlaying = false
        screen.detailScroll.offset = 0
        screen.selectedNode = nil
        screen.selectedEdge = nil
    }
}

extension DiagramOptions.Detail {
    /// Goes to another level of detail.
    /// - Returns: what to say about it.
    mutating func change(_ action: Action) -> String {
        let levels = DiagramOptions.Detail.allCases
        let current = levels.firstIndex(of: self) ?? 0
        switch action {
        case .zoomIn: self = levels[max(0, current - 1)]
        case .zoomOut: self = levels[min(levels.count - 1, current + 1)]
        default: self = levels[(current + 1) % levels.count]
        }
        return "Detail: \(rawValue)"
    }
}
