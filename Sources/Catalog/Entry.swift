import Values

/// `Catalog` owns what archscope knows: entries and their cross references, search, overlay of the user's directories
/// and the flat binary form. It is data only: it must not know how an entry is drawn, run or checked.

/// What sort of entry it is; each kind has a folder or file of its own in the catalog.
public enum EntryKind: String, Hashable, Sendable, CaseIterable {
    /// A generic component: message queue, topic, event bus.
    case capability
    /// An explicit one: Amazon SQS.
    case service
    /// A way to put components together.
    case pattern
    /// A scenario that runs.
    case flow
    /// A word and what it means.
    case term
    /// A rule worth keeping.
    case practice
    /// A choice between entries, and what it depends on.
    case decision
    /// Entries in an order worth reading.
    case guide
    /// Where facts come from.
    case source
}

/// One entry of the catalog.
///
/// Text fields hold light markup: `[[id]]` or `[[id|words]]` links, `` `code` ``, `**strong**`; paragraphs are
/// separated by empty lines and lists are fields of their own.
public struct Entry: Hashable, Sendable, Identifiable {
    /// Unique over all kinds.
    public var id: String
    /// Its kind.
    public var kind: EntryKind
    /// The name a reader knows it by.
    public var name: String
    /// Other names and abbreviations, which search finds too.
    public var aliases: [String]
    /// One line that anyone understands.
    public var summary: String
    /// Words to group by.
    public var tags: [String]
    /// Ids of entries to read next.
    public var related: [String]
    /// Ids of the sources its facts come from.
    public var sources: [String]
    /// The article: titled sections in the order they are read.
    public var sections: [Section]
    /// What only its kind has.
    public var detail: Detail
    /// Where it was read.
    public var position: SourcePosition

    /// Makes an entry.
    public init(
        id: String,
        kind: EntryKind,
        name: String,
        aliases: [String] = [],
        summary: String,
        tags: [String] = [],
        related: [String] = [],
        sources: [String] = [],
        sections: [Section] = [],
        detail: Detail = .none,
        position: SourcePosition = .none
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.tags = tags
        self.related = related
        self.sources = sources
        self.sections = sections
        self.detail = detail
        self.position = position
    }

    /// What only one kind of entry has.
    public enum Detail: Hashable, Sendable {
        case none
        case service(ServiceDetail)
        case pattern(PatternDetail)
        case flow(FlowDetail)
        case term(TermDetail)
        case practice(PracticeDetail)
        case source(SourceDetail)
    }
}

/// A titled part of an article. The titles come from the schema, not from the entry: "Problem", "When not".
public struct Section: Hashable, Sendable {
    /// The heading.
    public var title: String
    /// Paragraphs and items in the order they are read.
    public var blocks: [Block]

    /// Makes a section.
    public init(title: String, blocks: [Block]) {
        self.title = title
        self.blocks = blocks
    }

    /// A paragraph, an item, or a row of a table.
    public enum Block: Hashable, Sendable {
        /// A paragraph of marked-up text.
        case paragraph(String)
        /// An item of a list.
        case item(String)
        /// A named item: a failure mode and what happens.
        case named(name: String, text: String)
        /// A number with its name and the id of its source; the note may be empty.
        case fact(name: String, value: String, source: String, note: String)
        /// A row of a table, its first cell the row's name; the first of several rows names the columns.
        case row([String])
    }
}
