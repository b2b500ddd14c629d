import TestKit
import Testing

@Test func analyticsCopyIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("analytics-copy"),
        """
        ┌──────────┐   ╭──────────╮
        │ Services │   │ Analyst  │
        │ external │   │ function │
        └──────────┘   ╰──────────╯
             ┃              ┃
             ┃              ┣━━━━━━━━━━━┓
             ┃              ┃           ┃
             ┃              ┃questions  ┃by its rights
             ▼              ▽           ┃
         ╭───────╮   ╭──────────────╮   ┃
         │ Store │   │ Query engine │   ┃
         │ table │   │              │   ┃
         ╰───────╯   ╰──────────────╯   ┃
             │                          ┃
             │each change               ┃
             ▽                          ┃
        ╭─────────╮                     ┃
        │ Changes │                     ┃
        │ stream  │                     ┃
        ╰─────────╯                     ┃
             ║                          ┃
             ╚════════╗                 ┃
                      ▽                 ┃
             ╭─────────────────╮        ┃
             │    Delivery     │        ┃
             │ delivery stream │        ┃
             ╰─────────────────╯        ┃
                      ┃                 ┃
                      ┃by size or time  ┃
                      ┃                 ┃
                      ┃   ┏━━━━━━━━━━━━━┛
                      ▼   ▽
                   ╭─────────╮
                   │ History │
                   │ bucket  │
                   ╰─────────╯
        """)
    expectPicture(
        try drawn("analytics-copy", "stream"),
        """
                ┌──────────┐                   ╭────────────────╮
                │ Services │                   │ ReportFunction │
                │ external │                   │    function    │
                └──────────┘                   ╰────────────────╯
                     ┃                           ╎   ┃   ┃   ┃
                     ┃                     ╭╌╌╌╌╌╯   ┗┓  ┃   ┗━━━━━┓
                     ▼                     ╎          ┃  ┃         ▽
              ╭─────────────╮              ╎          ┃  ┃  ╭──────────────╮
              │ OrdersTable │              ╎          ┃  ┃  │   Queries    │
              │    table    │              ╎          ┃  ┃  │ stack-orders │
              │             │              ╎          ┃  ┃  │ query engine │
              ╰─────────────╯              ╎          ┃  ┃  ╰──────────────╯
                     │                     ╎          ┃  ┃         ┃
                     │changes              ╎          ┃  ┃         ┃results
                     │                     ╎          ┃  ┃         ┃
                     │                     ╎          ┃  ┗━━━━━━━━━┫
                     ▽                     ╎          ┃            ▼
             ╭───────────────╮             ╎          ┃    ╭───────────────╮
             │ ChangesStream │             ╎          ┃    │ ResultsBucket │
             │    stream     │             ╎          ┃    │    bucket     │
             ╰───────────────╯             ╎          ┃    ╰───────────────╯
                     ║                     ╎          ┃
                     ▽                     ▼          ┃
            ╭─────────────────╮     ╭──────────────╮  ┃
            │ DeliveryStream  │     │   Catalog    │  ┃
            │ delivery stream │     │ stack-orders │  ┃
            │                 │     │ data catalog │  ┃
            ╰─────────────────╯     ╰──────────────╯  ┃
                 │       ┃                 ┃          ┃
                 │       ┗━━━┓             ┗━━┓       ┃
                 │           ┃                ┃       ┃
                 │transform  ┃64 MB or 300 s  ┃table  ┃
                 │           ┃                ┃       ┃
                 │           ┗━━━━━━━━━━━┓    ┃    ┏━━┛
                 ▼                       ▼    ▽    ▽
        ╭─────────────────╮           ╭───────────────╮
        │ FlattenFunction │           │ ChangesBucket │
        │    function     │           │    bucket     │
        ╰─────────────────╯           ╰───────────────╯
        """)
}

