import Canvas
import Graphs

/// How a line is drawn: its straight pieces, corners and junctions, told apart by the arms of a cell.
struct LineLook: Hashable, Sendable {
    /// The straight pieces.
    var horizontal: Character
    var vertical: Character
    /// Corners and junctions by the arms they join.
    private var joints: [Character]

    /// The arms of a cell as bits.
    struct Arms: OptionSet, Hashable, Sendable {
        var rawValue: UInt8
        static let left = Arms(rawValue: 1)
        static let right = Arms(rawValue: 2)
        static let up = Arms(rawValue: 4)
        static let down = Arms(rawValue: 8)
    }

    /// The character for a cell with these arms.
    func character(_ arms: Arms) -> Character {
        switch arms {
        case [.left], [.right], [.left, .right]: horizontal
        case [.up], [.down], [.up, .down]: vertical
        default: joints[Int(arms.rawValue)]
        }
    }

    /// - Parameter joints: down-right, down-left, up-right, up-left, then the junctions that lack left, right, up, down,
    ///   and the crossing.
    private init(_ horizontal: Character, _ vertical: Character, joints text: String) {
        self.horizontal = horizontal
        self.vertical = vertical
        let given = Array(text)
        joints = [Character](repeating: " ", count: 16)
        let arms: [Arms] = [
            [.down, .right], [.down, .left], [.up, .right], [.up, .left],
            [.right, .up, .down], [.left, .up, .down], [.left, .right, .down], [.left, .right, .up],
            [.left, .right, .up, .down],
        ]
        for (arm, character) in zip(arms, given) { joints[Int(arm.rawValue)] = character }
    }

    static let light = LineLook("─", "│", joints: "╭╮╰╯├┤┬┴┼")
    static let square = LineLook("─", "│", joints: "┌┐└┘├┤┬┴┼")
    static let dashed = LineLook("╌", "╎", joints: "╭╮╰╯├┤┬┴┼")
    static let dotted = LineLook("┈", "┊", joints: "╭╮╰╯├┤┬┴┼")
    static let heavy = LineLook("━", "┃", joints: "┏┓┗┛┣┫┳┻┼")
    static let heavyDashed = LineLook("╍", "╏", joints: "┏┓┗┛┣┫┳┻┼")
    static let double = LineLook("═", "║", joints: "╔╗╚╝╠╣╦╩┼")
    static let frame = LineLook("┄", "┆", joints: "┌┐└┘├┤┬┴┼")
    static let asciiSolid = LineLook("-", "|", joints: "..''****+")
    static let asciiDouble = LineLook("=", "#", joints: "..''****+")
    static let asciiDashed = LineLook("~", "!", joints: "..''****+")
    static let asciiFrame = LineLook(".", ":", joints: "..''****+")
}

/// How edges of a kind look: one table for drawing and legend.
struct EdgeLook: Hashable, Sendable {
    var line: LineLook
    /// Heads that point right, left, down, up.
    var heads: [Character]
    var role: ColorRole

    /// The look of a kind. Synchronous kinds have filled heads and asynchronous ones open heads, as in UML; what reads or
    /// writes state is heavy, a queue that is polled is a pipe, and what is assumed is dashed.
    init(_ kind: EdgeKind, isAssumed: Bool, charset: DiagramOptions.Charset) {
        let filled: [Character] = ["▶", "◀", "▼", "▲"]
        let open: [Character] = ["▷", "◁", "▽", "△"]
        let ascii: LineLook
        switch kind {
        case .call: (line, ascii, heads, role) = (.light, .asciiSolid, filled, .edge)
        case .event: (line, ascii, heads, role) = (.light, .asciiSolid, open, .edgeEvent)
        case .poll: (line, ascii, heads, role) = (.double, .asciiDouble, open, .edgeEvent)
        case .read: (line, ascii, heads, role) = (.heavy, .asciiDouble, open, .edge)
        case .write: (line, ascii, heads, role) = (.heavy, .asciiDouble, filled, .edgeWrite)
        case .deadLetter: (line, ascii, heads, role) = (.heavyDashed, .asciiDashed, filled, .edgeDeadLetter)
        case .resolve: (line, ascii, heads, role) = (.dotted, .asciiDashed, filled, .edge)
        case .observe: (line, ascii, heads, role) = (.dotted, .asciiDashed, open, .edge)
        }
        if isAssumed { line = .dashed }
        if charset == .ascii {
            line = isAssumed ? .asciiDashed : ascii
            heads = [">", "<", "v", "^"]
        }
    }
}
