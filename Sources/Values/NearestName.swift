/// The candidate nearest to a misspelt name, or nil when none is near enough to be what was meant.
///
/// Near enough means at most a third of the name's letters changed (optimal string alignment distance, case ignored).
/// Of equally near candidates the first in the given order wins.
/// - Complexity: O(candidates × name length × candidate length).
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    nearestNames(to: name, among: candidates, limit: 1).first
}

/// The candidates nearest to a misspelt name, best first, at most `limit` of them.
public func nearestNames(to name: String, among candidates: some Sequence<String>, limit: Int) -> [String] {
    let wanted = Array(name.lowercased())
    let allowed = max(1, wanted.count / 3)
    var found: [(distance: Int, order: Int, name: String)] = []
    for (order, candidate) in candidates.enumerated() where candidate != name {
        let letters = Array(candidate.lowercased())
        guard abs(letters.count - wanted.count) <= allowed else { continue }
        let distance = alignmentDistance(wanted, letters)
        if distance <= allowed { found.append((distance, order, candidate)) }
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    return found.prefix(limit).map(\.name)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
private func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row] + [Int](repeating: 0, count: right.count)
        for column in 1...right.count {
            let replaced = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
            current[column] = min(replaced, last[column] + 1, current[column - 1] + 1)
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                current[column] = min(current[column], beforeLast[column - 2] + 1)
            }
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
