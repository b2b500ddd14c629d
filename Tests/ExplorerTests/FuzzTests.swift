import Canvas
import Testing

@testable import Explorer

/// A small seeded generator, so that a failing run can be repeated.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Keys of the table, letters, and keys that mean nothing.
private let fuzzKeys: [Key] =
    KeyTable.rows.flatMap(\.keys).filter { $0 != .control("c") } + "abcqz %日".map { .character($0) }
    + [.insert, .delete, .alt(.up), .function(7), .control("w"), .control("k"), .control("a"), .control("e")]

@Test(arguments: [UInt64(1), 2, 3])
func randomKeysAndSizesNeverCrash(seed: UInt64) {
    var dice = Dice(state: seed)
    var model = seed % 2 == 0 ? Templates.model(120, 40) : Samples.model(120, 40)
    for _ in 0..<150 {
        switch Int.random(in: 0..<20, using: &dice) {
        case 0:
            let size = Size(width: .random(in: 1...140, using: &dice), height: .random(in: 1...45, using: &dice))
            _ = update(&model, .resize(size))
        case 1:
            let place = Point(x: .random(in: 0..<140, using: &dice), y: .random(in: 0..<45, using: &dice))
            let kind: MouseEvent.Kind = [.press(.left), .wheelUp, .wheelDown, .drag(.left)].randomElement(using: &dice)!
            _ = update(&model, .mouse(MouseEvent(kind, at: place)))
        case 2, 3: _ = update(&model, .tick(.random(in: 0...200, using: &dice)))
        default: _ = update(&model, .key(fuzzKeys.randomElement(using: &dice)!))
        }
        let canvas = view(model)
        #expect(canvas.size == model.size, "seed \(seed)")
        if let cursor = canvas.cursor { #expect(canvas.bounds.contains(cursor), "seed \(seed)") }
    }
}

@Test func everySizeFromOneCellUpDraws() {
    for width in [1, 2, 3, 8, 29, 60, 110] {
        for height in [1, 2, 3, 5, 6, 14] {
            for keys in [
                [], ["enter"], ["?"], ["/", "a"], [":"], ["f", "w"], ["down", "d"], ["down", "enter", "tab"],
            ] {
                var model = Samples.model(width, height)
                for key in keys { press(&model, key) }
                #expect(view(model).size == Size(width: width, height: height))
            }
        }
    }
}
