import Canvas
import Values

/// The bar that shows where in a run one is, with the moments of its story.
struct Timeline: Hashable, Sendable {
    let now: TimeSpan
    let horizon: TimeSpan
    /// When the story says something.
    let moments: [TimeSpan]

    /// The columns of the bar itself inside of its row.
    func bar(in rect: Rect) -> Rect {
        let left = clockText(now).columns + 2
        let right = clockText(horizon, milliseconds: false).columns + 2
        guard rect.width > left + right + 8 else { return rect }
        return Rect(x: rect.x + left, y: rect.y, width: rect.width - left - right, height: rect.height)
    }

    /// The column of a time.
    func column(of time: TimeSpan, in bar: Rect) -> Int {
        guard horizon > .zero, bar.width > 1 else { return bar.x }
        let share = min(1, max(0, time.seconds / horizon.seconds))
        return bar.x + Int((share * Double(bar.width - 1)).rounded())
    }

    /// The time of a column.
    func time(at column: Int, in bar: Rect) -> TimeSpan {
        guard bar.width > 1 else { return .zero }
        let share = Double(max(0, min(column - bar.x, bar.width - 1))) / Double(bar.width - 1)
        return TimeSpan(seconds: share * horizon.seconds)
    }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let bar = bar(in: rect)
        if bar != rect {
            canvas.write(clockText(now), x: rect.x + 1, y: rect.y, style: Style(.title, .bold))
            canvas.write(clockText(horizon, milliseconds: false), x: bar.maxX + 1, y: rect.y, style: Style(.muted))
        }
        let head = column(of: now, in: bar)
        for x in bar.x..<bar.maxX {
            canvas.put(x < head ? "━" : "─", x: x, y: rect.y, style: Style(x < head ? .accent : .border))
        }
        for moment in moments {
            let x = column(of: moment, in: bar)
            canvas.put(moment <= now ? "◆" : "◇", x: x, y: rect.y, style: Style(moment <= now ? .accent : .muted))
        }
        canvas.put("●", x: head, y: rect.y, style: Style(.token, .bold))
    }
}
