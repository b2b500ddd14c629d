import Canvas

/// Puts parts side by side in rows, each part as high up as its row, in the order they come.
/// - Parameter limit: the columns a row should not exceed; a wider part gets a row of its own.
/// - Returns: the top left corner of each part and the size of all.
func pack(_ sizes: [Size], limit: Int, gap: Size) -> (origins: [Point], size: Size) {
    var origins: [Point] = []
    var total = Size(width: 0, height: 0)
    var cursor = Point(x: 0, y: 0)
    var rowHeight = 0
    for size in sizes {
        if cursor.x > 0, cursor.x + size.width > limit {
            cursor = Point(x: 0, y: cursor.y + rowHeight + gap.height)
            rowHeight = 0
        }
        origins.append(cursor)
        rowHeight = max(rowHeight, size.height)
        total.width = max(total.width, cursor.x + size.width)
        total.height = max(total.height, cursor.y + rowHeight)
        cursor.x += size.width + gap.width
    }
    return (origins, total)
}
