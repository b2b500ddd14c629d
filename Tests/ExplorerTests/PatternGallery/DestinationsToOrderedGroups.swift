import TestKit
import Testing

@Test func invocationDestinationsAreDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("invocation-destinations"),
        """
        ┌──────────┐    ╭────────╮   nobody waits     ╭──────────╮   succeeded    ╭───────────╮
        │  Caller  │━━━▶│ Source │───────────────────▷│  Worker  │───────────────▷│ Next step │
        │ external │    │ bucket │◁┓              ┏━━━│ function │╍┓              │   queue   │
        └──────────┘    ╰────────╯ ┗━━━━━━━━━━━━━━┛   ╰──────────╯ ╏              ╰───────────╯
                                                                   ╏
                                                                   ╏ given up     ╭───────────╮
                                                                   ┗╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  Failed   │
                                                                                  │   queue   │
                                                                                  ╰───────────╯
        """)
    expectPicture(
        try drawn("invocation-destinations", "destinations"),
        """
                        ╭────────────────────────────╮  ObjectCreated     ╭────────────────╮   on success    ╭───────────────╮
        ┌──────────┐    │        UploadBucket        │───────────────────▷│ ImportFunction │────────────────▷│ ImportedQueue │
        │  Client  │━━━▶│ stack-uploads-123456789012 │                ┏━━━│    function    │╍┓               │     queue     │
        │ external │    │           bucket           │◁━━━━━━━━━━━━━━━┛   ╰────────────────╯ ╏               ╰───────────────╯
        └──────────┘    ╰────────────────────────────╯                                       ╏
                                                                                             ╏ on failure    ╭───────────────╮
                                                                                             ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  FailedQueue  │
                                                                                                             │     queue     │
                                                                                                             ╰───────────────╯
        """)
    expectPicture(
        try drawn("invocation-destinations", "dead-letter-queue"),
        """
                        ╭────────────────────────────╮                     ╭──────────────╮                 ╭───────────────╮
        ┌──────────┐    │        UploadBucket        │◁━━━━━━━━━━━━━━━━━━━━│ LoadFunction │────────────────▷│ ImportedQueue │
        │  Client  │━━━▶│ stack-uploads-123456789012 │                 ╭──▷│   function   │╍┓               │     queue     │
        │ external │    │           bucket           │─╮ ObjectCreated │   ╰──────────────╯ ╏               ╰───────────────╯
        └──────────┘    ╰────────────────────────────╯ ╰───────────────╯                    ╏
                                                                                            ╏ on failure    ╭───────────────╮
                                                                                            ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  FailedQueue  │
                                                                                                            │     queue     │
                                                                                                            ╰───────────────╯
        """)
}

@Test func orderedGroupsAreDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("ordered-groups"),
        """
        ╭──────────╮  with its key    ╭───────────────╮   in order     ╭──────────╮    ╭───────╮
        │ Producer │─────────────────▷│ Ordered inbox │═══════════════▷│  Worker  │━━━▶│ Store │
        │ function │                  │     queue     │╍┓              │ function │    │ table │
        ╰──────────╯                  ╰───────────────╯ ╏              ╰──────────╯    ╰───────╯
                                                        ╏
                                                        ╏ too often    ╭──────────╮
                                                        ┗╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Given up │
                                                                       │  queue   │
                                                                       ╰──────────╯
        """)
    expectPicture(
        try drawn("ordered-groups", "fifo"),
        """
                                                                             ╭─────────────────────────╮
                               ╭───────────────────╮   after 100 receives    │   BalanceDeadLetters    │
        ╭─────────────────╮    │   BalanceQueue    │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ BalanceDeadLetters.fifo │
        │ PostingFunction │───▷│ BalanceQueue.fifo │                         │          queue          │
        │    function     │    │       queue       │═╗                       ╰─────────────────────────╯
        ╰─────────────────╯    ╰───────────────────╯ ║
                                                     ║ batch 1               ╭─────────────────────────╮    ╭───────────────╮
                                                     ╚══════════════════════▷│     BalanceFunction     │━━━▶│ BalancesTable │
                                                                             │        function         │    │     table     │
                                                                             ╰─────────────────────────╯    ╰───────────────╯
        """)
    expectPicture(
        try drawn("ordered-groups", "stream"),
        """
        ╭───────────────────╮    ╭───────────────╮   on failure    ╭─────────────────╮
        │ RecordingFunction │───▷│ BalanceStream │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  GivenUpQueue   │
        │     function      │    │    stream     │═╗               │      queue      │
        ╰───────────────────╯    ╰───────────────╯ ║               ╰─────────────────╯
                                                   ║
                                                   ║ batch 10      ╭─────────────────╮    ╭───────────────╮
                                                   ╚══════════════▷│ BalanceFunction │━━━▶│ BalancesTable │
                                                                   │    function     │    │     table     │
                                                                   ╰─────────────────╯    ╰───────────────╯
        """)
}
