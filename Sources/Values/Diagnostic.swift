/// Something wrong with what the user gave: where it is, what was found, and what to do about it.
///
/// Readers collect diagnostics and go on, so that all errors are reported at once.
public struct Diagnostic: Hashable, Sendable, Error {
    /// How bad it is: an error fails the command, a warning is only shown.
    public enum Severity: Int, Hashable, Sendable, Comparable {
        case warning
        case error

        /// Warnings come before errors.
        public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    /// How bad it is.
    public var severity: Severity
    /// Where it is.
    public var position: SourcePosition
    /// What was found, as a phrase that starts in lower case: "unknown field 'nmae'".
    public var found: String
    /// What was expected or what to do, as a phrase: "expected one of id, name, summary".
    public var expected: String
    /// The nearest valid name, where the mistake looks like a misspelling.
    public var nearest: String?

    /// Makes a diagnostic.
    public init(
        _ severity: Severity = .error,
        at position: SourcePosition,
        found: String,
        expected: String,
        nearest: String? = nil
    ) {
        self.severity = severity
        self.position = position
        self.found = found
        self.expected = expected
        self.nearest = nearest
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: error: what was found; what was expected; did you mean 'name'?` on one line.
    public var description: String {
        var text = position.file.isEmpty ? "" : "\(position): "
        text += severity == .warning ? "warning: " : "error: "
        text += found
        if !expected.isEmpty { text += "; \(expected)" }
        if let nearest { text += "; did you mean '\(nearest)'?" }
        return text.withVisibleControls
    }
}

/// Several diagnostics thrown together: all that was wrong with one input.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
    /// What was found, in the order of the input.
    public var all: [Diagnostic]

    /// Makes a list of diagnostics.
    public init(_ all: [Diagnostic] = []) { self.all = all }

    /// Whether one of them is an error.
    public var hasErrors: Bool { all.contains { $0.severity == .error } }
    /// One line each.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}

extension String {
    /// The text with control characters shown instead of sent: ESC becomes `\u{1B}`.
    ///
    /// Newline and tab are shown too; callers that lay out text split lines first.
    public var withVisibleControls: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.isControl: text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether a terminal could take the scalar as a command: C0, DEL, C1, line and paragraph separators, and the
    /// bidirectional overrides that reorder text after them.
    public var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
