/// A piece of text in one style.
public struct StyledRun: Hashable, Sendable {
    /// The text.
    public var text: String
    /// How it looks.
    public var style: Style

    /// Makes a run.
    public init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

extension Canvas {
    /// The rows as runs of equal style, trailing plain blanks left off: what a renderer of text, markup or an image
    /// needs.
    public var styledRuns: [[StyledRun]] { (0..<size.height).map { styledRuns(row: $0) } }

    /// One row as runs of equal style, trailing plain blanks left off; a row outside of the grid has none.
    public func styledRuns(row y: Int) -> [StyledRun] {
        var end = size.width
        while end > 0, self[end - 1, y] == .blank { end -= 1 }
        var runs: [StyledRun] = []
        for x in 0..<end {
            let cell = self[x, y]
            guard cell.width > 0 else { continue }
            if runs.last?.style == cell.style {
                runs[runs.count - 1].text.append(cell.character)
            } else {
                runs.append(StyledRun(String(cell.character), cell.style))
            }
        }
        return runs
    }

    /// Writes runs one after the other on one row, cut off at `maxWidth` columns.
    /// - Returns: the column after the last one written.
    @discardableResult
    public mutating func write(_ runs: [StyledRun], x: Int, y: Int, maxWidth: Int = .max) -> Int {
        let limit = maxWidth > size.width - x ? size.width : x + maxWidth
        var column = x
        for run in runs {
            guard column < limit else { break }
            column = write(run.text, x: column, y: y, style: run.style, maxWidth: limit - column)
        }
        return column
    }
}
