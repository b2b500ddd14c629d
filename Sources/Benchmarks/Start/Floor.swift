import ArgumentParser
import Canvas
import Terminal

/// `archscope-bench floor`: the least that a program on this terminal does; `start` measures the explorer against it.
struct Floor: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "floor", shouldDisplay: false)

    func run() throws {
        var session = try TerminalSession()
        var count = 0
        while true {
            var canvas = Canvas(session.size)
            canvas.write("\(count)", x: 0, y: 0)
            session.present(canvas)
            switch session.nextEvent() {
            case .key(.character("q")), .closed: return
            case .key: count += 1
            default: break
            }
        }
    }
}
