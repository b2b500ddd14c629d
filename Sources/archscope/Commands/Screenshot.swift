import ArgumentParser
import Canvas
import Explorer
import Terminal

/// `archscope screenshot`: what the explorer would show.
struct Screenshot: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a screen of the explorer as text, after some keys.",
        discussion: """
            Keys are named as in the explorer's help: enter, esc, down, pgdn, space, ctrl-p, alt-left, f1, or the character \
            itself. Text in quotes is typed letter by letter.
            """)
    static let example = "archscope screenshot --size 120x40 --keys '/ \"dead letter\" enter'"

    @Option(help: ArgumentHelp("Columns and rows.", valueName: "WxH"))
    var size = WindowSize(size: Size(width: 120, height: 40))

    @Option(help: ArgumentHelp("Keys to press, separated by spaces.", valueName: "keys"))
    var keys = KeyScript(keys: [])

    @OptionGroup var options: CatalogOptions

    func run() throws {
        let settings = Settings(
            theme: Theme.dark.name, themes: Theme.all.map(\.name), isMouseOn: false, isASCII: Output.isASCII)
        let model = Model(catalog: try options.load(), size: size.size, settings: settings)
        printLine(renderScreenshot(model, keys: keys.keys, size: size.size).text)
    }
}

/// A size written as `120x40`.
struct WindowSize: ExpressibleByArgument {
    var size: Size

    /// More cells than any screen has.
    private static let limit = 2000

    init(size: Size) { self.size = size }

    init?(argument: String) {
        let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
            (1...Self.limit).contains(width), (1...Self.limit).contains(height)
        else { return nil }
        size = Size(width: width, height: height)
    }

    var defaultValueDescription: String { "\(size.width)x\(size.height)" }
}

/// Keys written as `/ "dead letter" enter`.
struct KeyScript: ExpressibleByArgument {
    var keys: [Key]

    init(keys: [Key]) { self.keys = keys }

    init?(argument: String) {
        keys = []
        var rest = argument[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") {
                keys += rest[rest.index(after: rest.startIndex)..<end].map { .character($0) }
                rest = rest[rest.index(after: end)...]
            } else {
                let word = rest.prefix { !$0.isWhitespace }
                guard let key = Key(name: String(word)) else { return nil }
                keys.append(key)
                rest = rest.dropFirst(word.count)
            }
        }
    }

    var defaultValueDescription: String { keys.isEmpty ? "" : keys.map(\.name).joined(separator: " ") }
}
