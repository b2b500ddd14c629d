import Canvas
import Testing

@Suite("Text takes the columns that a terminal gives it")
struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("queue", 5), ("Grüße", 5), ("e\u{301}", 1), ("界面", 4), ("ｶﾅ", 2), ("한글", 4), ("각", 2),
        ("─▶│", 3), ("•…", 2), ("🚀", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 1), ("1️⃣", 1), ("⌚︎", 2), ("का", 2),
        ("\u{1B}[31m", 5), ("a\tb", 3), ("a\r\nb", 4), ("\u{202E}abc", 4), ("\u{301}", 1), ("soft\u{AD}hyphen", 10),
        ("zero\u{200B}width", 9), ("\u{FEFF}", 0),
    ])
    func columns(_ text: String, _ expected: Int) {
        #expect(text.columns == expected)
        #expect(text.displayCharacters.reduce(0) { $0 + $1.columns } == expected)
    }

    @Test func whatIsShownHasOneOrTwoColumnsEach() {
        let samples = "a界e\u{301}👨‍👩‍👧🇩🇪🇫❤️👍🏽का\u{0}\u{7F}\u{9B}\u{2028}\u{200D}\u{FE0F}\u{E0001}각"
        for character in samples.displayCharacters { #expect([1, 2].contains(character.columns), "\(character)") }
        #expect(String("🇩🇪👍🏽👨‍👩‍👧❤️".displayCharacters) == "DE👍👨❤")
    }

    @Test func noScalarOfUnicodeCanCommandTheTerminal() {
        for value in Array(UInt32(0)...0x1_1FFF) + Array(0x1_F000...0x1_FFFF) + Array(0xE_0000...0xE_0FFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for shown in String(Character(scalar)).displayCharacters {
                let bad = shown.unicodeScalars.contains {
                    $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || (0x202A...0x202E).contains($0.value)
                        || (0x2066...0x2069).contains($0.value)
                }
                if bad || !(1...2).contains(shown.columns) {
                    Issue.record("U+\(String(value, radix: 16)) is sent as it is")
                }
            }
        }
    }

    @Test func aPileOfMarksIsCutToWhatOneCellHolds() {
        let pile = "o" + String(repeating: "\u{301}", count: 50)
        #expect(pile.displayCharacters.count == 1)
        #expect(pile.displayCharacters[0].unicodeScalars.count == 5)
    }

    @Test func longTextIsTruncatedAtAColumn() {
        #expect("order-processor".truncated(to: 8) == "order-p…")
        #expect("short".truncated(to: 8) == "short")
        #expect("界界界".truncated(to: 4) == "界…")
        #expect("界界界".padded(to: 4) == "界… ")
        #expect("ab".padded(to: 4) == "ab  ")
        #expect("abc".truncated(to: 1) == "…")
        #expect("abc".truncated(to: 0) == "")
    }
}
