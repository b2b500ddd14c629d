/// Cells of one row that lie side by side.
public struct CellSpan: Hashable, Sendable {
    /// The row.
    public var y: Int
    /// The columns.
    public var columns: Range<Int>

    /// Makes a span.
    public init(y: Int, columns: Range<Int>) {
        self.y = y
        self.columns = columns
    }
}

extension Canvas {
    /// What has to be drawn again to turn `old` into this grid: at most one span a row, never starting or ending
    /// inside a wide character. All rows where the sizes differ.
    public func changes(since old: Canvas) -> [CellSpan] {
        guard size.width > 0 else { return [] }
        guard size == old.size else { return (0..<size.height).map { CellSpan(y: $0, columns: 0..<size.width) } }
        var spans: [CellSpan] = []
        cells.withUnsafeBufferPointer { new in
            old.cells.withUnsafeBufferPointer { old in
                guard new.baseAddress != old.baseAddress else { return }
                for y in 0..<size.height {
                    let row = y * size.width
                    var first = 0
                    while first < size.width, new[row + first] == old[row + first] { first += 1 }
                    guard first < size.width else { continue }
                    var last = size.width - 1
                    while new[row + last] == old[row + last] { last -= 1 }
                    while first > 0, new[row + first].width == 0 || old[row + first].width == 0 { first -= 1 }
                    if last + 1 < size.width, new[row + last + 1].width == 0 || old[row + last + 1].width == 0 {
                        last += 1
                    }
                    spans.append(CellSpan(y: y, columns: first..<last + 1))
                }
            }
        }
        return spans
    }
}
