extension Character {
    /// The columns a terminal gives the character: 0 (nothing of its own), 1 or 2.
    public var columns: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1 }
        return scalar.columns
    }
}

extension Unicode.Scalar {
    /// The columns of one scalar standing alone: 0 for marks and format characters, 2 for wide ones, else 1.
    var columns: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}

extension StringProtocol {
    /// The columns the text takes on one row, control characters shown.
    public var columns: Int { displayCharacters.reduce(0) { $0 + $1.columns } }

    /// The characters as they may be sent to a terminal: control characters become visible stand-ins.
    public var displayCharacters: [Character] {
        var characters: [Character] = []
        for character in self {
            if let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 || scalar.value < 0x20 {
                switch scalar.value {
                case 0..<0x20: characters.append(Character(Unicode.Scalar(0x2400 + scalar.value)!))
                case 0x7F: characters.append("\u{2421}")
                case 0x80..<0xA0, 0x2028...0x202E, 0x2066...0x2069: characters.append("\u{FFFD}")
                default: characters.append(character)
                }
            } else {
                characters.append(character)
            }
        }
        return characters
    }
}
