extension Character {
    /// The columns a terminal gives the character: 0 (nothing of its own), 1 or 2.
    ///
    /// Characters of `displayCharacters` have 1 or 2; of any other character this is the width of the first part
    /// that would be shown.
    public var columns: Int {
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        let width = first.columns
        // A mark with nothing to stand on is shown on a dotted circle.
        return width == 0 && !first.isCommand && first.isMark ? 1 : width
    }
}

extension StringProtocol {
    /// The columns the text takes on one row, control characters shown.
    @inlinable
    public var columns: Int { isPrintableASCII ? utf8.count : displayColumns }

    /// Whether each byte is a character of one column that is shown as it is: true of nearly all text, and quick to
    /// see where the text's type is known. False also where that cannot be seen quickly.
    @inlinable
    var isPrintableASCII: Bool {
        utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } } ?? false
    }

    @usableFromInline
    var displayColumns: Int {
        var width = 0
        forEachDisplayCharacter { width += $0.columns }
        return width
    }

    /// The text of `displayCharacters`.
    @inlinable
    public var displayText: String { isPrintableASCII ? String(self) : displayCharactersJoined }

    @usableFromInline
    var displayCharactersJoined: String {
        var text = String.UnicodeScalarView()
        forEachDisplayCharacter { text.append(contentsOf: $0.unicodeScalars) }
        return String(text)
    }

    /// The characters as they may be sent to a terminal, each of one or two columns.
    ///
    /// A cell of a terminal holds one base and its marks, and terminals disagree about everything else. So that what
    /// is counted is what is drawn on all of them: control characters become visible stand-ins; of a joined emoji
    /// only the first part stays, without skin tone and variation selectors; a flag becomes its two letters; a
    /// character of several spacing parts (Indic vowel signs) is taken apart; at most four marks stay on a base.
    public var displayCharacters: [Character] {
        var characters: [Character] = []
        characters.reserveCapacity(utf8.count)
        forEachDisplayCharacter { characters.append($0) }
        return characters
    }

    /// Calls the body with each of `displayCharacters` in order.
    func forEachDisplayCharacter(_ body: (Character) -> Void) {
        for character in self { character.forEachShownPart(body) }
    }
}

extension Character {
    /// Calls the body with the parts that are shown of a character, each of one or two columns.
    func forEachShownPart(_ body: (Character) -> Void) {
        if utf8.count == 1, let byte = utf8.first, byte >= 0x20, byte < 0x7F { return body(self) }
        var scalars = unicodeScalars.makeIterator()
        guard let first = scalars.next() else { return }
        guard let second = scalars.next() else {
            if first.isCommand { return body(first.standIn) }
            if first.columns > 0 { return body(self) }
            if first.isMark { body(dottedCircle(with: first)) }
            return
        }
        var part = String.UnicodeScalarView()
        var marks = 0
        func finish() {
            // Left-out scalars can make the rest fall apart; the base then stands without its marks.
            if let whole = String(part).first { body(whole) }
        }
        func take(_ scalar: Unicode.Scalar) {
            if scalar.isCommand {
                finish()
                part = String.UnicodeScalarView(String(scalar.standIn).unicodeScalars)
                marks = 0
            } else if let letter = scalar.flagLetter {
                finish()
                part = String.UnicodeScalarView([letter])
                marks = 0
            } else if scalar.columns > 0 {
                finish()
                part = String.UnicodeScalarView([scalar])
                marks = 0
            } else if scalar.isMark, !scalar.isVariationSelector, marks < 4 {
                if part.isEmpty { part.append("\u{25CC}") }
                part.append(scalar)
                marks += 1
            }
        }
        take(first)
        var next: Unicode.Scalar? = second
        while let scalar = next {
            // What a joiner adds, and the skin tone of an emoji, has no cell of its own.
            if scalar == "\u{200D}", first.properties.isEmoji { break }
            if !(scalar.properties.isEmojiModifier && first.properties.isEmojiModifierBase) { take(scalar) }
            next = scalars.next()
        }
        finish()
    }
}

/// A mark with nothing to stand on; the circle alone where the mark only joins its own script.
private func dottedCircle(with mark: Unicode.Scalar) -> Character { String("\u{25CC}\(mark)").first! }

extension Unicode.Scalar {
    /// Whether a terminal could take the scalar as a command or reorder text after it.
    fileprivate var isCommand: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// What is shown instead of a command: the control picture, or the replacement character.
    fileprivate var standIn: Character {
        switch value {
        case 0..<0x20: Character(Unicode.Scalar(0x2400 + value)!)
        case 0x7F: "\u{2421}"
        default: "\u{FFFD}"
        }
    }

    /// Whether the scalar draws on the character before it.
    fileprivate var isMark: Bool {
        if (0x1160..<0x1200).contains(value) || (0xD7B0..<0xD800).contains(value) { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }

    private static let firstFlagLetter: UInt32 = 0x1F1E6

    /// The letter of a regional indicator.
    fileprivate var flagLetter: Unicode.Scalar? {
        guard (Unicode.Scalar.firstFlagLetter..<Unicode.Scalar.firstFlagLetter + 26).contains(value) else { return nil }
        return Unicode.Scalar(value - Unicode.Scalar.firstFlagLetter + 0x41)
    }

    /// Whether the scalar asks for a text or emoji form of the one before it.
    fileprivate var isVariationSelector: Bool {
        (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) || (0x180B...0x180D).contains(value)
    }
}
