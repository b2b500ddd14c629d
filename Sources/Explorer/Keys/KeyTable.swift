import Canvas

/// One row of the key table: what it does, which keys do it, and where.
struct KeyRow: Hashable, Sendable {
    /// What it does.
    let action: Action
    /// The keys that do it; none for what only the palette offers.
    let keys: [Key]
    /// Where the keys work.
    let contexts: [Context]
    /// A short name, as the palette shows it.
    let name: String
    /// One sentence for the help page.
    let help: String
    /// The word in the footer, if it stands there.
    let hint: String?
    /// Which hints stay when the footer is too narrow for all: lower ranks stay longer.
    let rank: Int

    init(
        _ action: Action,
        _ keys: [Key],
        in contexts: [Context],
        _ name: String,
        _ help: String,
        hint: String? = nil,
        rank: Int = 50
    ) {
        self.action = action
        self.keys = keys
        self.contexts = contexts
        self.name = name
        self.help = help
        self.hint = hint
        self.rank = rank
    }
}

/// The one table of keys: what is pressed, offered in the palette, shown in footer and help, and written in the docs.
enum KeyTable {
    private static let screens: [Context] = [.list, .article, .diagram, .run, .source]
    private static let browse: [Context] = [.list, .article]

    /// All rows, in the order help shows them.
    static let rows: [KeyRow] = reading + diagram + running + boxes + moving + everywhere

    private static let moving: [KeyRow] = [
        KeyRow(.up, [.up, .character("k")], in: [.list, .run], "Up", "Select the row above."),
        KeyRow(
            .down, [.down, .character("j")], in: [.list, .run], "Down", "Select the row below.", hint: "move", rank: 20),
        KeyRow(.up, [.up, .character("k")], in: [.article], "Scroll up", "Scroll one row up."),
        KeyRow(
            .down, [.down, .character("j")], in: [.article], "Scroll down", "Scroll one row down.", hint: "scroll",
            rank: 20),
        KeyRow(.up, [.up], in: [.help], "Scroll up", "Scroll one row up."),
        KeyRow(.down, [.down], in: [.help], "Scroll down", "Scroll one row down.", hint: "scroll", rank: 20),
        KeyRow(.up, [.up], in: [.input, .choice], "Up", "Select the row above."),
        KeyRow(.down, [.down], in: [.input, .choice], "Down", "Select the row below.", hint: "choose", rank: 10),
        KeyRow(.pageUp, [.pageUp], in: Context.allCases, "Page up", "Go one page up."),
        KeyRow(.pageDown, [.pageDown], in: Context.allCases, "Page down", "Go one page down."),
        KeyRow(.halfPageUp, [.control("u")], in: screens, "Half a page up", "Go half a page up."),
        KeyRow(.halfPageDown, [.control("d")], in: screens, "Half a page down", "Go half a page down."),
        KeyRow(
            .top, [.character("g"), .home], in: [.list, .article, .diagram, .source], "To the top",
            "Go to the first row."),
        KeyRow(
            .bottom, [.character("G"), .end], in: [.list, .article, .diagram, .source], "To the end",
            "Go to the last row."),
        KeyRow(.top, [.home], in: [.help], "To the top", "Go to the first row."),
        KeyRow(.bottom, [.end], in: [.help], "To the end", "Go to the last row."),
    ]

