import TestKit
import Testing

@Test func retryWithBackoffIsDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("retry-with-backoff"),
        """
        ┌──────────┐    ╭────────╮    ╭──────────╮  and again    ╭──────────╮
        │ Devices  │───▶│ Intake │───▶│  Caller  │──────────────▶│ Service  │
        │ external │    │  API   │    │ function │               │ function │
        └──────────┘    ╰────────╯    ╰──────────╯               ╰──────────╯
        """)
    expectPicture(
        try drawn("retry-with-backoff", "at-once"),
        """
        ┌──────────┐    ╭─────╮  POST /readings    ╭────────────────╮    ╭─────────────────╮
        │  Client  │───▶│ Api │───────────────────▶│ AtOnceFunction │───▶│ PricingFunction │
        │ external │    ╰─────╯                    │    function    │    │    function     │
        └──────────┘                               ╰────────────────╯    ╰─────────────────╯
        """)
    expectPicture(
        try drawn("retry-with-backoff", "backoff"),
        """
        ┌──────────┐    ╭─────╮  POST /readings    ╭─────────────────╮    ╭─────────────────╮
        │  Client  │───▶│ Api │───────────────────▶│ BackoffFunction │───▶│ PricingFunction │
        │ external │    ╰─────╯                    │    function     │    │    function     │
        └──────────┘                               ╰─────────────────╯    ╰─────────────────╯
        """)
    expectPicture(
        try drawn("retry-with-backoff", "jitter"),
        """
        ┌──────────┐    ╭─────╮  POST /readings    ╭────────────────╮    ╭─────────────────╮
        │  Client  │───▶│ Api │───────────────────▶│ JitterFunction │───▶│ PricingFunction │
        │ external │    ╰─────╯                    │    function    │    │    function     │
        └──────────┘                               ╰────────────────╯    ╰─────────────────╯
        """)
}

@Test func scheduledJobsAreDrawnInRolesAndInResources() throws {
    expectPicture(
        try drawn("scheduled-jobs"),
        """
        ╭──────────╮   at its time    ╭─────────────────╮             ╭─────────────╮
        │ Schedule │─────────────────▷│       Job       │━━━━━━━━━━━━▶│   Results   │
        │          │╍┓                │    function     │╍┓           │    table    │
        ╰──────────╯ ╏                ╰─────────────────╯ ╏           ╰─────────────╯
                     ╏                                    ╏
                     ╏ not taken      ╭─────────────────╮ ╏ failed    ╭─────────────╮
                     ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ Not handed over │ ┗╍╍╍╍╍╍╍╍╍╍▶│ Failed runs │
                                      │      queue      │             │    queue    │
                                      ╰─────────────────╯             ╰─────────────╯
        """)
    expectPicture(
        try drawn("scheduled-jobs", "rule"),
        """
        ╭────────────╮   cron(0/5 * * * ? *)    ╭────────────────────╮   on failure    ╭─────────────────╮
        │ ReportRule │─────────────────────────▷│   ReportFunction   │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ FailedRunsQueue │
        │  schedule  │╍┓                        │      function      │━┓               │      queue      │
        ╰────────────╯ ╏                        ╰────────────────────╯ ┃               ╰─────────────────╯
                       ╏                                               ┃
                       ╏                        ╭────────────────────╮ ┃               ╭─────────────────╮
                       ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ UndeliverableQueue │ ┗━━━━━━━━━━━━━━▶│  ReportsTable   │
                                                │       queue        │                 │      table      │
                                                ╰────────────────────╯                 ╰─────────────────╯
        """)
    expectPicture(
        try drawn("scheduled-jobs", "scheduler"),
        """
        ╭────────────────╮   cron(0/5 * * * ? *)    ╭────────────────────╮   on failure    ╭─────────────────╮
        │ ReportSchedule │─────────────────────────▷│   ReportFunction   │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ FailedRunsQueue │
        │    schedule    │╍┓                        │      function      │━┓               │      queue      │
        ╰────────────────╯ ╏                        ╰────────────────────╯ ┃               ╰─────────────────╯
                           ╏                                               ┃
                           ╏                        ╭────────────────────╮ ┃               ╭─────────────────╮
                           ┗╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ UndeliverableQueue │ ┗━━━━━━━━━━━━━━▶│  ReportsTable   │
                                                    │       queue        │                 │      table      │
                                                    ╰────────────────────╯                 ╰─────────────────╯
        """)
}
