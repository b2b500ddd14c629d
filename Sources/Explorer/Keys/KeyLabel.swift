import Canvas

extension Key {
    /// The key as a reader knows it from the keycap: `Enter`, `Ctrl-P`, `↑`.
    var label: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "Ctrl-" + String(character).uppercased()
        case .alt(let key): "Alt-" + key.label
        case .function(let number): "F\(number)"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .home: "Home"
        case .end: "End"
        case .insert: "Ins"
        case .delete: "Del"
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        }
    }
}

extension KeyRow {
    /// All keys of the row as text; a run of digits is shortened to `1-6`.
    var keysText: String {
        let labels = keys.map(\.label)
        if labels.count > 2, let first = labels.first, let last = labels.last, labels.allSatisfy({ Int($0) != nil }) {
            return "\(first)-\(last)"
        }
        return labels.joined(separator: " ")
    }

    /// The key the footer shows.
    var footerKey: String {
        switch action {
        case .down where contexts.contains(.diagram): "↑↓←→"
        case .down: "↑↓"
        case .section: keysText
        case .nextBinding: "[ ]"
        case .faster: "< >"
        case .scrollRight: "HJKL"
        default: keys.first?.label ?? ""
        }
    }
}
