/// The tables that say what each kind of entry is made of: `EntryTables` fills them in, `RecordWalk` reads YAML by them.
/// Names, needs, section titles and the meaning shown to authors stand here once.

/// One field of a record.
struct FieldRow: Sendable {
    /// The key in the YAML file.
    let name: String
    /// What its value must be.
    let shape: FieldShape
    /// Whether it must be there.
    let need: FieldNeed
    /// The part of the article it becomes, if any.
    let section: SectionRow?
    /// What it is, as a phrase for messages and schemas.
    let meaning: String

    init(
        _ name: String,
        _ shape: FieldShape,
        _ need: FieldNeed,
        section: SectionRow? = nil,
        _ meaning: String
    ) {
        self.name = name
        self.shape = shape
        self.need = need
        self.section = section
        self.meaning = meaning
    }

    /// A field that must be there.
    init(_ name: String, _ shape: FieldShape, section: SectionRow? = nil, _ meaning: String) {
        self.init(name, shape, .required, section: section, meaning)
    }
}

/// Whether a field must be there.
enum FieldNeed: Hashable, Sendable {
    case required
    case optional
    /// Required where another field of the record holds a certain word.
    case requiredWhen(field: String, is: String)
}

/// What a field's value must be.
indirect enum FieldShape: Sendable {
    /// An id of the whole catalog: lower-case words and digits joined by hyphens.
    case id
    /// An id inside of one pattern, spelled the same way.
    case localID
    /// A single line of plain words.
    case line
    /// A single line or a number, kept as it is written.
    case scalar
    /// A single line of marked-up text.
    case markedLine
    /// Paragraphs of marked-up text.
    case text
    /// A list of marked-up texts, at least so many.
    case texts(atLeast: Int = 0)
    /// A list of plain words or lines.
    case words(atLeast: Int = 0)
    /// The id of an entry of one of these kinds, or one of the words that stand for something else.
    case reference([EntryKind], orWords: [String] = [])
    /// A list of ids of entries of one of these kinds.
    case references([EntryKind], atLeast: Int = 0)
    /// One of these words.
    case choice([String])
    /// A list of these words.
    case choices([String])
    /// A day or a month: `2026-11-23` or `2026-11`.
    case date
    /// A length of time: `90s`, `10m`.
    case duration
    /// An object of fields.
    case record([FieldRow])
    /// A list of such objects.
    case records([FieldRow], atLeast: Int = 0)
    /// An object whose keys are roles and whose values say what plays them.
    case roleTargets
    /// Anything: another room reads it.
    case other
}

/// The part of an article that a field becomes.
struct SectionRow: Sendable {
    /// How a field's value becomes blocks.
    enum Style: Sendable {
        /// A text's paragraphs.
        case paragraphs
        /// An item for each text of a list.
        case items
        /// An item for each record, from one of its fields.
        case itemsOf(String)
        /// A named item for each record, from two of its fields.
        case named(String, text: String)
        /// A fact for each record of `EntryTables.fact`.
        case facts
        /// An item for each record: a link to the entry that one field names, in words of another, and a third's text.
        case options(entry: String, name: String, text: String)
        /// A row for each record: its name and its cells, below a row of the names in a list beside it.
        case table(heads: String, name: String, cells: String)
        /// A section of its own for each record, under its name: a text, and an item for each entry that it lists.
        case chapters(name: String, text: String, entries: String)
    }

    let title: String
    let style: Style

    init(_ title: String, _ style: Style) {
        self.title = title
        self.style = style
    }
}
