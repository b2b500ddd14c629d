import Canvas
import TestKit
import Testing

@testable import Explorer

/// A model after some keys.
private func screen(_ width: Int, _ height: Int, _ keys: String...) -> String {
    var model = Samples.model(width, height)
    for key in keys { _ = update(&model, .key(Key(name: key)!)) }
    return view(model).text
}

@Test func theWideScreenShowsSectionsListAndArticle() {
    expectPicture(
        screen(120, 40, "j"),
        """
         archscope   Patterns › Write buffering
        ─ Sections ────────┬━ Patterns 2 ━━━━━━━━━━━━━━━━━━┬─ Article ──────────────────────────────────────────────────── 42% ─
        ▸1 Patterns      2 │  Dead letters                 │  Write buffering                             pattern · 2 bindings ┃
         2 Services      1 │▸ Write buffering           ▶  │  also: queue-based load levelling, buffered writes                ┃
         3 Flows         1 │                               │                                                                   ┃
         4 Terms         1 │                               │  Put a queue between requests and a store, so that a spike waits  ┃
         5 Practices     1 │                               │  in line instead of failing.                                      ┃
         6 Capabilities  2 │                               │                                                                   ┃
         7 Decisions     0 │                               │  ▶ Run Write spike — The same spike with and without the queue.   ┃
         8 Guides        0 │                               │                                                                   ┃
         9 Sources       1 │                               │  Problem                                                          ┃
                           │                               │    A store takes a fixed rate of writes. Requests come in spikes; ┃
                           │                               │    what exceeds the rate is refused, and the caller has to try    ┃
                           │                               │    again.                                                         ┃
                           │                               │                                                                   ┃
                           │                               │    Buying capacity for the highest spike pays for what is idle    ┃
                           │                               │    most of the day.                                               ┃
                           │                               │                                                                   │
                           │                               │  Diagram                                                          │
                           │                               │    Generic form · e: explicit · d: open                           │
                           │                               │                                                                   │
                           │                               │    ┌──────────┐    ╭────────╮    ╭───────╮                        │
                           │                               │    │ Producer │───▶│ Buffer │━━━▶│ Store │                        │
                           │                               │    │ external │    │ queue  │    │ table │                        │
                           │                               │    └──────────┘    ╰────────╯    ╰───────╯                        │
                           │                               │                                                                   │
                           │                               │    ───▶  synchronous request                                      │
                           │                               │    ━━━▶  write                                                    │
                           │                               │                                                                   │
                           │                               │  Forces                                                           │
                           │                               │    • Callers want an answer at once; the store wants an even      │
                           │                               │      pace.                                                        │
                           │                               │    • A queue such as Amazon SQS takes any rate, but the answer is │
                           │                               │      only *accepted*, not *done*.                                 │
                           │                               │                                                                   │
                           │                               │  Solution                                                         │
                           │                               │    Send each write to a queue. A worker takes batches at the      │
                           │                               │    store's pace.                                                  │
                           │                               │                                                                   │
         Enter read   Esc back   / search   e generic/explicit   [ ] binding   d diagram   r run   ↑↓ move   ? help   q quit
        """)
}

@Test func theMediumScreenShowsTabsListAndArticle() {
    expectPicture(
        screen(80, 24, "j", "enter", "tab"),
        """
        1 Patterns 2 Servi 3 Flows 4 Terms 5 Pract 6 Capab 7 Decis 8 Guide 9 Sourc
        ─ Patterns 2 ───────────┬━ Write buffering ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 22% ━
          Dead letters          │  Write buffering                pattern · 2 bindings ┃
        ▸ Write buffering    ▶  │  also: queue-based load levelling, buffered writes   ┃
                                │                                                      ┃
                                │  Put a queue between requests and a store, so that a ┃
                                │  spike waits in line instead of failing.             │
                                │                                                      │
                                │  ▶ Run Write spike — The same spike with and without │
                                │    the queue.                                        │
                                │                                                      │
                                │  Problem                                             │
                                │    A store takes a fixed rate of writes. Requests    │
                                │    come in spikes; what exceeds the rate is refused, │
                                │    and the caller has to try again.                  │
                                │                                                      │
                                │    Buying capacity for the highest spike pays for    │
                                │    what is idle most of the day.                     │
                                │                                                      │
                                │  Diagram                                             │
                                │    Generic form · e: explicit · d: open              │
                                │                                                      │
                                │    ┌──────────┐    ╭────────╮    ╭───────╮           │
         Enter follow  Esc back  / search  e generic/explicit  r run  ? help  q quit
        """)
}

@Test func theNarrowScreenShowsTheListFirst() {
    expectPicture(
        screen(40, 10, "j"),
        """
         1 Patterns  2 3 4 5 6 7 8 9
        ━ Patterns 2 ━━━━━━━━━━━━━━━━━━━━━━━━━━━
          Dead letters
        ▸ Write buffering                    ▶





         Enter read  Esc back  ? help  q quit
        """)
}

@Test func theNarrowScreenShowsTheArticleAlone() {
    expectPicture(
        screen(40, 10, "j", "enter"),
        """
         1 Patterns  2 3 4 5 6 7 8 9
        ━ Write buffering ━━━━━━━━━━━━━━━━━ 5% ━
          Write buffering                      ┃
          pattern · 2 bindings                 │
          also: queue-based load levelling,    │
          buffered writes                      │
                                               │
          Put a queue between requests and a   │
          store, so that a spike waits in line │
         Enter follow  Esc back  ? help  q quit
        """)
}

@Test func aTinyScreenKeepsTheListAndTheWayToHelp() {
    expectPicture(
        screen(12, 4, "j"),
        """
          Dead …
        ▸ Write… ▶

        ? help
        """)
}