    private static let reading: [KeyRow] = [
        KeyRow(
            .open, [.enter, .character("l"), .right], in: [.list], "Open", "Read the selected entry.", hint: "read",
            rank: 5),
        KeyRow(
            .open, [.enter, .character("l"), .right], in: [.article], "Follow the link",
            "Follow the selected link; without one, select the first link in sight.", hint: "follow", rank: 5),
        KeyRow(
            .back, [.escape, .character("h"), .left], in: browse, "Back",
            "Go back to where the last link was followed, then to the list.", hint: "back", rank: 6),
        KeyRow(
            .historyBack, [.backspace, .alt(.left)], in: screens, "Previous place",
            "Go back to the place before, at the same line."),
        KeyRow(.historyForward, [.alt(.right)], in: screens, "Next place", "Go forward again after going back."),
        KeyRow(.nextPane, [.tab], in: [.list], "Next pane", "Go to the pane on the right."),
        KeyRow(.previousPane, [.backTab], in: [.list], "Previous pane", "Go to the pane on the left."),
        KeyRow(
            .nextLink, [.tab, .character("n")], in: [.article], "Next link", "Select the next link of the article.",
            hint: "next link", rank: 12),
        KeyRow(
            .previousLink, [.backTab, .character("N")], in: [.article], "Previous link",
            "Select the link before, and from the first one go back to the list."),
        KeyRow(
            .section, "123456789".map { .character($0) }, in: browse, "Section 1 to 9",
            "Go to patterns, services, flows, terms, practices, capabilities, decisions, guides or sources.",
            hint: "sections", rank: 30),
        KeyRow(
            .search, [.character("/")], in: screens, "Search", "Search all entries as you type.", hint: "search",
            rank: 7),
        KeyRow(
            .filter, [.character("f")], in: [.list], "Filter", "Show only the entries of this list that hold a word."),
        KeyRow(
            .group, [.character("t")], in: [.list], "Group",
            "Group the list by capability, by service, by tag, or in its own order."),
        KeyRow(
            .flip, [.character("e")], in: browse + [.diagram], "Generic or explicit",
            "Flip between roles and the resources that play them.", hint: "generic/explicit", rank: 9),
        KeyRow(
            .nextBinding, [.character("]")], in: browse + [.diagram, .run], "Next binding",
            "Show the next explicit form of the pattern; of a run, its next binding or branch.", hint: "binding",
            rank: 16),
        KeyRow(
            .previousBinding, [.character("[")], in: browse + [.diagram, .run], "Previous binding",
            "Show the explicit form, or the run, before."),
        KeyRow(
            .openDiagram, [.character("d")], in: browse, "Diagram", "Open the diagram in a pane of its own.",
            hint: "diagram",
            rank: 10),
        KeyRow(
            .run, [.character("r")], in: browse + [.diagram], "Run", "Watch a flow of this entry run.", hint: "run",
            rank: 8),
    ]

    private static let diagram: [KeyRow] = [
        KeyRow(.up, [.up, .character("k")], in: [.diagram], "Up", "Select the component above."),
        KeyRow(
            .down, [.down, .character("j")], in: [.diagram], "Down", "Select the component below.", hint: "select",
            rank: 20),
        KeyRow(.left, [.left, .character("h")], in: [.diagram], "Left", "Select the component to the left."),
        KeyRow(.right, [.right, .character("l")], in: [.diagram], "Right", "Select the component to the right."),
        KeyRow(.scrollUp, [.character("K")], in: [.diagram], "Scroll up", "Scroll the diagram up."),
        KeyRow(.scrollDown, [.character("J")], in: [.diagram], "Scroll down", "Scroll the diagram down."),
        KeyRow(.scrollLeft, [.character("H")], in: [.diagram], "Scroll left", "Scroll the diagram left."),
        KeyRow(
            .scrollRight, [.character("L")], in: [.diagram], "Scroll right", "Scroll the diagram right.",
            hint: "scroll",
            rank: 25),
        KeyRow(.nextNode, [.tab, .character("n")], in: [.diagram], "Next component", "Select the next component."),
        KeyRow(
            .previousNode, [.backTab, .character("N")], in: [.diagram], "Previous component",
            "Select the component before."),
        KeyRow(
            .open, [.enter], in: [.diagram], "Read about it", "Read about the capability or service of the component.",
            hint: "read", rank: 5),
        KeyRow(
            .zoom, [.character("z")], in: [.diagram, .run], "Zoom", "Draw more or less of each component.",
            hint: "zoom",
            rank: 15),
        KeyRow(.zoomIn, [.character("+")], in: [.diagram, .run], "More detail", "Draw more of each component."),
        KeyRow(.zoomOut, [.character("_")], in: [.diagram, .run], "Less detail", "Draw less of each component."),
        KeyRow(
            .showLines, [.character("s")], in: [.diagram], "Template text",
            "Read the lines of the template that the component and its ways come from.", hint: "lines", rank: 11),
        KeyRow(
            .layers, [.character("o")], in: [.diagram], "Layers",
            "Choose which layers the explicit diagram shows: observability, identity, network.", hint: "layers",
            rank: 26),
        KeyRow(.back, [.escape], in: [.diagram], "Close", "Go back to where it was opened.", hint: "back", rank: 6),
        KeyRow(.up, [.up, .character("k")], in: [.source], "Up", "Scroll one line up."),
        KeyRow(
            .down, [.down, .character("j")], in: [.source], "Down", "Scroll one line down.", hint: "scroll", rank: 20),
        KeyRow(.left, [.left, .character("h")], in: [.source], "Left", "Scroll to the left."),
        KeyRow(.right, [.right, .character("l")], in: [.source], "Right", "Scroll to the right."),
        KeyRow(
            .open, [.enter], in: [.source], "To the lines", "Go back to the marked lines.", hint: "marked", rank: 15),
        KeyRow(.back, [.escape], in: [.source], "Close", "Go back to where it was opened.", hint: "back", rank: 6),
    ]

