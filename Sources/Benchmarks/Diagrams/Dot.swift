import Diagrams
import Foundation
import Graphs

/// The program `dot` of graphviz, as an independent measure.
struct Dot {
    private let path: String

    /// Finds the program.
    /// - Returns: nil where it is not installed.
    init?() {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/dot") }) else {
            return nil
        }
        path = "\(folder)/dot"
    }

    /// Draws a graph with splines, several times.
    /// - Returns: the courses of the edges, and the median cost of the whole process.
    func draw(_ graph: Graph, direction: FlowDirection, runs: Int) throws -> (lines: [Polyline], cost: Cost) {
        var directed = graph
        directed.direction = direction
        let source = FileManager.default.temporaryDirectory.appendingPathComponent("archscope-bench-\(getpid()).dot")
        let plain = source.appendingPathExtension("plain")
        defer { for file in [source, plain] { try? FileManager.default.removeItem(at: file) } }
        try dotText(directed).write(to: source, atomically: true, encoding: .utf8)
        let costs = try (0..<runs).map { _ in
            try Cost.measureChildren {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: path)
                process.arguments = ["-Tplain", "-o", plain.path, source.path]
                try process.run()
                process.waitUntilExit()
            }
        }
        return (edgeCourses(ofPlain: try String(contentsOf: plain, encoding: .utf8)), Cost.median(costs))
    }
}

/// The courses of the edges in dot's output format `plain`, each Bézier curve as a few straight pieces.
func edgeCourses(ofPlain text: String) -> [Polyline] {
    var numberOfNode: [String: Int] = [:]
    func number(_ name: String) -> Int {
        let number = numberOfNode[name] ?? numberOfNode.count
        numberOfNode[name] = number
        return number
    }
    var lines: [Polyline] = []
    for line in text.split(separator: "\n") {
        let words = plainWords(line)
        guard words.first == "edge", words.count > 4, let count = Int(words[3]), words.count >= 4 + 2 * count else {
            continue
        }
        let controls = (0..<count).map {
            // Inches: a hundred of each make steps as fine as those of a grid of characters.
            Position(x: 100 * (Double(words[4 + 2 * $0]) ?? 0), y: 100 * (Double(words[5 + 2 * $0]) ?? 0))
        }
        lines.append(Polyline(from: number(words[1]), to: number(words[2]), points: sampled(controls)))
    }
    return lines
}

/// The words of a line; those in quotation marks may hold spaces.
private func plainWords(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var isEscaped = false
    for character in line {
        if isEscaped {
            word.append(character)
            isEscaped = false
        } else if character == "\\", isQuoted {
            isEscaped = true
        } else if character == "\"" {
            isQuoted.toggle()
        } else if character == " ", !isQuoted {
            words.append(word)
            word = ""
        } else {
            word.append(character)
        }
    }
    return words + [word]
}

private func sampled(_ controls: [Position]) -> [Position] {
    guard let first = controls.first, controls.count >= 4 else { return controls }
    let steps = 11
    var points = [first]
    for start in stride(from: 0, to: controls.count - 3, by: 3) {
        let (a, b, c, d) = (controls[start], controls[start + 1], controls[start + 2], controls[start + 3])
        for step in 1...steps {
            let t = Double(step) / Double(steps)
            let s = 1 - t
            let (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            points.append(
                Position(
                    x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
                    y: wa * a.y + wb * b.y + wc * c.y + wd * d.y
                )
            )
        }
    }
    return points
}
