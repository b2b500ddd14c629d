import Canvas
import Foundation
import Values

/// Bad input, or a check that failed: what is said on standard error before the program ends with status 1.
struct Failure: Error, CustomStringConvertible {
    /// What is said, one finding a line.
    var description: String

    init(_ description: String) { self.description = description }

    /// All that is wrong with some input.
    init(_ diagnostics: Diagnostics) { description = diagnostics.description }
}

/// What standard output is.
enum Output {
    /// Whether a person sees it.
    static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// Its columns; nil where it is no terminal.
    static var width: Int? {
        var size = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Whether the locale asks for ASCII. Where none is set, UTF-8 is understood today.
    static let isASCII: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale else { return false }
        let name = locale.lowercased()
        return !name.contains("utf-8") && !name.contains("utf8")
    }()
}

/// Prints a line, in ASCII where the locale asks for it.
func printLine(_ text: String) { print(Output.isASCII ? text.ascii : text) }

/// Prints a line on standard error.
func printError(_ text: String) {
    FileHandle.standardError.write(Data(((Output.isASCII ? text.ascii : text) + "\n").utf8))
}

/// Hands on what was printed, so that whoever asks line by line has each answer at once.
func flushOutput() { fflush(nil) }

/// Lets a reader such as `head` close the pipe without an error message: the next write ends the program.
func ignoreBrokenPipes() { signal(SIGPIPE, SIG_DFL) }
