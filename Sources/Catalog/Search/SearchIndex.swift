import Values

/// An entry that a search found, and why.
public struct SearchMatch: Hashable, Sendable {
    /// Where the words were found.
    public enum Field: Hashable, Sendable {
        case id
        case name
        case alias
        case tag
        case summary
        /// A part of the article, by its title.
        case section(String)
    }

    /// The entry.
    public var head: EntryHead
    /// Where the words were found; of several words, where the hardest to find one was.
    public var field: Field
    /// The text of that place without marks: a name, a line, a paragraph.
    public var text: String
    /// The parts of `text` that match, in order.
    public var ranges: [Range<String.Index>]
}

/// Searches all entries of a catalog as the user types. Making one reads the whole catalog once; then a search takes
/// well under a millisecond for hundreds of entries.
///
/// An entry matches when each word of the query begins a word of it, in upper or lower case. Best comes first: the query
/// is the id, name or an alias; begins one; its words are in them; in tags; in the summary; in the article. Ties are in
/// the order of the catalog.
public struct SearchIndex: Sendable {
    /// A text of an entry that can be searched.
    private struct Text: Sendable {
        var field: SearchMatch.Field
        var text: String
    }

    /// How well a word or a query matches, best first.
    private enum Rank {
        static let exact = 0
        static let beginning = 1
        static let name = 2
        static let tag = 3
        static let summary = 4
        static let body = 5
        static let none = 6
    }

    private let heads: [EntryHead]
    private let texts: [[Text]]
    /// The id, name and aliases of each entry, as words with single spaces.
    private let names: [[[UInt8]]]
    private let words: WordTable

    /// More words than this in a query add nothing.
    private static let wordLimit = 12

    /// Reads a whole catalog.
    public init(_ catalog: Catalog) {
        heads = catalog.heads
        let nameOf = { (id: String) in catalog.head(id)?.name }
        texts = catalog.entries.map { Self.texts(of: $0, nameOf) }
        names = heads.map { head in ([head.id, head.name] + head.aliases).map { Self.spaced(Self.words($0)) } }
        var words = WordTable()
        for (entry, texts) in texts.enumerated() {
            for (number, text) in texts.enumerated() {
                WordScanner.visit(text.text, withParts: true) { word, _ in
                    words.add(word, entry: Int32(entry), text: Int32(number))
                }
            }
        }
        words.sort()
        self.words = words
    }

    /// The texts of an entry, best first.
    private static func texts(of entry: Entry, _ names: (String) -> String?) -> [Text] {
        var texts = [Text(field: .id, text: entry.id), Text(field: .name, text: entry.name)]
        texts += entry.aliases.map { Text(field: .alias, text: $0) }
        texts += entry.tags.map { Text(field: .tag, text: $0) }
        texts.append(Text(field: .summary, text: Markup.plain(entry.summary, name: names)))
        for section in entry.sections {
            for block in section.blocks {
                let written =
                    switch block {
                    case .paragraph(let text), .item(let text): text
                    case .named(let name, let text): "\(name): \(text)"
                    case .row(let cells): cells.joined(separator: ", ")
                    case .fact(let name, let value, _, let note):
                        note.isEmpty ? "\(name): \(value)" : "\(name): \(value); \(note)"
                    }
                texts.append(Text(field: .section(section.title), text: Markup.plain(written, name: names)))
            }
        }
        switch entry.detail {
        case .service(let service):
            texts += service.resourceTypes.map { Text(field: .section("Resource types"), text: $0) }
        case .source(let source): texts.append(Text(field: .section("Location"), text: source.location))
        default: break
        }
        return texts
    }

