import Services
import Simulation

/// A number that tells runs apart: two runs have the same one when their records, messages, payloads and endings are the
/// same, and otherwise with a chance of 2^-64 only. It is the same on every machine.
struct RunDigest {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func add(_ number: UInt64) {
        // The finalizer of SplitMix64 over what came before and the number.
        var bits = (value ^ number) &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        value = bits ^ (bits >> 31)
    }

    mutating func add(_ time: Instant) { add(UInt64(bitPattern: time.nanoseconds)) }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            add(UInt64(bytes.count))
            var word: UInt64 = 0
            for (place, byte) in bytes.enumerated() {
                word = word << 8 | UInt64(byte)
                if place % 8 == 7 {
                    add(word)
                    word = 0
                }
            }
            if bytes.count % 8 != 0 { add(word) }
        }
    }
}

extension FlowRun {
    /// The digest of all that has happened, as 16 hexadecimal digits.
    public var digest: String {
        var digest = RunDigest()
        for component in cloud.components { digest.add(component.logicalID) }
        for (place, entry) in archive.journal.entries.enumerated() {
            digest.add(UInt64(archive.journal.causes[place].index))
            digest.add(entry.sent)
            digest.add(entry.arrived)
            // What comes after now is not known yet.
            let isKnown = entry.completed <= simulatorNow
            digest.add(isKnown ? entry.completed : .never)
            digest.add(UInt64(entry.from.index) << 32 | UInt64(entry.to.index))
            digest.add(entry.action.name)
            digest.add(isKnown ? entry.outcome.name : "pending")
            digest.add(isKnown ? "\(entry.rule)" : "none")
            digest.add(UInt64(entry.message.index) << 32 | UInt64(entry.messageCount))
            if entry.parameters != .none, entry.message == .none { digest.add(archive.text(entry.parameters)) }
            if isKnown, entry.result != .none { digest.add(archive.text(entry.result)) }
        }
        for message in archive.messages {
            digest.add(UInt64(message.parent.index) << 32 | UInt64(message.origin.index))
            digest.add(message.born)
            digest.add(UInt64(message.size))
            digest.add(archive.text(message.body))
            digest.add(archive.text(message.attributes))
        }
        for ending in archive.endings {
            digest.add(UInt64(ending.message.index) << 32 | UInt64(ending.at.index))
            digest.add("\(ending.disposition)")
            digest.add(ending.time)
        }
        let digits = String(digest.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
