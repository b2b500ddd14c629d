/// Breaks text into lines of at most `width` columns.
///
/// Lines break at spaces, after hyphens and slashes inside long words, between wide characters, and anywhere only
/// where a piece is wider than the line. Newlines in the text stay; spaces at a break are dropped. The second and later
/// lines of a paragraph start with `hanging` spaces, as many as leave room for a wide character. A width below 1 counts as 1.
public func wrap(_ text: some StringProtocol, width: Int, hanging: Int = 0) -> [String] {
    wrap([StyledRun(String(text), .plain)], width: width, hanging: hanging).map { line in
        line.map(\.text).joined()
    }
}

/// Breaks styled text into lines as the other `wrap` does; adjoining pieces of one style are one run.
public func wrap(_ runs: [StyledRun], width: Int, hanging: Int = 0) -> [[StyledRun]] {
    let width = max(1, width)
    var wrapper = Wrapper(width: width, hanging: max(0, min(hanging, width - 2)))
    for run in runs {
        var isFirst = true
        for line in run.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if !isFirst { wrapper.endParagraph() }
            isFirst = false
            line.forEachDisplayCharacter { wrapper.take($0, run.style) }
        }
    }
    wrapper.endParagraph()
    return wrapper.lines
}

/// Gathers characters into pieces that stay together, and pieces into lines.
private struct Wrapper {
    struct Glyph {
        var character: Character
        var style: Style
        var width: Int
    }

    let width: Int
    let hanging: Int
    var lines: [[StyledRun]] = []
    /// The line so far; `spaces` and then `piece` come after it.
    var line: [Glyph] = []
    var lineWidth = 0
    var spaces: [Glyph] = []
    var piece: [Glyph] = []
    var pieceWidth = 0

    init(width: Int, hanging: Int) {
        self.width = width
        self.hanging = hanging
    }

    mutating func take(_ character: Character, _ style: Style) {
        let glyph = Glyph(character: character, style: style, width: character.columns)
        if character == " " {
            placePiece()
            spaces.append(glyph)
            return
        }
        if glyph.width == 2 { placePiece() }
        piece.append(glyph)
        pieceWidth += glyph.width
        if glyph.width == 2 || ((character == "-" || character == "/") && piece.count > 1) { placePiece() }
    }

    mutating func endParagraph() {
        placePiece()
        endLine()
    }

    /// Moves the piece to the line, or to a new one where it does not fit.
    private mutating func placePiece() {
        guard !piece.isEmpty else { return }
        if lineWidth + spaces.count + pieceWidth > width, lineWidth > indent {
            endLine()
            startHanging()
        }
        // Spaces before the first word are the paragraph's own; after a break they are dropped.
        if lineWidth > indent || lines.isEmpty || indent == 0 {
            let room = max(0, width - lineWidth - min(pieceWidth, width))
            line += spaces.prefix(room)
            lineWidth += min(room, spaces.count)
        }
        spaces = []
        for glyph in piece {
            if lineWidth + glyph.width > width, lineWidth > indent {
                endLine()
                startHanging()
            }
            line.append(glyph)
            lineWidth += glyph.width
        }
        piece = []
        pieceWidth = 0
    }

    /// Columns that a continued line starts with.
    private var indent: Int { isContinued ? hanging : 0 }
    private var isContinued = false

    private mutating func startHanging() {
        isContinued = true
        line = [Glyph](repeating: Glyph(character: " ", style: .plain, width: 1), count: hanging)
        lineWidth = hanging
        spaces = []
    }

    private mutating func endLine() {
        var runs: [StyledRun] = []
        for glyph in line {
            if runs.last?.style == glyph.style {
                runs[runs.count - 1].text.append(glyph.character)
            } else {
                runs.append(StyledRun(String(glyph.character), glyph.style))
            }
        }
        lines.append(runs)
        line = []
        lineWidth = 0
        spaces = []
        isContinued = false
    }
}

extension StringProtocol {
    /// The text cut to at most `width` columns, its end replaced by `…` where something is cut off.
    public func truncated(to width: Int, ellipsis: Character = "…") -> String {
        guard columns > width else { return displayText }
        guard width > 0 else { return "" }
        var text = ""
        var used = 0
        for character in displayCharacters {
            let next = character.columns
            guard used + next < width else { break }
            text.append(character)
            used += next
        }
        text.append(ellipsis)
        return text
    }

    /// The text followed by as many spaces as fill `width` columns; longer text is cut as `truncated` does.
    public func padded(to width: Int) -> String {
        let text = truncated(to: width)
        return text + String(repeating: " ", count: Swift.max(0, width - text.columns))
    }
}
