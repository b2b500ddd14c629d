import Catalog
import Flows
import Foundation
import Patterns
import Templates
import Testing
import Topologies
import Values

/// What `archscope new` writes of every pattern and binding, read back as a user's own files are.
@Suite("A pattern's folder is its template, code and flows") struct DeployableFolderTests {
    /// One binding of one pattern.
    struct Place: CustomStringConvertible, Sendable {
        var pattern: String
        var binding: String
        var description: String { "\(pattern) \(binding)" }
    }

    static let places: [Place] = Repository.catalog.entries(of: .pattern).flatMap { entry in
        guard case .pattern(let detail) = entry.detail else { return [Place]() }
        return detail.bindings.map { Place(pattern: entry.id, binding: $0.id) }
    }

    /// Each place's folder, made once for all tests.
    static let folders = Dictionary(
        uniqueKeysWithValues: places.map { place in
            (
                place.description,
                Result { try deployableFolder(of: place.pattern, binding: place.binding, in: Repository.catalog) }
            )
        })

    private func folder(_ place: Place) throws -> DeployableFolder {
        try #require(Self.folders[place.description]).get()
    }

    /// Seconds of virtual time that each flow is compared for; 0 for the whole flow.
    static let seconds = Int64(ProcessInfo.processInfo.environment["ARCHSCOPE_COMPARED_SECONDS"] ?? "") ?? 15

    private func opened(_ folder: DeployableFolder, _ parameters: [String: String] = [:]) throws -> OpenedPattern {
        let texts = Dictionary(uniqueKeysWithValues: folder.files.map { ($0.path, $0.text) })
        return try openTemplate(
            try #require(texts["template.yaml"]), file: "template.yaml", parameters: parameters, loadFile: { texts[$0] }
        )
    }

    @Test(arguments: places) func theTemplateReadsBackToTheSameTopology(_ place: Place) throws {
        let folder = try self.folder(place)
        let own = try #require(try opened(folder).bindings.first)
        let original = try openBinding(place.binding, of: place.pattern, in: Repository.catalog)
        #expect(own.diagnostics.map(\.description) == original.diagnostics.map(\.description))
        #expect(shape(own.topology) == shape(link(original.stack)))
        // Everything but the code is the same, whatever lies on which line.
        for resource in original.stack.resources {
            let written = own.stack[resource.logicalID]
            // A version's name is made from the place of its code.
            if resource.type == "AWS::Lambda::Version" { continue }
            #expect(written?.type == resource.type)
            guard resource.properties["Code"]?["ZipFile"] == nil else { continue }
            #expect(written?.properties == resource.properties, "\(resource.logicalID)")
        }
    }

    /// Nodes and ways, without the lines they come from.
    private func shape(_ topology: Topology) -> [String] {
        topology.nodes.map { "\($0.id) \($0.kind) \($0.isEntry)" }
            + topology.edges.map { "\($0.from) \($0.kind) \($0.to) \($0.actions) \($0.label)" }
    }

    @Test(arguments: places) func noCodeIsLostOrLeftInTheTemplate(_ place: Place) throws {
        let folder = try self.folder(place)
        let template = try #require(folder.files.first { $0.path == "template.yaml" }?.text)
        #expect(!template.contains("InlineCode"))
        let original = try openBinding(place.binding, of: place.pattern, in: Repository.catalog)
        let own = try #require(try opened(folder).bindings.first)
        var written = 0
        for function in original.stack.resources {
            guard let code = function.properties["Code"]?["ZipFile"]?.string else { continue }
            let uri = try #require(own.stack[function.logicalID]?.properties["Code"]?.string)
            let file = try #require(folder.files.first { $0.path.hasPrefix(uri) })
            #expect(file.text == code)
            let handler = try #require(function.properties["Handler"]?.string)
            #expect(file.path.dropFirst(uri.count).hasPrefix(handler.prefix { $0 != "." } + "."))
            written += 1
        }
        #expect(folder.files.count { $0.path.hasPrefix("src/") } == written)
    }

    @Test(arguments: places) func flowsRunOnTheTemplateAsTheyDoInTheCatalog(_ place: Place) throws {
        let folder = try self.folder(place)
        for path in folder.flows {
            let text = try #require(folder.files.first { $0.path == path }?.text)
            var request = RunRequest(flow: try readScenario(text, file: path))
            let flow = try #require(request.flow?.id)
            if Self.seconds > 0 { request.horizon = .seconds(Self.seconds) }
            var own = try openTemplateFlow(try opened(folder, request.parameters), request: request)
            own.finish()
            var original = try openFlow(flow, in: Repository.catalog, request: RunRequest(horizon: request.horizon))
            let run = try #require(original.runs.firstIndex { $0.binding == place.binding })
            original.runs[run].finish()
            #expect(own.runs[0].balance.isClosed)
            #expect(journal(own.runs[0]) == journal(original.runs[run]), "\(flow)")
            let expected = original.verdicts.filter { $0.binding == place.binding }
            #expect(own.verdicts.map(\.value) == expected.map(\.value), "\(flow)")
        }
    }

    /// The records, whatever a system outside of the template is called: a template does not name its clients.
    private func journal(_ run: FlowRun) -> [String] {
        (0..<run.recordCount).map {
            run.line($0, withPayload: true, withBinding: false).replacing(/"external:[^"]*"/, with: "external")
        }
    }
}
