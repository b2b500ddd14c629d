import Canvas
import Testing

@testable import Terminal

@Suite("Themes can be read by all")
struct ThemeTests {
    @Test(arguments: Theme.all) func everyPairHasContrast(_ theme: Theme) {
        let least = theme == .highContrast ? 7.0 : 4.5
        for role in ColorRole.allCases {
            let (foreground, background) = theme.colors(for: role)
            let contrast = foreground.contrast(with: background)
            #expect(contrast >= least, "\(theme.name) \(role): \(contrast)")
        }
        #expect(theme.selectionBackground != theme.background)
    }

    @Test(arguments: Theme.all, [8, 16, 256]) func everyPairKeepsItInFewerColours(_ theme: Theme, _ colors: Int) {
        let palette = Palette(colors: colors)
        for role in ColorRole.allCases {
            let (foreground, background) = palette.pair(for: role, in: theme)
            let contrast = palette.colors[foreground].contrast(with: palette.colors[background])
            #expect(contrast >= 4.5, "\(theme.name) \(role) in \(colors) colours: \(contrast)")
        }
        #expect(palette.pair(for: .selection, in: theme).background != palette.pair(for: .text, in: theme).background)
    }

    @Test func contrastIsThatOfTheAccessibilityGuidelines() {
        #expect(abs(RGB(0x000000).contrast(with: RGB(0xFFFFFF)) - 21) < 1e-9)
        #expect(abs(RGB(0x777777).contrast(with: RGB(0xFFFFFF)) - 4.478) < 0.001)
        #expect(abs(RGB(0x0000FF).contrast(with: RGB(0xFFFFFF)) - 8.592) < 0.001)
    }

    /// How colours look without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1.
    private static let deuteranopia = [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ]
    private static let tritanopia = [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ]

    private func seen(_ color: RGB, _ matrix: [[Double]]) -> RGB {
        let channels = [Double(color.red), Double(color.green), Double(color.blue)]
        let mixed = matrix.map { row in
            UInt32(min(255, max(0, zip(row, channels).reduce(0) { $0 + $1.0 * $1.1 })))
        }
        return RGB(mixed[0] << 16 | mixed[1] << 8 | mixed[2])
    }

    @Test(arguments: [(Theme.deuteranopia, deuteranopia), (Theme.tritanopia, tritanopia)])
    func outcomesLookDifferentToTheEyesTheyAreFor(_ theme: Theme, _ matrix: [[Double]]) {
        let roles: [ColorRole] = [.success, .warning, .failure]
        for one in roles {
            for other in roles where one != other {
                let distance = seen(theme.colors(for: one).foreground, matrix)
                    .distance(to: seen(theme.colors(for: other).foreground, matrix))
                #expect(distance > 100 * 100, "\(theme.name): \(one) and \(other) look alike (\(distance))")
            }
        }
    }

    @Test func themesAreFoundByName() {
        for theme in Theme.all { #expect(Theme(name: theme.name) == theme) }
        #expect(Theme(name: "mauve") == nil)
        #expect(Theme.all.last?.next == Theme.all.first)
    }
}
