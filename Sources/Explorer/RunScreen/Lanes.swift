import Flows
import Values

/// Another future of a run, beside it: the same up to a moment, from where something is broken in it.
struct RunBranch: Sendable {
    /// Its number, counted from 1 in the order of making; it stays when others go.
    let number: Int
    /// The lane it parted from.
    var parent: Int
    /// The binding it runs.
    let binding: Int
    /// When it parted. What came before is its parent's.
    let at: TimeSpan
    /// What is broken in it, as `--fault` takes it.
    let fault: String
    /// How many records it began with.
    let sharedRecords: Int
    /// The run from that moment on.
    var run: FlowRun

    /// What the bar calls it: `2 crash 0:12`.
    var title: String { "\(number) \(fault.prefix { $0 != "@" }) \(clockText(at, milliseconds: false))" }
}

/// The runs side by side: those of the bindings first, then the branches. A place among them is called a lane; all lanes
/// share one clock.
extension RunScreen {
    /// The number of lanes.
    var laneCount: Int { session.runs.count + branches.count }

    /// The branch in a lane; nil for a binding's own run.
    func branch(in lane: Int) -> RunBranch? {
        let place = lane - session.runs.count
        return branches.indices.contains(place) ? branches[place] : nil
    }

    /// The binding that a lane runs.
    func binding(of lane: Int) -> Int { branch(in: lane)?.binding ?? lane }

    /// The lane whose run a lane shows now: before its beginning a branch is its parent.
    func source(of lane: Int) -> Int {
        guard let branch = branch(in: lane), clock < branch.at else { return lane }
        return source(of: branch.parent)
    }

    /// The run of a lane itself.
    func ownRun(of lane: Int) -> FlowRun { branch(in: lane)?.run ?? session.runs[lane] }

    /// What a lane shows now.
    func run(of lane: Int) -> FlowRun { ownRun(of: source(of: lane)) }

    /// What a lane is called.
    func title(of lane: Int) -> String { branch(in: lane)?.title ?? session.runs[lane].title }

    /// Changes the run of a lane in place.
    mutating func change<Outcome>(_ lane: Int, _ body: (inout FlowRun) -> Outcome) -> Outcome {
        if lane < session.runs.count { return body(&session.runs[lane]) }
        return body(&branches[lane - session.runs.count].run)
    }

    /// The lane that a branch is compared with: the one it parted from; nil for a binding's own run.
    var original: Int? { branch(in: shown)?.parent }

    /// The run in front.
    var run: FlowRun { run(of: shown) }

    /// The drawing of the run in front; nil where it has too many components.
    var drawing: RunDrawing? {
        let binding = binding(of: shown)
        return drawings.indices.contains(binding) ? drawings[binding] : nil
    }

    /// Brings a lane to the front.
    mutating func show(lane: Int) {
        let isOther = binding(of: lane) != binding(of: shown)
        shown = lane
        selection = nil
        logScroll = ScrollState()
        detailScroll = ScrollState()
        // The branches of one binding have one drawing: what is looked at in it stays.
        if isOther {
            selectedNode = nil
            selectedEdge = nil
            viewport = Viewport()
        }
    }
}
