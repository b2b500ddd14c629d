import Values

/// A YAML text that is changed at the places its reader gave, line by line; all else stays as it was written.
struct EditedText {
    /// The lines as they were read: places stay true while edits are collected.
    private let lines: [String]
    private var isRemoved: [Bool]
    private var replacements: [Int: [Replacement]] = [:]
    private var endsWithNewline: Bool

    private struct Replacement {
        /// Unicode scalars of the line, counted from 0, as the YAML parser counts columns.
        var range: Range<Int>
        var text: String
    }

    init(_ text: String) {
        endsWithNewline = text.hasSuffix("\n")
        lines = (endsWithNewline ? text.dropLast() : text[...])
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        isRemoved = Array(repeating: false, count: lines.count)
    }

    /// The text with all edits made.
    var text: String {
        var kept: [String] = []
        for (number, line) in lines.enumerated() where !isRemoved[number] {
            var scalars = Array(line.unicodeScalars)
            for edit in (replacements[number] ?? []).sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
                scalars.replaceSubrange(edit.range, with: edit.text.unicodeScalars)
            }
            kept.append(scalars.reduce(into: "") { $0.unicodeScalars.append($1) })
        }
        return kept.joined(separator: "\n") + (endsWithNewline ? "\n" : "")
    }

    /// Puts another name in a scalar's place.
    /// - Returns: false where the scalar is not written there as it was read.
    mutating func replace(_ name: String, at place: SourcePosition, with new: String) -> Bool {
        guard let range = scalarRange(name, at: place) else { return false }
        replacements[place.line - 1, default: []].append(Replacement(range: range, text: new))
        return true
    }

    /// Takes a key of a mapping out, with its value.
    /// - Returns: false where it is written in a way that cannot be cut.
    mutating func remove(_ member: JSONObject.Member) -> Bool {
        guard let line = line(member.keyPosition) else { return false }
        let start = member.keyPosition.column - 1
        let before = line.prefix(start)
        if before.allSatisfy({ $0 == " " }) {
            removeBlock(from: member.keyPosition.line - 1, indent: start, isList: member.value.array != nil)
            return true
        }
        return removeInline(member, in: line, from: start)
    }

    /// Takes a member out of a mapping in braces: `{a: 1, b: 2}`.
    private mutating func removeInline(_ member: JSONObject.Member, in line: [Unicode.Scalar], from start: Int) -> Bool
    {
        guard member.value.position.line == member.keyPosition.line, let name = member.value.string,
            let value = scalarRange(name, at: member.value.position)
        else { return false }
        var range = start..<value.upperBound
        if line[..<start].suffix(2).elementsEqual(", ".unicodeScalars) {
            range = (start - 2)..<value.upperBound
        } else if line[start - 1] == "{", line[value.upperBound...].prefix(2).elementsEqual(", ".unicodeScalars) {
            range = start..<(value.upperBound + 2)
        } else {
            return false
        }
        replacements[member.keyPosition.line - 1, default: []].append(Replacement(range: range, text: ""))
        return true
    }

    /// Takes an element of a list out that starts with a dash of its own.
    /// - Returns: false where it is written in another way.
    mutating func removeElement(at place: SourcePosition) -> Bool {
        guard let line = line(place) else { return false }
        let indent = line.prefix { $0 == " " }.count
        let between = line.prefix(place.column - 1).dropFirst(indent)
        guard between.first == "-", between.dropFirst().allSatisfy({ $0 == " " }) else { return false }
        removeBlock(from: place.line - 1, indent: indent, isList: false)
        return true
    }

    /// Puts a line in the place of a key whose value is a text; the lines of a block scalar go.
    /// - Returns: the text is unchanged, and the answer false, where something stands before the key on its line.
    mutating func replaceBlock(at key: SourcePosition, with new: String) -> Bool {
        guard let line = line(key), line.prefix(key.column - 1).allSatisfy({ $0 == " " }) else { return false }
        removeBlock(from: key.line - 1, indent: key.column - 1, isList: false)
        isRemoved[key.line - 1] = false
        replacements[key.line - 1, default: []].append(
            Replacement(range: (key.column - 1)..<line.count, text: new))
        return true
    }

    /// Takes out a line and those after it that are indented deeper; blank lines at the end stay.
    private mutating func removeBlock(from first: Int, indent: Int, isList: Bool) {
        var end = first + 1
        for number in (first + 1)..<max(lines.count, first + 1) {
            let line = lines[number]
            if line.allSatisfy({ $0 == " " }) { continue }
            let own = line.prefix { $0 == " " }.count
            let belongs = own > indent || (isList && own == indent && line.dropFirst(own).first == "-")
            if !belongs { break }
            end = number + 1
        }
        for number in first..<end { isRemoved[number] = true }
    }

    private func line(_ place: SourcePosition) -> [Unicode.Scalar]? {
        guard lines.indices.contains(place.line - 1), place.column > 0 else { return nil }
        let scalars = Array(lines[place.line - 1].unicodeScalars)
        return place.column <= scalars.count ? scalars : nil
    }

    /// Where a scalar is written, with its quotes.
    private func scalarRange(_ name: String, at place: SourcePosition) -> Range<Int>? {
        guard let line = line(place) else { return nil }
        let start = place.column - 1
        for written in [name, "\"\(name)\"", "'\(name)'"] where line[start...].starts(with: written.unicodeScalars) {
            return start..<(start + written.unicodeScalars.count)
        }
        return nil
    }
}
