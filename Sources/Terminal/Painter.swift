import CTerminal
import Canvas

/// Puts cells of a canvas on the curses screen, in the colours that this terminal can show.
struct Painter {
    /// Whether roles have colours; otherwise attributes tell them apart.
    private let hasColor: Bool
    private var buffer: [ct_cell] = []

    /// Prepares one pair per role; pairs are numbered from 1 in the roles' order.
    init(theme: Theme, features: ct_features) {
        hasColor = features.colours >= 8 && Int(features.pairs) > ColorRole.allCases.count
        guard hasColor else { return }
        let palette = Palette(colors: Int(features.colours))
        for role in ColorRole.allCases {
            let (foreground, background) = palette.pair(for: role, in: theme)
            ct_set_pair(Painter.pair(role), Int32(foreground), Int32(background))
        }
    }

    private static func pair(_ role: ColorRole) -> Int32 { Int32(role.rawValue) + 1 }

    /// Draws one span, in memory only.
    mutating func draw(_ canvas: Canvas, _ span: CellSpan) {
        buffer.removeAll(keepingCapacity: true)
        for x in span.columns {
            let cell = canvas[x, span.y]
            if cell.width > 0 { buffer.append(render(cell)) }
        }
        ct_draw(Int32(span.y), Int32(span.columns.lowerBound), buffer, Int32(buffer.count))
    }

    private func render(_ cell: Cell) -> ct_cell {
        var result = ct_cell()
        var index = 0
        for scalar in cell.character.unicodeScalars {
            switch index {
            case 0: result.scalars.0 = scalar.value
            case 1: result.scalars.1 = scalar.value
            case 2: result.scalars.2 = scalar.value
            case 3: result.scalars.3 = scalar.value
            case 4: result.scalars.4 = scalar.value
            default: break
            }
            index += 1
        }
        var style = cell.style
        if hasColor {
            // How faint "dim" is, no terminal says; the muted colour is known to be readable.
            if style.attributes.contains(.dim) {
                style.attributes.remove(.dim)
                if style.role == .text { style.role = .muted }
            }
            result.pair = Painter.pair(style.role)
        } else {
            style.attributes.formUnion(style.role.attributesWithoutColor)
        }
        result.attributes = style.attributes.rawValue
        result.width = cell.width
        return result
    }
}

extension ColorRole {
    /// What sets the role apart where there is no colour. The bits of attributes are those of `ct_attribute`.
    var attributesWithoutColor: Style.Attributes {
        switch self {
        case .title, .key, .accent, .warning, .failure, .token: .bold
        case .link: .underline
        case .selection: .reverse
        case .muted: .dim
        default: []
        }
    }
}
