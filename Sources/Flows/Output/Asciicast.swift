import Values

/// A recording of a terminal in asciicast v3 (docs.asciinema.org/manual/asciicast/v3): a header line, then an event a
/// line, each with the seconds since the one before.
public struct Asciicast: Sendable {
    private var lastTime = TimeSpan.zero
    /// What rounding has left out so far, so that times do not drift.
    private var written = 0

    /// Begins a recording.
    public init() {}

    /// The header line.
    public func header(columns: Int, rows: Int, title: String, command: String) -> String {
        let header: JSONValue = [
            "version": 3,
            "term": ["cols": JSONValue(columns), "rows": JSONValue(rows), "type": "xterm-256color"],
            "title": JSONValue(title), "command": JSONValue(command),
        ]
        return header.compactText
    }

    /// What the terminal shows from a moment on.
    public mutating func output(_ text: String, at time: TimeSpan) -> String { event("o", text, at: time) }

    /// A chapter that begins.
    public mutating func marker(_ title: String, at time: TimeSpan) -> String { event("m", title, at: time) }

    /// The end, with the exit status of what was recorded.
    public mutating func exit(status: Int, at time: TimeSpan) -> String { event("x", String(status), at: time) }

    /// - Precondition: times do not go back.
    private mutating func event(_ code: String, _ data: String, at time: TimeSpan) -> String {
        precondition(time >= lastTime, "a recording goes forward")
        lastTime = time
        let milliseconds = Int(time.nanoseconds / 1_000_000)
        let interval = milliseconds - written
        written = milliseconds
        return JSONValue([JSONValue(.double(Double(interval) / 1_000)), JSONValue(code), JSONValue(data)]).compactText
    }
}
