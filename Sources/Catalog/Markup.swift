/// The light markup of catalog texts: `[[id]]` and `[[id|words]]` links, `` `code` `` and `**strong**`.
///
/// Reading never fails: a mark without its partner stands for itself. `Markup.fault(in:)` finds such marks, and the
/// catalog's reader reports them.
public enum Markup {
    /// A run of text with one look.
    public struct Span: Hashable, Sendable {
        /// The words to show.
        public var text: String
        /// The id that the words link to.
        public var link: String?
        /// Whether it is code, shown as written.
        public var isCode: Bool
        /// Whether it is stressed.
        public var isStrong: Bool

        /// Makes a run.
        public init(_ text: String, link: String? = nil, isCode: Bool = false, isStrong: Bool = false) {
            self.text = text
            self.link = link
            self.isCode = isCode
            self.isStrong = isStrong
        }
    }

    /// The runs of a text, in order. A link without words shows the entry's name, or its id where `name` knows none.
    /// - Complexity: O(length of the text).
    public static func parse(_ text: String, name: (String) -> String? = { _ in nil }) -> [Span] {
        scan(text, name: name).spans
    }

    /// The text as it reads without marks.
    public static func plain(_ text: String, name: (String) -> String? = { _ in nil }) -> String {
        guard text.utf8.contains(where: { $0 == mark || $0 == star || $0 == open }) else { return text }
        var plain = ""
        for span in parse(text, name: name) { plain += span.text }
        return plain
    }

    /// The ids that a text links to, in order, each as often as it is linked.
    public static func links(in text: String) -> [String] {
        guard text.utf8.contains(open) else { return [] }
        return parse(text).compactMap(\.link)
    }

    /// What is wrong with a text's marks, as a phrase such as "a '[[' without its ']]'"; nil when nothing is.
    public static func fault(in text: String) -> String? { scan(text, name: { _ in nil }).fault }

    private static let mark = UInt8(ascii: "`")
    private static let star = UInt8(ascii: "*")
    private static let open = UInt8(ascii: "[")
    private static let close = UInt8(ascii: "]")
    private static let bar = UInt8(ascii: "|")

    private static func scan(_ text: String, name: (String) -> String?) -> (spans: [Span], fault: String?) {
        let bytes = Array(text.utf8)
        var spans: [Span] = []
        var fault: String?
        var isStrong = false
        var plainStart = 0
        var place = 0
        // Where the search for a partner ended without one: so that many lone marks cost one pass each kind, not many.
        var noCodeEnd = false
        var noLinkEnd = false

        func words(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func flush() {
            if plainStart < place { spans.append(Span(words(plainStart..<place), isStrong: isStrong)) }
        }
        while place < bytes.count {
            switch bytes[place] {
            case mark:
                if !noCodeEnd, let end = bytes[(place + 1)...].firstIndex(of: mark), end > place + 1 {
                    flush()
                    spans.append(Span(words((place + 1)..<end), isCode: true, isStrong: isStrong))
                    place = end + 1
                    plainStart = place
                } else {
                    noCodeEnd = !bytes[(place + 1)...].contains(mark)
                    fault = fault ?? "a '`' without its partner"
                    place += 1
                }
            case star where place + 1 < bytes.count && bytes[place + 1] == star:
                let pairs = isStrong || hasPair(of: star, in: bytes, from: place + 2)
                guard pairs else {
                    fault = fault ?? "a '**' without its partner"
                    place += 2
                    continue
                }
                flush()
                isStrong.toggle()
                place += 2
                plainStart = place
            case open where place + 1 < bytes.count && bytes[place + 1] == open:
                let end = noLinkEnd ? nil : pairIndex(of: close, in: bytes, from: place + 2)
                guard let end else {
                    noLinkEnd = true
                    fault = fault ?? "a '[[' without its ']]'"
                    place += 2
                    continue
                }
                let divide = bytes[(place + 2)..<end].firstIndex(of: bar)
                let id = words((place + 2)..<(divide ?? end))
                let shown = divide.map { words(($0 + 1)..<end) } ?? name(id) ?? id
                guard !id.isEmpty, !shown.isEmpty else {
                    fault = fault ?? "a link without \(id.isEmpty ? "an id" : "words")"
                    place = end + 2
                    continue
                }
                flush()
                spans.append(Span(shown, link: id, isStrong: isStrong))
                place = end + 2
                plainStart = place
            default:
                place += 1
            }
        }
        flush()
        return (spans, fault)
    }

    private static func hasPair(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Bool {
        pairIndex(of: byte, in: bytes, from: start) != nil
    }

    /// Where a byte next stands twice in a row.
    private static func pairIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == byte, bytes[place + 1] == byte { return place }
            place += 1
        }
        return nil
    }
}
