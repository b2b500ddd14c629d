import Diagrams
import Graphs
import TestKit
import Testing

@Test func aChainWithABufferIsDrawnFromLeftToRight() throws {
    let graph = Graph(
        nodes: [
            GraphNode(id: "Client", kind: "external", isEntry: true),
            GraphNode(id: "Api", kind: "api"),
            GraphNode(id: "Jobs", kind: "message-queue"),
            GraphNode(id: "Worker", kind: "function"),
            GraphNode(id: "JobsDLQ", kind: "message-queue"),
        ],
        edges: [
            GraphEdge(from: "Client", to: "Api", label: "POST"),
            GraphEdge(from: "Api", to: "Jobs", kind: .event),
            GraphEdge(from: "Jobs", to: "Worker", kind: .poll),
            GraphEdge(from: "Jobs", to: "JobsDLQ", kind: .deadLetter),
        ]
    )
    expectPicture(
        try drawText(graph),
        """
        ┌──────────┐  POST    ╭─────╮    ╭───────╮     ╭──────────╮
        │  Client  │─────────▶│ Api │───▷│ Jobs  │════▷│  Worker  │
        │ external │          ╰─────╯    │ queue │╍┓   │ function │
        └──────────┘                     ╰───────╯ ╏   ╰──────────╯
                                                   ╏
                                                   ╏   ╭──────────╮
                                                   ┗╍╍▶│ JobsDLQ  │
                                                       │  queue   │
                                                       ╰──────────╯
        """
    )
}
