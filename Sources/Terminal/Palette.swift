import Canvas

/// The colours that a terminal can show, and which of them stand for a theme's.
struct Palette {
    /// Colours by number; empty where a colour's number is its RGB value.
    let colors: [RGB]
    private let candidates: Range<Int>

    /// The palette of a terminal with so many colours: 8, 16 (or 88), 256, or more for direct colour.
    ///
    /// Numbers 0 to 15 are what xterm makes of them unless told otherwise; users change them, so with 256 colours only
    /// the fixed ones above are used.
    init(colors count: Int) {
        switch count {
        case 257...:
            colors = []
            candidates = 0..<0
        case 256:
            colors = Palette.xterm256
            candidates = 16..<256
        case 16..<256:
            colors = Array(Palette.xterm256.prefix(16))
            candidates = 0..<16
        default:
            colors = Array(Palette.xterm256.prefix(8))
            candidates = 0..<8
        }
    }

    /// The numbers of the colours for a role: the nearest that still have a contrast of 4.5 to 1.
    func pair(for role: ColorRole, in theme: Theme) -> (foreground: Int, background: Int) {
        let wanted = theme.colors(for: role)
        guard !colors.isEmpty else { return (direct(wanted.foreground), direct(wanted.background)) }
        var background = nearest(to: wanted.background) { _ in true }
        var foregroundWanted = wanted.foreground
        if role == .selection, background == nearest(to: theme.background, where: { _ in true }) {
            // Too few colours for a selection of its own: text and background change places.
            let text = pair(for: .text, in: theme)
            background = text.foreground
            foregroundWanted = theme.background
        }
        let behind = colors[background]
        return (nearest(to: foregroundWanted) { $0.contrast(with: behind) >= 4.5 }, background)
    }

    private func nearest(to color: RGB, where isGood: (RGB) -> Bool) -> Int {
        candidates.filter { isGood(colors[$0]) }.min {
            color.distance(to: colors[$0]) < color.distance(to: colors[$1])
        }!
    }

    /// Direct colour terminals keep the numbers below 8 for the old eight colours.
    private func direct(_ color: RGB) -> Int { color.value < 8 ? 0 : Int(color.value) }

    private static let xterm256: [RGB] = {
        let first: [UInt32] = [
            0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000,
            0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
        ]
        let steps: [UInt32] = [0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF]
        let cube = (0..<216).map { steps[$0 / 36] << 16 | steps[$0 / 6 % 6] << 8 | steps[$0 % 6] }
        let grays = (0..<24).map { UInt32(8 + 10 * $0) * 0x010101 }
        return (first + cube + grays).map { RGB($0) }
    }()
}
