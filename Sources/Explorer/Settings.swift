/// What a person can choose about how the explorer behaves.
public struct Settings: Hashable, Sendable {
    /// The name of the theme.
    public var theme: String
    /// The names that the theme key goes through.
    public var themes: [String]
    /// Whether the explorer has the mouse; without it the terminal selects text.
    public var isMouseOn: Bool
    /// Whether tokens jump from place to place instead of moving.
    public var reducesMotion: Bool
    /// Whether diagrams are drawn in ASCII.
    public var isASCII: Bool

    /// Makes settings.
    public init(
        theme: String = "dark",
        themes: [String] = [],
        isMouseOn: Bool = true,
        reducesMotion: Bool = false,
        isASCII: Bool = false
    ) {
        self.theme = theme
        self.themes = themes
        self.isMouseOn = isMouseOn
        self.reducesMotion = reducesMotion
        self.isASCII = isASCII
    }
}
