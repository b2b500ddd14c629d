import Diagrams
import Graphs
import Testing
import Values

@Suite struct GraphJSONTests {
    private func problems(_ text: String) -> [String] {
        do throws(Diagnostics) {
            _ = try readGraph(text, file: "g.json")
            return []
        } catch {
            return error.all.map(\.description)
        }
    }

    @Test func aGraphIsReadBackAsItWasWritten() throws {
        for sort in GraphSort.allCases {
            for seed in 0..<10 as Range<UInt64> {
                let graph = sort.graph(seed: seed)
                #expect(try readGraph(graphJSON(graph).prettyText) == graph)
            }
        }
    }

    @Test func onlyIdsAndEndsAreRequired() throws {
        let graph = try readGraph(#"{"nodes": [{"id": "a"}, {"id": "b"}], "edges": [{"from": "a", "to": "b"}]}"#)
        #expect(graph.nodes.map(\.label) == ["a", "b"])
        #expect(graph.edges == [GraphEdge(from: "a", to: "b")])
    }

    @Test func anEdgeToAnUnknownNodeIsNamedWithTheNearestId() {
        #expect(
            problems(
                """
                {"nodes": [{"id": "orders"}],
                 "edges": [{"from": "orders", "to": "ordres"}]}
                """
            ) == [
                "g.json:2:37: error: unknown node 'ordres'; expected the id of a node of this graph; did you mean 'orders'?"
            ]
        )
    }

    @Test func everythingWrongIsReportedAtOnce() {
        let found = problems(
            """
            {"direction": "up",
             "nodes": [{"id": "a"}, {"id": "a"}, {"lable": "b"}],
             "edges": [{"from": "a", "to": "a", "kind": "poll "}],
             "groups": [{"id": "g", "parent": "h"}, {"id": "h", "parent": "g"}]}
            """
        )
        #expect(found.count == 7)
        #expect(found.contains { $0.contains("'a' is given twice") })
        #expect(found.contains { $0.contains("the group 'g' stands in itself") })
        #expect(found.contains { $0.contains("unknown field 'lable'") && $0.contains("did you mean 'label'?") })
        #expect(found.contains { $0.contains("'direction' is 'up'") })
    }

    @Test func damagedGraphsNeverTrap() {
        let whole = graphJSON(GraphSort.nested.graph(seed: 3)).prettyText
        var random = Seeded(7)
        let letters = Array("{}[]\",:\\ 0tfn\u{0}é")
        for _ in 0..<400 {
            var text = Array(whole)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                if random.chance(50) {
                    text.remove(at: place)
                } else {
                    text[place] = letters.randomElement(using: &random)!
                }
            }
            guard let graph = try? readGraph(String(text)) else { continue }
            _ = try? layOut(graph)
        }
    }

    @Test func aLayoutTellsWhereEverythingStands() throws {
        let graph = Graph(
            nodes: [GraphNode(id: "a", group: "g"), GraphNode(id: "b")],
            edges: [GraphEdge(from: "a", to: "b", label: "x", kind: .event)],
            groups: [GraphGroup(id: "g", label: "G")]
        )
        let layout = try layOut(graph)
        let json = layoutJSON(graph, layout)
        #expect(json["width"]?.integer == layout.size.width)
        #expect(json["edges"]?[0]?["points"]?[0]?["x"]?.integer == layout.nodes[0].rect.maxX)
        #expect(json["edges"]?[0]?["label"]?["lines"] == ["x"])
        #expect(json["groups"]?[0]?["width"]?.integer == layout.groups[0].rect.width)
    }
}
