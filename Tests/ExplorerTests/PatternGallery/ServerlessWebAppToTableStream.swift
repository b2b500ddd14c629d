import TestKit
import Testing

@Test func serverlessWebAppIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("serverless-web-app"),
        """
        ┌──────────┐
        │ Browser  │
        │ external │
        └──────────┘
             │
             ▼
          ╭──────╮
          │ Edge │
          │ cdn  │
          ╰──────╯
            ┃  │
            ┃  ╰────────╮
            ┃           │
            ┃pages      │/api
            ▽           ▼
        ╭────────╮   ╭─────╮
        │ Pages  │   │ API │
        │ bucket │   │     │
        ╰────────╯   ╰─────╯
                       │ │
                    ╭──╯ ╰───────────╮
                    │                │
                    │orders          │clicks
                    ▼                ▽
            ╭────────────────╮   ╭────────╮
            │ Order function │   │ Stream │
            │    function    │   │        │
            ╰────────────────╯   ╰────────╯
                ┃       │            ║
            ┏━━━┛       │            ║
            ┃           │            ║
            ┃           │placed      ║batches
            ▼           ▽            ▽
        ╭───────╮   ╭───────╮   ╭──────────╮
        │ Table │   │ Topic │   │ Counter  │
        │       │   │       │   │ function │
        ╰───────╯   ╰───────╯   ╰──────────╯
                        │
                        ▽
                    ╭───────╮
                    │ Queue │
                    ╰───────╯
                        ║
                        ▽
                ╭───────────────╮
                │ Mail function │
                │   function    │
                ╰───────────────╯
        """)
    expectPicture(
        try drawn("serverless-web-app", "core"),
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
                             │ ╰────────────────╮
                             │                  │
                             │POST /api/orders  │POST /api/clicks
                             ▼                  ▽
                     ╭───────────────╮   ╭──────────────╮
                     │ OrderFunction │   │ ClicksStream │
                     │   function    │   │    stream    │
                     ╰───────────────╯   ╰──────────────╯
                         ┃       │              ║
               ┏━━━━━━━━━┛       │              ╚═══╗
               ┃                 │                  ║
               ┃                 │                  ║batch 500
               ▼                 ▽                  ▽
        ╭─────────────╮   ╭─────────────╮   ╭────────────────╮
        │ OrdersTable │   │ PlacedTopic │   │ ClicksFunction │
        │    table    │   │    topic    │   │    function    │
        ╰─────────────╯   ╰─────────────╯   ╰────────────────╯
                              ╏     │
                              ╏     ╰──╮
                              ╏        ▽
                              ╏  ╭───────────╮
                              ╏  │ MailQueue │
                              ╏  │   queue   │
                              ╏  ╰───────────╯
                              ╏     ╏     ║
                              ╏  ┏╍╍┛     ╚═════════╗
                              ╏  ╏                  ║
                              ╏  ╏after 5 receives  ║batch 10
                              ╏  ╏                  ║
                              ┗╍┳┛                  ║
                                ▼                   ▽
                       ╭─────────────────╮   ╭──────────────╮
                       │ MailDeadLetters │   │ MailFunction │
                       │      queue      │   │   function   │
                       ╰─────────────────╯   ╰──────────────╯
        """)
}

@Test func stagedApiIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("staged-api"),
        """
        ┌──────────┐    ╭────────────╮  by alias    ╭─────────────────╮             ╭───────────╮
        │  Client  │───▶│ Front door │─────────────▶│ Current version │┈┬┈┈┈┈┈┈┈┈┈┈▷│   Logs    │
        │ external │    │    API     │              │    function     │ ┊           │ log store │
        └──────────┘    ╰────────────╯              ╰─────────────────╯ ┊           ╰───────────╯
                                                                        ┊
                                                                        ┊ errors    ╭───────────╮
                                                                        ╰┈┈┈┈┈┈┈┈┈┈▷│   Alarm   │
                                                                                    ╰───────────╯
        """)
    expectPicture(
        try drawn("staged-api", "stages"),
        """
        ┌──────────┐    ╭─────╮  GET /quotes/{sku}    ╭───────────────╮             ╭─────────────────╮
        │  Client  │───▶│ Api │──────────────────────▶│ QuoteFunction │┈┬┈┈┈┈┈┈┈┈┈┈▷│    QuoteLogs    │
        │ external │    ╰─────╯                       │   function    │ ┊           │    log store    │
        └──────────┘                                  ╰───────────────╯ ┊           ╰─────────────────╯
                                                                        ┊
                                                                        ┊ Errors    ╭─────────────────╮
                                                                        ╰┈┈┈┈┈┈┈┈┈┈▷│ LiveErrorsAlarm │
                                                                                    │      alarm      │
                                                                                    ╰─────────────────╯
        """)
    expectPicture(
        try drawn("staged-api", "stacks"),
        """
        ┌──────────┐    ╭─────╮   GET /quotes/{sku}    ╭───────────────╮             ╭─────────────────╮
        │  Client  │───▶│ Api │───────────────────────▶│ QuoteFunction │┈┬┈┈┈┈┈┈┈┈┈┈▷│    QuoteLogs    │
        │ external │    │     │┈╮                      │   function    │ ┊           │    log store    │
        └──────────┘    ╰─────╯ ┊                      ╰───────────────╯ ┊           ╰─────────────────╯
                                ┊                                        ┊
                                ┊                      ╭───────────────╮ ┊ Errors    ╭─────────────────╮
                                ╰┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈▷│  AccessLogs   │ ╰┈┈┈┈┈┈┈┈┈┈▷│ LiveErrorsAlarm │
                                                       │   log store   │             │      alarm      │
                                                       ╰───────────────╯             ╰─────────────────╯
        """)
}

@Test func streamsToFilesIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("streams-to-files"),
        """
        ┌──────────┐    ╭───────╮  each change    ╭─────────╮  batches    ╭─────────────────╮  by size or time    ╭────────╮
        │  Writer  │━━━▶│ Store │────────────────▷│ Changes │════════════▷│    Delivery     │━━━━━━━━━━━━━━━━━━━━▶│ Files  │
        │ external │    │ table │                 │ stream  │             │ delivery stream │                     │ bucket │
        └──────────┘    ╰───────╯                 ╰─────────╯             ╰─────────────────╯                     ╰────────╯
        """)
    expectPicture(
        try drawn("streams-to-files", "kinesis"),
        """
          ┌─────────────┐
          │ Application │
          │  external   │
          └─────────────┘
                 ┃
                 ▼
          ╭─────────────╮
          │ OrdersTable │
          │    table    │
          ╰─────────────╯
                 │
                 │changes
                 ▽
         ╭───────────────╮
         │ ChangesStream │
         │    stream     │
         ╰───────────────╯
                 ║
                 ▽
        ╭─────────────────╮
        │ DeliveryStream  │
        │ delivery stream │
        ╰─────────────────╯
                 ┃
                 ┃64 MB or 300 s
                 ▼
         ╭───────────────╮
         │ ChangesBucket │
         │    bucket     │
         ╰───────────────╯
        """)
    expectPicture(
        try drawn("streams-to-files", "function"),
        """
             ┌─────────────┐
             │ Application │
             │  external   │
             └─────────────┘
                    ┃
                    ▼
             ╭─────────────╮
             │ OrdersTable │
             │    table    │
             ╰─────────────╯
                 ║     ╏
                 ║     ┗╍╍╍╍╍╍╍╍╍╍╍╍╍┓
                 ║                   ╏
                 ║batch 500          ╏on failure
                 ▽                   ▼
         ╭────────────────╮   ╭──────────────╮
         │ PassOnFunction │   │ GivenUpQueue │
         │    function    │   │    queue     │
         ╰────────────────╯   ╰──────────────╯
                 │
                 ▽
        ╭─────────────────╮
        │ DeliveryStream  │
        │ delivery stream │
        ╰─────────────────╯
                 ┃
                 ┃64 MB or 300 s
                 ▼
         ╭───────────────╮
         │ ChangesBucket │
         │    bucket     │
         ╰───────────────╯
        """)
}

@Test func tableStreamIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("table-stream"),
        """
        ┌──────────┐    ╭───────╮   changes that pass    ╭──────────╮    ╭──────────────╮
        │  Writer  │━━━▶│ Store │═══════════════════════▷│ Reactor  │───▷│ Announcement │
        │ external │    │ table │╍┓                      │ function │    │    topic     │
        └──────────┘    ╰───────╯ ╏                      ╰──────────╯    ╰──────────────╯
                                  ╏
                                  ╏ too often            ╭──────────╮
                                  ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Given up │
                                                         │  queue   │
                                                         ╰──────────╯
        """)
    expectPicture(
        try drawn("table-stream", "mapping"),
        """
             ┌─────────────┐
             │ Application │
             │  external   │
             └─────────────┘
                    ┃
                    ▼
             ╭─────────────╮
             │ OrdersTable │
             │    table    │
             ╰─────────────╯
                 ║     ╏
                 ║     ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍┓
                 ║                                                ╏
                 ║batch 100, eventName MODIFY, S shipped, 1 more  ╏on failure
                 ▽                                                ▼
        ╭─────────────────╮                                ╭──────────────╮
        │ ShippedFunction │                                │ GivenUpQueue │
        │    function     │                                │    queue     │
        ╰─────────────────╯                                ╰──────────────╯
                 │
                 ▽
          ╭──────────────╮
          │ ShippedTopic │
          │    topic     │
          ╰──────────────╯
        """)
    expectPicture(
        try drawn("table-stream", "pipe"),
        """
                 ┌─────────────┐
                 │ Application │
                 │  external   │
                 └─────────────┘
                        ┃
                        ▼
                 ╭─────────────╮
                 │ OrdersTable │
                 │    table    │
                 ╰─────────────╯
                        ║
                        ║eventName MODIFY, S shipped, 1 more
                        ▽
                 ╭─────────────╮
                 │ ShippedPipe │
                 │    pipe     │
                 ╰─────────────╯
                     │     ╏
                     │     ┗╍╍╍╍╍╍╍╍╍╍╍╍┓
                     │                  ╏
                     │                  ╏on failure
                     ▽                  ▼
              ╭──────────────╮   ╭──────────────╮
              │ ShippedQueue │   │ GivenUpQueue │
              │    queue     │   │    queue     │
              ╰──────────────╯   ╰──────────────╯
                  ╏      ║
                  ╏      ╚════════════════╗
                  ╏                       ║
                  ╏after 5 receives       ║batch 10
                  ▼                       ▽
        ╭────────────────────╮   ╭─────────────────╮
        │ ShippedDeadLetters │   │ ShippedFunction │
        │       queue        │   │    function     │
        ╰────────────────────╯   ╰─────────────────╯
                                          │
                                          ▽
                                   ╭──────────────╮
                                   │ ShippedTopic │
                                   │    topic     │
                                   ╰──────────────╯
        """)
}
