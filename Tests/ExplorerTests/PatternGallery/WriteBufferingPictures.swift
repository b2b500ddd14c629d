import TestKit
import Testing

@Test func writeBufferingIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("write-buffering"),
        """
        ┌──────────┐    ╭────────╮    ╭────────╮   batches      ╭──────────────╮    ╭───────╮
        │ Producer │───▶│ Intake │───▶│ Buffer │═══════════════▷│    Writer    │━━━▶│ Store │
        │ external │    │  API   │    │ queue  │╍┓              │   function   │    │ table │
        └──────────┘    ╰────────╯    ╰────────╯ ╏              ╰──────────────╯    ╰───────╯
                                                 ╏
                                                 ╏ too often    ╭──────────────╮
                                                 ┗╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Dead letters │
                                                                │    queue     │
                                                                ╰──────────────╯
        """)
    expectPicture(
        try drawn("write-buffering", "direct"),
        """
        ┌──────────┐    ╭─────╮  POST /orders    ╭───────────────╮    ╭─────────────╮
        │  Client  │───▶│ Api │─────────────────▶│ OrderFunction │━━━▶│ OrdersTable │
        │ external │    ╰─────╯                  │   function    │    │    table    │
        └──────────┘                             ╰───────────────╯    ╰─────────────╯
        """)
    expectPicture(
        try drawn("write-buffering", "buffered"),
        """
        ┌──────────┐    ╭─────╮  POST /orders    ╭────────────╮   after 5 receives    ╭──────────────────╮
        │  Client  │───▶│ Api │─────────────────▷│ WriteQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ WriteDeadLetters │
        │ external │    ╰─────╯                  │   queue    │═╗                     │      queue       │
        └──────────┘                             ╰────────────╯ ║                     ╰──────────────────╯
                                                                ║
                                                                ║ batch 10            ╭──────────────────╮    ╭─────────────╮
                                                                ╚════════════════════▷│  WriterFunction  │━━━▶│ OrdersTable │
                                                                                      │     function     │    │    table    │
                                                                                      ╰──────────────────╯    ╰─────────────╯
        """)
}
