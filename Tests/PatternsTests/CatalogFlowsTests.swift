import Catalog
import Flows
import Patterns
import Testing
import Values

/// The repository's catalog, read once.
enum Repository {
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    static let catalog = readCatalog(directory: root + "/catalog").catalog
    static let flows = catalog.heads(of: .flow).map(\.id)
}

@Suite struct CatalogFlowsTests {
    /// Every message of every flow is accounted for, every call lies on exactly one edge of the topology, and what the
    /// flow expects comes out.
    @Test(arguments: Repository.flows)
    func everyFlowOfTheCatalogHoldsWhatItPromises(flow: String) throws {
        var session = try openFlow(flow, in: Repository.catalog)
        session.finish()
        for run in session.runs {
            #expect(run.balance.isClosed, "\(run.binding): \(run.balance)")
            #expect(run.strayCalls.prefix(3).isEmpty, "\(run.binding): \(run.strayCalls.prefix(3))")
        }
        let digests = session.runs.map { "\(flow) \($0.binding) \($0.digest)" }
        for digest in digests {
            #expect(goldenDigests.contains(digest), "the flow runs another way than before: \(digest)")
        }
        for verdict in session.verdicts {
            #expect(
                verdict.holds,
                "\(verdict.binding): \(verdict.expectation.says) — \(verdict.expectation.metric) of \(verdict.expectation.of.name) is \(verdict.value.map { "\($0)" } ?? "nothing")"
            )
        }
    }

    /// How a run is kept must not change what happens in it.
    @Test(arguments: ["poison-message", "order-events"])
    func aFlowRunsTheSameWhateverTheSpacingOfItsCheckpoints(flow: String) throws {
        var session = try openFlow(flow, in: Repository.catalog, checkpointSpacing: 997)
        session.finish()
        for run in session.runs { #expect(goldenDigests.contains("\(flow) \(run.binding) \(run.digest)")) }
    }
}
