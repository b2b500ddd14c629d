import CTerminal
import Canvas

/// `Terminal` owns the real terminal, of which there is one: it decodes what is typed, shows canvases and gives the
/// terminal back whatever happens. It must not know what is shown, nor what a key does.

/// Something that happened at the terminal.
public enum TerminalEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The mouse did something; only while it is switched on.
    case mouse(MouseEvent)
    /// The terminal has another size.
    case resize(Size)
    /// The program was stopped and goes on; its screen is as it was.
    case resumed
    /// Nothing happened in the time given.
    case timeout
    /// There is something to read on the other descriptor that is listened to.
    case ready
    /// The terminal is gone: there is nobody left to talk to.
    case closed
}

/// What a session starts with.
public struct TerminalOptions: Hashable, Sendable {
    /// The colours.
    public var theme: Theme
    /// Whether colours are used where the terminal has them and NO_COLOR is not set.
    public var usesColor: Bool
    /// Whether the mouse is reported; text cannot be selected meanwhile.
    public var usesMouse: Bool

    /// Makes options.
    public init(theme: Theme = .dark, usesColor: Bool = true, usesMouse: Bool = true) {
        self.theme = theme
        self.usesColor = usesColor
        self.usesMouse = usesMouse
    }
}

/// The terminal while the program has it. It is given back when the value goes away, and also when a signal or a trap
/// ends the program.
public struct TerminalSession: ~Copyable {
    /// Columns and rows, each at least 1.
    public private(set) var size: Size
    /// The colours; a new theme shows with the next `present`.
    public var theme: Theme {
        didSet { if theme != oldValue { usePalette() } }
    }
    /// Whether the mouse is reported.
    public var usesMouse: Bool {
        didSet { ct_set_mouse(usesMouse) }
    }

    private let features: ct_features
    private var shown: Canvas
    private var mustRepaint = true
    private var painter: Painter
    private var decoder: KeyDecoder
    private var waiting: [TerminalEvent] = []
    private var nextWaiting = 0
    private var escapeDeadline: Int64?

