/// A layer as nested lists: items and the groups among them, so that sorting keeps each group together.
struct LayerTree: Sendable {
    /// An item or a group that stands in a list.
    enum Entry: Hashable, Sendable {
        case item(Int)
        case group(Int)
    }

    /// The entries outside of all groups.
    var root: [Entry] = []
    /// Groups present in the layer, with their own entries and the two ends of their frame.
    var groups: [Int: (entries: [Entry], low: Int, high: Int)] = [:]

    /// The layers of a graph in the order of their items.
    static func trees(_ graph: LayeredGraph, groups planGroups: [Plan.Group]) -> [LayerTree] {
        graph.layers.indices.map { layer in
            var tree = LayerTree()
            for group in planGroups.indices where graph.spans[group].contains(layer) {
                let ends = graph.frames[group][layer - graph.spans[group].lowerBound]
                tree.groups[group] = ([], ends.low, ends.high)
                tree.append(.group(group), to: planGroups[group].parent)
            }
            for item in graph.layers[layer] where !graph.items[item].isFrame {
                tree.append(.item(item), to: graph.items[item].group)
            }
            return tree
        }
    }

    private mutating func append(_ entry: Entry, to group: Int?) {
        if let group { groups[group]!.entries.append(entry) } else { root.append(entry) }
    }

    /// The entries of a group, or of the layer for nil.
    func entries(of group: Int?) -> [Entry] { group.map { groups[$0]!.entries } ?? root }

    /// All items of an entry, in order.
    func items(of entry: Entry) -> [Int] {
        var items: [Int] = []
        collect(entry, &items)
        return items
    }

    /// All items of the layer, in order.
    var items: [Int] {
        var items: [Int] = []
        for entry in root { collect(entry, &items) }
        return items
    }

    private func collect(_ entry: Entry, _ items: inout [Int]) {
        switch entry {
        case .item(let item): items.append(item)
        case .group(let group):
            let content = groups[group]!
            items.append(content.low)
            for inner in content.entries { collect(inner, &items) }
            items.append(content.high)
        }
    }
}
