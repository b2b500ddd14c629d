import Canvas
import Testing

@Suite("Keys have one name each")
struct InputTests {
    @Test func everyKeyReadsBackFromItsName() {
        var keys: [Key] = [
            .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .insert, .delete, .enter, .escape, .tab,
            .backTab, .backspace, .control(" "), .control("p"), .control("\\"), .control("_"),
        ]
        keys += (1...12).map { .function($0) }
        keys += "aG/? é界.,<>-+".map { .character($0) }
        keys += keys.map { .alt($0) }
        for key in keys { #expect(Key(name: key.name) == key, "\(key.name)") }
        #expect(Set(keys.map(\.name)).count == keys.count)
    }

    @Test func namesAreThoseThatPeopleWrite() {
        #expect(Key(name: "ctrl-P") == .control("p"))
        #expect(Key(name: "Alt-Left") == .alt(.left))
        #expect(Key(name: "F5") == .function(5))
        #expect(Key(name: "PgUp") == .pageUp)
        #expect(Key(name: "return") == .enter)
        #expect(Key(name: "G") == .character("G"))
    }

    @Test func controlCombinationsThatAreOtherKeysBecomeThem() {
        #expect(Key(name: "ctrl-i") == .tab)
        #expect(Key(name: "ctrl-m") == .enter)
        #expect(Key(name: "ctrl-[") == .escape)
        #expect(Key(name: "ctrl-h") == .backspace)
    }

    @Test(arguments: [
        "", "nope", "f0", "f13", "f01", "ctrl-", "ctrl-ab", "ctrl-é", "alt-", "alt-alt-a", "\u{1B}", "\u{7F}",
    ])
    func otherWordsAreNoKeys(_ name: String) {
        #expect(Key(name: name) == nil)
    }
}
