import CTerminal

/// Why there is no terminal to draw on. Each has a remedy.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input is a file or a pipe.
    case inputIsNoTerminal
    /// Standard output is a file or a pipe.
    case outputIsNoTerminal
    /// The environment does not say what the terminal is.
    case typeUnset
    /// TERM names a terminal that this system does not know.
    case typeUnknown
    /// The terminal can only print: TERM=dumb.
    case cannotMoveCursor
    /// The system refused to give the terminal's settings.
    case system
}

extension TerminalError: CustomStringConvertible {
    /// What is wrong and what to do, as one sentence without a full stop.
    public var description: String {
        switch self {
        case .inputIsNoTerminal: "standard input is not a terminal; run archscope without redirecting its input"
        case .outputIsNoTerminal: "standard output is not a terminal; run archscope without redirecting its output"
        case .typeUnset: "TERM is not set; set it to your terminal's type, such as TERM=xterm-256color"
        case .typeUnknown:
            "the terminal type in TERM is not known here; set TERM to a known one, such as TERM=xterm-256color"
        case .cannotMoveCursor:
            "the terminal type in TERM cannot move its cursor; set TERM to your terminal's type, "
                + "such as TERM=xterm-256color"
        case .system: "the terminal's settings cannot be read or changed; run archscope in another terminal"
        }
    }

    /// Why no session can be opened here; nil where one can.
    public static func checkTerminal() -> TerminalError? { TerminalError(status: ct_fitness()) }

    init?(status: Int32) {
        switch UInt32(status) {
        case CT_OK.rawValue: return nil
        case CT_INPUT_IS_NO_TERMINAL.rawValue: self = .inputIsNoTerminal
        case CT_OUTPUT_IS_NO_TERMINAL.rawValue: self = .outputIsNoTerminal
        case CT_TYPE_UNSET.rawValue: self = .typeUnset
        case CT_TYPE_UNKNOWN.rawValue: self = .typeUnknown
        case CT_TYPE_CANNOT_MOVE_CURSOR.rawValue: self = .cannotMoveCursor
        default: self = .system
        }
    }
}
