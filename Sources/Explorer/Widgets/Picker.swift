import Canvas
import Flows
import Topologies
import Values

/// A list to choose from, narrowed by typing where it has a field: search, palette and choosers are pickers.
struct Picker: Hashable, Sendable {
    /// What is offered.
    enum Purpose: Hashable, Sendable {
        /// Entries that match words.
        case search
        /// Commands and entries by name.
        case palette
        /// One of several flows.
        case flows
        /// A template among the files.
        case files
        /// One of several places in a template.
        case places
        /// Layers to show or hide.
        case layers
        /// The breakpoints of a run.
        case breakpoints
        /// The faults with which a branch may begin.
        case faults
    }

    /// What a row leads to.
    enum Target: Hashable, Sendable {
        case entry(String)
        case action(Action)
        case section(BrowserSection)
        case flow(String)
        case folder(String)
        case file(String)
        case place(SourcePosition)
        case layer(Layer)
        case breakpoint(Int)
        case fault(FaultChoice)
    }

    /// One row.
    struct Row: Hashable, Sendable {
        /// What it leads to.
        var target: Target
        /// What sort of thing it is, in the first column.
        var kind: String
        /// Its name.
        var name: String
        /// What it is, as far as there is room.
        var detail: String
        /// Its keys or mark, at the right edge.
        var mark: String
        /// More about it, told below the rows while it is selected.
        var about: [String] = []

        init(_ target: Target, kind: String, name: String, detail: String = "", mark: String = "") {
            self.target = target
            self.kind = kind
            self.name = name
            self.detail = detail
            self.mark = mark
        }
    }

    let purpose: Purpose
    /// The title in the frame.
    let title: String
    /// What is typed; nil where the rows are only chosen from.
    var field: TextField?
    /// What the empty field says.
    var empty = ""
    /// The rows that match.
    var rows: [Row] = []
    /// The selected row.
    var list = ListState()

    init(_ purpose: Purpose, title: String, field: TextField?, empty: String = "") {
        self.purpose = purpose
        self.title = title
        self.field = field
        self.empty = empty
    }

    /// The selected row.
    var selected: Row? { rows.indices.contains(list.selection) ? rows[list.selection] : nil }
}

extension Picker {
    /// Where the box stands: the same place however many rows there are, so that nothing jumps while typing.
    func box(in size: Size) -> Rect {
        let wanted = field == nil ? min(rows.count + 2, 20) : 20
        let height = min(wanted, max(size.height - 2, min(size.height, 5)))
        let box = centered(
            Size(width: min(96, max(size.width - 4, min(size.width, 30))), height: height),
            in: Rect(x: 0, y: 0, width: size.width, height: size.height))
        return box
    }

    /// The cells of the rows inside of the window.
    func rowsRect(in size: Size) -> Rect {
        let box = box(in: size)
        var inner = box.width >= 4 && box.height >= 3 ? box.inset(by: 1) : box
        if field != nil { _ = inner.takeTop(inner.height >= 4 ? 2 : 1) }
        _ = inner.takeBottom(aboutRows(inner.height))
        return inner
    }

    /// The rows kept for what is told of the selected row, its line above included.
    private func aboutRows(_ height: Int) -> Int {
        rows.contains { !$0.about.isEmpty } && height >= 10 ? 5 : 0
    }

    mutating func settle(in size: Size) {
        list.settle(count: rows.count, window: rowsRect(in: size).height)
    }

    func draw(on canvas: inout Canvas) {
        let count = rows.isEmpty ? "" : "\(list.selection + 1) of \(rows.count)"
        var inner = drawBox(on: &canvas, box(in: canvas.size), title: title, footer: count)
        if let field {
            let showsRule = inner.height >= 4
            let top = inner.takeTop(1)
            field.draw(on: &canvas, x: top.x, y: top.y, width: top.width, prompt: " › ", empty: empty)
            if showsRule {
                let rule = inner.takeTop(1)
                for x in rule.x..<rule.maxX { canvas.put("─", x: x, y: rule.y, style: Style(.border)) }
            }
        }
        guard inner.height > 0 else { return }
        let about = inner.takeBottom(aboutRows(inner.height))
        if let selected, about.height > 1 {
            for x in about.x..<about.maxX { canvas.put("─", x: x, y: about.y, style: Style(.border)) }
            var sheet = Sheet(width: max(1, about.width - 2))
            for line in selected.about { sheet.add([Span(line, Style(.muted))]) }
            let rect = Rect(x: about.x + 1, y: about.y + 1, width: about.width - 2, height: about.height - 1)
            sheet.draw(on: &canvas, in: rect, scroll: 0)
        }
        if rows.isEmpty, field?.text.isEmpty == false {
            canvas.write("   Nothing found.", x: inner.x, y: inner.y, style: Style(.muted), maxWidth: inner.width)
        }
        let names = min(40, max(16, inner.width * 2 / 5))
        for row in 0..<min(inner.height, max(0, rows.count - list.scroll.offset)) {
            let number = row + list.scroll.offset
            draw(
                rows[number], on: &canvas, at: Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1),
                isSelected: number == list.selection, names: names)
        }
        drawScrollbar(
            on: &canvas, in: Rect(x: inner.maxX, y: inner.y, width: 1, height: inner.height),
            content: rows.count, offset: list.scroll.offset)
    }

    private func draw(_ row: Row, on canvas: inout Canvas, at rect: Rect, isSelected: Bool, names: Int) {
        let marked = isSelected ? "▸" : " "
        let kinds = rect.width >= 44 && rows.contains { !$0.kind.isEmpty } ? 13 : 0
        var x = canvas.write(" \(marked) ", x: rect.x, y: rect.y, style: Style(.accent, .bold), maxWidth: rect.width)
        let end = rect.maxX - (row.mark.isEmpty ? 1 : row.mark.columns + 2)
        if kinds > 0 {
            canvas.write(cut(row.kind, to: kinds - 1), x: x, y: rect.y, style: Style(.muted), maxWidth: end - x)
            x += kinds
        }
        let nameWidth = row.detail.isEmpty ? end - x : min(names, end - x)
        canvas.write(cut(row.name, to: nameWidth - 1), x: x, y: rect.y, style: Style(.text, .bold), maxWidth: end - x)
        x += nameWidth
        if end - x > 8 {
            canvas.write(cut(row.detail, to: end - x), x: x, y: rect.y, style: Style(.muted), maxWidth: end - x)
        }
        if !row.mark.isEmpty, end > rect.x + 8 {
            canvas.write(row.mark, x: end + 1, y: rect.y, style: Style(.key, .bold), maxWidth: rect.maxX - end - 1)
        }
        if isSelected {
            canvas.restyle(rect) { _ in Style(.selection, [.reverse, .bold]) }
            if field == nil { canvas.cursor = Point(x: rect.x, y: rect.y) }
        }
    }
}
