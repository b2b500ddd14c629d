import Foundation
import Testing

@Suite("A person explores", .serialized)
struct StoryTests {
    @Test func fromTheFirstScreenToARunAndOut() throws {
        let tmux = try Tmux("$ARCHSCOPE")
        try tmux.waitFor("1 Patterns")

        // Search, and read what was found.
        tmux.press("/")
        try tmux.waitFor("Search")
        tmux.type("write buf")
        try tmux.waitFor("Write buffering")
        tmux.press("Enter")
        try tmux.waitFor("Keep writes in a queue")

        // Follow a link, and come back.
        tmux.press("n")
        tmux.press("Enter")
        try tmux.waitUntil("another entry is read") { !$0.contains("Keep writes in a queue") }
        tmux.press("BSpace")
        try tmux.waitFor("Keep writes in a queue")

        // The diagram, generic and then explicit.
        tmux.press("d")
        let generic = try tmux.waitFor("Buffer")
        #expect(!generic.contains("OrdersTable"))
        tmux.press("e")
        try tmux.waitFor("OrdersTable")
        tmux.press("e")
        try tmux.waitUntil("roles are shown again") { $0.contains("Buffer") && !$0.contains("OrdersTable") }
        tmux.press("Escape")
        try tmux.waitFor("Keep writes in a queue")

        // Run: hold, step on and back, watch time pass.
        tmux.press("r")
        try tmux.waitUntil("flows are offered or one runs") { $0.contains("A spike of writes") }
        tmux.press("Enter")
        try tmux.waitFor("play/pause")
        tmux.press("Space")
        let held = try settled(tmux)
        tmux.press(".")
        let stepped = try tmux.waitUntil("a step changes the screen") { $0 != held }
        tmux.press(",")
        try tmux.waitUntil("a step back changes it again") { $0 != stepped }

        // Out, with the shell as it was.
        tmux.press("Escape")
        try tmux.waitFor("Keep writes in a queue")
        tmux.press("q")
        let end = try tmux.waitFor("ready>")
        #expect(!end.contains("Patterns"))
        tmux.type("echo status $?; stty -a | grep -o ' icanon'")
        tmux.press("Enter")
        try tmux.waitFor("status 0")
        try tmux.waitFor(" icanon")
    }

    @Test func aRunIsBrokenInABranchAndCompared() throws {
        let tmux = try Tmux("$ARCHSCOPE play poison-message")
        try tmux.waitFor("play/pause")
        tmux.press("Space")
        try tmux.waitFor("paused")
        // A breakpoint on a condition holds the run where it is met.
        tmux.press("i")
        try tmux.waitFor("Break if")
        tmux.press("C-u")
        tmux.type(#"{"action": ["dynamodb:PutItem"], "outcome": ["ok"]}"#)
        try tmux.waitFor("Enter sets the breakpoint")
        tmux.press("Enter")
        tmux.press("G")
        try tmux.waitFor("Stopped at ■")
        // From there the function crashes, beside the run as it is.
        tmux.press("x")
        try tmux.waitFor("what breaks")
        tmux.type("crash")
        try tmux.waitFor("every invocation fails")
        tmux.press("Enter")
        try tmux.waitFor("crash@")
        tmux.press("Enter")
        try tmux.waitFor("⑂1 crash")
        tmux.press("d")
        try tmux.waitFor("They are the same so far")
        tmux.press("Escape")
        try tmux.waitFor("Details")
        tmux.press("w")
        try tmux.waitFor("it comes from outside")
        tmux.press("C-c")
        try tmux.waitFor("ready>")
    }

    /// The screen once nothing moves on it.
    private func settled(_ tmux: Tmux) throws -> String {
        var last = ""
        return try tmux.waitUntil("the screen stands still") { screen in
            defer { last = screen }
            return screen == last
        }
    }

    @Test func itIsSuspendedAndContinued() throws {
        let tmux = try Tmux("$ARCHSCOPE")
        // The footer is drawn last: with it the frame is whole.
        let before = try tmux.waitFor("q quit")
        tmux.press("C-z")
        try tmux.waitFor("ready>")
        tmux.type("fg")
        tmux.press("Enter")
        try tmux.waitUntil("the same screen again") { $0 == before }
        // The first arrow key after coming back works.
        tmux.press("Down")
        try tmux.waitUntil("the selection moves") { $0 != before }
        tmux.press("q")
        try tmux.waitFor("ready>")
    }

    @Test func itIsReadInEveryTheme() throws {
        for theme in ["dark", "light", "high-contrast", "deuteranopia", "tritanopia"] {
            let tmux = try Tmux("$ARCHSCOPE explore --theme \(theme)")
            try tmux.waitFor("1 Patterns")
            tmux.press("q")
            try tmux.waitFor("ready>")
        }
    }
}
