import Canvas
import Graphs

/// One connected part of a graph, with sizes and indices instead of ids: what the phases work on.
struct Plan: Sendable {
    /// An edge between two different nodes.
    struct Edge: Sendable {
        /// The index of the edge in the graph.
        var index: Int
        var tail: Int
        var head: Int
        /// The lines of the label; empty for none.
        var lines: [String]
        /// Edges of one look may share a trunk; the number stands for the look.
        var look: Int
        /// Whether it matters less than others that the edge is straight: what is set aside or watched beside the flow.
        var isMinor: Bool
    }

    /// A node.
    struct Node: Sendable {
        /// The index of the node in the graph.
        var index: Int
        var box: NodeBox
        var group: Int?
        var isEntry: Bool
        /// Edges from the node to itself, drawn beside its box.
        var loops: [Loop]
    }

    /// An edge from a node to itself.
    struct Loop: Sendable {
        /// The index of the edge in the graph.
        var index: Int
        var lines: [String]
    }

    /// A group.
    struct Group: Sendable {
        /// The index of the group in the graph.
        var index: Int
        var parent: Int?
        /// Columns the title asks for, with its distance from the corners.
        var titleWidth: Int
        /// 0 for outermost groups.
        var depth: Int
    }

    var nodes: [Node]
    var edges: [Edge]
    /// Parents stand before their children.
    var groups: [Group]
    var metrics: Metrics
    /// The cells along the flow after which the drawing goes on in a new row; nil for one row.
    var foldLimit: Int?
    /// The edges that may pass a fold.
    var foldWires: Int

    /// The group and all groups around it, innermost first.
    func path(of group: Int?) -> [Int] {
        var path: [Int] = []
        var next = group
        while let group = next {
            path.append(group)
            next = groups[group].parent
        }
        return path
    }
}
