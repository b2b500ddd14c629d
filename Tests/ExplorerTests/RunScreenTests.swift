import Canvas
import Catalog
import Testing
import Values

@testable import Explorer

/// The catalog of this repository, where the flows that run are.
enum Shipped {
    static let catalog: Catalog = {
        let tests = #filePath.split(separator: "/").dropLast()
        let root = "/" + tests.dropLast(2).joined(separator: "/")
        return readCatalog(directory: root + "/catalog").catalog
    }()

    /// The run screen of the write spike, as it opens.
    static func run(_ width: Int = 120, _ height: Int = 40) -> Model {
        Model(catalog: catalog, size: Size(width: width, height: height), start: .flow("write-spike"))
    }
}

extension Model {
    var run: RunScreen? {
        if case .run(let screen)? = screens.last { return screen }
        return nil
    }
}

@discardableResult
func tick(_ model: inout Model, _ times: Int) -> [Effect] {
    (0..<times).flatMap { _ in update(&model, .tick(33)) }
}

@Test func aFlowOpensPlayingAndItsEventsAppear() throws {
    var model = Shipped.run()
    #expect(model.context == .run)
    #expect(update(&model, .tick(0)).contains(.needTicks(true)))
    _ = tick(&model, 60)
    let run = try #require(model.run)
    #expect(run.clock > .zero)
    #expect(run.run.recordCount > 0)
    let text = view(model).text
    #expect(text.contains("playing"))
    #expect(text.contains("Events"))
    #expect(text.contains("[ ] other binding"))
}

@Test func emptyStretchesAreSkippedAndItIsSaid() throws {
    var model = Shipped.run()
    var seen = false
    for _ in 0..<60 {
        _ = tick(&model, 1)
        if view(model).text.contains("nothing happened from") { seen = true }
    }
    #expect(seen)
}

@Test func aHeldRunAsksForNoTicksAndDoesNotChange() {
    var model = Shipped.run()
    _ = tick(&model, 30)
    let effects = press(&model, "space") + tick(&model, 80)
    #expect(effects.contains(.needTicks(false)))
    let held = view(model)
    _ = tick(&model, 30)
    #expect(view(model) == held)
    #expect(press(&model, "space").contains(.needTicks(true)))
}

@Test func steppingBackUndoesAStep() throws {
    var model = Shipped.run()
    press(&model, ".", ".", ".", ".")
    let before = try #require(model.run)
    press(&model, ".")
    let after = try #require(model.run)
    #expect(after.run.recordCount > before.run.recordCount)
    press(&model, ",")
    let back = try #require(model.run)
    #expect(back.run.recordCount < after.run.recordCount)
    press(&model, ".")
    #expect(try #require(model.run).run.recordCount == after.run.recordCount)
}

@Test func causeAndEffectLeadUpAndDown() throws {
    var model = Shipped.run()
    for _ in 0..<6 { press(&model, ".") }
    let screen = try #require(model.run)
    let last = try #require((0..<screen.run.recordCount).last { !screen.run.causes(of: $0).isEmpty })
    while try #require(model.run).record != last { press(&model, "up") }
    let cause = screen.run.causes(of: last)[0]
    press(&model, "c")
    #expect(model.run?.record == cause)
    press(&model, "v")
    #expect(model.run?.record == screen.run.effects(of: cause).first)
}

@Test func theOtherBindingRunsUnderTheSameClock() throws {
    var model = Shipped.run()
    _ = tick(&model, 40)
    let clock = try #require(model.run).clock
    press(&model, "]")
    let other = try #require(model.run)
    #expect(other.shown == 1)
    #expect(other.clock == clock)
    #expect(other.session.runs.allSatisfy { $0.now == clock || $0.isFinished })
    press(&model, "m")
    #expect(view(model).text.contains("Outcome"))
    #expect(view(model).text.contains("Through a queue"))
}

@Test func theTimelineTakesTheMouse() throws {
    var model = Shipped.run()
    _ = tick(&model, 40)
    let parts = model.runFrame(try #require(model.run))
    let bar = model.timeline(of: try #require(model.run)).bar(in: parts.timeline)
    _ = update(&model, .mouse(MouseEvent(.press(.left), at: Point(x: bar.x, y: bar.y))))
    #expect(model.run?.clock == .zero)
    _ = update(&model, .mouse(MouseEvent(.drag(.left), at: Point(x: bar.x + 3, y: bar.y))))
    #expect(model.run?.seeking != nil)
}

@Test func leavingARunningFlowIsAsked() {
    var model = Shipped.run()
    #expect(!press(&model, "q").contains(.quit))
    #expect(view(model).text.contains("A flow is running"))
    press(&model, "n")
    #expect(model.overlay == nil)
    press(&model, "q")
    #expect(press(&model, "y") == [.quit])
    #expect(press(&model, "ctrl-c") == [.quit])
}

@Test func readingFromARunComesBackToIt() throws {
    var model = Shipped.run()
    press(&model, "space", "/", "s", "q", "s", "enter")
    #expect(model.context == .article)
    press(&model, "backspace")
    #expect(model.context == .run)
    press(&model, "esc")
    #expect(model.shownEntry?.id == "write-spike")
}

@Test func aFlowThatCannotRunSaysWhy() {
    var model = Samples.model(120, 40)
    press(&model, "down", "r")
    #expect(view(model).text.contains("This flow cannot run"))
    press(&model, "esc")
    #expect(model.overlay == nil)
}

@Test func runsDrawAtAnySize() {
    var model = Shipped.run()
    _ = tick(&model, 20)
    for (width, height) in [(1, 1), (2, 3), (20, 5), (40, 12), (60, 16), (80, 24), (99, 30), (160, 50)] {
        for keys in [["tab"], ["tab"], ["tab"], ["m"], ["m"], ["z"]] {
            for key in keys { press(&model, key) }
            _ = update(&model, .resize(Size(width: width, height: height)))
            #expect(view(model).size == Size(width: width, height: height))
        }
    }
}
