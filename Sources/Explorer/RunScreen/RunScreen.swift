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
    /// Other futures of these runs, in the order they were made.
    var branches: [RunBranch] = []
    /// Which lane is in front: a binding's run, or beyond those a branch.
    var shown = 0
    /// The number of the branch that was looked at last.
    var lastBranch: Int?

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

    /// Where the runs are to pause.
    var breakpoints: [RunBreakpoint] = []
    /// The breakpoint at which they stand, until time goes on.
    var stop: RunStop?
    /// A pause that one run has come to, while the others still come up to its moment.
    var met: RunStop?

    /// Which pane the keys go to.
    var focus = RunFocus.events
    /// What is read in place of events and details, if anything.
    var sheet: RunSheet?
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
    /// The drawing of each binding's run; nil where it has too many components.
    var drawings: [RunDrawing?] = []
    /// What the drawings were made for.
    var drawingKey: DrawingKey?
    /// The part of the drawing that is seen.
    var viewport = Viewport()
    /// The selected component.
    var selectedNode: String?
    /// The selected way, by its edge's id; then no component is.
    var selectedEdge: String?
    /// The component whose ways are gone through.
    var wayAnchor: String?

    /// What the details, or what is read in their place, show; nil where they are out of sight.
    var details: Sheet?
    /// What was last put together to be read, when, and for which width: it reads the whole journal.
    var sheetMade: (sheet: RunSheet, lane: Int, record: Int?, clock: TimeSpan, width: Int, age: Int)?
    /// The difference that was last found.
    var difference: RunDifference?

    /// What the drawings depend on.
    struct DrawingKey: Hashable, Sendable {
        var detail: DiagramOptions.Detail
        var width: Int
        var isASCII: Bool
    }

    /// The most steps of the kernel that one tick may take, over all runs: far less than what 5 ms allow, so that a key
    /// is never late.
    static let stepsPerTick = 3_000
    /// The same where every record is held against a condition.
    static let watchedStepsPerTick = 400

    init(flow: String, title: String, session: FlowSession) {
        self.flow = flow
        self.title = title
        self.session = session
        pace = Pace(hop: RunScreen.typicalHop(session))
    }

    /// When the last run ends at the latest.
    var horizon: TimeSpan { session.scenario.horizon }

    /// Whether all runs are over.
    var isFinished: Bool { session.runs.allSatisfy(\.isFinished) && branches.allSatisfy(\.run.isFinished) }

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

/// What can be read in place of panes of the run screen.
enum RunSheet: Hashable, Sendable {
    /// The outcomes side by side.
    case outcome
    /// In what a branch differs from the run it parted from.
    case difference
    /// Why a record happened.
    case chain

    /// Its title.
    var title: String {
        switch self {
        case .outcome: "Outcome"
        case .difference: "Difference"
        case .chain: "Why"
        }
    }

    /// Whether it takes all of the body, the diagram's part too.
    var isWhole: Bool { self != .outcome }
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
