import Catalog
import Flows
import Patterns
import Testing
import Topologies
import Values

/// What the catalog's patterns promise beyond what `archscope check` proves of any catalog.
@Suite("Patterns can be watched, or say what is missing for that") struct CatalogPromisesTests {
    static let patterns = Repository.catalog.heads(of: .pattern).map(\.id)

    /// Services that the emulation models in part or whole, by the CloudFormation types they cover.
    static let services: [(entry: Entry, detail: ServiceDetail)] = Repository.catalog.entries(of: .service).compactMap {
        if case .service(let detail) = $0.detail { ($0, detail) } else { nil }
    }

    private func detail(_ id: String) throws -> PatternDetail {
        guard case .pattern(let detail)? = Repository.catalog.entry(id)?.detail else { throw Missing(id: id) }
        return detail
    }

    /// Every binding is run by a flow, unless a service stands in it that no run knows; then the pattern says which.
    @Test(arguments: patterns) func everyBindingRunsOrTheMissingServiceIsNamed(_ id: String) throws {
        let detail = try detail(id)
        let run = detail.flows.flatMap { flow -> [String] in
            guard case .flow(let flow)? = Repository.catalog.entry(flow)?.detail else { return [] }
            return flow.bindings.isEmpty ? [detail.bindings[0].id] : flow.bindings
        }
        let reasons = detail.failures.map(\.whyNot).joined(separator: " ")
        for binding in detail.bindings where !run.contains(binding.id) {
            let missing = try unmodelled(in: try openBinding(binding.id, of: id, in: Repository.catalog))
            #expect(!missing.isEmpty, "'\(binding.id)' holds only what is emulated, and no flow runs it")
            let isNamed = missing.contains { entry in
                (entry.aliases + entry.name.split(separator: " ").map(String.init)).contains { reasons.contains($0) }
            }
            #expect(isNamed, "no reason names one of \(missing.map(\.id)): \(reasons)")
        }
    }

    /// The services of a binding's components that a run does not know.
    private func unmodelled(in binding: OpenedBinding) throws -> [Entry] {
        let types = Set(binding.topology.nodes.filter { $0.layer == .main }.map(\.type))
        return Self.services.filter { service in
            service.detail.modelled.isEmpty && service.detail.resourceTypes.contains { types.contains($0) }
        }.map(\.entry)
    }

    /// A failure that can be watched has its moment in a flow of the same pattern; a pattern with flows has one.
    @Test(arguments: patterns) func failuresAreWatchedInThePatternsOwnFlows(_ id: String) throws {
        let detail = try detail(id)
        for watch in detail.failures.compactMap(\.watch) {
            #expect(detail.flows.contains(watch.flow))
            guard case .flow(let flow)? = Repository.catalog.entry(watch.flow)?.detail else { continue }
            #expect(watch.at <= flow.horizon)
        }
        #expect(detail.flows.isEmpty || detail.failures.contains { $0.watch != nil })
    }

    /// A number without a day on which it was read cannot be judged later.
    @Test(arguments: patterns) func numbersRestOnSourcesThatWereReadOnADay(_ id: String) throws {
        let entry = try #require(Repository.catalog.entry(id))
        let facts = entry.sections.flatMap(\.blocks).compactMap { block -> String? in
            if case .fact(_, _, let source, _) = block { source } else { nil }
        }
        #expect(!facts.isEmpty)
        for source in facts {
            guard case .source(let source)? = Repository.catalog.entry(source)?.detail else {
                Issue.record("'\(source)' is no source")
                continue
            }
            #expect(!source.read.isEmpty && !source.location.isEmpty)
        }
        #expect(entry.sections.contains { $0.title == "When not" })
    }

    private struct Missing: Error {
        var id: String
    }
}
