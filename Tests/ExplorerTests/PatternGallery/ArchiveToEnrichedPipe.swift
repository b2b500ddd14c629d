import TestKit
import Testing

@Test func archiveAndReplayIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("archive-and-replay"),
        """
        ╭──────────╮            ╭──────────────────╮     ╭───────────╮    ╭───────╮
        │ Producer │────────┬──▷│ Bus with archive │─┬──▷│ Consumer  │━━━▶│ Store │
        │ function │        │   │    event bus     │ │   │ function  │    │ table │
        ╰──────────╯        │   ╰──────────────────╯ │   ╰───────────╯    ╰───────╯
                            │                        │
        ╭──────────╮  again │                        │   ╭───────────╮
        │  Replay  │────────╯                        ╰──▷│ Bystander │
        │ function │                                     │ function  │
        ╰──────────╯                                     ╰───────────╯
        """)
    expectPicture(
        try drawn("archive-and-replay", "archive"),
        """
                                                    source shop.orders, detail-type order-placed    ╭────────────────────╮
                                                  ╭────────────────────────────────────────────────▷│   SalesFunction    │━┓
                                                  │                                                 │      function      │ ┃
                                                  │                                                 ╰────────────────────╯ ┃
                                 ╭──────────────╮ │                                                                        ┃
        ╭──────────────────╮     │     Bus      │─╯                                                 ╭────────────────────╮ ┃
        │ CheckoutFunction │─┬──▷│ stack-events │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ UndeliverableQueue │ ┃
        │     function     │ │   │  event bus   │─╮                                                 │       queue        │ ┃
        ╰──────────────────╯ │   ╰──────────────╯ │                                                 ╰────────────────────╯ ┃
                             │                    │                                                                        ┃
        ╭──────────────────╮ │                    │ source shop.orders, detail-type order-placed    ╭────────────────────╮ ┃
        │  ReplayFunction  │─╯                    ╰────────────────────────────────────────────────▷│    MailFunction    │ ┃
        │     function     │                                                                        │      function      │ ┃
        ╰──────────────────╯                                                                        ╰────────────────────╯ ┃
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        ┃   ╭────────────╮
        ┗━━▶│ SalesTable │
            │   table    │
            ╰────────────╯
        """)
}

@Test func competingConsumersAreDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("competing-consumers"),
        """
        ┌──────────┐    ╭───────╮   one each     ╭──────────────╮    ╭─────────╮
        │ Producer │───▶│ Work  │═══════════════▷│   Workers    │━━━▶│ Results │
        │ external │    │ queue │╍┓              │   function   │    │  table  │
        └──────────┘    ╰───────╯ ╏              ╰──────────────╯    ╰─────────╯
                                  ╏
                                  ╏ too often    ╭──────────────╮
                                  ┗╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Dead letters │
                                                 │    queue     │
                                                 ╰──────────────╯
        """)
    expectPicture(
        try drawn("competing-consumers", "one-mapping"),
        """
        ┌──────────┐    ╭────────────╮   after 5 receives    ╭──────────────────╮
        │  Client  │───▷│ ImageQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ ImageDeadLetters │
        │ external │    │   queue    │═╗                     │      queue       │
        └──────────┘    ╰────────────╯ ║                     ╰──────────────────╯
                                       ║
                                       ║ batch 1             ╭──────────────────╮    ╭─────────────╮
                                       ╚════════════════════▷│  ImageFunction   │━━━▶│ ImagesTable │
                                                             │     function     │    │    table    │
                                                             ╰──────────────────╯    ╰─────────────╯
        """)
    expectPicture(
        try drawn("competing-consumers", "side-by-side"),
        """
        ┌──────────┐    ╭────────────╮   after 5 receives    ╭──────────────────╮
        │  Client  │───▷│ ImageQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ ImageDeadLetters │
        │ external │    │   queue    │═╗                     │      queue       │
        └──────────┘    ╰────────────╯ ║                     ╰──────────────────╯
                                       ║
                                       ║ batch 1             ╭──────────────────╮     ╭─────────────╮
                                       ╠════════════════════▷│   OldFunction    │━┳━━▶│ ImagesTable │
                                       ║                     │     function     │ ┃   │    table    │
                                       ║                     ╰──────────────────╯ ┃   ╰─────────────╯
                                       ║                                          ┃
                                       ║ batch 1             ╭──────────────────╮ ┃
                                       ╚════════════════════▷│   NewFunction    │━┛
                                                             │     function     │
                                                             ╰──────────────────╯
        """)
}

@Test func enrichedPipeIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("enriched-pipe"),
        """
        ┌──────────┐    ╭────────╮   what passes    ╭──────────────╮                ╭────────────╮    ╭────────────────╮
        │ Producer │───▶│ Source │═════════════════▷│     Pipe     │───────────────▶│ Enrichment │━━━▷│ Reference data │
        │ external │    │ queue  │╍┓                │              │─╮              │  function  │    │     table      │
        └──────────┘    ╰────────╯ ╏                ╰──────────────╯ │              ╰────────────╯    ╰────────────────╯
                                   ╏                                 │
                                   ╏ too often      ╭──────────────╮ │ completed    ╭────────────╮
                                   ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Dead letters │ ╰─────────────▷│   Target   │
                                                    │    queue     │                │   queue    │
                                                    ╰──────────────╯                ╰────────────╯
        """)
    expectPicture(
        try drawn("enriched-pipe", "pipe"),
        """
                ┌──────────┐
                │  Client  │
                │ external │
                └──────────┘
                     │
                     ▽
              ╭─────────────╮
              │ TicketQueue │
              │    queue    │
              ╰─────────────╯
                  ╏     ║
                  ╏     ╚═════════════╗
                  ╏                   ║
                  ╏after 3 receives   ║state open
                  ▼                   ▽
        ╭───────────────────╮   ╭────────────╮
        │ TicketDeadLetters │   │ TicketPipe │
        │       queue       │   │    pipe    │
        ╰───────────────────╯   ╰────────────╯
                                   │     │
                   ╭───────────────╯     │
                   │                     │
                   │enrichment           │
                   ▼                     ▽
          ╭──────────────────╮   ╭───────────────╮
          │ CustomerFunction │   │ CompleteQueue │
          │     function     │   │     queue     │
          ╰──────────────────╯   ╰───────────────╯
                   ┃
                   ▽
           ╭────────────────╮
           │ CustomersTable │
           │     table      │
           ╰────────────────╯
        """)
    expectPicture(
        try drawn("enriched-pipe", "function"),
        """
        ┌──────────┐    ╭─────────────╮   after 3 receives        ╭───────────────────╮
        │  Client  │───▷│ TicketQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ TicketDeadLetters │     ╭────────────────╮
        │ external │    │    queue    │═╗                         │       queue       │ ┏━━▷│ CustomersTable │
        └──────────┘    ╰─────────────╯ ║                         ╰───────────────────╯ ┃   │     table      │
                                        ║                                               ┃   ╰────────────────╯
                                        ║ batch 10, state open    ╭───────────────────╮ ┃
                                        ╚════════════════════════▷│  TicketFunction   │━┛   ╭────────────────╮
                                                                  │     function      │────▷│ CompleteQueue  │
                                                                  ╰───────────────────╯     │     queue      │
                                                                                            ╰────────────────╯
        """)
}
