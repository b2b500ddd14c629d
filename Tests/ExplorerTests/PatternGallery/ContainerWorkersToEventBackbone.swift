import TestKit
import Testing

@Test func containerWorkersIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("container-workers"),
        """
        ┌──────────┐    ╭───────────────────╮    ╭───────╮    ╭────────╮   long polls    ╭───────────────────╮
        │  Client  │───▶│    Web service    │───▷│ Topic │───▷│ Queues │════════════════▷│      Workers      │
        │ external │    │ container service │    ╰───────╯    │ queue  │╍┓               │ container service │
        └──────────┘    ╰───────────────────╯                 ╰────────╯ ╏               ╰───────────────────╯
                                                                         ╏
                                                                         ╏ too often     ╭───────────────────╮
                                                                         ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│   Dead letters    │
                                                                                         │       queue       │
                                                                                         ╰───────────────────╯
        """)
    expectPicture(
        try drawn("container-workers", "topic"),
        """
                                         ┌──────────┐
                                         │  Client  │
                                         │ external │
                                         └──────────┘
                                              │
                                              │
        ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┐
        ┆                                     │             ┆
        ┆ ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┐ ┆
        ┆ ┆                                   ▼           ┆ ┆
        ┆ ┆                         ╭───────────────────╮ ┆ ┆
        ┆ ┆                         │    WebService     │ ┆ ┆
        ┆ ┆                         │ container service │ ┆ ┆
        ┆ ┆                         ╰───────────────────╯ ┆ ┆
        ┆ ┆                                   │           ┆ ┆
        ┆ ┆                                   ╰───────────────────────────╮
        ┆ ┆                                               ┆ ┆             ▽
        ┆ ┆                                               ┆ ┆      ╭─────────────╮
        ┆ ┆                                               ┆ ┆      │ OrdersTopic │
        ┆ ┆                                               ┆ ┆      │    topic    │
        ┆ ┆                                               ┆ ┆      ╰─────────────╯
        ┆ ┆                                               ┆ ┆          │     ╏
        ┆ ┆                                               ┆ ┆          │     ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┓
        ┆ ┆                                               ┆ ┆          ├──────────────────╮                     ╏
        ┆ ┆                                               ┆ ┆          ▽                  ▽                     ▼
        ┆ ┆                                               ┆ ┆  ╭───────────────╮   ╭──────────────╮   ╭────────────────────╮
        ┆ ┆                                               ┆ ┆  │ ShippingQueue │   │ BillingQueue │   │ UndeliverableQueue │
        ┆ ┆                                               ┆ ┆  │     queue     │   │    queue     │   │       queue        │
        ┆ ┆                                               ┆ ┆  ╰───────────────╯   ╰──────────────╯   ╰────────────────────╯
        ┆ ┆                                               ┆ ┆      ║       ╏           ║      ╏
        ┆ ┆           ╔════════════════════════════════════════════╝       ╏           ║      ┗╍╍╍╍┓
        ┆ ┆           ║                       ╔════════════════════════════┼═══════════╝           ╏
        ┆ ┆           ║                       ║           ┆ ┆             ┏┛                       ╏
        ┆ ┆           ║                       ║           ┆ ┆             ╏                        ╏
        ┆ ┆           ║                       ║           ┆ ┆             ╏after 5 receives        ╏after 5 receives
        ┆ ┆           ▽                       ▽           ┆ ┆             ▼                        ▼
        ┆ ┆ ╭───────────────────╮   ╭───────────────────╮ ┆ ┆  ╭─────────────────────╮   ╭────────────────────╮
        ┆ ┆ │  ShippingService  │   │  BillingService   │ ┆ ┆  │ ShippingDeadLetters │   │ BillingDeadLetters │
        ┆ ┆ │ container service │   │ container service │ ┆ ┆  │        queue        │   │       queue        │
        ┆ ┆ ╰───────────────────╯   ╰───────────────────╯ ┆ ┆  ╰─────────────────────╯   ╰────────────────────╯
        ┆ └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
        └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
    expectPicture(
        try drawn("container-workers", "queue"),
        """
                      ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                      ┆ ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐ ┆
        ┌──────────┐  ┆ ┆ ╭───────────────────╮                                         ╭───────────────────╮ ┆ ┆
        │  Client  │─────▶│    WebService     │─╮                 ╔════════════════════▷│   WorkerService   │ ┆ ┆
        │ external │  ┆ ┆ │ container service │ │                 ║                     │ container service │ ┆ ┆
        └──────────┘  ┆ ┆ ╰───────────────────╯ │                 ║                     ╰───────────────────╯ ┆ ┆
                      ┆ └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄║┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
                      └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄║┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
                                                │                 ║
                                                │   ╭───────────╮ ║
                                                ╰──▷│ WorkQueue │═╝ after 5 receives    ╭───────────────────╮
                                                    │   queue   │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  WorkDeadLetters  │
                                                    ╰───────────╯                       │       queue       │
                                                                                        ╰───────────────────╯
        """)
}

@Test func deadLettersIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("dead-letters"),
        """
        ┌──────────┐    ╭───────╮   batches      ╭──────────────╮    ╭───────╮
        │ Producer │───▶│ Inbox │═══════════════▷│    Worker    │━━━▶│ Store │
        │ external │    │ queue │╍┓              │   function   │    │ table │
        └──────────┘    ╰───────╯ ╏              ╰──────────────╯    ╰───────╯
                                  ╏
                                  ╏ too often    ╭──────────────╮
                                  ┗╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Dead letters │
                                                 │    queue     │
                                                 ╰──────────────╯
        """)
    expectPicture(
        try drawn("dead-letters", "queue"),
        """
        ┌──────────┐    ╭──────────────╮   after 5 receives    ╭────────────────────╮
        │  Client  │───▷│ PaymentQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ PaymentDeadLetters │
        │ external │    │    queue     │═╗                     │       queue        │
        └──────────┘    ╰──────────────╯ ║                     ╰────────────────────╯
                                         ║
                                         ║ batch 10            ╭────────────────────╮    ╭───────────────╮
                                         ╚════════════════════▷│  PaymentFunction   │━━━▶│ PaymentsTable │
                                                               │      function      │    │     table     │
                                                               ╰────────────────────╯    ╰───────────────╯
        """)
}

@Test func deliveryPipelineIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("delivery-pipeline"),
        """
                                                               1. build      ╭────────────╮  2. package    ╭──────────╮
                                                             ╭──────────────▶│   Build    │━━━━━━━━━━━━━━━▶│ Packages │
                                                             │               ╰────────────╯                │  bucket  │
                                                             │                                             ╰──────────╯
        ┌──────────┐    ╭────────╮  change    ╭──────────╮   │ 3. deploy     ┌────────────┐
        │  Author  │━━━▶│ Source │───────────▷│ Pipeline │─┬─┴──────────────▶│ Test stack │
        │ external │    │ bucket │            ╰──────────╯ │                 │  external  │
        └──────────┘    ╰────────╯                         │                 └────────────┘
                                                           │
                                                           │   4. test       ╭────────────╮
                                                           ├────────────────▶│    Gate    │
                                                           │                 │   build    │
                                                           │                 ╰────────────╯
                                                           │
                                                           │   5. release    ┌────────────┐
                                                           ╰────────────────▶│ Live stack │
                                                                             │  external  │
                                                                             └────────────┘
        """)
    expectPicture(
        try drawn("delivery-pipeline", "pipeline"),
        """
                ┌──────────┐
                │  Author  │
                │ external │
                └──────────┘
                     ┃
                     ▼
              ╭──────────────╮
              │ SourceBucket │
              │    bucket    │
              ╰──────────────╯
                  │      △
                  │      ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
                  │                                            ┃
                  │object events                               ┃
                  ▽                                            ┃
        ╭───────────────────╮                                  ┃
        │ default event bus │                                  ┃
        │     event bus     │                                  ┃
        ╰───────────────────╯                                  ┃
                  │                                            ┃
           ╭──────╯                                            ┃
           │                                                   ┃
           │source aws.s3, detail-type Object Created, 2 more  ┃source
           │                                                   ┃
           │    ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
           ▽    ┃
        ╭──────────╮
        │ Pipeline │
        ╰──────────╯
          ┃  │   ╎
        ┏━┛  │   ╰╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┬╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╮
        ┃    ╰──────┬────────────────╮                ╎                ╎
        ┃           │                │                ╎                ╎
        ┃artifacts  │build           │gate            ╎                ╎
        ┃           ▼                ▼                ▼                ▼
        ┃    ╭─────────────╮   ╭────────────╮   ┌────────────┐   ┌────────────┐
        ┃    │    Build    │   │    Gate    │   │ Test-stack │   │ Live-stack │
        ┃    │ stack-build │   │ stack-gate │   │  external  │   │  external  │
        ┃    │    build    │   │   build    │   │            │   │            │
        ┃    ╰─────────────╯   ╰────────────╯   └────────────┘   └────────────┘
        ┃           ┃                ┃
        ┃           ┃read, write     ┃
        ┃           ┃                ┃
        ┗━━━━━━━━━━━┻━━━━━━━━┓       ┃
                             ▼       ▽
                         ╭────────────────╮
                         │ PackagesBucket │
                         │     bucket     │
                         ╰────────────────╯
        """)
}

@Test func eventBackboneIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("event-backbone"),
        """
        ╭──────────╮    ╭───────────╮   of the domain    ╭───────────────╮  asked for    ╭─────────╮  batches    ╭───────────╮
        │ Producer │───▷│ Event bus │───────────────────▷│    Router     │──────────────▷│ Inboxes │════════════▷│ Consumers │
        │ function │    │           │╍┓                  │     topic     │               │  queue  │             │ function  │
        ╰──────────╯    ╰───────────╯ ╏                  ╰───────────────╯               ╰─────────╯             ╰───────────╯
                                      ╏
                                      ╏ refused          ╭───────────────╮
                                      ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Undeliverable │
                                                         │     queue     │
                                                         ╰───────────────╯
        """)
    expectPicture(
        try drawn("event-backbone", "bus-and-topic"),
        """
                                                  source
                                ╭──────────────╮  shop.orders
        ╭──────────────────╮    │     Bus      │────────────────╮
        │ CheckoutFunction │───▷│ stack-events │                │
        │     function     │    │  event bus   │╍╍╍╍╍╍╍╍╍╍╍╍╍╍┓ │
        ╰──────────────────╯    ╰──────────────╯              ╏ │
        ┏╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┛ │
        ╏                                                       │
        ╏ ╭─────────────────────────────────────────────────────╯
        ╏ │                                                                              ╭──────────────────╮
        ╏ │                                                          after 5 receives    │     Shipping     │
        ╏ │                                                        ┏╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│   DeadLetters    │
        ╏ │                                                        ╏                     │      queue       │
        ╏ │                     detail-type                        ╏                     ╰──────────────────╯
        ╏ │                     order-placed     ╭───────────────╮ ╏
        ╏ │                   ╭─────────────────▷│ ShippingQueue │╍┛ batch 10            ╭──────────────────╮
        ╏ │                   │                  │     queue     │══════════════════════▷│ ShippingFunction │
        ╏ │                   │                  ╰───────────────╯                       │     function     │
        ╏ │                   │                                                          ╰──────────────────╯
        ╏ │                   │
        ╏ │                   │                                      after 5 receives    ╭──────────────────╮
        ╏ │                   │                                    ┏╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ AuditDeadLetters │
        ╏ │                   │                                    ╏                     │      queue       │
        ╏ │                   │                                    ╏                     ╰──────────────────╯
        ╏ │                   │                  ╭───────────────╮ ╏
        ╏ │                   ├─────────────────▷│  AuditQueue   │╍┛ batch 10            ╭──────────────────╮
        ╏ │                   │                  │     queue     │══════════════════════▷│  AuditFunction   │
        ╏ │                   │                  ╰───────────────╯                       │     function     │
        ╏ │                   │                                                          ╰──────────────────╯
        ╏ │                   │
        ╏ │                   │ detail-type                                              ╭──────────────────╮
        ╏ │                   │ order-placed     ╭───────────────╮   after 5 receives    │   LoyaltyDead    │
        ╏ │   ╭─────────────╮ ├─────────────────▷│ LoyaltyQueue  │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│     Letters      │
        ╏ ╰──▷│ OrdersTopic │─╯                  │     queue     │═╗                     │      queue       │
        ╏     │    topic    │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┓   ╰───────────────╯ ║                     ╰──────────────────╯
        ╏     ╰─────────────╯                ╏                     ║
        ╏                                    ╏   ╭───────────────╮ ║ batch 10            ╭──────────────────╮
        ╏                                    ╏   │ Undeliverable │ ╚════════════════════▷│ LoyaltyFunction  │
        ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┻╍╍▶│     Queue     │                       │     function     │
                                                 │     queue     │                       ╰──────────────────╯
                                                 ╰───────────────╯
        """)
    expectPicture(
        try drawn("event-backbone", "bus"),
        """
        ╭──────────────────╮
        │ CheckoutFunction │─╮
        │     function     │ │
        ╰──────────────────╯ │
        ╭────────────────────╯
        │                                                                                ╭──────────────────╮
        │                      source shop.                          after 5 receives    │     Shipping     │
        │                      orders,                             ┏╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│   DeadLetters    │
        │                      detail-type                         ╏                     │      queue       │
        │                      order-placed    ╭───────────────╮   ╏                     ╰──────────────────╯
        │                    ╭────────────────▷│ ShippingQueue │╍╍╍┛
        │                    │                 │     queue     │═╗   batch 10            ╭──────────────────╮
        │                    │                 ╰───────────────╯ ╚══════════════════════▷│ ShippingFunction │
        │                    │                                                           │     function     │
        │   ╭──────────────╮ │                 ╭───────────────╮                         ╰──────────────────╯
        │   │     Bus      │─╯                 │ Undeliverable │
        ╰──▷│ stack-events │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│     Queue     │     after 5 receives    ╭──────────────────╮
            │  event bus   │─╮                 │     queue     │ ┏╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ AuditDeadLetters │
            ╰──────────────╯ │                 ╰───────────────╯ ╏                       │      queue       │
                             │ source                            ╏                       ╰──────────────────╯
                             │ shop.orders     ╭───────────────╮ ╏
                             ├────────────────▷│  AuditQueue   │╍┛   batch 10            ╭──────────────────╮
                             │                 │     queue     │════════════════════════▷│  AuditFunction   │
                             │                 ╰───────────────╯                         │     function     │
                             │ source shop.                                              ╰──────────────────╯
                             │ orders,
                             │ detail-type                                               ╭──────────────────╮
                             │ order-placed    ╭───────────────╮     after 5 receives    │   LoyaltyDead    │
                             ╰────────────────▷│ LoyaltyQueue  │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│     Letters      │
                                               │     queue     │═╗                       │      queue       │
                                               ╰───────────────╯ ║                       ╰──────────────────╯
                                                                 ║
                                                                 ║   batch 10            ╭──────────────────╮
                                                                 ╚══════════════════════▷│ LoyaltyFunction  │
                                                                                         │     function     │
                                                                                         ╰──────────────────╯
        """)
}
