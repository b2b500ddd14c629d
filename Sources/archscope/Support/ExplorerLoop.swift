import Canvas
import Explorer
import Terminal

/// How long a frame of something that moves is shown, in milliseconds.
private let frameTime = 33

/// Shows the explorer on the terminal until it is left: events in, frames out. Asleep while nothing happens.
/// - Throws: why there is no terminal to show it on.
func runExplorer(
    _ options: TerminalOptions, world: World, makeModel: (Size) -> Model
) throws(TerminalError) {
    var loop = ExplorerLoop(session: try TerminalSession(options), world: world, makeModel: makeModel)
    loop.run()
}

/// The explorer at the terminal.
private struct ExplorerLoop: ~Copyable {
    private var session: TerminalSession
    private var model: Model
    /// When the last tick was given, while ticks are asked for.
    private var lastTick: ContinuousClock.Instant?
    private var isLeft = false
    private let world: World
    private var watcher = FileWatcher()

    init(session: consuming TerminalSession, world: World, makeModel: (Size) -> Model) {
        model = makeModel(session.size)
        self.session = session
        self.world = world
    }

    mutating func run() {
        session.present(view(model))
        carryOut(model.startEffects)
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
        case .ready: if watcher.takeChange() { tell(.filesChanged) }
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
        carryOut(update(&model, message))
    }

    private mutating func carryOut(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .quit: isLeft = true
            case .needTicks(let needed): lastTick = needed ? .now : nil
            case .copy(let text): session.copy(text)
            case .setMouse(let on): session.usesMouse = on
            case .setTheme(let name): if let theme = Theme(name: name) { session.theme = theme }
            case .redraw: session.redraw()
            case .open(let paths): tell(.opened(paths, world.open(paths)))
            case .watch(let files):
                watcher.watch(files)
                session.listen(to: watcher.descriptor)
            case .listFolder(let folder): tell(.listed(world.list(folder)))
            }
        }
    }
}
