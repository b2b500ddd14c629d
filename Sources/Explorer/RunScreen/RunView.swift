import Canvas
import Flows
import Values

extension Model {
    /// Draws the run screen.
    func drawRunScreen(_ screen: RunScreen, on canvas: inout Canvas) {
        let parts = runFrame(screen)
        drawRunHeader(screen, on: &canvas, in: frame.header)
        drawRunTitles(screen, on: &canvas, in: frame.titles, parts)
        drawRunDiagram(screen, on: &canvas, in: parts.diagram)
        if screen.sheet != nil {
            drawDetails(screen, on: &canvas)
        } else {
            if !parts.events.isEmpty { drawEvents(screen, on: &canvas, in: parts.events) }
            if !parts.details.isEmpty { drawDetails(screen, on: &canvas) }
        }
        drawRunRule(screen, on: &canvas, parts)
        drawNarration(screen, on: &canvas, in: parts.narration)
        timeline(of: screen).draw(on: &canvas, in: parts.timeline)
    }

    /// The bar of the run screen.
    func timeline(of screen: RunScreen) -> Timeline {
        Timeline(now: screen.clock, horizon: screen.horizon, moments: screen.session.scenario.narration.map(\.at))
    }

    private func drawRunHeader(_ screen: RunScreen, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let state = runState(screen) + " "
        var x = canvas.write(" archscope ", x: rect.x, y: rect.y, style: Style(.accent, [.bold, .reverse]))
        x = canvas.write("  Run › ", x: x, y: rect.y, style: Style(.muted))
        let room = rect.maxX - x - state.columns - 1
        canvas.write(cut(screen.title, to: room), x: x, y: rect.y, style: Style(.title, .bold))
        canvas.write(state, x: max(rect.x, rect.maxX - state.columns), y: rect.y, style: Style(.accent, .bold))
    }

    private func runState(_ screen: RunScreen) -> String {
        if let stop = screen.stop { return "stopped at ■ \(cut(screen.words(stop.breakpoint), to: 30))" }
        if let goal = screen.seeking { return "running to \(clockText(goal, milliseconds: false))" }
        if screen.isFinished { return "finished" }
        let isStory = screen.pace.chosen == nil
        return "\(screen.isPlaying ? "playing" : "paused") · \(screen.pace.words)\(isStory ? "" : ", fixed")"
    }

    private func drawRunTitles(_ screen: RunScreen, on canvas: inout Canvas, in rect: Rect, _ parts: RunFrame) {
        guard !rect.isEmpty else { return }
        let isAlone = parts.diagram.isEmpty
        let isFocused = isAlone || screen.focus == .diagram
        drawPaneRule(on: &canvas, y: rect.y, [PaneTitle("", x: 0, width: rect.width, isFocused: isFocused)])
        var x = rect.x + 1
        for lane in lanesInSight(screen, width: rect.width - 2) {
            let isShown = lane == screen.shown
            let mark = screen.branch(in: lane) == nil ? "" : "⑂"
            let text = "\(isShown ? " ▸" : "  ") \(mark)\(screen.title(of: lane)) "
            let style = isShown ? Style(.accent, screen.laneCount > 1 ? [.bold, .reverse] : .bold) : Style(.muted)
            guard x < rect.maxX - 2 else { break }
            x = canvas.write(cut(text, to: rect.maxX - x - 1), x: x, y: rect.y, style: style) + 1
        }
        let note = isAlone ? screen.sheet?.title ?? screen.focus.title : moreText(screen, parts)
        if !note.isEmpty, x + note.columns + 4 < rect.maxX {
            canvas.write(" \(note) ", x: rect.maxX - note.columns - 3, y: rect.y, style: Style(.muted))
        }
    }

    /// The lanes named above the diagram: from the first one on, or as many before the one in front as still fit.
    private func lanesInSight(_ screen: RunScreen, width: Int) -> Range<Int> {
        func columns(_ lane: Int) -> Int { screen.title(of: lane).columns + 6 }
        var first = screen.shown
        var used = columns(first)
        while first > 0, used + columns(first - 1) <= width {
            first -= 1
            used += columns(first)
        }
        return first..<screen.laneCount
    }

