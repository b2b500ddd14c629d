/// Exchanging neighbours in a layer while that removes crossings.
///
/// A pair is looked at again only when one of its items, or a neighbour of one, has moved since. Frames move with all that
/// stands in them; two neighbouring frames keep their order, and nothing enters or leaves a frame.
struct Transposition {
    private let problem: OrderProblem
    /// Pairs that wait to be looked at, by the slot of their first item.
    private var waiting: [Int32] = []
    private var isWaiting: [Bool]
    /// What was exchanged since `journal` was emptied.
    private(set) var journal: [Exchange] = []
    /// The pairs looked at so far: a measure of work that is the same on every machine.
    private(set) var work = 0

    /// Two lists of items that follow each other and changed places.
    struct Exchange {
        var slot: Int
        var count: Int
        var next: Int
    }

    init(_ problem: OrderProblem) {
        self.problem = problem
        isWaiting = [Bool](repeating: false, count: problem.itemCount)
    }

    /// Exchanges until nothing is gained; with `flipTies` first, once, also pairs that cross as much either way.
    mutating func run(_ order: inout LayerOrder, flipTies: Bool) {
        for slot in order.items.indices { open(slot) }
        if flipTies {
            for slot in order.items.indices { _ = exchange(slot, &order, .alsoTies) }
        }
        _ = descend(&order)
        journal.removeAll(keepingCapacity: true)
    }

    /// Exchanges waiting pairs until nothing is gained.
    /// - Returns: the weight of the crossings removed.
    mutating func descend(_ order: inout LayerOrder) -> Int {
        var gain = 0
        var next = 0
        while next < waiting.count {
            let slot = Int(waiting[next])
            next += 1
            isWaiting[slot] = false
            gain += exchange(slot, &order, .gains) ?? 0
        }
        waiting.removeAll(keepingCapacity: true)
        return gain
    }

    /// Puts neighbouring nodes in the order the graph names them where they cross as much either way.
    mutating func tidy(_ order: inout LayerOrder) {
        var isChanged = true
        while isChanged {
            isChanged = false
            for slot in order.items.indices.dropLast() {
                let (left, right) = (Int(order.items[slot]), Int(order.items[slot + 1]))
                // Nodes are the first items.
                let places = problem.naturalPlace
                guard left < places.count, right < places.count, places[right] < places[left],
                    exchange(slot, &order, .noLoss) != nil
                else {
                    continue
                }
                isChanged = true
            }
        }
        journal.removeAll(keepingCapacity: true)
        waiting.removeAll(keepingCapacity: true)
        for slot in isWaiting.indices { isWaiting[slot] = false }
    }

    /// Which exchanges are made.
    enum Terms {
        case gains, alsoTies, noLoss, any

        @inline(__always)
        fileprivate func allow(now: Int, exchanged: Int) -> Bool {
            switch self {
            case .gains: exchanged < now
            case .alsoTies: exchanged < now || (exchanged == now && now > 0)
            case .noLoss: exchanged <= now
            case .any: true
            }
        }
    }

    /// Exchanges what begins at a slot with what follows it.
    /// - Returns: the weight of the crossings removed; nil where nothing was exchanged.
    mutating func exchange(_ slot: Int, _ order: inout LayerOrder, _ terms: Terms) -> Int? {
        problem.hasGroups ? exchangeEntries(slot, &order, terms) : exchangeItems(slot, &order, terms)
    }

    /// Exchanges single items: the same as `exchangeEntries` where there are no frames, and faster.
    private mutating func exchangeItems(_ slot: Int, _ order: inout LayerOrder, _ terms: Terms) -> Int? {
        let left = Int(order.items[slot])
        guard slot + 1 < problem.firstSlot[Int(problem.layer[left]) + 1] else { return nil }
        let right = Int(order.items[slot + 1])
        var (now, exchanged) = (0, 0)
        problem.up.addCrossings(left, right, order.position, &now, &exchanged)
        problem.down.addCrossings(left, right, order.position, &now, &exchanged)
        work += 1
        guard terms.allow(now: now, exchanged: exchanged) else { return nil }
        order.exchange(slot)
        journal.append(Exchange(slot: slot, count: 1, next: 1))
        reopen(left, order)
        reopen(right, order)
        return now - exchanged
    }

