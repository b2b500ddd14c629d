import Canvas

extension Model {
    /// Draws the screen in front and the box over it.
    func draw(on canvas: inout Canvas) {
        switch screens.last {
        case .diagram(let pane)?: drawDiagramPane(pane, on: &canvas)
        case .run(let screen)?: drawRunScreen(screen, on: &canvas)
        case .overview(let overview)?: draw(overview, on: &canvas)
        case .source(let screen)?: draw(screen, on: &canvas)
        case nil: drawBrowser(on: &canvas)
        }
        drawFooter(on: &canvas)
        switch overlay {
        case .picker(let picker): picker.draw(on: &canvas)
        case .help(let page): page.draw(on: &canvas)
        case .question(let question): question.draw(on: &canvas)
        case .message(let box): box.draw(on: &canvas)
        case .prompt(let prompt): prompt.draw(on: &canvas)
        case nil: break
        }
    }

    /// Draws what was said to the person, or the keys that matter most here.
    func drawFooter(on canvas: inout Canvas) {
        let rect = frame.footer
        guard !rect.isEmpty else { return }
        let margin = rect.width >= 40 ? 1 : 0
        if let notice {
            canvas.write(
                cut(notice, to: rect.width - margin), x: rect.x + margin, y: rect.y, style: Style(.accent, .bold))
            return
        }
        drawHints(on: &canvas, hints, x: rect.x + margin, y: rect.y, width: rect.width - 2 * margin)
    }

    /// The footer's keys: those of the context that do something here.
    var hints: [Hint] {
        // A prompt says in its frame what its keys do.
        if case .prompt = overlay { return [] }
        var seen: Set<Action> = []
        return KeyTable.rows(in: context).compactMap { row in
            guard let word = row.hint, isUseful(row.action), seen.insert(row.action).inserted else { return nil }
            return Hint(key: row.footerKey, word: word, rank: row.rank)
        }
    }

    /// Whether an action has something to work on now; what has not stays out of the footer.
    private func isUseful(_ action: Action) -> Bool {
        guard overlay == nil else { return true }
        switch screens.last {
        case .run(let screen)?:
            if action == .nextBinding { return screen.laneCount > 1 }
            return ![.search, .down, .zoom].contains(action)
        case .diagram(let pane)?:
            if case .pattern = pane.subject {
                if action == .showLines { return view(of: pane.subject).isExplicit }
                return action != .nextBinding || bindingCount > 1
            }
            return action != .flip && action != .nextBinding
        case .overview?: return ![.flip, .nextBinding, .section].contains(action)
        case .source?: return true
        case nil: break
        }
        switch action {
        case .run: return shownEntry?.canRun == true
        case .flip, .openDiagram: return patternOfShownEntry != nil
        case .nextBinding: return bindingCount > 1
        case .nextLink: return article?.sheet.links.isEmpty == false
        case .section: return browserFrame.arrangement != .narrow || browser.focus == .list
        default: return true
        }
    }

    /// How many bindings the shown pattern has.
    var bindingCount: Int {
        guard let id = patternOfShownEntry, let entry = library.entry(id), case .pattern(let detail) = entry.detail
        else {
            return 0
        }
        return detail.bindings.count
    }
}
