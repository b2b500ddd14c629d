import TestKit
import Testing

@Test func fanOutIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("fan-out"),
        """
        ╭──────────╮    ╭────────╮   matching    ╭───────────────╮   batches      ╭──────────────╮
        │ Producer │───▶│ Router │──────────────▷│    Inboxes    │═══════════════▷│  Consumers   │
        │ function │    │ topic  │╍┓             │     queue     │╍┓              │   function   │
        ╰──────────╯    ╰────────╯ ╏             ╰───────────────╯ ╏              ╰──────────────╯
                                   ╏                               ╏
                                   ╏ refused     ╭───────────────╮ ╏ too often    ╭──────────────╮
                                   ┗╍╍╍╍╍╍╍╍╍╍╍╍▶│ Undeliverable │ ┗╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Dead letters │
                                                 │     queue     │                │    queue     │
                                                 ╰───────────────╯                ╰──────────────╯
        """)
    expectPicture(
        try drawn("fan-out", "topic"),
        """
                                        ╭─────────────────╮
                                        │ PublishFunction │
                                        │    function     │
                                        ╰─────────────────╯
                                                 │
                                                 ▽
                                          ╭─────────────╮
                                          │ OrdersTopic │
                                          │    topic    │
                                          ╰─────────────╯
                                             │   ╏   │
                            ╭────────────────╯   ╏   ╰──────────────┬────────────────────────────╮
                            │                    ╏                  │                            │
                            │kind order-         ╏                  │kind order-                 │
                            │placed              ╏                  │placed|order-               │
                            │                    ╏                  │cancelled,                  │
                            │                    ╏                  │cents > 0                   │
                            ▽                    ▼                  ▽                            ▽
                   ╭─────────────────╮   ╭───────────────╮   ╭──────────────╮              ╭────────────╮
                   │ FulfilmentQueue │   │ Undeliverable │   │ BillingQueue │              │ AuditQueue │
                   │      queue      │   │     Queue     │   │    queue     │              │   queue    │
                   │                 │   │     queue     │   │              │              │            │
                   ╰─────────────────╯   ╰───────────────╯   ╰──────────────╯              ╰────────────╯
                        ╏       ║                                ╏      ║                     ╏     ║
               ┏╍╍╍╍╍╍╍╍┛       ╚═╗                 ┏╍╍╍╍╍╍╍╍╍╍╍╍┛      ║                     ╏     ╚═══════════════╗
               ╏                  ║                 ╏                   ║                     ╏                     ║
               ╏after 5 receives  ║batch 10         ╏after 5 receives   ║batch 10             ╏after 5 receives     ║batch 10
               ▼                  ▽                 ▼                   ▽                     ▼                     ▽
        ╭─────────────╮     ╭────────────╮   ╭─────────────╮   ╭─────────────────╮   ╭──────────────────╮   ╭───────────────╮
        │ Fulfilment  │     │ Fulfilment │   │ BillingDead │   │ BillingFunction │   │ AuditDeadLetters │   │ AuditFunction │
        │ DeadLetters │     │  Function  │   │   Letters   │   │    function     │   │      queue       │   │   function    │
        │    queue    │     │  function  │   │    queue    │   │                 │   │                  │   │               │
        ╰─────────────╯     ╰────────────╯   ╰─────────────╯   ╰─────────────────╯   ╰──────────────────╯   ╰───────────────╯
        """)
    expectPicture(
        try drawn("fan-out", "bus"),
        """
                                          ╭──────────────╮
                                          │ EmitFunction │
                                          │   function   │
                                          ╰──────────────╯
                                                 │
                                                 ▽
                                          ╭──────────────╮
                                          │  OrdersBus   │
                                          │ stack-orders │
                                          │  event bus   │
                                          ╰──────────────╯
                                             │   ╏    │
                            ╭────────────────╯   ╏    ╰─────────────┬────────────────────────────╮
                            │                    ╏                  │                            │
                            │source shop.        ╏                  │source shop.                │source
                            │orders,             ╏                  │orders, detail-             │shop.orders
                            │detail-type         ╏                  │type order-                 │
                            │order-placed        ╏                  │placed|order-               │
                            │                    ╏                  │cancelled, 1                │
                            │                    ╏                  │more                        │
                            ▽                    ▼                  ▽                            ▽
                   ╭─────────────────╮   ╭───────────────╮   ╭──────────────╮              ╭────────────╮
                   │ FulfilmentQueue │   │ Undeliverable │   │ BillingQueue │              │ AuditQueue │
                   │      queue      │   │     Queue     │   │    queue     │              │   queue    │
                   │                 │   │     queue     │   │              │              │            │
                   ╰─────────────────╯   ╰───────────────╯   ╰──────────────╯              ╰────────────╯
                        ╏       ║                                ╏      ║                     ╏     ║
               ┏╍╍╍╍╍╍╍╍┛       ╚═╗                 ┏╍╍╍╍╍╍╍╍╍╍╍╍┛      ║                     ╏     ╚═══════════════╗
               ╏                  ║                 ╏                   ║                     ╏                     ║
               ╏after 5 receives  ║batch 10         ╏after 5 receives   ║batch 10             ╏after 5 receives     ║batch 10
               ▼                  ▽                 ▼                   ▽                     ▼                     ▽
        ╭─────────────╮     ╭────────────╮   ╭─────────────╮   ╭─────────────────╮   ╭──────────────────╮   ╭───────────────╮
        │ Fulfilment  │     │ Fulfilment │   │ BillingDead │   │ BillingFunction │   │ AuditDeadLetters │   │ AuditFunction │
        │ DeadLetters │     │  Function  │   │   Letters   │   │    function     │   │      queue       │   │   function    │
        │    queue    │     │  function  │   │    queue    │   │                 │   │                  │   │               │
        ╰─────────────╯     ╰────────────╯   ╰─────────────╯   ╰─────────────────╯   ╰──────────────────╯   ╰───────────────╯
        """)
}

