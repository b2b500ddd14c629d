import Graphs

/// A node in few words.
private func n(_ id: String, _ kind: String = "", _ group: String? = nil, entry: Bool = false, label: String? = nil)
    -> GraphNode
{ GraphNode(id: id, label: label, kind: kind, group: group, isEntry: entry) }

/// An edge in few words.
private func e(_ a: String, _ b: String, _ kind: EdgeKind = .call, _ label: String = "", assumed: Bool = false)
    -> GraphEdge
{ GraphEdge(from: a, to: b, label: label, kind: kind, isAssumed: assumed) }

/// Cloud topologies of 7 to 20 nodes, with groups, cycles and labels.
public enum CloudTopologies {
    /// A queue before a table.
    public static let writeBuffering = Graph(
        nodes: [
            n("Client", "external", entry: true), n("OrdersApi", "api"), n("Intake", "function"),
            n("OrderQueue", "message-queue"), n("Writer", "function"), n("Orders", "key-value-store"),
            n("OrdersDLQ", "message-queue"),
        ],
        edges: [
            e("Client", "OrdersApi", .call, "POST /orders"), e("OrdersApi", "Intake"),
            e("Intake", "OrderQueue", .event), e("OrderQueue", "Writer", .poll), e("Writer", "Orders", .write),
            e("OrderQueue", "OrdersDLQ", .deadLetter, "after 5 tries"),
        ])

    /// A topic, and a queue with a dead-letter queue per consumer.
    public static let fanOut = Graph(
        nodes: [
            n("Shop", "function", entry: true), n("OrderEvents", "topic"),
            n("BillingQueue", "message-queue", "billing"), n("BillingDLQ", "message-queue", "billing"),
            n("BillingWorker", "function", "billing"), n("StockQueue", "message-queue", "stock"),
            n("StockDLQ", "message-queue", "stock"), n("StockWorker", "function", "stock"),
            n("MailQueue", "message-queue", "mail"), n("MailDLQ", "message-queue", "mail"),
            n("MailWorker", "function", "mail"),
        ],
        edges: [
            e("Shop", "OrderEvents", .event), e("OrderEvents", "BillingQueue", .event, "paid"),
            e("OrderEvents", "StockQueue", .event), e("OrderEvents", "MailQueue", .event, "paid, sent"),
        ]
            + ["Billing", "Stock", "Mail"].flatMap {
                [e("\($0)Queue", "\($0)Worker", .poll), e("\($0)Queue", "\($0)DLQ", .deadLetter)]
            },
        groups: [
            GraphGroup(id: "billing", label: "Billing"), GraphGroup(id: "stock", label: "Stock"),
            GraphGroup(id: "mail", label: "Mail"),
        ])

    /// A bus whose rules share a dead-letter queue.
    public static let busWithRules = Graph(
        nodes: [
            n("Checkout", "function", entry: true), n("Returns", "function", entry: true), n("Bus", "event-bus"),
            n("OrderPlaced", "rule"), n("OrderReturned", "rule"), n("Audit", "rule"), n("Fulfil", "state-machine"),
            n("Refund", "function"), n("Log", "stream"), n("RuleDLQ", "message-queue"),
        ],
        edges: [
            e("Checkout", "Bus", .event), e("Returns", "Bus", .event), e("Bus", "OrderPlaced", .event),
            e("Bus", "OrderReturned", .event), e("Bus", "Audit", .event), e("OrderPlaced", "Fulfil", .event),
            e("OrderReturned", "Refund", .event), e("Audit", "Log", .event), e("OrderPlaced", "RuleDLQ", .deadLetter),
            e("OrderReturned", "RuleDLQ", .deadLetter),
        ])

    /// A workflow with a compensation that leads back.
    public static let saga = Graph(
        nodes: [
            n("Api", "api", entry: true), n("Saga", "state-machine"), n("Reserve", "function"), n("Pay", "function"),
            n("Ship", "function"), n("Cancel", "function"), n("Stock", "key-value-store"),
            n("Ledger", "key-value-store"),
        ],
        edges: [
            e("Api", "Saga"), e("Saga", "Reserve"), e("Reserve", "Pay"), e("Pay", "Ship"),
            e("Pay", "Cancel", .call, "declined"), e("Cancel", "Reserve", .call, "release"),
            e("Reserve", "Stock", .write), e("Pay", "Ledger", .write), e("Ship", "Saga", .event, "done"),
            e("Pay", "Pay", .call, "retry"),
        ])

