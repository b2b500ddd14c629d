import Canvas
import Diagrams
import Flows
import Values

/// A flow being watched: its runs, where in virtual time they are, and what of them is looked at.
struct RunScreen: Sendable {
    /// The flow's id; empty for a template of one's own.
    let flow: String
    /// The flow's name.
    let title: String
    /// The runs, one per binding, under the same traffic.
    var session: FlowSession
    /// Which run is in front.
    var shown = 0

    /// The virtual time on the screen; no run is ahead of it.
    var clock = TimeSpan.zero
    /// Whether time passes.
    var isPlaying = true
    /// How fast.
    var pace: Pace
    /// The time that is run to without showing the way.
    var seeking: TimeSpan?
    /// What was last skipped because nothing happened, and for how long that is still said.
    var skipped: (from: TimeSpan, to: TimeSpan, milliseconds: Int)?

    /// Which pane the keys go to.
    var focus = RunFocus.events
    /// Whether the outcome stands in place of events and details.
    var isComparing = false
    /// Whether the outcome was shown because the runs are over; it is not shown twice by itself.
    var hasShownOutcome = false
    /// The selected record of the run in front; nil follows the newest.
    var selection: Int?
    /// The first row of the log that is seen.
    var logScroll = ScrollState()
    /// The first row of the details that is seen.
    var detailScroll = ScrollState()
    /// Whether the payload is shown whole.
    var isPayloadOpen = false

    /// How much of each component is drawn.
    var detail = DiagramOptions.Detail.full
    /// The drawing of each run.
    var drawings: [RunDrawing] = []
    /// What the drawings were made for.
    var drawingKey: DrawingKey?
    /// The part of the drawing that is seen.
    var viewport = Viewport()
    /// The selected component.
    var selectedNode: String?

    /// What the details or the outcome show; nil where they are out of sight.
    var details: Sheet?
    /// When the outcome was last put together, and for which width: it reads the whole journal.
    var outcomeMade: (clock: TimeSpan, width: Int, age: Int)?

    /// What the drawings depend on.
    struct DrawingKey: Hashable, Sendable {
        var detail: DiagramOptions.Detail
        var width: Int
        var isASCII: Bool
    }

    /// The most steps of the kernel that one tick may take, over all runs: far less than what 5 ms allow, so that a key
    /// is never late.
    static let stepsPerTick = 3_000

    init(flow: String, title: String, session: FlowSession) {
        self.flow = flow
        self.title = title
        self.session = session
        pace = Pace(hop: RunScreen.typicalHop(session))
    }

    /// The run in front.
    var run: FlowRun { session.runs[shown] }

    /// When the last run ends at the latest.
    var horizon: TimeSpan { session.scenario.horizon }

    /// Whether all runs are over.
    var isFinished: Bool { session.runs.allSatisfy(\.isFinished) }

    /// The record that is looked at.
    var record: Int? { selection ?? (run.recordCount > 0 ? run.recordCount - 1 : nil) }

    /// Whether the screen changes by itself.
    var isMoving: Bool { seeking != nil || (isPlaying && !isFinished) || skipped != nil }

    /// How long one hop of this flow typically takes: the median of its first ones, found by running a copy ahead.
    private static func typicalHop(_ session: FlowSession) -> TimeSpan {
        guard var ahead = session.runs.first else { return .milliseconds(20) }
        ahead.advance(to: ahead.horizon, maxSteps: 600)
        let hops = (0..<min(ahead.recordCount, 200)).map { ahead.record($0) }.filter { $0.arrived > $0.sent }
            .map { $0.arrived - $0.sent }.sorted()
        return hops.isEmpty ? .milliseconds(20) : hops[hops.count / 2]
    }
}

/// The panes of the run screen.
enum RunFocus: Int, Hashable, Sendable, CaseIterable {
    case diagram
    case events
    case details

    /// The title of the pane.
    var title: String {
        switch self {
        case .diagram: "Diagram"
        case .events: "Events"
        case .details: "Details"
        }
    }
}

extension Model {
    /// The virtual time of the run in front; nil where none is.
    public var runClock: TimeSpan? {
        if case .run(let screen)? = screens.last { return screen.clock }
        return nil
    }

    /// Whether the run in front has come to its end, or none is in front.
    public var isRunOver: Bool {
        if case .run(let screen)? = screens.last { return screen.isFinished }
        return true
    }
}