    private func moreText(_ screen: RunScreen, _ parts: RunFrame) -> String {
        guard let drawing = screen.drawing?.drawing else { return "" }
        let count = screen.breakpoints(of: screen.shown).count
        let breakpoints = count == 0 ? "" : "■ \(count)"
        var more = screen.viewport.more(content: drawing.picture.size, window: parts.diagram.size)
        if more.isEmpty, screen.laneCount > 1 { more = "[ ] other " + (screen.branches.isEmpty ? "binding" : "run") }
        return [breakpoints, more].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    // MARK: diagram

    private func drawRunDiagram(_ screen: RunScreen, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        guard let drawn = screen.drawing else {
            canvas.write(
                "This run has too many components to be drawn.", x: rect.x + 1, y: rect.y, style: Style(.warning))
            return
        }
        var look = RunLook(watched: watchedNode(screen), jumps: settings.reducesMotion)
        look.selectedEdge = screen.selectedEdge
        for breakpoint in screen.breakpoints(of: screen.shown) {
            switch breakpoint.what {
            case .node(let node): look.breakNodes.append(node)
            case .edge(let edge): look.breakEdges.append(edge)
            case .condition: break
            }
        }
        if screen.selectedEdge != nil {
            // The way that is selected speaks for itself.
        } else if screen.selection != nil || !screen.isPlaying, screen.selectedNode == nil, let index = screen.record {
            let record = screen.run.record(index)
            look.edge = record.edge
            look.ends = [record.from, record.to]
        }
        let picture = drawn.picture(of: screen.run, look: look)
        screen.viewport.draw(picture, on: &canvas, in: rect)
        let origin = screen.viewport.origin(content: picture.size, in: rect)
        if let node = screen.selectedNode, let box = drawn.drawing.rect(of: node) {
            let place = Rect(x: box.x + origin.x, y: box.y + origin.y, width: box.width, height: box.height)
            canvas.restyle(place.intersection(rect)) { $0.adding([.reverse, .bold]) }
            if screen.focus == .diagram, rect.contains(Point(x: place.x, y: place.y)) {
                canvas.cursor = Point(x: place.x, y: place.y)
            }
        }
        if let skipped = screen.skipped {
            let text = " nothing happened from \(clockText(skipped.from)) to \(clockText(skipped.to)): skipped "
            if text.columns < rect.width {
                canvas.write(text, x: rect.maxX - text.columns - 1, y: rect.maxY - 1, style: Style(.warning, .reverse))
            }
        }
    }

    /// The component of the run in front that the story looks at.
    private func watchedNode(_ screen: RunScreen) -> String? {
        guard let name = screen.narration?.look?.name else { return nil }
        if screen.run.topology.nodes.contains(where: { $0.id == name }) { return name }
        // A role: what plays it in this binding.
        guard case .flow(let flow)? = library.entry(screen.flow)?.detail,
            case .pattern(let detail)? = library.entry(flow.pattern)?.detail,
            let binding = detail.bindings.first(where: { $0.id == screen.run.binding })
        else { return nil }
        return binding.roles.first { $0.role == name }?.targets.compactMap(\.resource).first
    }

    // MARK: panes

    private func drawRunRule(_ screen: RunScreen, on canvas: inout Canvas, _ parts: RunFrame) {
        guard !parts.rule.isEmpty else { return }
        var titles: [PaneTitle] = []
        func add(_ title: String, _ rect: Rect, _ focus: RunFocus) {
            if !rect.isEmpty {
                titles.append(PaneTitle(title, x: rect.x, width: rect.width, isFocused: screen.focus == focus))
            }
        }
        if let sheet = screen.sheet {
            titles = [PaneTitle(sheet.title, x: parts.panels.x, width: parts.panels.width, isFocused: true)]
        } else {
            let count = screen.run.recordCount
            let place = screen.selection.map { "\($0 + 1) of \(count)" } ?? "\(count), following"
            add("Events \(place)", parts.events, .events)
            add("Details", parts.details, .details)
        }
        drawPaneRule(on: &canvas, y: parts.rule.y, titles)
        if screen.sheet == nil, !parts.events.isEmpty, !parts.details.isEmpty {
            drawDivider(on: &canvas, x: parts.events.maxX, y: parts.events.y, height: parts.events.height)
        }
    }

    private func drawEvents(_ screen: RunScreen, on canvas: inout Canvas, in rect: Rect) {
        let run = screen.run
        let count = run.recordCount
        if count == 0 {
            canvas.write(
                "Nothing has happened yet.", x: rect.x + 1, y: rect.y, style: Style(.muted), maxWidth: rect.width - 1)
        }
        let breakpoints = screen.breakpoints(of: screen.shown).filter { !$0.isCondition }.map(\.what)
        for row in 0..<rect.height {
            let index = screen.logScroll.offset + row
            guard index < count else { break }
            let line = Rect(x: rect.x, y: rect.y + row, width: rect.width, height: 1)
            drawEvent(run.record(index), run, on: &canvas, in: line)
            if breakpoints.contains(where: { run.isMet($0, by: index) }) {
                canvas.put("■", x: line.x, y: line.y, style: Style(.warning, .bold))
            }
            if index == screen.record {
                let isSelected = screen.focus == .events && screen.selectedNode == nil
                canvas.put("▸", x: line.x, y: line.y, style: Style(.accent, .bold))
                if isSelected {
                    canvas.restyle(Rect(x: line.x, y: line.y, width: line.width - 1, height: 1)) { _ in
                        Style(.selection, [.reverse, .bold])
                    }
                    canvas.cursor = Point(x: line.x, y: line.y)
                }
            }
        }
        drawScrollbar(
            on: &canvas, in: Rect(x: rect.maxX - 1, y: rect.y, width: 1, height: rect.height), content: count,
            offset: screen.logScroll.offset)
    }

    private func drawEvent(_ record: RunRecord, _ run: FlowRun, on canvas: inout Canvas, in rect: Rect) {
        var x = rect.x + 1
        let end = rect.maxX - 1
        func column(_ text: String, _ width: Int, _ style: Style) {
            canvas.write(cut(text, to: min(width, end - x)), x: x, y: rect.y, style: style, maxWidth: end - x)
            x = min(end, x + width + 1)
        }
        let markStyle =
            record.outcome == .pending ? Style(.muted) : Style(record.isFailure ? .failure : .success, .bold)
        column(clockText(record.sent), 9, Style(.muted))
        column(record.mark, 1, markStyle)
        let names = max(14, (end - x) * 9 / 20)
        column("\(run.name(of: record.from)) → \(run.name(of: record.to))", names, .plain)
        column(record.shortAction, max(10, min(22, (end - x) * 3 / 5)), Style(.code))
        column(
            record.isFailure ? record.outcome.name : record.ruleWords ?? "", end - x,
            record.isFailure ? Style(.failure) : Style(.muted))
    }

    private func drawDetails(_ screen: RunScreen, on canvas: inout Canvas) {
        let rect = detailRect(of: screen)
        guard let sheet = screen.details else { return }
        let cursor = canvas.cursor
        sheet.draw(on: &canvas, in: rect, scroll: screen.detailScroll.offset)
        canvas.cursor = screen.focus == .details || screen.sheet != nil ? Point(x: rect.x, y: rect.y) : cursor
        drawScrollbar(
            on: &canvas, in: Rect(x: rect.maxX, y: rect.y, width: 1, height: rect.height), content: sheet.height,
            offset: screen.detailScroll.offset)
    }

    private func drawNarration(_ screen: RunScreen, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var text = ""
        if let narration = screen.narration {
            text = narration.text
        } else if let next = screen.nextMoment {
            text = "The story begins at \(clockText(next, milliseconds: false)); n goes there."
        }
        let flowed = flow([Span(text, Style(.text, .bold))], width: max(1, rect.width - 4))
        for (row, pieces) in flowed.prefix(rect.height).enumerated() {
            canvas.write(
                row == 0 ? " ◆ " : "   ", x: rect.x, y: rect.y + row, style: Style(.accent, .bold), maxWidth: rect.width
            )
            for piece in pieces {
                canvas.write(piece.text, x: rect.x + 3 + piece.x, y: rect.y + row, style: piece.style)
            }
        }
    }
}
