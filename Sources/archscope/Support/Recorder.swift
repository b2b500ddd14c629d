import Canvas
import Explorer
import Flows
import Terminal
import Values

/// Records the run screen of a session as it would play by itself: ten frames a second, a chapter per narration step.
struct Recorder {
    let size: Size
    let theme: Theme

    private static let frame = 100
    /// How long the outcome stays on the screen, in milliseconds.
    private static let ending = 4_000
    /// The longest recording, in milliseconds: half an hour.
    private static let limit = 1_800_000

    /// Writes the recording line by line.
    func record(
        _ model: Model, narration: [Scenario.Narration], title: String, command: String, to write: (String) -> Void
    ) {
        var model = model
        var cast = Asciicast()
        var encoder = FrameEncoder(theme: theme)
        var chapters = narration.sorted { $0.at < $1.at }[...]
        var elapsed = 0
        var left = Recorder.ending
        write(cast.header(columns: size.width, rows: size.height, title: title, command: command))
        while elapsed < Recorder.limit, left > 0 {
            let time = TimeSpan.milliseconds(Int64(elapsed))
            while let next = chapters.first, next.at <= model.runClock ?? .zero {
                write(cast.marker(Recorder.chapter(next.text), at: time))
                chapters.removeFirst()
            }
            let frame = encoder.encode(view(model))
            if !frame.isEmpty { write(cast.output(frame, at: time)) }
            _ = update(&model, .tick(Recorder.frame))
            elapsed += Recorder.frame
            if model.isRunOver { left -= Recorder.frame }
        }
        write(cast.output("\u{1B}[0m\u{1B}[?25h\r\n", at: .milliseconds(Int64(elapsed))))
        write(cast.exit(status: 0, at: .milliseconds(Int64(elapsed))))
    }

    /// The first sentence of a narration step, at most 80 characters.
    private static func chapter(_ text: String) -> String {
        let plain = text.withVisibleControls
        let sentence = plain.firstRange(of: ". ").map { String(plain[..<$0.lowerBound]) + "." } ?? plain
        return sentence.count > 80 ? sentence.prefix(79) + "…" : sentence
    }
}
