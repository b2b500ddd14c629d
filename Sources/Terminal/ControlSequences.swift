import Canvas

/// The control sequences that terminals since the VT100 agree on: `ESC [`, numbers, a final byte.
extension KeyDecoder {
    /// Keys by the final byte of `ESC [` and `ESC O` sequences.
    static let finals: [UInt8: Key] = {
        let keys: [(String, Key)] = [
            ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end), ("Z", .backTab),
            ("M", .enter), ("P", .function(1)), ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
        ]
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.0.utf8.first!, $0.1) })
    }()

    /// Keys by the number before `~`.
    private static let numbered: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
        12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
        19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
    ]

    /// Reads a sequence that starts with `ESC [`. What nobody knows is taken and gives nothing.
    func readSequence(_ bytes: ArraySlice<UInt8>) -> Step {
        let start = bytes.startIndex
        guard bytes.count > 2 else { return .needsMore }
        if bytes[start + 2] == UInt8(ascii: "M") {
            guard bytes.count >= 6 else { return .needsMore }
            let (button, x, y) = (Int(bytes[start + 3]), Int(bytes[start + 4]), Int(bytes[start + 5]))
            return .took(6, KeyDecoder.mouse(button: button - 32, x: x - 33, y: y - 33, isRelease: false))
        }
        // The Linux console's F1 to F5: ESC [ [ A.
        if bytes[start + 2] == UInt8(ascii: "[") {
            guard bytes.count > 3 else { return .needsMore }
            let number = Int(bytes[start + 3]) - 0x40
            return .took(4, (1...5).contains(number) ? .key(.function(number)) : nil)
        }
        var end = start + 2
        while end < bytes.endIndex, (0x20..<0x40).contains(bytes[end]) { end += 1 }
        guard end < bytes.endIndex else { return .needsMore }
        // A byte that cannot stand in a sequence ends it; it is read on its own.
        guard (0x40..<0x7F).contains(bytes[end]) else { return .took(end - start, nil) }
        return .took(end - start + 1, meaning(of: bytes[(start + 2)..<end], final: bytes[end]))
    }

    private func meaning(of parameters: ArraySlice<UInt8>, final: UInt8) -> Input? {
        let isMouse = parameters.first == UInt8(ascii: "<")
        let numbers = parameters.dropFirst(isMouse ? 1 : 0).split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
        ).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        if isMouse {
            guard numbers.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
            return KeyDecoder.mouse(
                button: numbers[0], x: numbers[1] - 1, y: numbers[2] - 1, isRelease: final == UInt8(ascii: "m"))
        }
        let key =
            final == UInt8(ascii: "~") ? numbers.first.flatMap { KeyDecoder.numbered[$0] } : KeyDecoder.finals[final]
        guard let key else { return nil }
        // The second number is 1 and the sum of the modifiers: 1 Shift, 2 Alt, 4 Ctrl. Only Alt has keys of its own.
        let modifiers = numbers.count > 1 ? numbers[1] - 1 : 0
        return .key(modifiers > 0 && modifiers & 2 != 0 ? .alt(key) : key)
    }

    /// A mouse report: the two lowest bits and bits 6 and 7 say which button, bit 5 that it moved; Shift, Alt and Ctrl
    /// are bits 2 to 4.
    private static func mouse(button: Int, x: Int, y: Int, isRelease: Bool) -> Input? {
        guard button >= 0, x >= 0, y >= 0, x < 1 << 15, y < 1 << 15 else { return nil }
        let kind: MouseEvent.Kind
        switch (button & 0xC3, button & 32 != 0) {
        case (64, _): kind = .wheelUp
        case (65, _): kind = .wheelDown
        case (66, _): kind = .wheelLeft
        case (67, _): kind = .wheelRight
        case (3, false): kind = .release(.left)
        case (let number, let isMoving):
            let buttons: [MouseEvent.Button] = [.left, .middle, .right]
            guard number < 3 else { return nil }
            kind = isRelease ? .release(buttons[number]) : isMoving ? .drag(buttons[number]) : .press(buttons[number])
        }
        return .mouse(MouseEvent(kind, at: Point(x: x, y: y)))
    }
}