    /// Subnets in a network in a region.
    public static let nestedGroups = Graph(
        nodes: [
            n("Browser", "external", entry: true), n("Cdn", "cdn"), n("Api", "api", "region"),
            n("Auth", "function", "app"), n("Orders", "function", "app"), n("Db", "relational-database", "data"),
            n("Replica", "relational-database", "data"), n("Cache", "cache", "data"),
            n("Queue", "message-queue", "region"), n("Worker", "function", "app"), n("Email", "external"),
        ],
        edges: [
            e("Browser", "Cdn"), e("Cdn", "Api"), e("Api", "Auth", .call, "token"), e("Api", "Orders"),
            e("Orders", "Db", .write), e("Orders", "Cache", .read), e("Db", "Replica", .event, "replicates"),
            e("Orders", "Queue", .event), e("Queue", "Worker", .poll), e("Worker", "Db", .write),
            e("Worker", "Email", .call), e("Auth", "Cache", .read),
        ],
        groups: [
            GraphGroup(id: "region", label: "eu-west-1"), GraphGroup(id: "vpc", label: "VPC", parent: "region"),
            GraphGroup(id: "app", label: "App subnet", parent: "vpc"),
            GraphGroup(id: "data", label: "Data subnet", parent: "vpc"),
        ])

    /// A stream that is enriched, kept and asked.
    public static let stream = Graph(
        nodes: [
            n("Devices", "external", entry: true), n("Gateway", "api"), n("Ingest", "stream"), n("Enrich", "function"),
            n("Archive", "object-store"), n("Hot", "key-value-store"), n("Alerts", "topic"), n("Ops", "external"),
            n("Dashboard", "external"), n("Query", "function"), n("Config", "key-value-store"),
        ],
        edges: [
            e("Devices", "Gateway"), e("Gateway", "Ingest", .event), e("Ingest", "Enrich", .poll, "batches of 100"),
            e("Ingest", "Archive", .write), e("Enrich", "Hot", .write), e("Enrich", "Alerts", .event, "over limit"),
            e("Alerts", "Ops", .event), e("Dashboard", "Query"), e("Query", "Hot", .read), e("Query", "Archive", .read),
            e("Enrich", "Config", .read),
        ])

    /// Writes and reads kept apart.
    public static let commandsAndQueries = Graph(
        nodes: [
            n("Web", "external", entry: true), n("Mobile", "external", entry: true), n("Edge", "cdn"),
            n("CommandApi", "api", "write"), n("QueryApi", "api", "read"), n("CommandFn", "function", "write"),
            n("EventStore", "key-value-store", "write"), n("Changes", "stream", "write"),
            n("Projector", "function", "read"), n("ViewDb", "key-value-store", "read"), n("Search", "search", "read"),
            n("QueryFn", "function", "read"), n("Bus", "event-bus"), n("Notify", "function", "notify"),
            n("Push", "topic", "notify"), n("Sms", "external"), n("MailFn", "function", "notify"),
            n("MailDlq", "message-queue", "notify"), n("Metrics", "metrics"), n("Alarm", "alarm"),
        ],
        edges: [
            e("Web", "Edge"), e("Mobile", "Edge"), e("Edge", "CommandApi", .call, "POST"),
            e("Edge", "QueryApi", .call, "GET"), e("CommandApi", "CommandFn"), e("CommandFn", "EventStore", .write),
            e("EventStore", "Changes", .event), e("Changes", "Projector", .poll), e("Projector", "ViewDb", .write),
            e("Projector", "Search", .write), e("Changes", "Bus", .event), e("QueryApi", "QueryFn"),
            e("QueryFn", "ViewDb", .read), e("QueryFn", "Search", .read), e("Bus", "Notify", .event, "order.*"),
            e("Bus", "MailFn", .event), e("Notify", "Push", .event), e("Push", "Sms", .event),
            e("MailFn", "MailDlq", .deadLetter), e("CommandFn", "Metrics", .observe),
            e("Projector", "Metrics", .observe), e("Metrics", "Alarm", .event),
        ],
        groups: [
            GraphGroup(id: "write", label: "Write side"), GraphGroup(id: "read", label: "Read side"),
            GraphGroup(id: "notify", label: "Notifications"),
        ])

    /// Loops, parallel edges, a part of its own, wide letters.
    public static let loops = Graph(
        nodes: [
            n("Schedule", "scheduler", entry: true), n("Poller", "function"), n("Jobs", "message-queue"),
            n("Worker", "function"), n("Results", "key-value-store"), n("Alone", "bucket"),
            n("订单", "table", label: "订单数据库"),
        ],
        edges: [
            e("Schedule", "Poller", .event, "every minute"), e("Poller", "Jobs", .event), e("Jobs", "Worker", .poll),
            e("Worker", "Jobs", .event, "again"), e("Worker", "Results", .write), e("Worker", "Results", .read),
            e("Poller", "Poller", .call, "retries"), e("Worker", "订单", .write, assumed: true),
        ])

    /// All of them by name.
    public static let all: [(name: String, graph: Graph)] = [
        ("write buffering", writeBuffering), ("fan-out", fanOut), ("bus with rules", busWithRules), ("saga", saga),
        ("nested groups", nestedGroups), ("stream", stream), ("cqrs 20", commandsAndQueries), ("loops", loops),
    ]
}
