import Diagrams
import Graphs
import Samples
import TestKit
import Testing

/// Cloud topologies as they are drawn: a change in layout is seen in review.
@Suite struct GalleryTests {
    @Test func writesAreBufferedInAQueue() throws {
        expectPicture(
            try drawText(CloudTopologies.writeBuffering, DiagramOptions(direction: .right, width: 80)),
            """
            ┌──────────┐  POST /orders    ╭───────────╮    ╭──────────╮
            │  Client  │─────────────────▶│ OrdersApi │───▶│  Intake  │─╮
            │ external │                  │    API    │    │ function │ │
            └──────────┘                  ╰───────────╯    ╰──────────╯ │
            ╭───────────────────────────────────────────────────────────╯
            │   ╭────────────╮                    ╭───────────╮    ╭────────╮
            ╰──▷│ OrderQueue │═══════════════════▷│  Writer   │━━━▶│ Orders │
                │   queue    │╍┓                  │ function  │    │ table  │
                ╰────────────╯ ╏                  ╰───────────╯    ╰────────╯
                               ╏
                               ╏ after 5 tries    ╭───────────╮
                               ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ OrdersDLQ │
                                                  │   queue   │
                                                  ╰───────────╯
            """
        )
    }

    @Test func aTopicFansOutToQueuesInGroups() throws {
        expectPicture(
            try drawText(CloudTopologies.fanOut, DiagramOptions(direction: nil, width: nil)),
            """
                                                            ┌┄ Billing ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                                                            ┆                      ╭───────────────╮ ┆
                                                            ┆                  ╔══▷│ BillingWorker │ ┆
                                                            ┆                  ║   │   function    │ ┆
                                                            ┆                  ║   ╰───────────────╯ ┆
                                                paid        ┆ ╭──────────────╮ ║                     ┆
                                            ╭────────────────▷│ BillingQueue │═╝   ╭───────────────╮ ┆
                                            │               ┆ │    queue     │╍╍╍╍▶│  BillingDLQ   │ ┆
                                            │               ┆ ╰──────────────╯     │     queue     │ ┆
                                            │               ┆                      ╰───────────────╯ ┆
                                            │               └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
                                            │
                                            │               ┌┄ Stock ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
            ╭──────────╮    ╭─────────────╮ │               ┆ ╭──────────────╮     ╭───────────────╮ ┆
            │   Shop   │───▷│ OrderEvents │─┴─┬──────────────▷│  StockQueue  │════▷│  StockWorker  │ ┆
            │ function │    │    topic    │   │             ┆ │    queue     │╍┓   │   function    │ ┆
            ╰──────────╯    ╰─────────────╯   │             ┆ ╰──────────────╯ ╏   ╰───────────────╯ ┆
                                              │             ┆                  ╏                     ┆
                                              │             ┆                  ╏   ╭───────────────╮ ┆
                                              │             ┆                  ┗╍╍▶│   StockDLQ    │ ┆
                                              │             ┆                      │     queue     │ ┆
                                              │             ┆                      ╰───────────────╯ ┆
                                              │             └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
                                              │
                                              │             ┌┄ Mail ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                                              │ paid, sent  ┆ ╭──────────────╮     ╭───────────────╮ ┆
                                              ╰──────────────▷│  MailQueue   │════▷│  MailWorker   │ ┆
                                                            ┆ │    queue     │╍┓   │   function    │ ┆
                                                            ┆ ╰──────────────╯ ╏   ╰───────────────╯ ┆
                                                            ┆                  ╏                     ┆
                                                            ┆                  ╏   ╭───────────────╮ ┆
                                                            ┆                  ┗╍╍▶│    MailDLQ    │ ┆
                                                            ┆                      │     queue     │ ┆
                                                            ┆                      ╰───────────────╯ ┆
                                                            └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
            """
        )
    }

