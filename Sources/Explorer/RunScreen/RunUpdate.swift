import Canvas
import Diagrams
import Flows
import Values

extension Model {
    /// Does what a key asks of the run screen.
    mutating func performInRun(_ action: Action, key: Key?, _ screen: RunScreen) -> [Effect] {
        var screen = screen
        switch action {
        case .playPause: playOrPause(&screen)
        case .step: screen.step()
        case .stepBack: screen.stepBack()
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
        case .nextMoment:
            // Pressed again on the way, it means the moment after.
            screen.seek(to: screen.moment(after: screen.seeking ?? screen.clock) ?? screen.horizon)
            screen.isPlaying = true
        case .previousMoment:
            if let moment = screen.previousMoment { screen.seek(to: moment) } else { screen.seek(to: .zero) }
        case .rewind: screen.seek(to: .zero)
        case .runToEnd: screen.seek(to: screen.horizon)
        case .compare:
            screen.isComparing.toggle()
            screen.detailScroll.offset = 0
        case .nextBinding: show(screen.shown + 1, &screen)
        case .previousBinding: show(screen.shown - 1, &screen)
        case .nextPane: focus(1, &screen)
        case .previousPane: focus(-1, &screen)
        case .zoom, .zoomIn, .zoomOut: notice = screen.detail.change(action)
        case .open: screen.isPayloadOpen.toggle()
        case .toCause, .toEffect:
            if screen.focus == .diagram, let key, [.left, .right, .character("h"), .character("l")].contains(key) {
                move(action == .toCause ? .left : .right, &screen)
            } else {
                follow(action, &screen)
            }
        case .back:
            screens.removeLast()
            return []
        default: move(action, &screen)
        }
        replaceTop(.run(screen))
        return []
    }

    private mutating func playOrPause(_ screen: inout RunScreen) {
        if screen.seeking != nil {
            screen.seeking = nil
            screen.isPlaying = false
        } else if screen.isFinished {
            screen.seek(to: .zero)
            screen.isPlaying = true
        } else {
            screen.isPlaying.toggle()
            if screen.isPlaying { screen.isComparing = false }
        }
    }

    private mutating func show(_ number: Int, _ screen: inout RunScreen) {
        let count = screen.session.runs.count
        guard count > 1 else {
            notice = "This flow runs one binding only."
            return
        }
        screen.shown = (number + count) % count
        screen.selection = nil
        screen.selectedNode = nil
        screen.logScroll = ScrollState()
        screen.viewport = Viewport()
    }

    private func focus(_ step: Int, _ screen: inout RunScreen) {
        let count = RunFocus.allCases.count
        screen.focus = RunFocus(rawValue: (screen.focus.rawValue + step + count) % count) ?? .events
    }

    /// Moves the selection of the pane with the focus.
    private func move(_ action: Action, _ screen: inout RunScreen) {
        let frame = runFrame(screen)
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
        if screen.isComparing || screen.focus == .details {
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
    }

    private func moveInDiagram(_ action: Action, _ screen: inout RunScreen, window: Size) {
        guard screen.drawings.indices.contains(screen.shown) else { return }
        let drawing = screen.drawings[screen.shown].drawing
        switch action {
        case .up, .down, .left, .right:
            let next = screen.selectedNode.map { drawing.neighbor(of: $0, action) } ?? drawing.next(after: nil, step: 1)
            guard let next, let rect = drawing.rect(of: next) else { return }
            screen.selectedNode = next
            screen.viewport.reveal(rect, window: window)
        case .pageUp: screen.viewport.offset.y -= window.height
        case .pageDown: screen.viewport.offset.y += window.height
        case .halfPageUp: screen.viewport.offset.y -= max(1, window.height / 2)
        case .halfPageDown: screen.viewport.offset.y += max(1, window.height / 2)
        default: break
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
        screen.isComparing = false
        screen.isPlaying = false
        screen.detailScroll.offset = 0
        screen.selectedNode = nil
    }

    /// Draws what the run screen needs and keeps its selections inside of what there is.
    mutating func settleRun(_ screen: inout RunScreen) {
        let key = RunScreen.DrawingKey(
            detail: screen.detail, width: size.width, isASCII: settings.isASCII)
        if screen.drawingKey != key {
            screen.drawingKey = key
            let options = DiagramOptions(
                width: key.width, charset: key.isASCII ? .ascii : .unicode, detail: key.detail)
            screen.drawings = screen.session.runs.compactMap { RunDrawing($0, options: options) }
            screen.viewport = Viewport()
        }
        let frame = runFrame(screen)
        let count = screen.run.recordCount
        if let selected = screen.selection, selected >= count { screen.selection = nil }
        let window = max(1, frame.events.height)
        if let record = screen.record {
            screen.logScroll.reveal(record, window: window, margin: screen.selection == nil ? 0 : 1)
        }
        screen.logScroll.clamp(content: count, window: window)
        if screen.drawings.indices.contains(screen.shown) {
            let size = screen.drawings[screen.shown].drawing.picture.size
            screen.viewport.clamp(content: size, window: frame.diagram.size)
        }
        let rect = detailRect(of: screen)
        layOutDetails(&screen, in: rect)
        screen.detailScroll.clamp(content: screen.details?.height ?? 0, window: rect.height)
    }

    /// How the body is divided for a run screen.
    func runFrame(_ screen: RunScreen) -> RunFrame {
        let heights = screen.drawings.map(\.drawing.picture.size.height)
        return RunFrame(frame.body, focus: screen.focus, drawing: heights.max() ?? 0)
    }

    /// The cells of the details, or of the outcome while it is shown.
    func detailRect(of screen: RunScreen) -> Rect {
        let frame = runFrame(screen)
        let rect = screen.isComparing ? frame.panels : frame.details
        return rect.width >= 30 ? Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height) : rect
    }

    private func layOutDetails(_ screen: inout RunScreen, in rect: Rect) {
        let width = rect.width
        if rect.isEmpty {
            screen.details = nil
        } else if screen.isComparing {
            if let made = screen.outcomeMade, made.width == width, screen.details != nil {
                let isOld = made.clock != screen.clock && (made.age > 1_000 || !screen.isMoving)
                guard isOld else { return }
            }
            screen.details = outcomeSheet(screen, width: width)
            screen.outcomeMade = (screen.clock, width, 0)
            return
        } else if let node = screen.selectedNode {
            screen.details = detailSheet(ofNode: node, in: screen.run, width: width)
        } else if let record = screen.record {
            screen.details = detailSheet(of: record, in: screen.run, width: width, isPayloadOpen: screen.isPayloadOpen)
        } else {
            screen.details = nil
        }
        screen.outcomeMade = nil
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
