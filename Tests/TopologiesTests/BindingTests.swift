import Testing
import Topologies

@Suite("Bindings")
struct BindingTests {
    static let form = PatternForm(
        roles: [
            .init(id: "producer", capability: "external"),
            .init(id: "buffer", capability: "message-queue"),
            .init(id: "worker", capability: "function"),
            .init(id: "store", capability: "key-value-store"),
            .init(id: "failed", capability: "message-queue"),
        ],
        edges: [
            .init(from: "producer", to: "buffer", kind: .event),
            .init(from: "buffer", to: "worker", kind: .poll),
            .init(from: "worker", to: "store", kind: .write),
            .init(from: "buffer", to: "failed", kind: .deadLetter),
        ])

    static let complete: [BoundRole] = [
        BoundRole(role: "producer", targets: [.external("shop")]),
        BoundRole(role: "buffer", targets: [.resource("Orders")]),
        BoundRole(role: "worker", targets: [.resource("Worker")]),
        BoundRole(role: "store", targets: [.resource("Store")]),
        BoundRole(role: "failed", targets: [.resource("Failed")]),
    ]

    func proof(_ binding: [BoundRole], _ form: PatternForm = form) throws -> [String] {
        let stack = try stack(QueueTests.buffered)
        let topology = link(stack, form: form, binding: binding)
        return proveBinding(form, binding, topology: topology, stack: stack).map(\.description)
    }

