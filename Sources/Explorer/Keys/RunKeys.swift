import Canvas

extension KeyTable {
    /// The keys of the run screen; those that it shares with others stand with theirs.
    static let running: [KeyRow] = [
        KeyRow(
            .playPause, [.character(" ")], in: [.run], "Play or pause", "Let time run, or hold it.", hint: "play/pause",
            rank: 2),
        KeyRow(
            .step, [.character(".")], in: [.run], "Step", "Go to the next event and hold.", hint: "step", rank: 4),
        KeyRow(
            .stepBack, [.character(",")], in: [.run], "Step back", "Go to the event before and hold.", hint: "back",
            rank: 4),
        KeyRow(.slower, [.character("<")], in: [.run], "Slower", "Let time run half as fast."),
        KeyRow(.faster, [.character(">")], in: [.run], "Faster", "Let time run twice as fast.", hint: "speed", rank: 9),
        KeyRow(
            .storyPace, [.character("=")], in: [.run], "Pace of the story",
            "Let the story set the pace again: slow after each of its moments, then ever faster to the next."),
        KeyRow(
            .nextMoment, [.character("n")], in: [.run], "Next moment", "Go to the next moment of the story.",
            hint: "next moment", rank: 10),
        KeyRow(
            .previousMoment, [.character("N")], in: [.run], "Moment before",
            "Go back to the moment of the story before."),
        KeyRow(.rewind, [.character("g"), .home], in: [.run], "Rewind", "Go back to the start of the run."),
        KeyRow(
            .runToEnd, [.character("G"), .end], in: [.run], "Run to the end",
            "Run to the end, or to the next breakpoint, without showing the way.",
            hint: "to the end", rank: 14),
        KeyRow(
            .toCause, [.character("c"), .left, .character("h")], in: [.run], "Cause",
            "Select what caused the selected event.",
            hint: "cause", rank: 14),
        KeyRow(
            .toEffect, [.character("v"), .right, .character("l")], in: [.run], "Effect",
            "Select what the selected event caused; at the end of a chain, the next effect of its cause."),
        KeyRow(
            .breakHere, [.character("b")], in: [.run], "Breakpoint here",
            "Pause whenever something happens at the selected component or way, or on the selected event's way; again "
                + "clears it.", hint: "break", rank: 13),
        KeyRow(
            .breakIf, [.character("i")], in: [.run], "Break if",
            "Pause at events that meet a condition, written as an event pattern."),
        KeyRow(
            .breakpoints, [.character("B")], in: [.run], "Breakpoints", "List the breakpoints, and clear some."),
        KeyRow(
            .nextWay, [.character("e")], in: [.run], "Next way",
            "Select the next way of the selected component, or of the selected event."),
        KeyRow(.previousWay, [.character("E")], in: [.run], "Way before", "Select the way before."),
        KeyRow(
            .branch, [.character("x")], in: [.run], "Branch: break something",
            "Choose a fault for what is selected, and see from this moment on what it leads to, beside the run as it is.",
            hint: "what if", rank: 11),
        KeyRow(
            .original, [.character("o")], in: [.run], "Original or branch",
            "Flip between a branch and the run that it parted from."),
        KeyRow(
            .difference, [.character("d")], in: [.run], "Difference",
            "Read in what a branch differs from the run it parted from; Enter there goes to the moment they part.",
            hint: "difference", rank: 14),
        KeyRow(
            .dropBranch, [.character("X")], in: [.run], "Drop the branch",
            "Drop the branch in front, and those that parted from it."),
        KeyRow(
            .why, [.character("w")], in: [.run], "Why",
            "Read why the selected event happened: all its causes, the rules that decided with their sources, and what "
                + "had happened to its message before.", hint: "why", rank: 12),
        KeyRow(
            .compare, [.character("m")], in: [.run], "Compare", "Show the outcomes side by side.", hint: "compare",
            rank: 12),
        KeyRow(
            .nextPane, [.tab], in: [.run], "Next pane", "Go to the next pane: diagram, events, details.", hint: "pane",
            rank: 13),
        KeyRow(.previousPane, [.backTab], in: [.run], "Previous pane", "Go to the pane before."),
        KeyRow(
            .open, [.enter], in: [.run], "Show payload",
            "Unfold or fold the payload of the selected event; in a difference, go to the moment the runs part."),
        KeyRow(.back, [.escape], in: [.run], "Close", "Close what is read, or leave the run.", hint: "leave", rank: 6),
    ]
}
