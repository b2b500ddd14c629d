/// The channel after a layer and which of its nets each segment belongs to.
struct RoutedGap {
    var channel: Channel
    /// What the channel joins.
    var nets: [Channel.Net]
    var netOfSegment: [Int: Int]
    /// The bundles whose edges cross others more than they would if each ran by itself.
    private(set) var costlyBundles: [Int] = []
    /// Free cells added before a track, beyond the pitch.
    private var extra: [Int]

    /// Whether the drawing is folded here and the edges turn without a channel, each for itself and in order.
    let isLoose: Bool

    init(_ plan: Plan, _ graph: LayeredGraph, after layer: Int, cross: CrossPositions, ports: Ports, isLoose: Bool) {
        self.isLoose = isLoose
        nets = []
        var netOfBundle: [Int: Int] = [:]
        netOfSegment = [:]
        for item in graph.layers[layer] {
            for segment in graph.outgoing[item] {
                guard let edge = graph.segments[segment].edge else { continue }
                let head = graph.segments[segment].head
                let low = cross.items[item] + ports.tail[segment]
                let high = cross.items[head] + ports.head[segment]
                guard let bundle = graph.bundle(at: segment, of: edge) else {
                    netOfSegment[segment] = nets.count
                    nets.append(Channel.Net(low: [low], high: [high]))
                    continue
                }
                if let net = netOfBundle[bundle] {
                    netOfSegment[segment] = net
                    if !nets[net].low.contains(low) { nets[net].low.append(low) }
                    if !nets[net].high.contains(high) { nets[net].high.append(high) }
                } else {
                    netOfBundle[bundle] = nets.count
                    netOfSegment[segment] = nets.count
                    nets.append(Channel.Net(low: [low], high: [high]))
                }
            }
        }
        var blocked: Set<Int> = []
        for group in plan.groups.indices
        where graph.spans[group].contains(layer) && graph.spans[group].contains(layer + 1) {
            blocked.insert(cross.frames[group].low)
            blocked.insert(cross.frames[group].high)
        }
        let channel = Channel(nets: isLoose ? [] : nets, blocked: blocked)
        self.channel = channel
        if !isLoose { costlyBundles = netOfBundle.filter { channel.excess[$0.value] > 0 }.keys.sorted() }
        extra = channel.gapsBetweenJunctions(pitch: plan.metrics.trackPitch)
    }

    /// What passes the gap, in order: where it comes from, if the gap is loose, and where it enters the next layer.
    var wires: [Folds.Wire] {
        if isLoose { return nets.map { ($0.low[0], $0.high[0]) }.sorted { $0.0 < $1.0 } }
        return Set(nets.flatMap(\.high)).sorted().map { ($0, $0) }
    }

    /// Whether every edge could turn for itself, without crossing another one.
    var canBeLoose: Bool {
        guard nets.allSatisfy({ $0.low.count == 1 && $0.high.count == 1 }) else { return false }
        let entered = nets.sorted { $0.low[0] < $1.low[0] }.map { $0.high[0] }
        return zip(entered, entered.dropFirst()).allSatisfy { $0 < $1 }
    }

    func offset(of track: Int, pitch: Int) -> Int { track * pitch + extra[track] }

    func length(pitch: Int) -> Int {
        channel.trackCount == 0 ? 0 : offset(of: channel.trackCount - 1, pitch: pitch) + 1
    }
}

extension Channel {
    /// Cells to add before each track so that no junction lies right beside another one in line: in pure ASCII they could
    /// not be told apart.
    func gapsBetweenJunctions(pitch: Int) -> [Int] {
        var extra = [Int](repeating: 0, count: trackCount)
        guard pitch == 1, trackCount > 1 else { return extra }
        var junctions = [Set<Int>](repeating: [], count: trackCount)
        var cellsOfNet: [Int: [Int]] = [:]
        for piece in pieces { cellsOfNet[piece.net, default: []] += Set(piece.low + piece.high) }
        /// Whether another piece of the trunk begins in line.
        func isShared(_ cell: Int, _ net: Int) -> Bool { cellsOfNet[net]!.count { $0 == cell } > 1 }
        for piece in pieces {
            for cell in Set(piece.low + piece.high) {
                let isInside = piece.first < cell && cell < piece.last
                let isThrough = piece.low.contains(cell) && piece.high.contains(cell)
                if isInside || isThrough || isShared(cell, piece.net) { junctions[piece.track].insert(cell) }
            }
        }
        for track in 1..<trackCount {
            extra[track] = extra[track - 1] + (junctions[track].isDisjoint(with: junctions[track - 1]) ? 0 : 1)
        }
        return extra
    }
}
