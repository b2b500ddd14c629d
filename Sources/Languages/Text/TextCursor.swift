import Values

/// A place in a short text that is being parsed by hand, and the flaws that are told with it.
struct TextCursor {
    let scalars: [Unicode.Scalar]
    var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var isAtEnd: Bool { index >= scalars.count }
    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    /// The character a number of places on.
    func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    /// Whether these characters come next.
    func comes(_ text: String) -> Bool {
        var place = index
        for scalar in text.unicodeScalars {
            guard place < scalars.count, scalars[place] == scalar else { return false }
            place += 1
        }
        return true
    }

    /// Passes these characters if they come next.
    mutating func take(_ text: String) -> Bool {
        guard comes(text) else { return false }
        index += text.unicodeScalars.count
        return true
    }

    /// Passes characters as long as they satisfy a condition, and gives them.
    mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let start = index
        while index < scalars.count, condition(scalars[index]) { index += 1 }
        return text(from: start)
    }

    mutating func skipSpace() { _ = take { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" } }

    /// What stands between a place and here.
    func text(from start: Int) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<index])
        return text
    }

    /// The character at hand, for messages.
    var here: String {
        guard let next else { return "the end" }
        return "'\(String(Character(next)).withVisibleControls)'"
    }

    /// Passes a number as JSON writes it.
    mutating func takeNumber() -> JSONValue? {
        let start = index
        _ = take("-")
        let digits = take { $0.value >= 0x30 && $0.value <= 0x39 }
        guard !digits.isEmpty else {
            index = start
            return nil
        }
        var isWhole = true
        if next == ".", let after = peek(1), after.value >= 0x30, after.value <= 0x39 {
            isWhole = false
            index += 1
            _ = take { $0.value >= 0x30 && $0.value <= 0x39 }
        }
        if next == "e" || next == "E" {
            let mark = index
            index += 1
            if next == "+" || next == "-" { index += 1 }
            if take(while: { $0.value >= 0x30 && $0.value <= 0x39 }).isEmpty { index = mark } else { isWhole = false }
        }
        let text = text(from: start)
        if isWhole, let whole = Int(text) { return JSONValue(whole) }
        guard let number = Double(text), number.isFinite else {
            index = start
            return nil
        }
        return JSONValue(.double(number))
    }
}

/// What is wrong at a place of a text, before it is known where the text stands in its file.
struct TextFlaw: Error {
    /// The place, counted in characters from 0.
    var offset: Int
    var found: String
    var expected: String
    var nearest: String?

    init(_ cursor: TextCursor, _ found: String, _ expected: String, nearest: String? = nil) {
        self.init(offset: cursor.index, found, expected, nearest: nearest)
    }

    init(offset: Int, _ found: String, _ expected: String, nearest: String? = nil) {
        self.offset = offset
        self.found = found
        self.expected = expected
        self.nearest = nearest
    }

    /// The flaw of a text that stands at a position of a file. The place within the text is told in words, since quotes
    /// and escapes of the file may shift it.
    func diagnostic(in text: String, at position: SourcePosition) -> Diagnostic {
        let shown = text.count > 60 ? String(text.prefix(60)) + "…" : text
        return Diagnostic(
            at: position, found: "\(found) at character \(offset + 1) of '\(shown)'", expected: expected,
            nearest: nearest)
    }
}