    /// Takes the terminal over.
    public init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
        if let error = TerminalError(status: ct_open(options.usesColor)) { throw error }
        features = ct_capabilities()
        size = Size(packed: ct_resize())
        shown = Canvas(size)
        theme = options.theme
        usesMouse = options.usesMouse
        painter = Painter(theme: options.theme, features: features)
        decoder = KeyDecoder(sequences: KeyDecoder.terminalSequences())
        ct_set_mouse(options.usesMouse)
    }

    deinit { ct_close() }

    /// Gives the terminal back.
    public consuming func restore() {}

    /// Whether colours are used.
    public var hasColor: Bool { features.colours > 0 }

    /// Shows a canvas, sending only what differs from the last one; nothing where nothing does.
    ///
    /// A canvas of another size than the terminal's is cut off or stands in its top left corner. Where the locale has
    /// no UTF-8, the canvas is shown in ASCII.
    public mutating func present(_ canvas: Canvas) {
        var next = features.utf8 ? canvas : canvas.ascii
        if next.size != size {
            var fitted = Canvas(size)
            fitted.blit(next, from: next.bounds, to: Point(x: 0, y: 0))
            fitted.cursor = next.cursor.flatMap { fitted.bounds.contains($0) ? $0 : nil }
            next = fitted
        }
        let spans =
            mustRepaint
            ? (0..<size.height).map { CellSpan(y: $0, columns: 0..<size.width) } : next.changes(since: shown)
        guard !spans.isEmpty || next.cursor != shown.cursor else { return }
        for span in spans { painter.draw(next, span) }
        let cursor = next.cursor ?? Point(x: -1, y: -1)
        ct_flush(Int32(cursor.y), Int32(cursor.x))
        shown = next
        mustRepaint = false
    }

    /// Makes the next `present` send every cell, whatever other programs have written on the screen.
    public mutating func redraw() {
        mustRepaint = true
        ct_repaint()
    }

    /// Also wakes for input on another descriptor, which whoever gave it has to read; nil for none.
    public func listen(to descriptor: Int32?) { ct_listen(descriptor ?? -1) }

    /// Waits for the next event, at most so many milliseconds; without a number, until something happens. The program
    /// sleeps meanwhile.
    ///
    /// A stop asked for by a signal (SIGTSTP) is carried out here; `resumed` follows when the program is continued.
    public mutating func nextEvent(timeoutMilliseconds: Int? = nil) -> TerminalEvent {
        if let event = takeWaiting() { return event }
        let deadline = timeoutMilliseconds.map { ct_nanoseconds() + Int64(max(0, $0)) * 1_000_000 }
        while true {
            let happened = ct_wait(milliseconds(until: [deadline, escapeDeadline]))
            func has(_ bit: ct_happening) -> Bool { happened & Int32(bit.rawValue) != 0 }
            if has(CT_STOP_ASKED) {
                stop(group: false)
                return .resumed
            }
            if has(CT_CONTINUED) {
                ct_retake()
                return resumed()
            }
            if has(CT_RESIZED) {
                takeSize()
                return .resize(size)
            }
            if has(CT_INPUT) {
                if !readInput() { return .closed }
            } else if has(CT_CLOSED) {
                return .closed
            } else if let escapeDeadline, ct_nanoseconds() >= escapeDeadline {
                enqueue(decoder.flush())
            }
            if let event = takeWaiting() { return event }
            if has(CT_OTHER) { return .ready }
            if let deadline, ct_nanoseconds() >= deadline { return .timeout }
        }
    }

    /// Stops the program and those started with it, as the terminal's stop key does elsewhere; returns when continued,
    /// with the screen to be presented again.
    public mutating func suspend() {
        stop(group: true)
    }

    /// Copies text to the clipboard through the terminal (OSC 52); terminals that cannot or may not, do nothing.
    public func copy(_ text: String) {
        let request = "\u{1B}]52;c;\(base64(text.utf8))\u{07}"
        ct_send(request, Int32(request.utf8.count))
    }

    private mutating func stop(group: Bool) {
        ct_suspend(group)
        _ = resumed()
    }

    private mutating func resumed() -> TerminalEvent {
        takeSize()
        mustRepaint = true
        return .resumed
    }

    private mutating func takeSize() {
        let new = Size(packed: ct_resize())
        if new != size {
            size = new
            shown = Canvas(size)
            mustRepaint = true
        }
    }

    private mutating func usePalette() {
        painter = Painter(theme: theme, features: features)
        redraw()
    }

    /// Time from which on an escape byte that nothing followed is the Escape key.
    private static var escapeDelay: Int64 { 25_000_000 }

    private mutating func readInput() -> Bool {
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = Int(ct_read(buffer.baseAddress, Int32(buffer.count)))
        }
        enqueue(decoder.feed(bytes))
        if decoder.isWaiting { escapeDeadline = ct_nanoseconds() + Self.escapeDelay }
        return !bytes.isEmpty
    }

    private mutating func enqueue(_ input: [KeyDecoder.Input]) {
        escapeDeadline = nil
        for item in input {
            switch item {
            case .key(let key): waiting.append(.key(key))
            case .mouse(let mouse): waiting.append(.mouse(mouse))
            }
        }
    }

    private mutating func takeWaiting() -> TerminalEvent? {
        guard nextWaiting < waiting.count else { return nil }
        defer {
            nextWaiting += 1
            if nextWaiting == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                nextWaiting = 0
            }
        }
        return waiting[nextWaiting]
    }

    private func milliseconds(until deadlines: [Int64?]) -> Int32 {
        guard let first = deadlines.compactMap(\.self).min() else { return -1 }
        // Rounded up, so as not to wake before the time has come.
        return Int32(clamping: (max(0, first - ct_nanoseconds()) + 999_999) / 1_000_000)
    }
}

extension Size {
    /// The size as `ct_resize` gives it.
    fileprivate init(packed: Int32) {
        self.init(width: Int(packed) / 65536, height: Int(packed) % 65536)
    }
}
