import Graphs

/// The distances of a drawing, in cells, along the flow ("main") and across it.
///
/// A character cell is about twice as high as wide, so a drawing that flows right has other distances than one that
/// flows down.
struct Metrics: Hashable, Sendable {
    /// The direction of flow.
    var direction: FlowDirection
    /// Across: free cells between two boxes.
    var boxGap: Int
    /// Across: free cells between two passing edges.
    var lineGap: Int
    /// Across: free cells between a box and a passing edge.
    var boxLineGap: Int
    /// Across: free cells between a group's frame and what stands outside of it.
    var frameGap: Int
    /// Across: free cells between a group's frame and what stands inside.
    var framePadding: Int
    /// Along: cells an edge runs straight after leaving a rank, before the first track.
    var tailRun: Int
    /// Along: cells an edge runs straight before entering a rank, arrowhead included.
    var headRun: Int
    /// Along: cells from one track to the next.
    var trackPitch: Int
    /// Along: cells a frame takes where a group begins, padding included.
    var frameStart: Int
    /// Along: cells a frame takes where a group ends, padding included.
    var frameEnd: Int
    /// Blank cells at both sides of a box's text.
    var textPadding: Int

    /// The distances for a direction; tight ones save width where a drawing must fit.
    init(direction: FlowDirection, isTight: Bool = false) {
        self.direction = direction
        switch direction {
        case .right:
            boxGap = isTight ? 0 : 1
            lineGap = isTight ? 0 : 1
            boxLineGap = 0
            frameGap = isTight ? 0 : 1
            framePadding = 0
            tailRun = 1
            headRun = isTight ? 1 : 3
            trackPitch = 2
            frameStart = 2
            frameEnd = 2
        case .down:
            boxGap = isTight ? 1 : 3
            lineGap = isTight ? 1 : 2
            boxLineGap = isTight ? 1 : 2
            frameGap = isTight ? 1 : 2
            framePadding = isTight ? 0 : 1
            tailRun = 1
            headRun = 1
            trackPitch = 1
            frameStart = 2
            frameEnd = 1
        }
        textPadding = isTight ? 0 : 1
    }
}
