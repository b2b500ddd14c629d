/// The execution environments of one version of a function: each runs one invocation at a time.
struct Environments: Sendable {
    /// Environments that stand ready by provisioned concurrency, and how many of them work.
    var provisioned: Int
    private(set) var provisionedBusy = 0
    /// Environments that were started on demand and run nothing now.
    private(set) var idle = 0

    init(provisioned: Int = 0) { self.provisioned = provisioned }

    enum Kind: Sendable { case provisioned, onDemand }

    var hasProvisioned: Bool { provisionedBusy < provisioned }
    var hasWarm: Bool { idle > 0 }

    mutating func takeProvisioned() { provisionedBusy += 1 }
    mutating func takeWarm() { idle -= 1 }

    /// A share of the idle environments is gone, as with the zone they were in.
    mutating func lose(share: Double) { idle -= Int((Double(idle) * share).rounded()) }

    mutating func giveBack(_ kind: Kind) {
        switch kind {
        case .provisioned: provisionedBusy -= 1
        case .onDemand: idle += 1
        }
    }
}