    @Test func aBusRoutesByRules() throws {
        expectPicture(
            try drawText(CloudTopologies.busWithRules, DiagramOptions(direction: nil, width: 80)),
            """
                                                 ╭───────────────╮     ╭──────────╮
                                           ╭────▷│  OrderPlaced  │────▷│  Fulfil  │
                                           │     │     rule      │╍┓   │ workflow │
                                           │     ╰───────────────╯ ╏   ╰──────────╯
            ╭──────────╮                   │                       ╏
            │ Checkout │─╮                 │                       ╏   ╭──────────╮
            │ function │ │                 │                       ┣╍╍▶│ RuleDLQ  │
            ╰──────────╯ │                 │                       ╏   │  queue   │
                         │                 │                       ╏   ╰──────────╯
            ╭──────────╮ │   ╭───────────╮ │     ╭───────────────╮ ╏
            │ Returns  │─┴──▷│    Bus    │─┴─┬──▷│ OrderReturned │╍┛   ╭──────────╮
            │ function │     │ event bus │   │   │     rule      │────▷│  Refund  │
            ╰──────────╯     ╰───────────╯   │   ╰───────────────╯     │ function │
                                             │                         ╰──────────╯
                                             │
                                             │   ╭───────────────╮     ╭──────────╮
                                             ╰──▷│     Audit     │────▷│   Log    │
                                                 │     rule      │     │  stream  │
                                                 ╰───────────────╯     ╰──────────╯
            """
        )
    }

    @Test func aSagaRunsInACycle() throws {
        expectPicture(
            try drawText(CloudTopologies.saga, DiagramOptions(direction: nil, width: nil)),
            """
            ╭─────╮    ╭──────────╮                                       done           ╭──────────╮
            │ Api │───▶│   Saga   │◁─────────────────────────────────────────────────────│   Ship   │
            ╰─────╯    │ workflow │─╮                    ╭──────────╮              ╭────▶│ function │
                       ╰──────────╯ │                    │   Pay    │──────────────╯     ╰──────────╯
                                    │                ╭──▶│ function │━━━┓
                                    │                │   │          │─╮ ┃                ╭──────────╮
                                    │                │   ╰──────────╯ │ ┗━━━━━━━━━━━━━━━▶│  Ledger  │
                                    │                │    │ ▲         │                  │  table   │
                                    │                │    ╰─╯retry    │                  ╰──────────╯
                                    │   ╭──────────╮ │                │
                                    │   │ Reserve  │─╯   ╭──────────╮ │   declined
                                    ╰──▶│ function │━━━━▶│  Stock   │ ╰────────────╮     ╭──────────╮
                                        │          │◀╮   │  table   │              ╰────▶│  Cancel  │
                                        ╰──────────╯ │   ╰──────────╯     release    ╭───│ function │
                                                     ╰───────────────────────────────╯   ╰──────────╯
            """
        )
    }

