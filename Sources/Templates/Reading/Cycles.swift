import Values

/// Reports each circle of resources that need each other, which no deployment could create.
///
/// A resource needs those it refers to and those of its `DependsOn`. Circles are found as strongly connected
/// components (Tarjan's method, written without recursion since templates may chain thousands of resources).
func reportCycles(_ resources: [Resource], _ evaluator: inout Evaluator) {
    let places = Dictionary(resources.enumerated().map { ($1.logicalID, $0) }, uniquingKeysWith: { first, _ in first })
    let needs = resources.map { resource in
        (resource.references.map(\.target) + resource.dependsOn).compactMap { places[$0] }
    }
    var order = [Int](repeating: -1, count: resources.count)
    var lowest = order
    var isOpen = [Bool](repeating: false, count: resources.count)
    var open: [Int] = []
    var next = 0
    for root in resources.indices where order[root] < 0 {
        var path: [(node: Int, edge: Int)] = [(root, 0)]
        while let (node, edge) = path.last {
            if edge == 0 {
                order[node] = next
                lowest[node] = next
                next += 1
                open.append(node)
                isOpen[node] = true
            }
            if edge < needs[node].count {
                path[path.count - 1].edge += 1
                let target = needs[node][edge]
                if order[target] < 0 {
                    path.append((target, 0))
                } else if isOpen[target] {
                    lowest[node] = min(lowest[node], order[target])
                }
                continue
            }
            path.removeLast()
            if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
            guard lowest[node] == order[node], let start = open.lastIndex(of: node) else { continue }
            let members = open[start...].sorted()
            open.removeSubrange(start...)
            for member in members { isOpen[member] = false }
            if members.count > 1 || needs[node].contains(node) { report(members, resources, needs, &evaluator) }
        }
    }
}

private func report(_ members: [Int], _ resources: [Resource], _ needs: [[Int]], _ evaluator: inout Evaluator) {
    // Walk one circle through the component, starting at its first resource.
    let inside = Set(members)
    var path = [members[0]]
    var places = [members[0]: 0]
    while let next = needs[path[path.count - 1]].first(where: { inside.contains($0) }) {
        if let start = places[next] {
            path = Array(path[start...]) + [next]
            break
        }
        places[next] = path.count
        path.append(next)
    }
    let shown = 10
    var names = path.map { resources[$0].logicalID }
    if names.count > shown { names.replaceSubrange((shown - 2)..<(names.count - 1), with: ["..."]) }
    evaluator.fail(
        at: resources[path[0]].position,
        "resources that need each other: \(names.joined(separator: " -> "))",
        "break the circle, for example with a name instead of a reference"
    )
}
