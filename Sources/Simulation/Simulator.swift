/// `Simulation` owns virtual time: what happens next, seeded randomness, the journal with its causes, checkpoints and
/// rewinding. It must not know any cloud: it is a kernel for every model of discrete events.

/// State that changes only when an activity happens.
///
/// The model is the small part, copied whole at each checkpoint. Its archive only grows (records, payloads) and is cut
/// back to a mark when the run is rewound.
public protocol SimulationModel: Sendable {
    /// What can happen: numbers, which stand for more in the model or the archive.
    associatedtype Activity: Sendable & BitwiseCopyable
    /// What only grows.
    associatedtype Archive: Rewindable & Sendable

    /// Lets an activity happen: changes the model, adds to the archive, schedules what follows.
    mutating func handle(
        _ activity: Activity,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    )
}

/// Something that grows while a run goes forward and can be cut back to how long it was.
public protocol Rewindable {
    /// Its length, or lengths.
    associatedtype Mark: Sendable
    /// How long it is now.
    var mark: Mark { get }
    /// Cuts it back.
    mutating func rewind(to mark: Mark)
}

/// Runs a model through virtual time, forward and back.
///
/// Going back restores the nearest checkpoint and replays from there; because a run depends on nothing but its model,
/// that gives the same states again. A copy of a simulator is a branch of the run.
public struct Simulator<Model: SimulationModel>: Sendable {
    // The methods are inlinable, so that each model gets a kernel compiled for it alone: a kernel that asks at run time
    // what its model is takes four times as long.
    @usableFromInline var state: State
    @usableFromInline var storedArchive: Model.Archive
    @usableFromInline var checkpoints: [Checkpoint] = []
    @usableFromInline let spacing: Int
    /// The step after which the next checkpoint is due.
    @usableFromInline var nextCheckpoint: Int

    /// What a checkpoint keeps, and a step changes.
    @usableFromInline
    struct State: Sendable {
        @usableFromInline var model: Model
        @usableFromInline var agenda: Agenda<Model.Activity>
        @usableFromInline var now = Instant.start
        @usableFromInline var stepCount = 0

        @inlinable
        init(model: Model, agenda: Agenda<Model.Activity>) {
            self.model = model
            self.agenda = agenda
        }
    }

    @usableFromInline
    struct Checkpoint: Sendable {
        @usableFromInline var state: State
        @usableFromInline var mark: Model.Archive.Mark

        @inlinable
        init(state: State, mark: Model.Archive.Mark) {
            self.state = state
            self.mark = mark
        }
    }

    /// The model as it is now.
    @inlinable public var model: Model { _read { yield state.model } }
    /// What is to happen.
    @inlinable public var agenda: Agenda<Model.Activity> { _read { yield state.agenda } }
    /// What has grown so far.
    @inlinable public var archive: Model.Archive { _read { yield storedArchive } }
    /// The time of the last activity, or the time last run to.
    @inlinable public var now: Instant { state.now }
    /// The number of activities that have happened.
    @inlinable public var stepCount: Int { state.stepCount }

    /// Starts a run.
    /// - Parameter spacing: steps between checkpoints; about 10,000 costs 15 % of the speed, 1,000 a third.
    @inlinable
    public init(
        model: Model,
        agenda: Agenda<Model.Activity>,
        archive: Model.Archive,
        checkpointEvery spacing: Int = 10_000
    ) {
        precondition(spacing > 0, "checkpoints need a positive spacing")
        state = State(model: model, agenda: agenda)
        storedArchive = archive
        self.spacing = spacing
        nextCheckpoint = spacing
        saveCheckpoint()
    }

    /// The time of the next activity, or nil when nothing is left.
    @inlinable public var nextTime: Instant? { state.agenda.nextTime }

    /// Lets the next activity happen.
    /// - Returns: false when nothing was left.
    @inlinable
    @discardableResult
    public mutating func step() -> Bool {
        guard let (activity, time) = state.agenda.next() else { return false }
        state.now = time
        state.stepCount += 1
        state.model.handle(activity, at: time, agenda: &state.agenda, archive: &storedArchive)
        if state.stepCount == nextCheckpoint { saveCheckpoint() }
        return true
    }

    /// Lets everything happen up to and including a moment, or `maxSteps` activities.
    /// - Returns: whether the moment was reached.
    @inlinable
    @discardableResult
    public mutating func run(until moment: Instant, maxSteps: Int = .max) -> Bool {
        var left = maxSteps
        while let next = nextTime, next <= moment {
            guard left > 0 else { return false }
            left -= 1
            step()
        }
        state.now = max(state.now, moment)
        return true
    }

    /// Goes back to just after the `count`-th activity.
    @inlinable
    public mutating func rewind(toStep count: Int) {
        restore { $0.stepCount <= count }
        while state.stepCount < count, step() {}
    }

    /// Goes back to a moment: everything up to and including it has happened, nothing later.
    @inlinable
    public mutating func rewind(to moment: Instant) {
        restore { $0.now <= moment }
        run(until: moment)
    }

    /// Changes what is to come: from here on this run is another one than it would have been.
    ///
    /// The run then begins here: it cannot be rewound past this moment, because what comes before would not lead here.
    @inlinable
    public mutating func branch(_ change: (inout Model, inout Agenda<Model.Activity>) -> Void) {
        change(&state.model, &state.agenda)
        checkpoints = []
        saveCheckpoint()
    }

    /// Changes something of the archive that no run depends on.
    @inlinable
    public mutating func watch(_ change: (inout Model.Archive) -> Void) { change(&storedArchive) }

    /// The next step whose number is a multiple of the spacing.
    @usableFromInline var firstMultiple: Int { state.stepCount + (spacing - state.stepCount % spacing) }

    @usableFromInline
    mutating func saveCheckpoint() {
        nextCheckpoint = firstMultiple
        // Replaying passes the places of checkpoints that are still there.
        guard checkpoints.last.map({ $0.state.stepCount < state.stepCount }) ?? true else { return }
        checkpoints.append(Checkpoint(state: state, mark: storedArchive.mark))
    }

    @usableFromInline
    mutating func restore(_ isEarlyEnough: (State) -> Bool) {
        while checkpoints.count > 1, let last = checkpoints.last, !isEarlyEnough(last.state) {
            checkpoints.removeLast()
        }
        guard let checkpoint = checkpoints.last else { return }
        state = checkpoint.state
        storedArchive.rewind(to: checkpoint.mark)
        nextCheckpoint = firstMultiple
    }
}
