import Canvas

/// A piece of a laid-out line: text at a column, in one style.
struct Piece: Hashable, Sendable {
    /// The column it starts at, counted from the left of the sheet.
    var x: Int
    /// The text, without line breaks.
    var text: String
    /// How it looks.
    var style: Style
    /// The index of the link it belongs to, in the sheet's list of links.
    var link: Int?
}

/// Breaks spans into lines of at most `width` columns.
///
/// Lines break at spaces; a word longer than a line breaks inside. Spaces at a break vanish, spaces elsewhere stay.
/// Links are numbered from `firstLink` in the order they stand; a link that runs over two lines keeps its number.
///
/// The first line may have another width than the rest, for text that hangs.
func flow(_ spans: [Span], width: Int, firstWidth: Int? = nil, firstLink: Int = 0) -> [[Piece]] {
    var flow = TextFlow(first: max(1, firstWidth ?? width), rest: max(1, width))
    var link = firstLink
    for span in spans {
        var number: Int?
        if span.link != nil {
            number = link
            link += 1
        }
        flow.add(span, link: number)
    }
    return flow.finished()
}

/// The state of breaking: the line being filled and the word being read.
private struct TextFlow {
    private let first: Int
    private let rest: Int
    private var lines: [[Piece]] = []
    private var line: [Piece] = []
    private var lineColumns = 0
    /// The blanks between the line and the word; they vanish if the line breaks here.
    private var gap = 0
    private var gapStyle = Style.plain
    private var gapLink: Int?
    private var word: [Piece] = []
    private var wordColumns = 0

    init(first: Int, rest: Int) {
        self.first = first
        self.rest = rest
    }

    /// The columns of the line being filled.
    private var width: Int { lines.isEmpty ? first : rest }

    mutating func add(_ span: Span, link: Int?) {
        let (space, newline) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
        var text = Substring(span.text)
        while !text.isEmpty {
            let end = text.utf8.firstIndex { $0 == space || $0 == newline } ?? text.endIndex
            if end > text.startIndex { addFragment(text[..<end], span.style, link) }
            guard end < text.endIndex else { return }
            endWord()
            if text.utf8[end] == newline {
                breakLine()
            } else if !line.isEmpty {
                gap += 1
                gapStyle = span.style
                gapLink = link
            }
            text = text[text.utf8.index(after: end)...]
        }
    }

    /// Adds text without blanks to the word.
    private mutating func addFragment(_ text: Substring, _ style: Style, _ link: Int?) {
        let columns = text.columns
        guard wordColumns + columns > width else {
            return push(Piece(x: 0, text: text.displayText, style: style, link: link), columns)
        }
        // A word longer than a line is cut where the line ends.
        var part = ""
        var partColumns = 0
        for character in text.displayCharacters {
            let own = character.columns
            if wordColumns + partColumns + own > width {
                if !part.isEmpty { push(Piece(x: 0, text: part, style: style, link: link), partColumns) }
                part = ""
                partColumns = 0
                endWord()
                breakLine()
            }
            part.append(character)
            partColumns += own
        }
        if !part.isEmpty { push(Piece(x: 0, text: part, style: style, link: link), partColumns) }
    }

    mutating func finished() -> [[Piece]] {
        endWord()
        if !line.isEmpty || lines.isEmpty { breakLine() }
        return lines
    }

    private mutating func push(_ piece: Piece, _ columns: Int) {
        word.append(piece)
        wordColumns += columns
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        if lineColumns + gap + wordColumns > width, !line.isEmpty { breakLine() }
        if gap > 0 {
            // A gap inside a link or a piece of code belongs to it; otherwise it is plain.
            let first = word[0]
            let joined = first.link == gapLink && first.style == gapStyle
            let blanks = String(repeating: " ", count: gap)
            append(blanks, gap, joined ? gapStyle : .plain, joined ? gapLink : nil)
            gap = 0
        }
        for piece in word { append(piece.text, piece.text.columns, piece.style, piece.link) }
        word.removeAll(keepingCapacity: true)
        wordColumns = 0
    }

    private mutating func append(_ text: String, _ columns: Int, _ style: Style, _ link: Int?) {
        if let last = line.last, last.style == style, last.link == link {
            line[line.count - 1].text += text
        } else {
            line.append(Piece(x: lineColumns, text: text, style: style, link: link))
        }
        lineColumns += columns
    }

    private mutating func breakLine() {
        lines.append(line)
        line.removeAll(keepingCapacity: true)
        lineColumns = 0
        gap = 0
    }
}
