import Foundation
import Simulation
import Values

@testable import Services

/// Scripts of calls by chance. What the table of differences is about is left out: deletes and changes use the newest
/// handle of a message in flight, no id comes again after a delete, and a receive asks for all that a standard queue holds,
/// or for the first message of a FIFO queue's only group.
enum RandomQueueScript {
    /// How many scripts a run of the tests makes: `ARCHSCOPE_SCRIPTS`, 60 unless set. A script's name is its seed.
    static let count = ProcessInfo.processInfo.environment["ARCHSCOPE_SCRIPTS"].flatMap(Int.init) ?? 60

    static func make(seed: UInt64) -> QueueScript {
        var random = RandomStream(seed: seed, name: "script")
        func number(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        let isFIFO = number(2) == 0
        let visibility = [3, 10, 30][number(3)]
        var properties = JSONObject()
        properties["VisibilityTimeout"] = JSONValue(visibility)
        properties["DelaySeconds"] = JSONValue([0, 0, 4][number(3)])
        var queues = JSONObject()
        if isFIFO {
            properties["QueueName"] = "q.fifo"
            properties["FifoQueue"] = true
        } else if number(2) == 0 {
            properties["RedrivePolicy"] = [
                "deadLetterTargetArn": JSONValue(QueueScripts.dead + "D"), "maxReceiveCount": JSONValue(1 + number(3)),
            ]
            queues["D"] = JSONValue(JSONObject())
        }
        queues["Q"] = JSONValue(properties)

        var steps: [ScriptStep] = []
        var at = 1.0
        var sent = 0
        // The last receive, whose handles are the newest, when it was made, and which of them are used up.
        var held: (step: Int, at: Double, used: Set<Int>)?
        for _ in 0..<(10 + number(15)) {
            // Off the full second, so that nothing happens at the very moment of a call.
            at += 1.37 + Double(number(6))
            switch number(6) {
            case 0,
                1 where sent < 9:
                sent += 1
                let mayRepeat = !steps.contains { $0.action == .deleteMessage }
                let delay = isFIFO || number(3) > 0 ? nil : number(8)
                steps.append(
                    .send(
                        at, "m\(sent)", group: isFIFO ? "g" : nil,
                        id: isFIFO ? mayRepeat ? "i\(number(20))" : "only\(sent)" : nil, delay: delay))
            case 2, 3:
                steps.append(.receive(at, most: isFIFO ? 1 : 10))
                held = (steps.count - 1, at, [])
            case 4:
                guard var receive = held, at - receive.at < Double(visibility) - 1 else { continue }
                let place = receive.used.count
                receive.used.insert(place)
                held = receive
                steps.append(.delete(at, receive.step, place))
            default:
                guard var receive = held, at - receive.at < Double(visibility) - 1 else { continue }
                let place = receive.used.count
                receive.used.insert(place)
                held = receive
                steps.append(.change(at, receive.step, place, to: [0, 5, 60][number(3)]))
            }
        }
        steps.append(.receive(at + 100))
        if queues["D"] != nil { steps.append(.receive(at + 105, from: "D")) }
        return QueueScript("seed \(seed)", JSONValue(queues), steps)
    }
}
