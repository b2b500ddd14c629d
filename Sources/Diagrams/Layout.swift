import Canvas
import Graphs

/// `Diagrams` owns drawing graphs as text: ranks, order, coordinates, orthogonal routes, and the picture made of them;
/// and the graph formats it reads and writes. It must not know what a graph stands for.

/// A drawing as data: where every node, edge, label and group stands on the character grid.
///
/// Nodes, edges and groups stand in the order of the graph that was laid out.
public struct Layout: Hashable, Sendable {
    /// The extent of the drawing in cells.
    public var size: Size
    /// The direction the edges flow in.
    public var direction: FlowDirection
    /// One per node of the graph.
    public var nodes: [PlacedNode]
    /// One per edge of the graph.
    public var edges: [PlacedEdge]
    /// One per group of the graph.
    public var groups: [PlacedGroup]

    /// Makes a layout.
    public init(
        size: Size,
        direction: FlowDirection,
        nodes: [PlacedNode],
        edges: [PlacedEdge],
        groups: [PlacedGroup]
    ) {
        self.size = size
        self.direction = direction
        self.nodes = nodes
        self.edges = edges
        self.groups = groups
    }
}

/// Where a node stands.
public struct PlacedNode: Hashable, Sendable {
    /// The node's id.
    public var id: String
    /// Its box, frame included.
    public var rect: Rect
    /// The lines of its label as they are drawn.
    public var lines: [String]
    /// The line below the label that names the kind; nil where none is drawn.
    public var kindLine: String?

    /// Makes a placed node.
    public init(id: String, rect: Rect, lines: [String], kindLine: String? = nil) {
        self.id = id
        self.rect = rect
        self.lines = lines
        self.kindLine = kindLine
    }
}

/// The course of an edge.
public struct PlacedEdge: Hashable, Sendable {
    /// The index of the edge in the graph.
    public var index: Int
    /// The corners of its course, from the cell next to (outside) the source's border to the arrowhead's cell next to
    /// the target's border; consecutive points share a row or a column.
    public var points: [Point]
    /// The cells of its label, if it has one.
    public var labelRect: Rect?
    /// The lines of the label as they are drawn.
    public var labelLines: [String]

    /// Makes a placed edge.
    public init(index: Int, points: [Point], labelRect: Rect? = nil, labelLines: [String] = []) {
        self.index = index
        self.points = points
        self.labelRect = labelRect
        self.labelLines = labelLines
    }
}

/// Where a group's frame stands.
public struct PlacedGroup: Hashable, Sendable {
    /// The group's id.
    public var id: String
    /// Its frame; empty for a group without members, which is not drawn.
    public var rect: Rect
    /// The cells of its title in the frame's first row, a blank on either side included.
    public var titleRect: Rect

    /// Makes a placed group.
    public init(id: String, rect: Rect, titleRect: Rect = Rect(x: 0, y: 0, width: 0, height: 0)) {
        self.id = id
        self.rect = rect
        self.titleRect = titleRect
    }
}

/// What a caller may ask of a drawing.
public struct DiagramOptions: Hashable, Sendable {
    /// How much of each node is drawn.
    public enum Detail: String, Hashable, Sendable, CaseIterable {
        /// Kind and label.
        case full
        /// One line of label, tight boxes.
        case compact
        /// Short names only.
        case overview
    }

    /// Unicode box drawing or pure ASCII; both have the same geometry.
    public enum Charset: String, Hashable, Sendable, CaseIterable {
        case unicode
        case ascii
    }

    /// The direction of flow; nil picks what fits and reads best.
    public var direction: FlowDirection?
    /// The columns the drawing must fit in; nil for its natural size.
    public var width: Int?
    /// Unicode or ASCII.
    public var charset: Charset
    /// How much of each node is drawn.
    public var detail: Detail

    /// Makes options.
    public init(
        direction: FlowDirection? = nil,
        width: Int? = nil,
        charset: Charset = .unicode,
        detail: Detail = .full
    ) {
        self.direction = direction
        self.width = width
        self.charset = charset
        self.detail = detail
    }
}

/// Why a graph could not be laid out.
public enum DiagramError: Error, Hashable, Sendable {
    /// The drawing does not fit the width asked for; it needs this many columns.
    case needsWidth(Int)
    /// The graph has more nodes and edges than the engine draws.
    case tooLarge(count: Int, limit: Int)
}