    private mutating func exchangeEntries(_ slot: Int, _ order: inout LayerOrder, _ terms: Terms) -> Int? {
        let end = problem.firstSlot[Int(problem.layer[Int(order.items[slot])]) + 1]
        let count = length(at: slot, order)
        guard count > 0, slot + count < end else { return nil }
        let next = length(at: slot + count, order)
        // A frame ends there, or two frames are neighbours.
        guard next > 0, count == 1 || next == 1 else { return nil }
        var (now, exchanged) = (0, 0)
        for first in slot..<slot + count {
            let left = Int(order.items[first])
            for second in slot + count..<slot + count + next {
                let right = Int(order.items[second])
                problem.up.addCrossings(left, right, order.position, &now, &exchanged)
                problem.down.addCrossings(left, right, order.position, &now, &exchanged)
            }
        }
        work += count * next
        guard terms.allow(now: now, exchanged: exchanged) else { return nil }
        order.exchange(slot, count: count, next: next)
        journal.append(Exchange(slot: slot, count: count, next: next))
        for moved in slot..<slot + count + next { reopen(Int(order.items[moved]), order) }
        return now - exchanged
    }

    /// Goes back to the order before everything in the journal.
    mutating func undo(_ order: inout LayerOrder) {
        for exchange in journal.reversed() {
            order.exchange(exchange.slot, count: exchange.next, next: exchange.count)
        }
        journal.removeAll(keepingCapacity: true)
    }

    /// Forgets how the order came about.
    mutating func forget() { journal.removeAll(keepingCapacity: true) }

    /// The slots that the item or the frame takes that begins at a slot; none where a frame ends.
    @inline(__always)
    private func length(at slot: Int, _ order: LayerOrder) -> Int {
        let item = Int(order.items[slot])
        switch problem.role[item] {
        case .single: return 1
        case .closing: return 0
        case .opening: return Int(order.position[Int(problem.otherEnd[item])] - order.position[item]) + 1
        }
    }

    /// Lets the pairs of a moved item and those of its neighbours be looked at again.
    private mutating func reopen(_ item: Int, _ order: LayerOrder) {
        openPairs(of: item, order)
        for place in problem.up.range(item) { openPairs(of: Int(problem.up.items[place]), order) }
        for place in problem.down.range(item) { openPairs(of: Int(problem.down.items[place]), order) }
    }

    @inline(__always)
    private mutating func openPairs(of item: Int, _ order: LayerOrder) {
        let start = problem.firstSlot[Int(problem.layer[item])]
        let slot = start + Int(order.position[item])
        open(slot)
        guard slot > start else { return }
        let before = Int(order.items[slot - 1])
        // What stands before may be a whole frame.
        let isFrame = problem.role[before] == .closing
        open(isFrame ? start + Int(order.position[Int(problem.otherEnd[before])]) : slot - 1)
    }

    @inline(__always)
    private mutating func open(_ slot: Int) {
        guard !isWaiting[slot] else { return }
        isWaiting[slot] = true
        waiting.append(Int32(slot))
    }
}

extension Neighbours {
    /// Adds the crossings of two items' segments to this side if the first stands before the second, and if it stands
    /// after.
    @inline(__always)
    func addCrossings(_ left: Int, _ right: Int, _ position: [Int32], _ now: inout Int, _ exchanged: inout Int) {
        for mine in range(left) {
            let place = position[Int(items[mine])]
            for other in range(right) {
                let otherPlace = position[Int(items[other])]
                if place == otherPlace { continue }
                let weight = Int(weights[mine]) * Int(weights[other])
                if place > otherPlace { now += weight } else { exchanged += weight }
            }
        }
    }
}
