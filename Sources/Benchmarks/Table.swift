/// A table of text: a row per entry, columns aligned, numbers at the right.
struct Table {
    private var rows: [[String]]

    init(_ header: String...) { rows = [header] }

    mutating func add(_ cells: String...) { rows.append(cells) }

    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + blanks : blanks + cell.0
            }
            .joined(separator: "  ")
        }
        .joined(separator: "\n")
    }
}

extension Double {
    /// The number with so many digits after the point.
    func digits(_ count: Int) -> String {
        var scale = 1.0
        for _ in 0..<count { scale *= 10 }
        let scaled = Int((self * scale).rounded())
        guard count > 0 else { return "\(scaled)" }
        let fraction = String(abs(scaled) % Int(scale))
        return
            "\(scaled < 0 ? "-" : "")\(abs(scaled) / Int(scale)).\(String(repeating: "0", count: count - fraction.count))\(fraction)"
    }
}

/// The geometric mean of positive numbers.
func geometricMean(_ numbers: [Double], log: (Double) -> Double, exp: (Double) -> Double) -> Double {
    exp(numbers.map(log).reduce(0, +) / Double(max(1, numbers.count)))
}