    @Test("A complete binding is proved, and its external system stands in front of the queue")
    func complete() throws {
        #expect(try proof(Self.complete) == [])
        let topology = link(try stack(QueueTests.buffered), form: Self.form, binding: Self.complete)
        #expect(lines(topology).contains("external:shop -event-> Orders"))
        #expect(topology.nodes.last?.label == "Shop")
        let index = topology.edgeIndex()
        #expect(
            index.edge(for: "external:shop", resource: "Orders", action: "sqs:SendMessage")
                == .edge("external:shop>Orders"))
    }

    @Test("An absent role joins its neighbours")
    func absent() throws {
        var binding = Self.complete
        binding[1].targets = [.absent]
        binding[2].targets = [.absent]
        binding[0].targets = [.external("shop")]
        binding[4].targets = [.absent]
        #expect(try proof(binding) == [])
        let topology = link(try stack(QueueTests.buffered), form: Self.form, binding: binding)
        #expect(lines(topology).contains("external:shop -write-> Store"))
    }

    @Test("What is missing is told with the nearest names")
    func missing() throws {
        var binding = Self.complete
        binding[1].targets = [.resource("Order")]
        binding[3].role = "storage"
        let told = try proof(binding)
        #expect(
            told == [
                "error: the pattern has no role 'storage'; expected one of producer, buffer, worker, store, failed; did you "
                    + "mean 'store'?",
                "error: role 'buffer' is bound to 'Order', which is not in template.json; expected the logical id of a "
                    + "resource; did you mean 'Orders'?",
                "error: role 'store' is not bound; bind it to a resource, to external:NAME, or to none",
            ])
    }

    @Test("A capability that the component does not have is told")
    func capability() throws {
        var binding = Self.complete
        binding[3].targets = [.resource("Orders")]
        let told = try proof(binding)
        #expect(
            told.first == "error: role 'store' needs capability 'key-value-store' but 'Orders' is 'message-queue'; "
                + "bind it to a component of that capability, or change the role's capability")
        #expect(told.contains { $0.contains("no way realises 'worker' write 'store'") })
    }

    @Test("A stream stands where a queue is asked for, a function where a pipe is, and a queue not where a stream is")
    func streams() throws {
        let stack = try stack(
            #"{"Log": {"Type": "AWS::Kinesis::Stream"}, "Jobs": {"Type": "AWS::SQS::Queue"}, "#
                + #""Code": {"Type": "AWS::Lambda::Function"}}"#)
        func flaws(_ capability: String, _ id: String) -> Int {
            let form = PatternForm(roles: [.init(id: "inbox", capability: capability)], edges: [])
            let binding = [BoundRole(role: "inbox", targets: [.resource(id)])]
            let topology = link(stack, form: form, binding: binding)
            return proveBinding(form, binding, topology: topology, stack: stack).count
        }
        #expect(flaws("message-queue", "Log") == 0)
        #expect(flaws("stream", "Jobs") == 1)
        #expect(flaws("pipe", "Code") == 0)
    }

    @Test("A dead-letter edge needs a dead letter, and no other edge may run along one")
    func deadLetters() throws {
        var form = Self.form
        form.edges[3].kind = .event
        #expect(try proof(Self.complete, form).count == 1)
        form.edges[3] = .init(from: "worker", to: "store", kind: .deadLetter)
        #expect(try proof(Self.complete, form).count == 1)
        form.edges[3] = .init(from: "worker", to: "store", kind: .read)
        #expect(try proof(Self.complete, form).count == 1)
    }

    @Test("A part of a resource is plumbing that belongs to it")
    func parts() throws {
        let form = PatternForm(
            roles: [
                .init(id: "poller", capability: "event-source-mapping"), .init(id: "worker", capability: "function"),
            ],
            edges: [.init(from: "poller", to: "worker", kind: .call)])
        let part = BoundRole(role: "poller", targets: [.part(resource: "Orders", part: "WorkerOrders")])
        let worker = BoundRole(role: "worker", targets: [.resource("Worker")])
        #expect(try proof([part, worker], form) == [])
        let misspelt = BoundRole(role: "poller", targets: [.part(resource: "Orders", part: "WorkerOrder")])
        #expect(
            try proof([misspelt, worker], form).first
                == "error: 'Orders' has no part 'WorkerOrder'; expected one of WorkerOrders; did you mean 'WorkerOrders'?"
        )
    }

    @Test("The generic graph has a node for each role and an edge for each edge")
    func genericGraph() {
        let graph = Self.form.graph()
        #expect(graph.nodes.map(\.id) == ["producer", "buffer", "worker", "store", "failed"])
        #expect(graph.nodes.filter(\.isEntry).map(\.id) == ["producer"])
        #expect(graph.edges.map(\.kind) == [.event, .poll, .write, .deadLetter])
    }

    @Test("An event bus can play a topic, and of several that share a role each must send and each be reached")
    func sharedRoles() throws {
        let stack = try stack(
            """
            {
              "Bus": {"Type": "AWS::Events::EventBus"},
              "One": {"Type": "AWS::SQS::Queue"},
              "Two": {"Type": "AWS::SQS::Queue"},
              "Alone": {"Type": "AWS::SQS::Queue"},
              "Rule": {"Type": "AWS::Events::Rule", "Properties": {"EventBusName": {"Ref": "Bus"}, "EventPattern": {"source": ["a"]},
                "Targets": [{"Id": "1", "Arn": {"Fn::GetAtt": ["One", "Arn"]}}, {"Id": "2", "Arn": {"Fn::GetAtt": ["Two", "Arn"]}}]}}
            }
            """)
        let form = PatternForm(
            roles: [.init(id: "router", capability: "topic"), .init(id: "inbox", capability: "message-queue")],
            edges: [.init(from: "router", to: "inbox", kind: .event)])
        func proof(_ inboxes: [String]) -> [String] {
            let binding = [
                BoundRole(role: "router", targets: [.resource("Bus")]),
                BoundRole(role: "inbox", targets: inboxes.map { .resource($0) }),
            ]
            let topology = link(stack, form: form, binding: binding)
            return proveBinding(form, binding, topology: topology, stack: stack).map(\.found)
        }
        #expect(proof(["One", "Two"]) == [])
        #expect(
            proof(["One", "Alone"]) == ["no way realises 'router' event 'inbox': nothing leads from 'Bus' to 'Alone'"])
    }

    @Test("An alias that a role is bound to stands between the API and its function")
    func boundAlias() throws {
        let topology = link(
            try stack(
                """
                {
                  "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"ProtocolType": "HTTP", "Target": {"Ref": "Live"}}},
                  "Live": {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "Worker"}, "Name": "live",
                    "FunctionVersion": "1"}},
                  "Worker": {"Type": "AWS::Lambda::Function"}
                }
                """), boundTo: ["Live"])
        #expect(
            lines(topology) == [
                "Api -call-> Live ($default)", "Live -call-> Worker", "external:client -call-> Api",
            ])
        let index = topology.edgeIndex()
        #expect(index.edge(for: "Api", resource: "Worker", action: "lambda:Invoke") == .edge("Live>Worker"))
        #expect(index.edge(for: "Api", resource: "Live", action: "lambda:Invoke") == .edge("Api>Live"))
    }
}
