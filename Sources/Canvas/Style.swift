/// How a cell looks: a colour role and attributes. What colour a role has is the theme's business.
///
/// Nothing is told by the role alone: every state also shows in text, shape or attribute.
public struct Style: Hashable, Sendable {
    /// What the text is for.
    public var role: ColorRole
    /// Bold, reverse and the like.
    public var attributes: Attributes

    /// Makes a style.
    public init(_ role: ColorRole = .text, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    /// Plain text.
    public static let plain = Style()

    /// The same style with more attributes.
    public func adding(_ more: Attributes) -> Style { Style(role, attributes.union(more)) }

    /// Text attributes that every terminal has.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits.
        public var rawValue: UInt8
        /// Makes a set from its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Heavier.
        public static let bold = Attributes(rawValue: 1)
        /// Fainter.
        public static let dim = Attributes(rawValue: 2)
        /// Foreground and background exchanged.
        public static let reverse = Attributes(rawValue: 4)
        /// Underlined.
        public static let underline = Attributes(rawValue: 8)
    }
}

/// What a piece of text is for; a theme gives each role a colour.
public enum ColorRole: UInt8, Hashable, Sendable, CaseIterable {
    case text
    case muted
    case title
    case accent
    case link
    case code
    case key
    case border
    case selection
    case success
    case warning
    case failure
    case node
    case nodeExternal
    case group
    case edge
    case edgeEvent
    case edgeWrite
    case edgeDeadLetter
    case token
}