@Test func frontDoorIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("front-door"),
        """
        ┌──────────┐    ╭────────────╮    ╭───────╮   batches      ╭──────────────╮
        │  Client  │───▶│ Front door │───▶│ Inbox │═══════════════▷│    Worker    │
        │ external │    │    API     │    │ queue │╍┓              │   function   │
        └──────────┘    ╰────────────╯    ╰───────╯ ╏              ╰──────────────╯
                                                    ╏
                                                    ╏ too often    ╭──────────────╮
                                                    ┗╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Dead letters │
                                                                   │    queue     │
                                                                   ╰──────────────╯
        """)
    expectPicture(
        try drawn("front-door", "queue"),
        """
        ┌──────────┐    ╭─────╮  POST /orders    ╭────────────╮   after 5 receives    ╭──────────────────╮
        │  Client  │───▶│ Api │─────────────────▷│ OrderQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ OrderDeadLetters │
        │ external │    ╰─────╯                  │   queue    │═╗                     │      queue       │
        └──────────┘                             ╰────────────╯ ║                     ╰──────────────────╯
                                                                ║
                                                                ║ batch 10            ╭──────────────────╮
                                                                ╚════════════════════▷│  OrderFunction   │
                                                                                      │     function     │
                                                                                      ╰──────────────────╯
        """)
    expectPicture(
        try drawn("front-door", "bus"),
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
                       │POST /orders
                       ▽
                ╭──────────────╮
                │  OrdersBus   │
                │ stack-orders │
                │  event bus   │
                ╰──────────────╯
                    │      ╏
                    │      ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┓
                    │                                                          ╏
                    │source shop.front-door, detail-type order-placed, 2 more  ╏
                    ▽                                                          ▼
              ╭────────────╮                                         ╭────────────────────╮
              │ OrderQueue │                                         │ UndeliverableQueue │
              │   queue    │                                         │       queue        │
              ╰────────────╯                                         ╰────────────────────╯
                 ╏     ║
                 ╏     ╚═══════════════╗
                 ╏                     ║
                 ╏after 5 receives     ║batch 10
                 ▼                     ▽
        ╭──────────────────╮   ╭───────────────╮
        │ OrderDeadLetters │   │ OrderFunction │
        │      queue       │   │   function    │
        ╰──────────────────╯   ╰───────────────╯
        """)
}

@Test func namedServicesIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("named-services"),
        """
        ╭───────────────────╮   by name    ╭───────╮
        │      Caller       │┈┈┈┈┈┈┈┈┈┈┈┈┈▶│ Names │
        │ container service │─╮            │  dns  │
        ╰───────────────────╯ │            ╰───────╯
                              │
                              │            ╭───────────────────╮
                              ╰───────────▶│  Called service   │
                                           │ container service │
                                           ╰───────────────────╯
        """)
    expectPicture(
        try drawn("named-services", "cloud-map"),
        """
        ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
        ┆                                       ╭───────╮                             ┆
        ┆                                   ╭╌╌▶│ Names │┈╮                           ┆
        ┆                                   ╎   │  dns  │ ┊                           ┆
        ┆                                   ╎   ╰───────╯ ┊                           ┆
        ┆                                   ╎             ┊                           ┆
        ┆ ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄╎┄┄┄┄┄┄┄┄┄┄┄┄┄┊┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐ ┆
        ┆ ┆                       ╭╌╌╌╌╌╌╌╌╌╯             ┊                         ┆ ┆
        ┆ ┆ ╭───────────────────╮ ╎                       ┊   ╭───────────────────╮ ┆ ┆
        ┆ ┆ │    ShopService    │╌╯ by name               ╰┈┈▶│   QuotesService   │ ┆ ┆
        ┆ ┆ │ container service │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▶│ container service │ ┆ ┆
        ┆ ┆ ╰───────────────────╯                             ╰───────────────────╯ ┆ ┆
        ┆ └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
        └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
    expectPicture(
        try drawn("named-services", "record"),
        """
        ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
        ┆                                                              ┆
        ┆ ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐                                    ┆
        ┆ ┆                       ┆                                    ┆
        ┆ ┆ ╭───────────────────╮ ┆                                    ┆
        ┆ ┆ │    ShopService    │ ┆                                    ┆
        ┆ ┆ │ container service │ ┆                                    ┆
        ┆ ┆ ╰───────────────────╯ ┆                                    ┆
        ┆ ┆      ╎         ╎      ┆                                    ┆
        ┆ ┆      ╰╌╌╌╌╌╌╌╮ ╰╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╮
        ┆ ┆              ╎        ┆                                    ┆      ▼
        ┆ ┆              ╎        ┆                                    ┆  ╭───────╮
        ┆ ┆              ╎        ┆                                    ┆  │ Names │
        ┆ ┆              ╎        ┆                                    ┆  │  dns  │
        ┆ ┆              ╎        ┆                                    ┆  ╰───────╯
        ┆ ┆              ╎        ┆                                    ┆      ┊
        ┆ ┆              ╎        ┆              ╭┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈╯
        ┆ ┆              ╎        ┆              ┊                     ┆
        ┆ ┆              ╎by name ┆              ┊quotes.shop.internal ┆
        ┆ ┆              ╎        ┆              ┊                     ┆
        ┆ ┆              ╰╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╮       ┊                     ┆
        ┆ ┆                       ┆      ▼       ▼                     ┆
        ┆ ┆                       ┆  ╭───────────────╮                 ┆
        ┆ ┆                       ┆  │   Balancer    │                 ┆
        ┆ ┆                       ┆  │ load balancer │                 ┆
        ┆ ┆                       ┆  ╰───────────────╯                 ┆
        ┆ ┆                       ┆          │                         ┆
        ┆ ┆           ╭──────────────────────╯                         ┆
        ┆ ┆           │           ┆                                    ┆
        ┆ ┆           │port 8080  ┆                                    ┆
        ┆ ┆           ▼           ┆                                    ┆
        ┆ ┆ ╭───────────────────╮ ┆                                    ┆
        ┆ ┆ │   QuotesService   │ ┆                                    ┆
        ┆ ┆ │ container service │ ┆                                    ┆
        ┆ ┆ ╰───────────────────╯ ┆                                    ┆
        ┆ └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘                                    ┆
        └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
}

@Test func privateFrontDoorIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("private-front-door"),
        """
        ┌──────────┐    ╭─────────────╮  VPC link    ╭──────────────────╮    ╭───────────────────╮
        │  Client  │───▶│ Public door │─────────────▶│ Private balancer │───▶│  Private service  │
        │ external │    │     API     │              │  load balancer   │    │ container service │
        └──────────┘    ╰─────────────╯              ╰──────────────────╯    ╰───────────────────╯
        """)
    expectPicture(
        try drawn("private-front-door", "network"),
        """
                                              ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                                              ┆                             ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐ ┆
        ┌──────────┐    ╭─────╮  GET /orders  ┆ ╭───────────────╮  port 80  ┆ ╭───────────────────╮ ┆ ┆
        │  Client  │───▶│ Api │────────────────▶│   Balancer    │────────────▶│   OrdersService   │ ┆ ┆
        │ external │    ╰─────╯               ┆ │ load balancer │           ┆ │ container service │ ┆ ┆
        └──────────┘                          ┆ ╰───────────────╯           ┆ ╰───────────────────╯ ┆ ┆
                                              ┆                             └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
                                              └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
    expectPicture(
        try drawn("private-front-door", "application"),
        """
                                              ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                                              ┆                             ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐ ┆
        ┌──────────┐    ╭─────╮  GET /orders  ┆ ╭───────────────╮  port 80  ┆ ╭───────────────────╮ ┆ ┆
        │  Client  │───▶│ Api │────────────────▶│   Balancer    │────────────▶│   OrdersService   │ ┆ ┆
        │ external │    ╰─────╯               ┆ │ load balancer │           ┆ │ container service │ ┆ ┆
        └──────────┘                          ┆ ╰───────────────╯           ┆ ╰───────────────────╯ ┆ ┆
                                              ┆                             └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
                                              └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
}
