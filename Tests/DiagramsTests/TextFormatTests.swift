import Diagrams
import Graphs
import Testing
import Values

@Suite struct TextFormatTests {
    /// Equal but for the order of groups, which nested text decides.
    private func expectSame(_ read: Graph, _ graph: Graph, _ comment: String) {
        #expect(read.nodes == graph.nodes, "\(comment)")
        #expect(read.edges == graph.edges, "\(comment)")
        #expect(Set(read.groups) == Set(graph.groups), "\(comment)")
    }

    @Test(arguments: GraphSort.allCases)
    func aGraphWrittenAsDotOrMermaidReadsBackTheSame(_ sort: GraphSort) throws {
        for seed in 0..<8 as Range<UInt64> {
            let graph = sort.graph(seed: seed)
            let dot = dotText(graph)
            expectSame(try readDot(dot), graph, dot)
            let mermaid = mermaidText(graph)
            expectSame(try readMermaid(mermaid), graph, mermaid)
        }
    }

    @Test func aMermaidFlowchartOfEveryFormIsRead() throws {
        let graph = try readMermaid(
            """
            %% an order's way
            flowchart TD
                client([Client]) -->|"POST /orders"| api{{Orders API}} & health
                api -- accepted --> q[("Queue<br/>of orders")]:::message-queue
                q -.-> worker((Worker)) ==> table[(Orders)]
                worker -. failed .-> dlq>Dead letters]; dlq --- ops
                subgraph back [Back office]
                    direction LR
                    worker
                    subgraph inner
                        table
                    end
                end
                classDef message-queue fill:#f9f
                style api stroke:#333
                class client entry
            """
        )
        #expect(graph.direction == .down)
        #expect(graph.nodes.map(\.id) == ["client", "api", "health", "q", "worker", "table", "dlq", "ops"])
        #expect(graph.nodes[0].isEntry)
        #expect(graph.nodes[3].label == "Queue\nof orders")
        #expect(graph.nodes[3].kind == "message-queue")
        #expect(graph.nodes[4].group == "back")
        #expect(graph.nodes[5].group == "inner")
        #expect(
            graph.groups == [GraphGroup(id: "back", label: "Back office"), GraphGroup(id: "inner", parent: "back")])
        #expect(
            graph.edges == [
                GraphEdge(from: "client", to: "api", label: "POST /orders"),
                GraphEdge(from: "client", to: "health", label: "POST /orders"),
                GraphEdge(from: "api", to: "q", label: "accepted"),
                GraphEdge(from: "q", to: "worker", kind: .event),
                GraphEdge(from: "worker", to: "table", kind: .write),
                GraphEdge(from: "worker", to: "dlq", label: "failed", kind: .event),
                GraphEdge(from: "dlq", to: "ops"),
            ]
        )
    }

    @Test func anArrowWithTwoHeadsIsAnEdgeEachWay() throws {
        #expect(
            try readMermaid("graph LR\n a <-->|both| b").edges == [
                GraphEdge(from: "a", to: "b", label: "both"), GraphEdge(from: "b", to: "a"),
            ])
    }

    @Test func aDotGraphOfEveryFormIsRead() throws {
        let graph = try readDot(
            """
            // an order's way
            strict digraph "orders" {
                rankdir=LR; node [shape=box, kind="function"];
                api [label="Orders\nAPI" kind=api entry=true]
                api:e -> { q1 q2 } [label=<accepted<br/>order>, kind=event]
                subgraph cluster_back {
                    label = "Back " + "office";
                    worker; /* a comment */
                    subgraph cluster_inner { table }
                }
                q1 -> worker -> table
            }
            """
        )
        #expect(graph.direction == .right)
        #expect(graph.nodes.map(\.id) == ["api", "q1", "q2", "worker", "table"])
        #expect(graph.nodes[0] == GraphNode(id: "api", label: "Orders\nAPI", kind: "api", isEntry: true))
        #expect(graph.nodes[1].kind == "function")
        #expect(graph.nodes[4].group == "inner")
        #expect(
            graph.groups == [GraphGroup(id: "back", label: "Back office"), GraphGroup(id: "inner", parent: "back")])
        #expect(graph.edges.count == 4)
        #expect(graph.edges[1] == GraphEdge(from: "api", to: "q2", label: "accepted\norder", kind: .event))
    }

    @Test func whatIsWrongIsSaidWithItsPlace() {
        func problem(_ read: () throws(Diagnostics) -> Graph) -> String? {
            do throws(Diagnostics) {
                _ = try read()
                return nil
            } catch {
                return error.all.first?.description
            }
        }
        #expect(
            problem { () throws(Diagnostics) in try readMermaid("flowchart LR\n  a[open --> b", file: "m.mmd") }
                == "m.mmd:2:5: error: the text 'open --> b' is not closed; expected ']'"
        )
        #expect(
            problem { () throws(Diagnostics) in try readMermaid("sequenceDiagram", file: "m.mmd") }
                == "m.mmd:1:1: error: found 'sequenceDiagram'; expected 'graph' or 'flowchart' with a direction"
        )
        #expect(
            problem { () throws(Diagnostics) in
                try readMermaid("graph LR\nsubgraph g\n a\nend\n b --> g", file: "m.mmd")
            }
                == "m.mmd:5:8: error: 'g' is a subgraph; an edge must end at a node of it"
        )
        #expect(
            problem { () throws(Diagnostics) in try readDot("graph { a -- b }", file: "g.dot") }
                == "g.dot:1:1: error: an undirected graph; expected 'digraph' and edges with '->'"
        )
        #expect(
            problem { () throws(Diagnostics) in try readDot("digraph {\n a -> b [kind=evnt]\n}", file: "g.dot") }?
                .contains("did you mean 'event'?") ?? false
        )
        #expect(problem { () throws(Diagnostics) in try readDot("digraph { a -> ") } != nil)
    }

    @Test func damagedTextsNeverTrap() {
        var random = Seeded(11)
        let sources = [mermaidText(GraphSort.nested.graph(seed: 5)), dotText(GraphSort.nested.graph(seed: 5))]
        let letters = Array("[](){}<>\"'|-=.~&;:@#%/\\\\ \nexo>")
        for round in 0..<400 {
            var text = Array(sources[round % 2])
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                if random.chance(40) {
                    text.remove(at: place)
                } else {
                    text[place] = letters.randomElement(using: &random)!
                }
            }
            _ = try? readMermaid(String(text))
            _ = try? readDot(String(text))
        }
    }

    @Test func theSameSceneIsDrawnAsSVG() throws {
        let graph = Graph(
            nodes: [GraphNode(id: "a", label: "A < B", kind: "external"), GraphNode(id: "b", group: "g")],
            edges: [GraphEdge(from: "a", to: "b", label: "go", kind: .event)],
            groups: [GraphGroup(id: "g", label: "G")]
        )
        let svg = svgText(graph, try layOut(graph))
        #expect(svg.hasPrefix("<svg xmlns"))
        #expect(svg.contains(">A &lt; B</text>"))
        #expect(svg.contains("class=\"event\""))
        #expect(svg.components(of: "<rect") == 4)
    }
}

extension String {
    /// How often a part occurs.
    fileprivate func components(of part: String) -> Int {
        indices.filter { self[$0...].hasPrefix(part) }.count
    }
}
