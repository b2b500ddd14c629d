/// The activities that are to happen, each at its time; activities at the same time happen in the order scheduled.
public struct Agenda<Activity: Sendable & BitwiseCopyable>: Sendable {
    @usableFromInline var queue = EventQueue()
    @usableFromInline var activities = Slab<Activity>()

    /// Makes an empty agenda.
    @inlinable
    public init() {}

    /// Schedules an activity.
    /// - Complexity: O(log count).
    @inlinable
    public mutating func schedule(_ activity: Activity, at time: Instant) {
        queue.push(activities.insert(activity), at: time)
    }

    /// Takes the next activity.
    @inlinable
    public mutating func next() -> (activity: Activity, time: Instant)? {
        guard let (item, time) = queue.pop() else { return nil }
        let activity = activities[item]
        activities.release(item)
        return (activity, time)
    }

    /// The time of the next activity, or nil.
    @inlinable public var nextTime: Instant? { queue.nextTime }
    /// The number of activities waiting.
    @inlinable public var count: Int { queue.count }
    /// The activities waiting, in no meaningful but a stable order.
    @inlinable public var pending: [Activity] { activities.all }
}