@Test func balancedServiceIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("balanced-service"),
        """
        ┌──────────┐    ╭───────────────╮  to healthy tasks    ╭───────────────────╮
        │  Client  │───▶│ Load balancer │─────────────────────▶│       Tasks       │
        │ external │    ╰───────────────╯                      │ container service │
        └──────────┘                                           ╰───────────────────╯
        """)
    expectPicture(
        try drawn("balanced-service", "application"),
        """
                      ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                      ┆                               ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐ ┆
        ┌──────────┐  ┆ ╭───────────────╮   port 80   ┆ ╭───────────────────╮ ┆ ┆
        │  Client  │───▶│   Balancer    │─┬────────────▶│   OrdersService   │ ┆ ┆
        │ external │  ┆ │ load balancer │ │           ┆ │ container service │ ┆ ┆
        └──────────┘  ┆ ╰───────────────╯ │           ┆ ╰───────────────────╯ ┆ ┆
                      ┆                   │           ┆                       ┆ ┆
                      ┆                   │ /quotes*  ┆ ╭───────────────────╮ ┆ ┆
                      ┆                   ╰────────────▶│   QuotesService   │ ┆ ┆
                      ┆                               ┆ │ container service │ ┆ ┆
                      ┆                               ┆ ╰───────────────────╯ ┆ ┆
                      ┆                               └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
                      └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
    expectPicture(
        try drawn("balanced-service", "network"),
        """
                      ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                      ┆                             ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐ ┆
        ┌──────────┐  ┆ ╭───────────────╮  port 80  ┆ ╭───────────────────╮ ┆ ┆
        │  Client  │───▶│   Balancer    │────────────▶│   OrdersService   │ ┆ ┆
        │ external │  ┆ │ load balancer │           ┆ │ container service │ ┆ ┆
        └──────────┘  ┆ ╰───────────────╯           ┆ ╰───────────────────╯ ┆ ┆
                      ┆                             └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┆
                      └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
    expectPicture(
        try drawn("balanced-service", "classic"),
        """
                      ┌┄ Network ┄┄┄┄┄┄┄┄┄┐           ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐
        ┌──────────┐  ┆ ╭───────────────╮ ┆  port 80  ┆ ╭───────────────────╮ ┆
        │  Client  │───▶│   Balancer    │──────────────▶│   OrdersService   │ ┆
        │ external │  ┆ │ load balancer │ ┆           ┆ │ container service │ ┆
        └──────────┘  ┆ ╰───────────────╯ ┆           ┆ ╰───────────────────╯ ┆
                      ┆                   ┆           └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
                      ┆ ╭───────────────╮ ┆
                      ┆ │   Machines    │ ┆
                      ┆ │    machine    │ ┆
                      ┆ ╰───────────────╯ ┆
                      └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
        """)
}

@Test func batchedWritesIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("batched-writes"),
        """
        ┌───────────┐    ╭───────╮    ╭───────╮   by the hundred    ╭──────────╮  one sum per item    ╭───────╮
        │ Producers │───▷│ Topic │───▷│ Queue │════════════════════▷│  Writer  │━━━━━━━━━━━━━━━━━━━━━▶│ Store │
        │ external  │    ╰───────╯    │       │╍┓                   │ function │                      │ table │
        └───────────┘                 ╰───────╯ ╏                   ╰──────────╯                      ╰───────╯
                                                ╏
                                                ╏ too often         ╭──────────╮
                                                ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Given up │
                                                                    │  queue   │
                                                                    ╰──────────╯
        """)
    expectPicture(
        try drawn("batched-writes", "direct"),
        """
        ┌───────────┐    ╭────────────╮    ╭───────────────╮   on failure    ╭─────────────╮
        │ Producers │───▷│ ViewsTopic │───▷│ CountFunction │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  LostViews  │
        │ external  │    │   topic    │    │   function    │━┓               │    queue    │
        └───────────┘    ╰────────────╯    ╰───────────────╯ ┃               ╰─────────────╯
                                                             ┃
                                                             ┃               ╭─────────────╮
                                                             ┗━━━━━━━━━━━━━━▶│ CountsTable │
                                                                             │    table    │
                                                                             ╰─────────────╯
        """)
    expectPicture(
        try drawn("batched-writes", "levelled"),
        """
        ┌───────────┐    ╭────────────╮
        │ Producers │───▷│ ViewsTopic │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┓   ╭───────────────╮
        │ external  │    │   topic    │─╮                                     ┣╍╍▶│   LostViews   │
        └───────────┘    ╰────────────╯ │   ╭────────────╮   after 5 receives ╏   │     queue     │
                                        ╰──▷│ ViewsQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┛   ╰───────────────╯
                                            │   queue    │═╗
                                            ╰────────────╯ ║ batch 100            ╭───────────────╮    ╭─────────────╮
                                                           ╚═════════════════════▷│ CountFunction │━━━▶│ CountsTable │
                                                                                  │   function    │    │    table    │
                                                                                  ╰───────────────╯    ╰─────────────╯
        """)
}

@Test func cachedApiIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("cached-api"),
        """
        ┌──────────┐    ╭────────────╮  misses    ╭────────────╮  misses of both    ╭──────────╮    ╭───────╮
        │  Client  │───▶│ Edge cache │───────────▶│ Front door │───────────────────▶│  Reader  │━━━▷│ Store │
        │ external │    │    cdn     │            │    API     │                    │ function │    │ table │
        └──────────┘    ╰────────────╯            ╰────────────╯                    ╰──────────╯    ╰───────╯
        """)
    expectPicture(
        try drawn("cached-api", "both"),
        """
        ┌──────────┐    ╭──────╮  default    ╭─────╮  GET /products/{sku}    ╭─────────────────╮    ╭───────────────╮
        │  Client  │───▶│ Edge │────────────▶│ Api │────────────────────────▶│ ProductFunction │━━━▷│ ProductsTable │
        │ external │    │ cdn  │             ╰─────╯                         │    function     │    │     table     │
        └──────────┘    ╰──────╯                                             ╰─────────────────╯    ╰───────────────╯
        """)
    expectPicture(
        try drawn("cached-api", "edge"),
        """
        ┌──────────┐    ╭──────╮  default    ╭─────╮  GET /products/{sku}    ╭─────────────────╮    ╭───────────────╮
        │  Client  │───▶│ Edge │────────────▶│ Api │────────────────────────▶│ ProductFunction │━━━▷│ ProductsTable │
        │ external │    │ cdn  │             ╰─────╯                         │    function     │    │     table     │
        └──────────┘    ╰──────╯                                             ╰─────────────────╯    ╰───────────────╯
        """)
}

