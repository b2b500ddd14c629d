import Canvas

extension Model {
    /// Opens search, which shows the places one has been until something is typed.
    mutating func openSearch() {
        overlay = .picker(
            Picker(.search, title: "Search", field: TextField(), empty: "words of a name, an alias or the text"))
        refreshPicker()
    }

    /// Opens the palette.
    mutating func openPalette() {
        overlay = .picker(
            Picker(.palette, title: "Commands", field: TextField(), empty: "a command, a section or an entry"))
        refreshPicker()
    }

    /// Reads the rows of the picker in front anew, after something was typed.
    mutating func refreshPicker() {
        guard case .picker(var picker) = overlay else { return }
        let words = picker.field?.text ?? ""
        switch picker.purpose {
        case .search:
            var visited: [String] = []
            for place in browser.history.past.reversed() {
                if let id = place.location.entry, !visited.contains(id), visited.count < 12 { visited.append(id) }
            }
            picker.rows = library.searchRows(words, visited: visited)
        case .palette: picker.rows = paletteRows(words)
        case .files: picker.rows = fileRows(words)
        case .layers: picker.rows = layerRows
        case .breakpoints: picker.rows = breakpointRows
        case .faults: picker.rows = faultRows(words)
        case .flows, .places: break
        }
        if picker.field != nil { picker.list.selection = 0 }
        overlay = .picker(picker)
    }

    /// Takes a key for the box in front.
    mutating func pressInOverlay(_ key: Key) -> [Effect] {
        switch overlay {
        case .picker(let picker): return press(key, in: picker)
        case .help(let page):
            press(key, in: page)
            return []
        case .question(let question): return press(key, in: question)
        case .message(let box):
            press(key, in: box)
            return []
        case .prompt(let prompt):
            press(key, in: prompt)
            return []
        case nil: return []
        }
    }

    private mutating func press(_ key: Key, in picker: Picker) -> [Effect] {
        var picker = picker
        let rows = picker.rows.count
        let page = max(1, picker.rowsRect(in: size).height)
        switch KeyTable.row(for: key, in: context)?.action {
        case .up: picker.list.move(by: -1, count: rows)
        case .down: picker.list.move(by: 1, count: rows)
        case .pageUp: picker.list.move(by: -page, count: rows)
        case .pageDown: picker.list.move(by: page, count: rows)
        case .top: picker.list.selection = 0
        case .bottom: picker.list.selection = max(0, rows - 1)
        case .accept: return accept(picker)
        case .cancel:
            overlay = nil
            return []
        default:
            if picker.field?.take(key) == true {
                overlay = .picker(picker)
                refreshPicker()
                return listFolder()
            }
            return []
        }
        overlay = .picker(picker)
        return []
    }

    /// Takes the selected row.
    mutating func accept(_ picker: Picker) -> [Effect] {
        guard let row = picker.selected else {
            // A path may be typed whole, whatever the folder shows.
            guard picker.purpose == .files, let path = picker.field?.text, !path.isEmpty else { return [] }
            overlay = nil
            return [.open([path])]
        }
        if case .folder(let path) = row.target { return enter(path) }
        if case .layer(let layer) = row.target {
            toggle(layer)
            return []
        }
        if case .breakpoint(let place) = row.target {
            clearBreakpoint(place)
            return []
        }
        overlay = nil
        switch row.target {
        case .entry(let id): visit(id)
        case .section(let section): open(section)
        case .action(let action): return perform(action, key: nil)
        case .flow(let id): run(flow: id)
        case .file(let path): return [.open([path])]
        case .place(let position): showLines(at: position)
        case .fault(let choice): ask(for: choice)
        case .folder, .layer, .breakpoint: break
        }
        return []
    }

    private mutating func press(_ key: Key, in page: HelpPage) {
        var page = page
        let height = max(1, HelpPage.textRect(in: size).height)
        switch KeyTable.row(for: key, in: .help)?.action {
        case .up: page.scroll.move(by: -1)
        case .down: page.scroll.move(by: 1)
        case .pageUp: page.scroll.move(by: -max(1, height - 2))
        case .pageDown: page.scroll.move(by: max(1, height - 2))
        case .top: page.scroll.offset = 0
        case .bottom: page.scroll.offset = .max / 2
        case .cancel:
            overlay = nil
            return
        default:
            guard page.field.take(key) else { return }
            page.scroll.offset = 0
        }
        overlay = .help(page)
    }

    private mutating func press(_ key: Key, in question: Question) -> [Effect] {
        var question = question
        switch KeyTable.row(for: key, in: .choice)?.action {
        case .accept:
            overlay = nil
            return question.isYes ? perform(question.yes, key: nil, isConfirmed: true) : []
        case .cancel:
            overlay = nil
            return []
        case .up, .down, .top, .bottom, .pageUp, .pageDown: question.isYes.toggle()
        default:
            switch key {
            case .left, .right, .tab, .backTab: question.isYes.toggle()
            case .character("y"), .character("Y"):
                overlay = nil
                return perform(question.yes, key: nil, isConfirmed: true)
            case .character("n"), .character("N"):
                overlay = nil
                return []
            default: return []
            }
        }
        overlay = .question(question)
        return []
    }

    /// Keeps the box in front inside of the window.
    mutating func settleOverlay() {
        switch overlay {
        case .picker(var picker):
            picker.settle(in: size)
            overlay = .picker(picker)
        case .help(var page):
            page.settle(in: size)
            overlay = .help(page)
        case .message(var box):
            box.settle(in: size)
            overlay = .message(box)
        case .question, .prompt, nil: break
        }
    }

    private mutating func press(_ key: Key, in box: MessageBox) {
        var box = box
        switch KeyTable.row(for: key, in: .choice)?.action {
        case .up: box.scroll.move(by: -1)
        case .down: box.scroll.move(by: 1)
        case .pageUp: box.scroll.move(by: -10)
        case .pageDown: box.scroll.move(by: 10)
        case .top: box.scroll.offset = 0
        case .bottom: box.scroll.offset = .max / 2
        case .accept, .cancel:
            overlay = nil
            return
        default: return
        }
        overlay = .message(box)
    }
}
