import Canvas

/// A colour as the screen mixes it.
public struct RGB: Hashable, Sendable {
    /// Red, 0 to 255.
    public var red: UInt8
    /// Green, 0 to 255.
    public var green: UInt8
    /// Blue, 0 to 255.
    public var blue: UInt8

    /// Makes a colour from a number such as 0xFF8000.
    public init(_ value: UInt32) {
        red = UInt8(truncatingIfNeeded: value >> 16)
        green = UInt8(truncatingIfNeeded: value >> 8)
        blue = UInt8(truncatingIfNeeded: value)
    }

    /// The number that makes the colour.
    public var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}

/// A colour for each role, on one background. Every pair has a contrast of at least 4.5 to 1.
public struct Theme: Hashable, Sendable {
    /// The name it is chosen by.
    public let name: String
    /// One line about whom it is for.
    public let summary: String
    /// What lies behind everything but the selection.
    public let background: RGB
    /// What lies behind the selection.
    public let selectionBackground: RGB
    /// Colours of text by role, in the order of `ColorRole.allCases`.
    private let foregrounds: [RGB]

    /// The colour of a role's text and of what lies behind it.
    public func colors(for role: ColorRole) -> (foreground: RGB, background: RGB) {
        (foregrounds[Int(role.rawValue)], role == .selection ? selectionBackground : background)
    }

    /// All themes, in the order they are offered.
    public static let all = [dark, light, highContrast, deuteranopia, tritanopia]

    /// The theme with a name; nil where there is none.
    public init?(name: String) {
        guard let theme = Theme.all.first(where: { $0.name == name }) else { return nil }
        self = theme
    }

    /// The next theme in the list, the first after the last.
    public var next: Theme {
        Theme.all[((Theme.all.firstIndex(of: self) ?? -1) + 1) % Theme.all.count]
    }

    private init(
        _ name: String,
        _ summary: String,
        background: UInt32,
        selection: UInt32,
        _ color: (ColorRole) -> UInt32
    ) {
        self.name = name
        self.summary = summary
        self.background = RGB(background)
        selectionBackground = RGB(selection)
        foregrounds = ColorRole.allCases.map { RGB(color($0)) }
    }

    /// Light text on a dark background.
    public static let dark = Theme(
        "dark", "light text on a dark background", background: 0x12161C, selection: 0x1F4E79, darkColor)

    /// Dark text on a light background.
    public static let light = Theme(
        "light", "dark text on a light background", background: 0xFAFAF8, selection: 0x0B5CAD
    ) { role in
        switch role {
        case .text: 0x1B1F24
        case .muted: 0x57606A
        case .title: 0x000000
        case .accent: 0x0550AE
        case .link, .edgeEvent: 0x0A58CA
        case .code: 0x7A4100
        case .key: 0x6F2DA8
        case .border: 0x666E78
        case .selection: 0xFFFFFF
        case .success, .edgeWrite: 0x1A6B2D
        case .warning: 0x7D4E00
        case .failure: 0xB3261E
        case .node: 0x1B3A57
        case .nodeExternal: 0x5B3A9E
        case .group: 0x556270
        case .edge: 0x4A5560
        case .edgeDeadLetter: 0xA6400A
        case .token: 0x8B1A8B
        }
    }

    /// The strongest differences that a screen has: every contrast is at least 7 to 1.
    public static let highContrast = Theme(
        "high-contrast", "the strongest contrasts, on black", background: 0x000000, selection: 0xFFFF00
    ) { role in
        switch role {
        case .text, .title, .border, .node, .edge: 0xFFFFFF
        case .muted, .group: 0xD0D0D0
        case .accent: 0x00FFFF
        case .link, .edgeEvent: 0x80D4FF
        case .code: 0xFFFF80
        case .key, .token: 0xFFFF00
        case .selection: 0x000000
        case .success, .edgeWrite: 0x66FF66
        case .warning: 0xFFD700
        case .failure: 0xFF8080
        case .nodeExternal: 0xE0B0FF
        case .edgeDeadLetter: 0xFFA060
        }
    }

    /// Dark, without differences between red and green: blue, yellow and orange carry the meaning.
    public static let deuteranopia = Theme(
        "deuteranopia", "dark, for eyes that do not tell red from green", background: 0x12161C, selection: 0x1F4E79
    ) { role in
        switch role {
        case .success, .edgeWrite: 0x6CB6FF
        case .edgeEvent: 0xC9DCF5
        case .warning, .token: 0xFFF06A
        case .failure, .edgeDeadLetter: 0xE08A2E
        default: darkColor(role)
        }
    }

    /// Dark, without differences between blue and green or yellow and pink: teal, white and red carry the meaning.
    public static let tritanopia = Theme(
        "tritanopia", "dark, for eyes that do not tell blue from green", background: 0x12161C, selection: 0x1F4E79
    ) { role in
        switch role {
        case .success, .edgeWrite: 0x35C9C0
        case .edgeEvent: 0xA9D8E0
        case .warning, .token, .code, .key: 0xFFE3E0
        case .failure, .edgeDeadLetter: 0xFF5F5F
        default: darkColor(role)
        }
    }

    private static func darkColor(_ role: ColorRole) -> UInt32 {
        switch role {
        case .text: 0xE2E6EA
        case .muted: 0x9AA4B0
        case .title, .selection: 0xFFFFFF
        case .accent: 0x7FD1FF
        case .link: 0x6CB6FF
        case .code: 0xF0C674
        case .key: 0xFFD75F
        case .border: 0x7F8A98
        case .success: 0x7EE787
        case .warning: 0xFFC857
        case .failure: 0xFF8A80
        case .node: 0xD2E4F5
        case .nodeExternal: 0xC0A8F0
        case .group: 0x8FA3B8
        case .edge: 0xA9B4C0
        case .edgeEvent: 0x79C0FF
        case .edgeWrite: 0x8DDB8C
        case .edgeDeadLetter: 0xFF9F6B
        case .token: 0xFFE066
        }
    }
}