    @Test func subnetsStandInANetworkInARegion() throws {
        expectPicture(
            try drawText(CloudTopologies.nestedGroups, DiagramOptions(direction: nil, width: 120)),
            """
                                           ┌──────────┐
                                           │ Browser  │
                                           │ external │
                                           └──────────┘
                                                │
                                                ▼
                                             ╭─────╮
                                             │ Cdn │
                                             ╰─────╯
                                                │
                                                │
                          ┌┄ eu-west-1 ┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                          ┆                     ▼                                                       ┆
                          ┆                  ╭─────╮                                                    ┆
                          ┆                  │ Api │                                                    ┆
                          ┆                  ╰─────╯                                                    ┆
                          ┆                     │                                                       ┆
                          ┆                     ├──────────────╮                                        ┆
                          ┆                     │              │                                        ┆
                          ┆                     │              │token                                   ┆
                          ┆                     │              │                                        ┆
                          ┆            ┌┄ VPC ┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐ ┆
                          ┆            ┆        │              │                                      ┆ ┆
                          ┆            ┆ ┌┄┄┄┄┄┄│ App subnet ┄┄│┄┄┄┄┄┄┄┐                              ┆ ┆
                          ┆            ┆ ┆      ▼              ▼       ┆                              ┆ ┆
                          ┆            ┆ ┆ ╭──────────╮   ╭──────────╮ ┆                              ┆ ┆
                          ┆            ┆ ┆ │  Orders  │   │   Auth   │ ┆                              ┆ ┆
                          ┆            ┆ ┆ │ function │   │ function │ ┆                              ┆ ┆
                          ┆            ┆ ┆ ╰──────────╯   ╰──────────╯ ┆                              ┆ ┆
                          ┆            ┆ ┆   │  ┃   ┃          ┃       ┆                              ┆ ┆
                          ┆     ╭────────────╯  ┃   ┗━━━━━━━━━━┻━━━━━━━━━━━━━━━━━┓                    ┆ ┆
                          ┆     │      ┆ ┆      ┗━━━━━━━━━━━━━━━━━━━━━━━━┓       ┃                    ┆ ┆
                          ┆     │      ┆ ┆                             ┆ ┃       ┃                    ┆ ┆
                          ┆     │      ┆ ┆                             ┆ ┃ ┌┄┄┄┄┄┃ Data subnet ┄┄┄┄┄┐ ┆ ┆
                          ┆     ▽      ┆ ┆                             ┆ ┃ ┆     ▽                  ┆ ┆ ┆
                          ┆ ╭───────╮  ┆ ┆                             ┆ ┃ ┆ ╭───────╮              ┆ ┆ ┆
                          ┆ │ Queue │  ┆ ┆                             ┆ ┃ ┆ │ Cache │              ┆ ┆ ┆
                          ┆ ╰───────╯  ┆ ┆                             ┆ ┃ ┆ ╰───────╯              ┆ ┆ ┆
                          ┆     ║      ┆ ┆                             ┆ ┃ ┆                        ┆ ┆ ┆
                          ┆     ╚═══════════════╗                      ┆ ┃ ┆                        ┆ ┆ ┆
                          ┆            ┆ ┆      ▽                      ┆ ┃ ┆                        ┆ ┆ ┆
                          ┆            ┆ ┆ ╭──────────╮                ┆ ┃ ┆                        ┆ ┆ ┆
                          ┆            ┆ ┆ │  Worker  │                ┆ ┃ ┆                        ┆ ┆ ┆
                          ┆            ┆ ┆ │ function │                ┆ ┃ ┆                        ┆ ┆ ┆
                          ┆            ┆ ┆ ╰──────────╯                ┆ ┃ ┆                        ┆ ┆ ┆
                          ┆            ┆ └┄┄┄┄│┄┄┄┄┃┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┃ ┆                        ┆ ┆ ┆
                          ┆            ┆      │    ┃                     ┃ ┆                        ┆ ┆ ┆
                 ╭────────────────────────────╯    ┗━━━━━━━━━━━━━━━━━━━━━┻━━━━━━━━┓                 ┆ ┆ ┆
                 ▼        ┆            ┆                                   ┆      ▼                 ┆ ┆ ┆
            ┌──────────┐  ┆            ┆                                   ┆ ╭──────────╮           ┆ ┆ ┆
            │  Email   │  ┆            ┆                                   ┆ │    Db    │           ┆ ┆ ┆
            │ external │  ┆            ┆                                   ┆ │ database │           ┆ ┆ ┆
            └──────────┘  ┆            ┆                                   ┆ ╰──────────╯           ┆ ┆ ┆
                          ┆            ┆                                   ┆      │                 ┆ ┆ ┆
                          ┆            ┆                                   ┆      │replicates       ┆ ┆ ┆
                          ┆            ┆                                   ┆      ▽                 ┆ ┆ ┆
                          ┆            ┆                                   ┆ ╭──────────╮           ┆ ┆ ┆
                          ┆            ┆                                   ┆ │ Replica  │           ┆ ┆ ┆
                          ┆            ┆                                   ┆ │ database │           ┆ ┆ ┆
                          ┆            ┆                                   ┆ ╰──────────╯           ┆ ┆ ┆
                          ┆            ┆                                   └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆ ┆
                          ┆            └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
                          └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
            """
        )
    }

    @Test func aStreamIsEnrichedAndQueried() throws {
        expectPicture(
            try drawText(CloudTopologies.stream, DiagramOptions(direction: nil, width: 80)),
            """
                 ┌──────────┐
                 │ Devices  │
                 │ external │
                 └──────────┘
                      │
                      ▼
                 ╭─────────╮       ┌───────────┐
                 │ Gateway │       │ Dashboard │
                 │   API   │       │ external  │
                 ╰─────────╯       └───────────┘
                      │                  │
                      ▽                  ▼
                  ╭────────╮        ╭──────────╮
                  │ Ingest │        │  Query   │
                  │ stream │        │ function │
                  ╰────────╯        ╰──────────╯
                    ║   ┃                ┃
                    ║   ┗━━━━━━━━━━━━┓   ┣━━━━━┓
                    ║                ┃   ┃     ┃
                    ║batches of 100  ┃   ┃     ┃
                    ▽                ▼   ▽     ┃
               ╭──────────╮       ╭─────────╮  ┃
               │  Enrich  │       │ Archive │  ┃
               │ function │       │ bucket  │  ┃
               ╰──────────╯       ╰─────────╯  ┃
                 │  ┃   ┃                      ┃
                 │  ┃   ┗━━━━━━━━━━━━━━━━━━┓   ┃
                 │  ┗━━━━━━━━━┓            ┃   ┃
                 │            ┃            ┃   ┃
                 │over limit  ┃            ┃   ┃
                 ▽            ▽            ▼   ▽
             ╭────────╮   ╭────────╮     ╭───────╮
             │ Alerts │   │ Config │     │  Hot  │
             │ topic  │   │ table  │     │ table │
             ╰────────╯   ╰────────╯     ╰───────╯
                 │
                 ▽
            ┌──────────┐
            │   Ops    │
            │ external │
            └──────────┘
            """
        )
    }

