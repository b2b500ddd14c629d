/// What never changes while orders are searched: who is whose neighbour, which items lie in which layer, and where frames
/// stand around others.
struct OrderProblem: Sendable {
    /// What an item is to sorting.
    enum Role: UInt8, Sendable {
        /// It moves by itself.
        case single
        /// A frame begins: it moves with all items up to its other end.
        case opening
        /// A frame ends.
        case closing
    }

    /// The neighbours in the layer after.
    let down: Neighbours
    /// The neighbours in the layer before.
    let up: Neighbours
    /// The first slot of each layer in an order, and the slots' number at the end.
    let firstSlot: [Int]
    let role: [Role]
    /// The layer of each item.
    let layer: [Int32]
    /// Of a frame's beginning the group.
    let group: [Int]
    /// Of a frame's beginning its end, and the other way round.
    let otherEnd: [Int32]
    let groups: [Plan.Group]
    /// The slots of the layers in the order that keeps every group together and is otherwise the graph's.
    let firstOrder: [Int32]
    /// The nodes that stand in each group or in groups within it.
    let members: [[Int]]

    /// Where each node would stand if nothing crossed: in the order of the graph, but what only takes what is set aside or
    /// watched after the rest. Items after the nodes have no place.
    let naturalPlace: [Int]

    var layerCount: Int { firstSlot.count - 1 }
    var itemCount: Int { role.count }
    var hasGroups: Bool { !groups.isEmpty }

    func slots(_ layer: Int) -> Range<Int> { firstSlot[layer]..<firstSlot[layer + 1] }

    init(_ graph: LayeredGraph, _ plan: Plan) {
        let groups = plan.groups
        self.groups = groups
        var isAside = [Bool](repeating: false, count: plan.nodes.count)
        for edge in plan.edges where edge.isMinor { isAside[edge.head] = true }
        for edge in plan.edges where !edge.isMinor {
            isAside[edge.head] = false
            isAside[edge.tail] = false
        }
        naturalPlace = isAside.enumerated().map { $1 ? $0 + plan.nodes.count : $0 }
        down = Neighbours(graph, towardsHigher: true)
        up = Neighbours(graph, towardsHigher: false)
        layer = graph.items.map { Int32($0.layer) }
        var role = [Role](repeating: .single, count: graph.items.count)
        var group = [Int](repeating: -1, count: graph.items.count)
        var otherEnd = [Int32](repeating: -1, count: graph.items.count)
        for (index, frames) in graph.frames.enumerated() {
            for frame in frames {
                role[frame.low] = .opening
                role[frame.high] = .closing
                group[frame.low] = index
                otherEnd[frame.low] = Int32(frame.high)
                otherEnd[frame.high] = Int32(frame.low)
            }
        }
        self.role = role
        self.group = group
        self.otherEnd = otherEnd
        var firstSlot = [0]
        var order: [Int32] = []
        order.reserveCapacity(graph.items.count)
        for layer in graph.layers.indices {
            Self.append(layer, of: graph, groups, to: &order)
            firstSlot.append(order.count)
        }
        self.firstSlot = firstSlot
        firstOrder = order
        var members = [[Int]](repeating: [], count: groups.count)
        for (index, item) in graph.items.enumerated() where item.isNode {
            var next = item.group
            while let group = next {
                members[group].append(index)
                next = groups[group].parent
            }
        }
        self.members = members
    }

    /// Appends a layer's items: groups as lists within lists, their frames around them.
    private static func append(_ layer: Int, of graph: LayeredGraph, _ groups: [Plan.Group], to order: inout [Int32]) {
        guard !groups.isEmpty else { return order += graph.layers[layer].map { Int32($0) } }
        var content = [[Int32]](repeating: [], count: groups.count + 1)
        func place(of group: Int?) -> Int { group.map { $0 + 1 } ?? 0 }
        for item in graph.layers[layer] where !graph.items[item].isFrame {
            content[place(of: graph.items[item].group)].append(Int32(item))
        }
        // Children come after their parents, so going backwards a group is whole when it is put into its parent.
        for group in groups.indices.reversed() where graph.spans[group].contains(layer) {
            let frame = graph.frames[group][layer - graph.spans[group].lowerBound]
            let inner = [Int32(frame.low)] + content[group + 1] + [Int32(frame.high)]
            content[place(of: groups[group].parent)].insert(contentsOf: inner, at: 0)
        }
        order += content[0]
    }
}
