import Canvas
import Terminal

/// Turns canvases into what a terminal has to be sent to show them: for recordings. Only rows that have changed are
/// drawn again.
struct FrameEncoder {
    private let theme: Theme
    private var shown: Canvas?

    init(theme: Theme) { self.theme = theme }

    /// What shows the canvas, given what the frames before left; empty where nothing has changed.
    mutating func encode(_ canvas: Canvas) -> String {
        var text = shown == nil ? "\u{1B}[?25l\u{1B}[2J" : ""
        for row in 0..<canvas.size.height where shown.map({ !hasSameRow($0, canvas, row) }) ?? true {
            text += "\u{1B}[\(row + 1);1H"
            for run in canvas.styledRuns(row: row) { text += sequence(run.style) + run.text.withoutControls }
            text += "\u{1B}[0m"
        }
        shown = canvas
        return text
    }

    private func hasSameRow(_ old: Canvas, _ new: Canvas, _ row: Int) -> Bool {
        guard old.size == new.size else { return false }
        let range = row * new.size.width..<(row + 1) * new.size.width
        return old.cells[range] == new.cells[range]
    }

    /// Select Graphic Rendition with 24-bit colours (ECMA-48 and ISO 8613-6).
    private func sequence(_ style: Style) -> String {
        let colors = theme.colors(for: style.role)
        var codes = ["0"]
        if style.attributes.contains(.bold) { codes.append("1") }
        if style.attributes.contains(.dim) { codes.append("2") }
        if style.attributes.contains(.underline) { codes.append("4") }
        if style.attributes.contains(.reverse) { codes.append("7") }
        codes.append("38;2;\(colors.foreground.red);\(colors.foreground.green);\(colors.foreground.blue)")
        codes.append("48;2;\(colors.background.red);\(colors.background.green);\(colors.background.blue)")
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }
}

extension String {
    /// The text with a blank in place of each control character: canvases hold none, and a recording must not either.
    fileprivate var withoutControls: String {
        guard unicodeScalars.contains(where: { $0.value < 32 || (127..<160).contains($0.value) }) else { return self }
        return String(map { $0.unicodeScalars.contains { $0.value < 32 || (127..<160).contains($0.value) } ? " " : $0 })
    }
}