    @Test func commandsAndQueriesTakeTwoSides() throws {
        expectPicture(
            try drawText(CloudTopologies.commandsAndQueries, DiagramOptions(direction: nil, width: 120)),
            """
                                         ┌──────────┐   ┌──────────┐
                                         │   Web    │   │  Mobile  │
                                         │ external │   │ external │
                                         └──────────┘   └──────────┘
                                              │              │
                                              ╰──────────────┤
                                                             ▼
                                                          ╭──────╮
                                                          │ Edge │
                                                          │ cdn  │
                                                          ╰──────╯
                                                             │
                                                             ├──────────────────────────────────╮
                                                             │                                  │
                                                             │POST                              │GET
                                                             │                                  │
                                               ┌┄ Write side │┄┄┄┄┄┄┄┄┐                         │
                                               ┆             ▼        ┆                         │
                                               ┆       ╭────────────╮ ┆                         │
                                               ┆       │ CommandApi │ ┆                         │
                                               ┆       │    API     │ ┆                         │
                                               ┆       ╰────────────╯ ┆                         │
                                               ┆             │        ┆                         │
                                               ┆             ▼        ┆                         │
                                               ┆       ╭───────────╮  ┆                         │
                                               ┆       │ CommandFn │  ┆                         │
                                               ┆       │ function  │  ┆                         │
                                               ┆       ╰───────────╯  ┆                         │
                                               ┆          ┃     ┊     ┆                         │
                                               ┆       ┏━━┛     ╰╮    ┆                         │
                                               ┆       ▼         ┊    ┆                         │
                                               ┆ ╭────────────╮  ┊    ┆                         │
                                               ┆ │ EventStore │  ┊    ┆                         │
                                               ┆ │   table    │  ┊    ┆                         │
                                               ┆ ╰────────────╯  ┊    ┆                         │
                                               ┆       │         ┊    ┆                         │
                                               ┆       │         ┊    ┆                         │
                                               ┆       │         ┊    ┆  ┌┄ Read side ┄┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┐
                                               ┆       ▽         ┊    ┆  ┆                      ▼       ┆
                                               ┆  ╭─────────╮    ┊    ┆  ┆                 ╭──────────╮ ┆
                                               ┆  │ Changes │    ┊    ┆  ┆                 │ QueryApi │ ┆
                                               ┆  │ stream  │    ┊    ┆  ┆                 │   API    │ ┆
                                               ┆  ╰─────────╯    ┊    ┆  ┆                 ╰──────────╯ ┆
                                               └┄┄┄┄┄│┄┄┄║┄┄┄┄┄┄┄┊┄┄┄┄┘  ┆                      │       ┆
                                                     │   ║       ┊       ┆                      │       ┆
                                                     │   ╚═══════┼═══════════════╗              │       ┆
                                                     ▽           ┊       ┆       ▽              ▼       ┆
                                               ╭───────────╮     ┊       ┆ ╭───────────╮   ╭──────────╮ ┆
                                               │    Bus    │     ┊       ┆ │ Projector │   │ QueryFn  │ ┆
                                               │ event bus │     ┊       ┆ │ function  │   │ function │ ┆
                                               ╰───────────╯     ┊       ┆ ╰───────────╯   ╰──────────╯ ┆
                                                     │           ┊       ┆    ┊     ┃           ┃       ┆
                   ╭──────────────┬──────────────────╯           ┊       ┆    ┊  ┏━━┻━━━━━━━┓  ┏┻━┓     ┆
                   │              │                              ┊       ┆    ┊  ┃          ┃  ┃  ┃     ┆
                   │order.*       │                              ┊       ┆    ┊  ┃          ┃  ┃  ┃     ┆
                   │              │                              ┊       ┆    ┊  ┃          ┃  ┃  ┃     ┆
                   │              │                              ├┈┈┈┈┈┈┈┈┈┈┈┈╯  ┃          ┗━┓┃  ┃     ┆
                   │              │                              ┊       ┆       ┃   ┏━━━━━━━━┼┛  ┃     ┆
                   │              │                              ┊       ┆       ┃   ┃        ┃   ┃     ┆
            ┌┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄│ Notifications ┄┄┄┄┄┄┄┐       ┊       ┆       ┃   ┃        ┃   ┃     ┆
            ┆      ▽              ▽                      ┆       ▽       ┆       ▼   ▽        ▼   ▽     ┆
            ┆ ╭──────────╮   ╭──────────╮                ┆  ╭─────────╮  ┆     ╭────────╮   ╭────────╮  ┆
            ┆ │  Notify  │   │  MailFn  │                ┆  │ Metrics │  ┆     │ ViewDb │   │ Search │  ┆
            ┆ │ function │   │ function │                ┆  │         │  ┆     │ table  │   │        │  ┆
            ┆ ╰──────────╯   ╰──────────╯                ┆  ╰─────────╯  ┆     ╰────────╯   ╰────────╯  ┆
            ┆      │              ╏                      ┆       │       └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
            ┆      │              ╏                      ┆       │
            ┆      ▽              ▼                      ┆       ▽
            ┆  ╭───────╮     ╭─────────╮                 ┆   ╭───────╮
            ┆  │ Push  │     │ MailDlq │                 ┆   │ Alarm │
            ┆  │ topic │     │  queue  │                 ┆   │       │
            ┆  ╰───────╯     ╰─────────╯                 ┆   ╰───────╯
            └┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
                   │
                   ▽
              ┌──────────┐
              │   Sms    │
              │ external │
              └──────────┘
            """
        )
    }

