import Values
import Yams

/// Reads one YAML document.
///
/// Plain scalars follow the core schema of YAML 1.2, except that numbers with leading zeros stay text. Aliases and
/// merge keys are resolved; a document whose aliases grow beyond bounds is refused. CloudFormation's short tags become
/// the objects they stand for.
/// - Throws: everything that is wrong with the text, each with its place.
public func readYAML(_ text: String, file: String) throws(Diagnostics) -> JSONValue {
    try readingYAML(text, file: file).get()
}

/// Reads as much of one YAML document as can be read; see `readYAML`.
public func readingYAML(_ text: String, file: String) -> DocumentReading {
    var problems: [Diagnostic] = []
    if let bomb = keyBomb(in: text, file: file) { return DocumentReading(value: nil, diagnostics: [bomb]) }
    let root = composeKeepingDuplicates(text, file: file, problems: &problems)
    guard let root else {
        if problems.isEmpty {
            problems.append(
                Diagnostic(
                    at: SourcePosition(file: file, line: 1, column: 1),
                    found: "an empty document",
                    expected: "write at least one 'key: value'"
                )
            )
        }
        return DocumentReading(value: nil, diagnostics: problems)
    }
    var converter = NodeConverter(file: file, valueLimit: text.utf8.count + NodeConverter.aliasAllowance)
    let value = converter.convert(root, depth: 0)
    problems += converter.problems
    return DocumentReading(value: value, diagnostics: problems.sorted { $0.position < $1.position })
}

/// Marks the key of a member that repeats an earlier one; replaces the key's last letter, so that places stay true.
private let repeatedKeyMark: Character = "\u{E000}"

/// Composes the document. The parser stops at the first repeated key, so each one is reported, marked and read again.
private func composeKeepingDuplicates(_ text: String, file: String, problems: inout [Diagnostic]) -> Node? {
    var text = text
    // Each report costs another pass over the text, so a large one gets fewer.
    let repeatsReported = text.utf8.count > 200_000 ? 2 : 25
    for _ in 0...repeatsReported {
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            return try parser.singleRoot()
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            let first = SourcePosition(file: file, line: context.mark.line, column: context.mark.column)
            let repeated = keys.first.flatMap { placeOfRepeatedKey($0, after: first, in: text) }
            problems.append(
                Diagnostic(
                    at: repeated?.position ?? first,
                    found: "key '\(keys.first ?? "")' a second time, first on line \(first.line)",
                    expected: "write each key of a mapping once"
                )
            )
            guard let repeated else { return nil }
            text.replaceSubrange(repeated.lastLetter...repeated.lastLetter, with: String(repeatedKeyMark))
        } catch {
            problems.append(diagnostic(of: error, text: text, file: file))
            return nil
        }
    }
    return nil
}

/// Finds the second writing of a key: in a block mapping on a later line at the same column, in a flow mapping next.
private func placeOfRepeatedKey(
    _ key: String,
    after first: SourcePosition,
    in text: String
) -> (position: SourcePosition, lastLetter: String.Index)? {
    guard !key.isEmpty else { return nil }
    var sameLine: (SourcePosition, String.Index)?
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let number = offset + 1
        guard number >= first.line else { continue }
        var start = line.startIndex
        var column = 1
        while start < line.endIndex {
            defer {
                start = line.index(after: start)
                column += 1
            }
            if number == first.line && column <= first.column { continue }
            let inBlock = number > first.line && column == first.column
            guard inBlock || number == first.line || sameLine == nil else { continue }
            var letters = line[start...]
            let quote = letters.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
            if quote != nil { letters.removeFirst() }
            guard letters.hasPrefix(key) else { continue }
            let end = letters.index(letters.startIndex, offsetBy: key.count)
            var rest = letters[end...]
            if quote != nil, rest.first == quote { rest.removeFirst() }
            guard rest.drop(while: { $0 == " " }).first == ":" else { continue }
            let found = (SourcePosition(file: first.file, line: number, column: column), letters.index(before: end))
            if inBlock { return found }
            if start > line.startIndex, !" {,".contains(line[line.index(before: start)]) { continue }
            if sameLine == nil { sameLine = found }
        }
    }
    return sameLine
}

/// Refuses aliases inside keys when anchors could multiply: comparing such keys would take forever.
private func keyBomb(in text: String, file: String) -> Diagnostic? {
    var anchors = 0
    var aliases = 0
    var mayBeKey = false
    var line = 1
    var lineOfKey = 1
    var previous = UInt8(ascii: "\n")
    var afterAlias = false
    var bytes = text.utf8.makeIterator()
    var next = bytes.next()
    while let byte = next {
        next = bytes.next()
        let startsToken =
            previous <= 0x20 || previous == UInt8(ascii: "[") || previous == UInt8(ascii: "{")
            || previous == UInt8(ascii: ",")
        let follows = next ?? 0x20
        switch byte {
        case UInt8(ascii: "&") where startsToken && follows > 0x20: anchors += 1
        case UInt8(ascii: "*") where startsToken && follows > 0x20 && follows != UInt8(ascii: "*"):
            aliases += 1
            afterAlias = true
        case UInt8(ascii: "?") where startsToken && follows <= 0x20: (mayBeKey, lineOfKey) = (true, line)
        case UInt8(ascii: ":") where afterAlias || previous == UInt8(ascii: "]") || previous == UInt8(ascii: "}"):
            (mayBeKey, lineOfKey) = (true, line)
        case UInt8(ascii: "\n"):
            line += 1
            afterAlias = false
        default: break
        }
        previous = byte
    }
    guard mayBeKey, anchors > 0, aliases > 0 else { return nil }
    // Aliases spread evenly over the anchors grow fastest.
    var growth = 1.0
    for _ in 0..<min(anchors, 64) { growth *= Double(aliases) / Double(anchors) + 1 }
    guard growth > 100_000 else { return nil }
    return Diagnostic(
        at: SourcePosition(file: file, line: lineOfKey),
        found: "a list, a mapping or an alias as a key, in a document of many aliases",
        expected: "write keys as plain text"
    )
}
