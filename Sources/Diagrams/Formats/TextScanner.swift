import Values

/// Reads a text character by character and knows the place of each.
struct TextScanner {
    private let characters: [Character]
    private let file: String
    private(set) var offset = 0
    private var line = 1
    private var column = 1

    init(_ text: String, file: String) {
        characters = Array(text)
        self.file = file
    }

    var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }
    var isAtEnd: Bool { offset >= characters.count }

    /// The character some places ahead; nil past the end.
    func peek(_ ahead: Int = 0) -> Character? {
        let place = offset + ahead
        return place < characters.count ? characters[place] : nil
    }

    /// Takes the next character.
    @discardableResult
    mutating func next() -> Character? {
        guard offset < characters.count else { return nil }
        let character = characters[offset]
        offset += 1
        if character.isNewline {
            line += 1
            column = 1
        } else {
            column += 1
        }
        return character
    }

    /// Whether the text goes on with these characters.
    func isAt(_ text: String) -> Bool {
        var place = offset
        for character in text {
            guard place < characters.count, characters[place] == character else { return false }
            place += 1
        }
        return true
    }

    /// Takes these characters if the text goes on with them.
    mutating func take(_ text: String) -> Bool {
        guard isAt(text) else { return false }
        for _ in text { next() }
        return true
    }

    /// Takes characters as long as they fit.
    mutating func takeWhile(_ fits: (Character) -> Bool) -> String {
        var taken = ""
        while let character = peek(), fits(character) {
            taken.append(character)
            next()
        }
        return taken
    }

    /// Takes all up to some characters and those too; nil, taking nothing, where they do not come.
    mutating func takeThrough(_ end: String, unless isStop: (Character) -> Bool = { _ in false }) -> String? {
        let start = self
        var taken = ""
        while !isAtEnd {
            if take(end) { return taken }
            if let character = peek(), isStop(character) { break }
            taken.append(next()!)
        }
        self = start
        return nil
    }
}