    /// The best matches of a query, at most `limit`, of all kinds or of some. A query without letters and digits matches
    /// nothing.
    /// - Complexity: O(entries + occurrences of words that begin as the query's do).
    public func matches(_ query: String, limit: Int = 50, kinds: Set<EntryKind>? = nil) -> [SearchMatch] {
        let wanted = Array(Self.words(query).prefix(Self.wordLimit))
        guard !wanted.isEmpty, limit > 0 else { return [] }
        var found = Found(entries: heads.count)
        for word in wanted {
            found.beginWord()
            words.visit(prefix: word) { posting, isWhole in
                found.note(
                    entry: Int(posting.entry), text: Int(posting.text),
                    rank: Self.rank(texts[Int(posting.entry)][Int(posting.text)].field), isWhole: isWhole)
            }
            found.endWord()
        }
        let whole = Self.spaced(wanted)
        var ranked: [(rank: Int, score: Int, place: Int)] = []
        for place in heads.indices where found.rank[place] < Rank.none {
            if let kinds, !kinds.contains(heads[place].kind) { continue }
            let rank = min(found.rank[place], wholeRank(whole, place))
            ranked.append((rank, found.score[place], place))
        }
        ranked.sort { ($0.rank, $0.score, $0.place) < ($1.rank, $1.score, $1.place) }
        return ranked.prefix(limit).map { match(at: $0.place, text: found.text[$0.place], wanted) }
    }

    private static func words(_ text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        WordScanner.visit(text, withParts: false) { word, _ in words.append(Array(word)) }
        return words
    }

    private static func spaced(_ words: [[UInt8]]) -> [UInt8] { Array(words.joined(separator: [UInt8(ascii: " ")])) }

    /// How well the query as a whole matches an entry's names.
    private func wholeRank(_ query: [UInt8], _ place: Int) -> Int {
        var best = Rank.none
        for name in names[place] where name.starts(with: query) {
            best = min(best, name.count == query.count ? Rank.exact : Rank.beginning)
        }
        return best
    }

    private static func rank(_ field: SearchMatch.Field) -> Int {
        switch field {
        case .id, .name, .alias: Rank.name
        case .tag: Rank.tag
        case .summary: Rank.summary
        case .section: Rank.body
        }
    }

    private func match(at place: Int, text number: Int, _ wanted: [[UInt8]]) -> SearchMatch {
        let text = texts[place][number]
        var ranges: [Range<String.Index>] = []
        var end = 0
        WordScanner.visit(text.text, withParts: true) { word, start in
            let longest = wanted.filter { word.starts(with: $0) }.map(\.count).max()
            guard let longest, start >= end else { return }
            end = start + longest
            let utf8 = text.text.utf8
            ranges.append(utf8.index(utf8.startIndex, offsetBy: start)..<utf8.index(utf8.startIndex, offsetBy: end))
        }
        return SearchMatch(head: heads[place], field: text.field, text: text.text, ranges: ranges)
    }

    /// What the words of a query found, per entry.
    private struct Found {
        /// The worst rank of the words so far; `Rank.none` where one is missing.
        var rank: [Int]
        /// The sum of the words' ranks, whole words a little better: less is better.
        var score: [Int]
        /// The text of the word with the worst rank.
        var text: [Int]
        private var wordRank: [Int]
        private var wordText: [Int]
        private var wordIsWhole: [Bool]

        init(entries: Int) {
            rank = Array(repeating: Rank.exact, count: entries)
            score = Array(repeating: 0, count: entries)
            text = Array(repeating: 0, count: entries)
            wordRank = rank
            wordText = text
            wordIsWhole = Array(repeating: false, count: entries)
        }

        mutating func beginWord() {
            for place in wordRank.indices {
                wordRank[place] = Rank.none
                wordIsWhole[place] = false
            }
        }

        mutating func note(entry: Int, text: Int, rank: Int, isWhole: Bool) {
            if rank < wordRank[entry] || (rank == wordRank[entry] && isWhole && !wordIsWhole[entry]) {
                wordRank[entry] = rank
                wordText[entry] = text
                wordIsWhole[entry] = isWhole
            }
        }

        mutating func endWord() {
            for place in wordRank.indices {
                if wordRank[place] > rank[place] {
                    rank[place] = wordRank[place]
                    text[place] = wordText[place]
                }
                score[place] += wordRank[place] * 2 + (wordIsWhole[place] ? 0 : 1)
            }
        }
    }
}
