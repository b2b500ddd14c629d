import Canvas
import Testing

@testable import Terminal

@Suite("Bytes become keys")
struct KeyDecoderTests {
    private func keys(_ text: String, flush: Bool = true) -> [String] {
        var decoder = KeyDecoder()
        var result = decoder.feed(Array(text.utf8))
        if flush { result += decoder.flush() }
        return result.map(name)
    }

    private func name(_ input: KeyDecoder.Input) -> String {
        switch input {
        case .key(let key): key.name
        case .mouse(let mouse): "\(mouse.kind) \(mouse.position.x),\(mouse.position.y)"
        }
    }

    @Test(arguments: [
        ("a", "a"), ("é", "é"), ("界", "界"), ("🚀", "🚀"), (" ", "space"), ("\r", "enter"), ("\n", "enter"), ("\t", "tab"),
        ("\u{7F}", "backspace"), ("\u{08}", "backspace"), ("\u{10}", "ctrl-p"), ("\u{0}", "ctrl-space"),
        ("\u{1C}", "ctrl-\\"), ("\u{1B}", "esc"), ("\u{1B}[A", "up"), ("\u{1B}OA", "up"), ("\u{1B}[D", "left"),
        ("\u{1B}[5~", "pgup"), ("\u{1B}[6~", "pgdn"), ("\u{1B}[H", "home"), ("\u{1B}OF", "end"), ("\u{1B}[1~", "home"),
        ("\u{1B}[3~", "del"), ("\u{1B}[Z", "shift-tab"), ("\u{1B}OP", "f1"), ("\u{1B}[15~", "f5"),
        ("\u{1B}[21~", "f10"),
        ("\u{1B}[[A", "f1"), ("\u{1B}[1;3D", "alt-left"), ("\u{1B}\u{1B}[C", "alt-right"), ("\u{1B}x", "alt-x"),
        ("\u{1B}\r", "alt-enter"), ("\u{1B}é", "alt-é"), ("\u{1B}[1;5C", "right"), ("\u{1B}[1;2P", "f1"),
        ("\u{1B}[", "alt-["),
        ("\u{1B}O", "alt-O"),
    ])
    func oneKey(_ bytes: String, _ name: String) {
        #expect(keys(bytes) == [name])
    }

    @Test(arguments: [
        ("\u{1B}[<0;12;5M", "press(left) 11,4"),
        ("\u{1B}[<0;12;5m", "release(left) 11,4"),
        ("\u{1B}[<2;300;1M", "press(right) 299,0"),
        ("\u{1B}[<32;1;1M", "drag(left) 0,0"),
        ("\u{1B}[<64;3;4M", "wheelUp 2,3"),
        ("\u{1B}[<65;3;4M", "wheelDown 2,3"),
        ("\u{1B}[<16;3;4M", "press(left) 2,3"),
        ("\u{1B}[M !\"", "press(left) 0,1"),
        ("\u{1B}[M`!!", "wheelUp 0,0"),
    ])
    func theMouse(_ bytes: String, _ expected: String) {
        #expect(keys(bytes).map { $0.replacing("Terminal.", with: "") }.map(short) == [expected])
    }

    private func short(_ text: String) -> String {
        String(text.replacing("Canvas.MouseEvent.Button.", with: ""))
    }

    @Test func noiseGivesNothing() {
        #expect(keys("\u{1B}]52;c;YWJj\u{07}a") == ["a"])
        #expect(keys("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\a") == ["a"])
        #expect(keys("\u{1B}[?62;4ca") == ["a"])
        #expect(keys("\u{1B}[200~a\u{1B}[201~") == ["a"])
        #expect(keys("\u{1B}[<0;0;0M\u{1B}[<3;1;1Mx") == ["x"] || keys("\u{1B}[<0;0;0Mx") == ["x"])
        var decoder = KeyDecoder()
        #expect(decoder.feed([0xFF, 0xC0, 0x80, 0x61]) == [.key(.character("a"))])
    }

    @Test func twoEscapesAreTwo() {
        #expect(keys("\u{1B}\u{1B}") == ["esc", "esc"])
    }

    @Test func aSplitSequenceIsOneKey() {
        for whole in ["\u{1B}[A", "\u{1B}[1;3D", "\u{1B}[<64;3;4M", "界", "\u{1B}OP", "\u{1B}[[B"] {
            var decoder = KeyDecoder()
            var result: [KeyDecoder.Input] = []
            for byte in whole.utf8 { result += decoder.feed([byte]) }
            #expect(result.count == 1, "\(whole.debugDescription)")
            #expect(!decoder.isWaiting)
        }
    }

    @Test func aFloodKeepsEveryKey() {
        let flood = String(repeating: "\u{1B}[B", count: 200)
        var decoder = KeyDecoder()
        var count = 0
        for chunk in stride(from: 0, to: 600, by: 7) {
            count += decoder.feed(Array(flood.utf8)[chunk..<min(600, chunk + 7)]).count { $0 == .key(.down) }
        }
        #expect(count == 200)
    }

    @Test func theTerminalsOwnSequencesComeFirst() {
        var decoder = KeyDecoder(sequences: [Array("\u{1B}[z".utf8): .function(5), Array("\u{1B}Mx".utf8): .home])
        #expect(decoder.feed(Array("\u{1B}[z\u{1B}Mx".utf8)) == [.key(.function(5)), .key(.home)])
        #expect(decoder.feed(Array("\u{1B}M".utf8)).isEmpty)
        #expect(decoder.flush() == [.key(.alt(.character("M")))])
    }

    @Test func anyBytesInAnyPiecesGiveTheSameAndNeverHang() {
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let telling = Array("\u{1B}\u{1B}[[O<;0159~MmABZP]\u{07}\\é".utf8)
        for _ in 0..<3000 {
            let bytes = (0..<next(24)).map { _ in
                next(4) == 0 ? UInt8(next(256)) : telling[next(telling.count)]
            }
            var whole = KeyDecoder()
            let expected = whole.feed(bytes) + whole.flush()
            #expect(!whole.isWaiting)
            var pieces = KeyDecoder()
            var result: [KeyDecoder.Input] = []
            for byte in bytes { result += pieces.feed([byte]) }
            result += pieces.flush()
            #expect(result == expected, "\(bytes)")
        }
    }

    @Test func endlessNoiseIsDropped() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}]".utf8))
        for _ in 0..<100 { _ = decoder.feed([UInt8](repeating: 0x61, count: 100)) }
        _ = decoder.flush()
        #expect(decoder.feed([0x71]) == [.key(.character("q"))])
    }
}

@Suite("Base 64")
struct Base64Tests {
    /// The test vectors of RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func vectors(_ text: String, _ encoded: String) { #expect(base64(text.utf8) == encoded) }
}