@Test func cachedReadsIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("cached-reads"),
        """
        ┌──────────┐    ╭───────────────────╮             ╭────────────╮   misses     ╭───────╮
        │ Readers  │───▶│   Read service    │━━━━━━━━━━━━▷│ Read cache │━━━━━━━━━━━━━▷│ Store │
        │ external │    │ container service │             │   cache    │          ┏━━▶│ table │
        └──────────┘    ╰───────────────────╯             ╰────────────╯ ┏━━━━━━━━┛   ╰───────╯
                                                                         ┃
        ┌──────────┐    ╭───────────────────╮  batches    ╭────────────╮ ┃
        │ Writers  │───▷│    Write queue    │════════════▷│   Writer   │━┛
        │ external │    │       queue       │             │  function  │
        └──────────┘    ╰───────────────────╯             ╰────────────╯
        """)
    expectPicture(
        try drawn("cached-reads", "dax"),
        """
                      ┌┄ Network ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                      ┆ ┌┄ Cluster ┄┄┄┄┄┄┄┄┄┄┄┄┄┐                                            ┆
        ┌──────────┐  ┆ ┆ ╭───────────────────╮ ┆                       ╭───────╮            ┆     ╭───────────────╮
        │ Readers  │─────▶│   ReaderService   │━━━━━━━━━━━━━━━━━━━━━━━━▷│ Cache │━━━━━━━━━━━━━━━━━▷│ ProductsTable │
        │ external │  ┆ ┆ │ container service │ ┆                       ╰───────╯            ┆ ┏━━▶│     table     │
        └──────────┘  ┆ ┆ ╰───────────────────╯ ┆                                            ┆ ┃   ╰───────────────╯
                      ┆ └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘                                            ┆ ┃
                      └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘ ┃
                                                                                               ┃
        ┌──────────┐      ╭───────────────────╮     after 5 receives    ╭──────────────────╮   ┃
        │ Writers  │─────▷│    WriteQueue     │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ WriteDeadLetters │   ┃
        │ external │      │       queue       │═══╗                     │      queue       │   ┃
        └──────────┘      ╰───────────────────╯   ║                     ╰──────────────────╯   ┃
                                                  ║                                            ┃
                                                  ║ batch 10            ╭──────────────────╮   ┃
                                                  ╚════════════════════▷│  WriterFunction  │━━━┛
                                                                        │     function     │
                                                                        ╰──────────────────╯
        """)
}

@Test func claimCheckIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("claim-check"),
        """
                                                                 1. document          ╭───────────╮
        ┌──────────┐    ╭────────────╮   store    ╭──────────╮ ┏━━━━━━━━━━━━━━━━━━━━━▶│ Documents │
        │  Client  │───▶│ Front door │─┬─────────▶│  Keeper  │━┫                ┏━━━━▷│  bucket   │
        │ external │    │    API     │ │          │ function │ ┃ 2. reference   ┃     ╰───────────╯
        └──────────┘    ╰────────────╯ │          ╰──────────╯ ┗━━━━━━━━━━━━━━┓ ┃
                                       │                                      ┃ ┃     ╭───────────╮
                                       │ find     ╭──────────╮   signed link  ┗━┼━━━━▶│   Index   │
                                       ╰─────────▶│  Finder  │━┳━━━━━━━━━━━━━━━━┛ ┏━━▷│   table   │
                                                  │ function │ ┃                  ┃   ╰───────────╯
                                                  ╰──────────╯ ┗━━━━━━━━━━━━━━━━━━┛
        """)
    expectPicture(
        try drawn("claim-check", "table"),
        """
        ┌──────────┐    ╭─────╮   POST /documents        ╭────────────────╮       ╭─────────────────╮
        │  Client  │───▶│ Api │─┬───────────────────────▶│ StoreFunction  │━━━┳━━▶│ DocumentsBucket │
        │ external │    ╰─────╯ │                        │    function    │ ┏━┼━━▷│     bucket      │
        └──────────┘            │                        ╰────────────────╯ ┃ ┃   ╰─────────────────╯
                                │                                           ┃ ┃
                                │ GET /documents/{id}    ╭────────────────╮ ┃ ┃   ╭─────────────────╮
                                ╰───────────────────────▶│ LookUpFunction │━┫ ┗━━▶│ DocumentsTable  │
                                                         │    function    │ ┗━━━━▷│      table      │
                                                         ╰────────────────╯       ╰─────────────────╯
        """)
}