    private static let boxes: [KeyRow] = [
        KeyRow(.accept, [.enter], in: [.input, .choice], "Take it", "Take the selected row.", hint: "open", rank: 5),
        KeyRow(.cancel, [.escape], in: [.input, .choice, .help], "Close", "Close the box.", hint: "close", rank: 6),
        KeyRow(
            .top, [.home], in: [.input, .choice], "First", "Select the first row."),
        KeyRow(
            .bottom, [.end], in: [.input, .choice], "Last", "Select the last row."),
    ]

    private static let everywhere: [KeyRow] = [
        KeyRow(.help, [.character("?"), .function(1)], in: screens, "Help", "Show the keys.", hint: "help", rank: 1),
        KeyRow(
            .palette, [.control("p"), .character(":")], in: screens, "Palette",
            "Find a command or an entry by its name.",
            hint: "commands", rank: 18),
        KeyRow(
            .copy, [.character("y")], in: screens, "Copy", "Copy what is shown: the entry, the diagram or the event."),
        KeyRow(
            .openFile, [.control("o")], in: screens, "Open a template",
            "Open a SAM or CloudFormation template of yours: its diagram, its text, its run."),
        KeyRow(
            .readAgain, [.character("R"), .function(5)], in: screens, "Read again",
            "Read the template from its files again; this happens by itself when they change."),
        KeyRow(.nextTheme, [.character("T")], in: screens, "Next theme", "Change the colours."),
        KeyRow(
            .toggleMouse, [.character("%")], in: screens, "Mouse on or off",
            "Give the mouse to the terminal, to select text, or take it back."),
        KeyRow(
            .toggleMotion, [], in: screens, "Motion on or off",
            "Show tokens moving, or only where they are after each step."),
        KeyRow(.redraw, [.control("l")], in: Context.allCases, "Redraw", "Draw the screen anew."),
        KeyRow(
            .quit, [.character("q"), .function(10)], in: screens, "Quit", "Leave archscope; asks while a flow runs.",
            hint: "quit", rank: 3),
        KeyRow(.quit, [.control("c")], in: Context.allCases, "Quit", "Leave archscope; asks while a flow runs."),
    ]

    /// What a key does in a context.
    static func row(for key: Key, in context: Context) -> KeyRow? { lookup[Pressed(key: key, context: context)] }

    /// The rows of a context, in the order of the table.
    static func rows(in context: Context) -> [KeyRow] { rows.filter { $0.contexts.contains(context) } }

    /// The keys that do something in a context, by name.
    static func keys(for action: Action, in context: Context) -> [Key] {
        rows.filter { $0.action == action && $0.contexts.contains(context) }.flatMap(\.keys)
    }

    private struct Pressed: Hashable {
        let key: Key
        let context: Context
    }

    private static let lookup: [Pressed: KeyRow] = {
        var table: [Pressed: KeyRow] = [:]
        for row in rows {
            for context in row.contexts {
                for key in row.keys where table[Pressed(key: key, context: context)] == nil {
                    table[Pressed(key: key, context: context)] = row
                }
            }
        }
        return table
    }()
}
