extension Canvas {
    /// The same picture in ASCII, cell by cell, for terminals and pipes that know nothing else.
    public var ascii: Canvas {
        var result = Canvas(size)
        result.cursor = cursor
        for y in 0..<size.height {
            for x in 0..<size.width {
                let cell = self[x, y]
                guard cell.width > 0 else { continue }
                result[x, y] = Cell(cell.character.ascii, style: cell.style)
                if cell.width == 2 { result[x + 1, y] = Cell(" ", style: cell.style) }
            }
        }
        return result
    }
}

extension StringProtocol {
    /// The text in ASCII: lines, arrows and punctuation as their nearest ASCII sign, accented letters without the
    /// accent, all else as `?`. Newlines and tabs stay.
    public var ascii: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return String(self) }
        var text = ""
        for character in self {
            if character.isASCII {
                text.append(character)
            } else {
                character.forEachShownPart { text.append($0.ascii) }
            }
        }
        return text
    }
}

extension Character {
    /// The nearest printable ASCII character; `?` where there is none.
    public var ascii: Character {
        guard let scalar = unicodeScalars.first else { return " " }
        if scalar.value < 0x80 { return scalar.value < 0x20 || scalar.value == 0x7F ? "?" : Character(scalar) }
        return scalar.asciiLine ?? asciiTable[scalar] ?? "?"
    }
}

extension Unicode.Scalar {
    /// Box drawing characters, U+2500 to U+257F, by their shape.
    fileprivate var asciiLine: Character? {
        switch value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576, 0x2578, 0x257A, 0x257C,
            0x257E:
            "-"
        case 0x2550: "="
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577, 0x2579, 0x257B,
            0x257D, 0x257F:
            "|"
        case 0x2571: "/"
        case 0x2572: "\\"
        case 0x2573: "X"
        case 0x250C...0x2570: "+"
        default: nil
        }
    }
}

/// Pairs of characters: what is written, and the ASCII that stands for it.
private let asciiTable: [Unicode.Scalar: Character] = {
    let rows: [(String, Character)] = [
        ("←◀◁◂◃⇐⟵«‹", "<"), ("→▶▷▸▹►⇒⟶»›", ">"), ("↑▲△▴▵⇑", "^"), ("↓▼▽▾▿⇓", "v"), ("↔↕⇔⇄", "="),
        ("•‣●◉★☆∙⋅·✱", "*"), ("○◌◯◦", "o"), ("◆◇◈", "*"), ("■▪▮█▉▊▋▌▓▒▐▇", "#"), ("□▫▯░", "."),
        ("▁", "_"), ("▂", "."), ("▃", "-"), ("▄", "="), ("▅▀", "+"), ("▆", "*"),
        ("‐‑‒–—―−", "-"), ("‘’‚′`´", "'"), ("“”„″", "\""), ("…", "."), ("×✗✘✕❌", "x"), ("✓✔✅", "v"), ("÷", "/"),
        ("≤", "<"), ("≥", ">"), ("≈≃≡", "="), ("≠", "!"), ("µμ", "u"), ("¦", "|"), ("¡", "!"), ("⚠", "!"),
        ("ÀÁÂÃÄÅĀĂĄÆ", "A"), ("àáâãäåāăąæª", "a"), ("ÇĆĈĊČ", "C"), ("çćĉċč¢", "c"), ("ÐĎĐ", "D"), ("ðďđ", "d"),
        ("ÈÉÊËĒĔĖĘĚ€", "E"), ("èéêëēĕėęě", "e"), ("ĜĞĠĢ", "G"), ("ĝğġģ", "g"), ("ĤĦ", "H"), ("ĥħ", "h"),
        ("ÌÍÎÏĨĪĬĮİ", "I"), ("ìíîïĩīĭįı", "i"), ("Ĵ", "J"), ("ĵ", "j"), ("Ķ", "K"), ("ķĸ", "k"),
        ("ĹĻĽĿŁ£", "L"), ("ĺļľŀł", "l"), ("ÑŃŅŇ", "N"), ("ñńņňŉ", "n"), ("ÒÓÔÕÖØŌŎŐŒ", "O"), ("òóôõöøōŏőœº", "o"),
        ("ŔŖŘ", "R"), ("ŕŗř", "r"), ("ŚŜŞŠ", "S"), ("śŝşšß§", "s"), ("ŢŤŦÞ", "T"), ("ţťŧþ", "t"),
        ("ÙÚÛÜŨŪŬŮŰŲ", "U"), ("ùúûüũūŭůűų", "u"), ("Ŵ", "W"), ("ŵ", "w"), ("ÝŶŸ¥", "Y"), ("ýÿŷ", "y"),
        ("ŹŻŽ", "Z"), ("źżž", "z"), ("¹", "1"), ("²", "2"), ("³", "3"), ("°", "o"),
        ("\u{A0}\u{2002}\u{2003}\u{2007}\u{2009}\u{202F}", " "),
    ]
    var table: [Unicode.Scalar: Character] = [:]
    for (written, ascii) in rows {
        for scalar in written.unicodeScalars where scalar.value >= 0x80 { table[scalar] = ascii }
    }
    return table
}()