    @Test func jobsGoRoundAndRetry() throws {
        expectPicture(
            try drawText(CloudTopologies.loops, DiagramOptions(direction: nil, width: nil)),
            """
            ╭───────────╮  every minute    ╭──────────╮    ╭───────╮             ╭──────────╮     ╭────────────╮
            │ Schedule  │─────────────────▷│  Poller  │───▷│ Jobs  │════════════▷│  Worker  │━━━━▶│  Results   │
            │ scheduler │                  │ function │    │ queue │◁╮           │ function │━━━━▷│   table    │
            ╰───────────╯                  ╰──────────╯    ╰───────╯ │ again ╭───│          │╌╮   ╰────────────╯
                                            │ ▲                      ╰───────╯   ╰──────────╯ ╎
                                            ╰─╯retries                                        ╎   ╭────────────╮
                                                                                              ╰╌╌▶│ 订单数据库 │
                                                                                                  │   table    │
                                                                                                  ╰────────────╯

            ╭────────╮
            │ Alone  │
            │ bucket │
            ╰────────╯
            """
        )
    }

    @Test func everyTopologyIsTrueInBothDirectionsAndFitsATerminal() throws {
        for (name, graph) in CloudTopologies.all {
            for direction in FlowDirection.allCases {
                for charset in DiagramOptions.Charset.allCases {
                    let text = try drawText(graph, DiagramOptions(direction: direction, charset: charset))
                    #expect(
                        DrawingChecker.problems(of: text, for: graph, direction: direction).isEmpty, "\(name)\n\(text)")
                }
            }
            #expect(throws: Never.self, "\(name)") { try layOut(graph, DiagramOptions(width: 120)) }
        }
        let narrow = CloudTopologies.all.filter { (try? layOut($0.graph, DiagramOptions(width: 80))) != nil }
        #expect(narrow.count >= 7)
    }

    @Test func pureASCIIHasTheSameGeometry() throws {
        let layout = try layOut(CloudTopologies.saga)
        let text = draw(CloudTopologies.saga, layout, charset: .ascii, legend: true).text
        expectPicture(
            text,
            """
            .-----.    .----------.                                       done           .----------.
            | Api |--->|   Saga   |<-----------------------------------------------------|   Ship   |
            '-----'    | workflow |-.                    .----------.              .---->| function |
                       '----------' |                    |   Pay    |--------------'     '----------'
                                    |                .-->| function |===.
                                    |                |   |          |-. #                .----------.
                                    |                |   '----------' | '===============>|  Ledger  |
                                    |                |    | ^         |                  |  table   |
                                    |                |    '-'retry    |                  '----------'
                                    |   .----------. |                |
                                    |   | Reserve  |-'   .----------. |   declined
                                    '-->| function |====>|  Stock   | '------------.     .----------.
                                        |          |<.   |  table   |              '---->|  Cancel  |
                                        '----------' |   '----------'     release    .---| function |
                                                     '-------------------------------'   '----------'

            --->  synchronous request or asynchronous push
            ===>  write
            """
        )
    }
}
