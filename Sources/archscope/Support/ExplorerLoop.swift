import Canvas
import Explorer
import Terminal

/// How long a frame of something that moves is shown, in milliseconds.
private let frameTime = 33

/// Shows the explorer on the terminal until it is left: events in, frames out. Asleep while nothing happens.
/// - Throws: why there is no terminal to show it on.
func runExplorer(_ options: TerminalOptions, makeModel: (Size) -> Model) throws(TerminalError) {
    var loop = ExplorerLoop(session: try TerminalSession(options), makeModel: makeModel)
    loop.run()
}

/// The explorer at the terminal.
private struct ExplorerLoop: ~Copyable {
    private var session: TerminalSession
    private var model: Model
    /// When the last tick was given, while ticks are asked for.
    private var lastTick: ContinuousClock.Instant?
    private var isLeft = false

    init(session: consuming TerminalSession, makeModel: (Size) -> Model) {
        model = makeModel(session.size)
        self.session = session
    }

    mutating func run() {
        session.present(view(model))
        while !isLeft {
            take(session.nextEvent(timeoutMilliseconds: lastTick.map { max(0, frameTime - milliseconds(since: $0)) }))
            takeWhatIsThere()
            tickIfDue()
            if !isLeft { session.present(view(model)) }
        }
    }

    /// Takes in what has already happened before the next frame: a held key never lags behind.
    private mutating func takeWhatIsThere() {
        while !isLeft {
            let event = session.nextEvent(timeoutMilliseconds: 0)
            if event == .timeout { return }
            take(event)
        }
    }

    private mutating func take(_ event: TerminalEvent) {
        switch event {
        case .key(.control("z")):
            session.suspend()
            tell(.resize(session.size))
        case .key(let key): tell(.key(key))
        case .mouse(let mouse): tell(.mouse(mouse))
        case .resize(let size): tell(.resize(size))
        case .resumed: tell(.resize(session.size))
        case .closed: isLeft = true
        case .timeout: break
        }
    }

    private mutating func tickIfDue() {
        guard let last = lastTick, milliseconds(since: last) >= frameTime else { return }
        lastTick = .now
        tell(.tick(milliseconds(since: last)))
    }

    private func milliseconds(since last: ContinuousClock.Instant) -> Int {
        Int((ContinuousClock.now - last) / .milliseconds(1))
    }

    private mutating func tell(_ message: Message) {
        for effect in update(&model, message) {
            switch effect {
            case .quit: isLeft = true
            case .needTicks(let needed): lastTick = needed ? .now : nil
            case .copy(let text): session.copy(text)
            case .setMouse(let on): session.usesMouse = on
            case .setTheme(let name): if let theme = Theme(name: name) { session.theme = theme }
            case .redraw: session.redraw()
            }
        }
    }
}
