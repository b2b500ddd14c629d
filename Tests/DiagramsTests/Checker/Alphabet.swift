/// What the characters of a drawing say, written down apart from the code that draws.
enum Alphabet {
    static let horizontals: Set<Character> = ["─", "╌", "┈", "━", "╍", "═", "-", "=", "~"]
    static let verticals: Set<Character> = ["│", "╎", "┊", "┃", "╏", "║", "|", "#", "!"]
    static let frameHorizontals: Set<Character> = ["┄", "."]
    static let frameVerticals: Set<Character> = ["┆", ":"]
    static let heads: [Character: Heading] = [
        "▶": .right, "▷": .right, ">": .right, "◀": .left, "◁": .left, "<": .left,
        "▼": .down, "▽": .down, "v": .down, "▲": .up, "△": .up, "^": .up,
    ]
    /// The arms of characters that say all of them.
    static let arms: [Character: Set<Heading>] = {
        var arms: [Character: Set<Heading>] = [:]
        for character in horizontals { arms[character] = [.left, .right] }
        for character in verticals { arms[character] = [.up, .down] }
        let joints: [(String, Set<Heading>)] = [
            ("╭┌┏╔", [.down, .right]), ("╮┐┓╗", [.down, .left]), ("╰└┗╚", [.up, .right]), ("╯┘┛╝", [.up, .left]),
            ("├┣╠", [.up, .down, .right]), ("┤┫╣", [.up, .down, .left]), ("┬┳╦", [.left, .right, .down]),
            ("┴┻╩", [.left, .right, .up]), ("┼+", [.left, .right, .up, .down]),
        ]
        for (characters, headings) in joints { for character in characters { arms[character] = headings } }
        return arms
    }()
    /// Characters that only their surroundings explain: corners and junctions of pure ASCII.
    static let asciiCorners: Set<Character> = [".", "'"]
    static let asciiJunction: Character = "*"
    static let crossings: Set<Character> = ["┼", "+"]
}
