/// What a person can press. The words that the screens and the terminal share: the terminal makes keys out of bytes,
/// the screens' key tables name them.
///
/// A key has one form only: Ctrl-I is `tab`, Ctrl-M is `enter`, Ctrl-H is `backspace` and Ctrl-[ is `escape`, because
/// a terminal sends the same byte for both.
public enum Key: Hashable, Sendable {
    /// A printable character as typed, with Shift applied; the space bar is `.character(" ")`.
    case character(Character)
    /// Ctrl and a lower-case letter, a space, or one of `\ ] ^ _`.
    case control(Character)
    /// Alt (or Escape first) and another key; never nested twice.
    indirect case alt(Key)
    /// F1 to F12.
    case function(Int)
    case up
    case down
    case left
    case right
    case pageUp
    case pageDown
    case home
    case end
    case insert
    case delete
    case enter
    case escape
    case tab
    /// Shift-Tab.
    case backTab
    case backspace
}

/// What a mouse did, and on which cell.
public struct MouseEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// A button went down.
        case press(Button)
        /// A button came up.
        case release(Button)
        /// The mouse moved while a button was down.
        case drag(Button)
        case wheelUp
        case wheelDown
        case wheelLeft
        case wheelRight
    }

    /// The buttons that every terminal reports.
    public enum Button: Hashable, Sendable {
        case left
        case middle
        case right
    }

    /// What happened.
    public var kind: Kind
    /// The cell under the mouse.
    public var position: Point

    /// Makes an event.
    public init(_ kind: Kind, at position: Point) {
        self.kind = kind
        self.position = position
    }
}

extension Key {
    /// The name in key tables, help and scripts: `a`, `G`, `/`, `space`, `enter`, `esc`, `pgup`, `f1`, `ctrl-p`,
    /// `alt-left`. Reading it back with `init(name:)` gives the same key.
    public var name: String {
        switch self {
        case .character(let character): character == " " ? "space" : String(character)
        case .control(let character): character == " " ? "ctrl-space" : "ctrl-\(character)"
        case .alt(let key): "alt-\(key.name)"
        case .function(let number): "f\(number)"
        default: Key.plainNames.first { $0.key == self }!.name
        }
    }

    /// The key with a name, in the form that `name` gives; `escape`, `return`, `pageup`, `pagedown`, `backtab`,
    /// `del` and `ins` are read too. Nil where no key has the name.
    public init?(name: String) {
        let folded = name.lowercased()
        if name.count == 1, let character = name.first, character.isKey {
            self = .character(character)
        } else if folded == "space" {
            self = .character(" ")
        } else if let plain = Key.plainNames.first(where: { $0.name == folded || $0.other == folded }) {
            self = plain.key
        } else if folded.hasPrefix("alt-") {
            guard let key = Key(name: String(name.dropFirst(4))) else { return nil }
            if case .alt = key { return nil }
            self = .alt(key)
        } else if folded.hasPrefix("ctrl-") {
            let rest = folded.dropFirst(5)
            guard let character = rest == "space" ? " " : rest.first, rest == "space" || rest.count == 1,
                let key = Key(control: character)
            else { return nil }
            self = key
        } else if folded.hasPrefix("f"), let number = Int(folded.dropFirst()), (1...12).contains(number),
            folded == "f\(number)"
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// The key that Ctrl and a character make; nil where a terminal has no such byte.
    public init?(control character: Character) {
        switch character {
        case "i": self = .tab
        case "m", "j": self = .enter
        case "h": self = .backspace
        case "[": self = .escape
        case "a"..."z", " ", "\\", "]", "^", "_": self = .control(character)
        default: return nil
        }
    }

    private static let plainNames: [(key: Key, name: String, other: String)] = [
        (.up, "up", "up"), (.down, "down", "down"), (.left, "left", "left"), (.right, "right", "right"),
        (.pageUp, "pgup", "pageup"), (.pageDown, "pgdn", "pagedown"), (.home, "home", "home"), (.end, "end", "end"),
        (.insert, "ins", "insert"), (.delete, "del", "delete"), (.enter, "enter", "return"),
        (.escape, "esc", "escape"), (.tab, "tab", "tab"), (.backTab, "shift-tab", "backtab"),
        (.backspace, "backspace", "bs"),
    ]
}

extension Character {
    /// Whether the character can be typed as itself.
    fileprivate var isKey: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return scalar.value > 0x20 && !(0x7F..<0xA0).contains(scalar.value)
    }
}
