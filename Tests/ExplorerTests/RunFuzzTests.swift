import Canvas
import Foundation
import Testing

@testable import Explorer

/// How many runs are pressed at random: more by `ARCHSCOPE_RUN_FUZZ`.
private let seeds = UInt64(ProcessInfo.processInfo.environment["ARCHSCOPE_RUN_FUZZ"] ?? "") ?? 2

/// The keys of the run screen, those that make and compare branches more often, and letters to be typed.
private let keys: [Key] =
    KeyTable.rows(in: .run).flatMap(\.keys).filter { ![.control("c"), .character("q"), .function(10)].contains($0) }
    + "xxxbbiooddwweeGG.,".map { .character($0) } + [.enter, .enter, .enter, .escape, .control("u")]

@Test(arguments: 0..<seeds)
func randomKeysOnARunLoseNothing(seed: UInt64) throws {
    var dice = Dice(state: seed)
    var model = Shipped.poison(100, 30)
    for _ in 0..<120 {
        switch Int.random(in: 0..<20, using: &dice) {
        case 0:
            let size = Size(width: .random(in: 1...140, using: &dice), height: .random(in: 1...45, using: &dice))
            _ = update(&model, .resize(size))
        case 1:
            let place = Point(x: .random(in: 0..<140, using: &dice), y: .random(in: 0..<45, using: &dice))
            _ = update(&model, .mouse(MouseEvent(.press(.left), at: place)))
        case 2...5: for _ in 0..<10 { _ = update(&model, .tick(33)) }
        default: _ = update(&model, .key(keys.randomElement(using: &dice)!))
        }
        let canvas = view(model)
        #expect(canvas.size == model.size, "seed \(seed)")
        if let cursor = canvas.cursor { #expect(canvas.bounds.contains(cursor), "seed \(seed)") }
        guard let screen = model.run else { return }
        #expect(screen.shown < screen.laneCount, "seed \(seed)")
        // A branch never stands before its beginning, and no pause outlasts the moment of its breakpoint.
        for branch in screen.branches { #expect(branch.run.now >= branch.at, "seed \(seed)") }
        if let stop = screen.stop { #expect(stop.at == screen.clock && !screen.isPlaying, "seed \(seed)") }
    }
    // Whatever was pressed, the run itself comes out as ever.
    guard let screen = model.run else { return }
    var (run, plain) = (screen.session.runs[0], try #require(Shipped.poison().run).session.runs[0])
    run.finish()
    plain.finish()
    #expect(run.digest == plain.digest, "seed \(seed)")
}
