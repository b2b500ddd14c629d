import Canvas
import Catalog
import Testing

@testable import Explorer

/// A model after some keys.
private func after(_ model: Model, _ names: String...) -> Model {
    var model = model
    for name in names { _ = update(&model, .key(Key(name: name)!)) }
    return model
}

/// Situations of a context, in which between them every key has something to do.
private func situations(_ context: Context) -> [Model] {
    let large = Samples.model(120, 40)
    let small = Samples.model(60, 9)
    switch context {
    case .list:
        return [large, after(large, "down", "2", "1"), after(large, "5"), small, after(large, "shift-tab", "down")]
    case .article:
        let read = after(small, "down", "enter")
        return [
            after(large, "down", "enter"), read, after(read, "pgdn", "pgdn"), after(read, "tab", "tab", "enter"),
            after(large, "2", "enter", "tab"), after(large, "5", "enter"),
        ]
    case .diagram:
        let open = after(large, "down", "d")
        let tight = after(Samples.model(30, 8), "down", "enter", "d")
        return [
            open, after(open, "G"), tight, after(tight, "G"), after(open, "e"), after(tight, "J", "J", "L", "L"),
            Templates.model(100, 30),
        ]
    case .run:
        let run = after(Shipped.run(), ".", ".", ".", ".")
        return [run, after(run, "shift-tab", "down"), after(run, "tab", "enter", "down"), after(run, "up", "up")]
    case .source:
        let lines = after(Templates.model(60, 9), "s", "enter")
        return [lines, after(lines, "G", "right")]
    case .input: return [after(large, ":"), after(large, ":", "end"), after(large, "f", "w")]
    case .help: return [after(large, "?"), after(large, "?", "end")]
    case .choice:
        let asked = after(Shipped.run(), "q")
        return [asked, after(asked, "down"), after(large, "down", "r")]
    }
}

@Test(arguments: Context.allCases)
func everyKeyOfTheTableDoesSomething(context: Context) {
    let models = situations(context).filter { $0.context == context }
    #expect(!models.isEmpty)
    for row in KeyTable.rows(in: context) {
        for key in row.keys {
            let works = models.contains { model in
                var changed = model
                let effects = update(&changed, .key(key))
                return effects.contains { $0 != .needTicks(false) && $0 != .needTicks(true) }
                    || view(changed) != view(model)
            }
            #expect(works, "\(key.name) (\(row.name)) in \(context.title)")
        }
    }
}

@Test func noKeyMeansTwoThingsInOneContext() {
    for context in Context.allCases {
        var seen: [Key: String] = [:]
        for row in KeyTable.rows(in: context) {
            for key in row.keys {
                #expect(seen[key] == nil, "\(key.name) in \(context.title): \(seen[key] ?? "") and \(row.name)")
                seen[key] = row.name
            }
        }
    }
}

@Test func theReferenceNamesEveryKey() {
    let reference = keyReference()
    for row in KeyTable.rows {
        for key in row.keys { #expect(reference.contains("`\(key.label)`")) }
    }
}

@Test func everythingInTheTableIsInThePaletteOrMoves() {
    var model = Samples.model(120, 40)
    let offered = Set(model.paletteRows("").map(\.name))
    #expect(offered.contains("Motion on or off"))
    #expect(offered.contains("Generic or explicit"))
    #expect(!offered.contains("Page up"))
}
