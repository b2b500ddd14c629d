import TestKit
import Testing

/// Second forms of patterns whose first ones stand in the other files.
@Test func secondBindingsAreDrawnInTheirResources() throws {
    expectPicture(
        try drawn("analytics-copy", "pipe"),
        """
                           ┌──────────┐                ╭────────────────╮
                           │ Services │                │ ReportFunction │
                           │ external │                │    function    │
                           └──────────┘                ╰────────────────╯
                                ┃                        ╎   ┃   ┃   ┃
                                ┃                 ╭╌╌╌╌╌╌╯   ┃   ┃   ┗━━━━━┓
                                ▼                 ▼          ┃   ┃         ▽
                         ╭─────────────╮   ╭──────────────╮  ┃   ┃  ╭──────────────╮
                         │ OrdersTable │   │   Catalog    │  ┃   ┃  │   Queries    │
                         │    table    │   │ stack-orders │  ┃   ┃  │ stack-orders │
                         │             │   │ data catalog │  ┃   ┃  │ query engine │
                         ╰─────────────╯   ╰──────────────╯  ┃   ┃  ╰──────────────╯
                                ║                 ┃          ┃   ┃         ┃
                                ║                 ┗━━┓       ┃   ┃         ┃
                                ║                    ┃       ┃   ┃         ┃
                                ║                    ┃table  ┃   ┃         ┃results
                                ║                    ┃       ┃   ┃         ┃
                                ║                    ┃       ┃   ┗━━━━━━━━━┫
                                ▽                    ┃       ┃             ▼
                         ╭─────────────╮             ┃       ┃     ╭───────────────╮
                         │ ChangesPipe │             ┃       ┃     │ ResultsBucket │
                         │    pipe     │             ┃       ┃     │    bucket     │
                         ╰─────────────╯             ┃       ┃     ╰───────────────╯
                             ╏     │                 ┃       ┃
               ┏╍╍╍╍╍╍╍╍╍╍╍╍╍┛     ╰╮                ┃       ┃
               ╏                    │                ┃       ┃
               ╏on failure          │                ┃       ┃
               ▼                    ▽                ┃       ┃
        ╭──────────────╮   ╭─────────────────╮       ┃       ┃
        │ GivenUpQueue │   │ DeliveryStream  │       ┃       ┃
        │    queue     │   │ delivery stream │       ┃       ┃
        ╰──────────────╯   ╰─────────────────╯       ┃       ┃
                                    ┃                ┃       ┃
                                    ┃64 MB or 300 s  ┃       ┃
                                    ┃                ┃       ┃
                                    ┗━━━━━━━━━━━┓    ┃    ┏━━┛
                                                ▼    ▽    ▽
                                             ╭───────────────╮
                                             │ ChangesBucket │
                                             │    bucket     │
                                             ╰───────────────╯
        """)
    expectPicture(
        try drawn("claim-check", "upload"),
        """
           ┌──────────┐
           │  Client  │
           │ external │
           └──────────┘
                │
                ▼
             ╭─────╮
             │ Api │
             ╰─────╯
                │
                ├────────────────────╮
                │                    │
                │POST /documents     │GET /documents/{id}
                ▼                    ▼
        ╭────────────────╮   ╭────────────────╮
        │ TicketFunction │   │ LookUpFunction │
        │    function    │   │    function    │
        ╰────────────────╯   ╰────────────────╯
                ┃                    ┃
           ┏━━━━┻━━━━━┓              ┣━━━━━━━━━━━━━┓
           ┃          ▼              ▽             ┃
           ┃  ╭──────────────────────────────╮     ┃
           ┃  │       DocumentsBucket        │     ┃
           ┃  │ stack-documents-123456789012 │     ┃
           ┃  │            bucket            │     ┃
           ┃  ╰──────────────────────────────╯     ┃
           ┃                 │                     ┃
           ┃           ╭─────╯                     ┃
           ┃           │                           ┃
           ┃           │ObjectCreated documents/*  ┃
           ┃           ▽                           ┃
           ┃  ╭─────────────────╮                  ┃
           ┃  │ ArrivedFunction │                  ┃
           ┃  │    function     │                  ┃
           ┃  ╰─────────────────╯                  ┃
           ┃       ╏       ┃                       ┃
           ┃       ╏       ┗━━━━━━━━━━━┓           ┃
           ┃       ╏                   ┃           ┃
           ┃       ╏on failure         ┃           ┃
           ┃       ╏                   ┃           ┃
           ┗━━━━━━━┼━━━━━━━━━━━━━━┓    ┃     ┏━━━━━┛
                   ▼              ▼    ▼     ▽
            ╭──────────────╮   ╭────────────────╮
            │ LostArrivals │   │ DocumentsTable │
            │    queue     │   │     table      │
            ╰──────────────╯   ╰────────────────╯
        """)
    expectPicture(
        try drawn("delivery-pipeline", "repository"),
        """
                                         artifacts
                                     ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
                        ╭──────────╮ ┃                ╭─────────────╮              ┃
        ┌──────────┐    │          │━┛   build        │    Build    │  read, write ┃
        │  Author  │───▷│ Pipeline │───┬─────────────▶│ stack-build │━━━━━━━━━━━━━━┫
        │ external │    │          │╌╮ │              │    build    │              ┃
        └──────────┘    ╰──────────╯ ╎ │              ╰─────────────╯              ┃
                                     ╎ │                                           ┃
                                     ╎ │              ╭─────────────╮              ┃   ╭────────────────╮
                                     ╎ │ gate         │    Gate     │              ┗━━▶│ PackagesBucket │
                                     ╎ ├─────────────▶│ stack-gate  │━━━━━━━━━━━━━━━━━▷│     bucket     │
                                     ╎ │              │    build    │                  ╰────────────────╯
                                     ╎ │              ╰─────────────╯
                                     ╎ │
                                     ╎ │ source       ╭─────────────╮
                                     ╎ ╰─────────────▶│ Connection  │
                                     ╎                │  resource   │
                                     ╎                ╰─────────────╯
                                     ╎
                                     ╎                ┌─────────────┐
                                     ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▶│ Test-stack  │
                                     ╎                │  external   │
                                     ╎                └─────────────┘
                                     ╎
                                     ╎                ┌─────────────┐
                                     ╰╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▶│ Live-stack  │
                                                      │  external   │
                                                      └─────────────┘
        """)
    expectPicture(
        try drawn("serverless-web-app", "bus"),
        """
           ┌──────────┐
           │  Client  │
           │ external │
           └──────────┘
                │
                ▼
             ╭──────╮
             │ Edge │
             │ cdn  │
             ╰──────╯
               ┃  │
               ┃  ╰──────────╮
               ┃             │
               ┃default      │/api/*
               ▽             ▼
        ╭─────────────╮   ╭─────╮
        │ PagesBucket │   │ Api │
        │   bucket    │   │     │
        ╰─────────────╯   ╰─────╯
                            │ │
                           ╭╯ ╰──────────────────╮
                           │                     │
                           │POST /api/orders     │POST /api/clicks
                           ▼                     ▽
                 ╭────────────────────╮   ╭──────────────╮
                 │ PlaceOrderFunction │   │ ClicksStream │
                 │      function      │   │    stream    │
                 ╰────────────────────╯   ╰──────────────╯
                      ┃         │                ║
               ┏━━━━━━┛         │                ╚═╗
               ┃                │                  ║
               ┃                │                  ║batch 500
               ▼                ▽                  ▽
        ╭─────────────╮   ╭────────────╮   ╭────────────────╮
        │ OrdersTable │   │  ShopBus   │   │ ClicksFunction │
        │    table    │   │ stack-shop │   │    function    │
        │             │   │ event bus  │   │                │
        ╰─────────────╯   ╰────────────╯   ╰────────────────╯
                             │     ╏
                  ╭──────────╯     ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┓
                  │                                              ╏
                  │source shop.orders, detail-type order placed  ╏
                  ▽                                              ╏
            ╭───────────╮                                        ╏
            │ MailQueue │                                        ╏
            │   queue   │                                        ╏
            ╰───────────╯                                        ╏
               ║     ╏                                           ╏
               ║     ┗╍╍╍╍┓                                      ╏
               ║          ╏                                      ╏
               ║batch 10  ╏after 5 receives                      ╏
               ║          ╏                                      ╏
               ║          ┗╍╍╍╍╍╍╍╍╍┳╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┛
               ▽                    ▼
        ╭──────────────╮   ╭─────────────────╮
        │ MailFunction │   │ MailDeadLetters │
        │   function   │   │      queue      │
        ╰──────────────╯   ╰─────────────────╯
        """)
    expectPicture(
        try drawn("cached-reads", "stream"),
        """
                      ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                      ┆ ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐                                    ┆
        ┌──────────┐  ┆ ┆ ╭───────────────────╮ ┆                 ╭───────╮          ┆     ╭───────────────╮
        │ Readers  │─────▶│   ReaderService   │━━━━━━━━━━━━━━━━━━▷│ Cache │━━━━━━━━━━━━━━━▷│ ProductsTable │
        │ external │  ┆ ┆ │ container service │ ┆                 ╰───────╯          ┆ ┏━━▶│     table     │
        └──────────┘  ┆ ┆ ╰───────────────────╯ ┆                                    ┆ ┃   ╰───────────────╯
                      ┆ └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘                                    ┆ ┃
                      └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┃
                                                                                       ┃
        ┌──────────┐      ╭───────────────────╮     batch 10      ╭────────────────╮   ┃
        │ Writers  │─────▷│   PricesStream    │══════════════════▷│ WriterFunction │━━━┛
        │ external │      │      stream       │╍╍╍┓               │    function    │
        └──────────┘      ╰───────────────────╯   ╏               ╰────────────────╯
                                                  ╏
                                                  ╏ on failure    ╭────────────────╮
                                                  ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  GivenUpQueue  │
                                                                  │     queue      │
                                                                  ╰────────────────╯
        """)
}
