import Canvas

/// The lines of a label as they are drawn: split at newlines, control characters shown, wrapped where asked.
func labelLines(_ label: String, wrap: Int?) -> [String] {
    var lines: [String] = []
    for line in label.split(separator: "\n", omittingEmptySubsequences: false) {
        let shown = trimmed(String(line.displayCharacters))
        if let wrap { lines += wrapped(shown, to: max(1, wrap)) } else { lines.append(shown) }
    }
    return lines
}

private func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
}

/// Breaks a line at spaces, after punctuation, before capitals that follow small letters, and where nothing else helps
/// between any two letters. Lines are filled evenly rather than greedily where the count of lines stays the same.
private func wrapped(_ line: String, to width: Int) -> [String] {
    guard line.columns > width else { return [line] }
    let pieces = breakable(line)
    let lines = fill(pieces, width: width)
    // A smaller width that needs no more lines and cuts no word looks better balanced.
    var narrowest = width
    let longest = pieces.map { trimmed($0).columns }.max() ?? 0
    while narrowest > longest, fill(pieces, width: narrowest - 1).count == lines.count { narrowest -= 1 }
    return fill(pieces, width: narrowest)
}

/// The parts of a line between which it may break; a part keeps the space that follows it.
private func breakable(_ line: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var previous: Character?
    for character in line {
        if let before = previous, !piece.isEmpty {
            let isHump = before.isLowercase && character.isUppercase
            let isAfterMark = character != " " && (" -_/.:,".contains(before))
            if isHump || isAfterMark {
                pieces.append(piece)
                piece = ""
            }
        }
        piece.append(character)
        previous = character
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
}

private func fill(_ pieces: [String], width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    func columns(_ text: String) -> Int { trimmed(text).columns }
    for piece in pieces {
        if columns(line + piece) <= width {
            line += piece
            continue
        }
        if !line.isEmpty { lines.append(trimmed(line)) }
        line = ""
        for character in piece {
            if !line.isEmpty, columns(line + String(character)) > width {
                lines.append(trimmed(line))
                line = ""
            }
            line.append(character)
        }
    }
    if !line.isEmpty { lines.append(trimmed(line)) }
    return lines
}
