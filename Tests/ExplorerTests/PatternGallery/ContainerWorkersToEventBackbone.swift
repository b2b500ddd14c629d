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
                                                               ╭──────────────────╮
                                                               │ CheckoutFunction │
                                                               │     function     │
                                                               ╰──────────────────╯
                                                                        │
                                                                        ▽
                                                                 ╭──────────────╮
                                                                 │     Bus      │
                                                                 │ stack-events │
                                                                 │  event bus   │
                                                                 ╰──────────────╯
                                                                     │      ╏
                                                                     │      ┗╍╍╍╍╍╍╍╍╍╍╍╍╍┓
                                                                     │                    ╏
                                                                     │source shop.orders  ╏
                                                                     ▽                    ╏
                                                              ╭─────────────╮             ╏
                                                              │ OrdersTopic │             ╏
                                                              │    topic    │             ╏
                                                              ╰─────────────╯             ╏
                                                                  │     ╏                 ╏
                                       ╭──────────────────────────┴──╮  ╏                 ╏
                                       │                             │  ╏                 ╏
                                       │detail-type order-placed     │  ╏                 ╏
                                       │                             │  ╏                 ╏
                                       │                             │  ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┫
                                       ▽                             ▽                    ▼
                               ╭───────────────╮               ╭────────────╮   ╭────────────────────╮
                               │ ShippingQueue │               │ AuditQueue │   │ UndeliverableQueue │
                               │     queue     │               │   queue    │   │       queue        │
                               ╰───────────────╯               ╰────────────╯   ╰────────────────────╯
                                   ╏       ║                      ╏     ║
                   ┏╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┛       ║                      ╏     ╚═══════════════╗
                   ╏                       ║                      ╏                     ║
                   ╏after 5 receives       ║batch 10              ╏after 5 receives     ║batch 10
                   ▼                       ▽                      ▼                     ▽
        ╭─────────────────────╮   ╭──────────────────╮   ╭──────────────────╮   ╭───────────────╮
        │ ShippingDeadLetters │   │ ShippingFunction │   │ AuditDeadLetters │   │ AuditFunction │
        │        queue        │   │     function     │   │      queue       │   │   function    │
        ╰─────────────────────╯   ╰──────────────────╯   ╰──────────────────╯   ╰───────────────╯
        """)
    expectPicture(
        try drawn("event-backbone", "bus"),
        """
                                                             ╭──────────────────╮
                                                             │ CheckoutFunction │
                                                             │     function     │
                                                             ╰──────────────────╯
                                                                      │
                                                                      ▽
                                                               ╭──────────────╮
                                                               │     Bus      │
                                                               │ stack-events │
                                                               │  event bus   │
                                                               ╰──────────────╯
                                                                  │   ╏    │
                       ╭──────────────────────────────────────────╯   ╏    ╰───────────────╮
                       │                                              ╏                    │
                       │source shop.orders, detail-type order-placed  ╏                    │source shop.orders
                       ▽                                              ▼                    ▽
               ╭───────────────╮                            ╭────────────────────╮   ╭────────────╮
               │ ShippingQueue │                            │ UndeliverableQueue │   │ AuditQueue │
               │     queue     │                            │       queue        │   │   queue    │
               ╰───────────────╯                            ╰────────────────────╯   ╰────────────╯
                   ╏       ║                                                            ╏     ║
                   ╏       ╚═══════════════╗                                   ┏╍╍╍╍╍╍╍╍┛     ╚══════╗
                   ╏                       ║                                   ╏                     ║
                   ╏after 5 receives       ║batch 10                           ╏after 5 receives     ║batch 10
                   ▼                       ▽                                   ▼                     ▽
        ╭─────────────────────╮   ╭──────────────────╮                ╭──────────────────╮   ╭───────────────╮
        │ ShippingDeadLetters │   │ ShippingFunction │                │ AuditDeadLetters │   │ AuditFunction │
        │        queue        │   │     function     │                │      queue       │   │   function    │
        ╰─────────────────────╯   ╰──────────────────╯                ╰──────────────────╯   ╰───────────────╯
        """)
}
