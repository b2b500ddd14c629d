import Canvas
import Flows
import TestKit
import Testing
import Values

@testable import Explorer

/// The poison message's run some seconds in, with the function selected.
func someWayIn(_ width: Int = 120, _ height: Int = 40) -> Model {
    var model = Shipped.poison(width, height)
    for _ in 0..<12 { press(&model, ".") }
    press(&model, "tab", "tab", "down", "right", "right", "down")
    return model
}

/// Makes a branch with the fault that is found first.
func branch(_ model: inout Model, _ words: String) {
    press(&model, "x")
    type(&model, words)
    press(&model, "enter", "enter")
}

@Test func aFaultIsChosenAndTheBranchStandsBesideTheRun() throws {
    var model = someWayIn()
    let before = try #require(model.run)
    press(&model, "x")
    let list = view(model).text
    #expect(list.contains("crash") && list.contains("Does: every invocation fails when its work would begin to show."))
    #expect(list.contains("Predicts: every invocation of PaymentFunction that ends meanwhile fails."))
    type(&model, "crash")
    press(&model, "enter")
    #expect(view(model).text.contains("crash@\(before.clock):to=PaymentFunction"))
    type(&model, ",for=1")
    #expect(view(model).text.contains("'for' is"))
    press(&model, "enter")
    #expect(model.run?.branches.isEmpty == true)
    type(&model, "m")
    press(&model, "enter")
    let screen = try #require(model.run)
    #expect(screen.laneCount == 2 && screen.shown == 1 && screen.clock == before.clock)
    #expect(view(model).text.contains("▸ ⑂1 crash 0:03"))
    #expect(view(model).text.contains("Branch 1 is in front"))
}

@Test func goingBackToTheOriginalLosesNothing() throws {
    var plain = Shipped.poison()
    press(&plain, "G")
    playOn(&plain)
    var model = someWayIn()
    branch(&model, "crash")
    press(&model, "G")
    playOn(&model)
    let ended = try #require(model.run)
    #expect(ended.isFinished)
    #expect(ended.ownRun(of: 0).digest == plain.run?.session.runs[0].digest)
    #expect(ended.ownRun(of: 1).digest != ended.ownRun(of: 0).digest)
    press(&model, "o")
    #expect(model.run?.shown == 0)
    press(&model, "o")
    #expect(model.run?.shown == 1)
    press(&model, "[")
    #expect(model.run?.shown == 0)
    // Back before the branch and to the end again: both come out the same.
    press(&model, "g", "G")
    playOn(&model)
    let again = try #require(model.run)
    #expect([0, 1].allSatisfy { again.ownRun(of: $0).digest == ended.ownRun(of: $0).digest })
}

@Test func beforeItsBeginningABranchIsTheRunItPartedFrom() throws {
    var model = someWayIn()
    let at = try #require(model.run?.clock)
    branch(&model, "crash")
    press(&model, "g")
    var screen = try #require(model.run)
    #expect(screen.shown == 1 && screen.run.recordCount == 0 && screen.clock == .zero)
    for _ in 0..<30 { press(&model, ".") }
    screen = try #require(model.run)
    #expect(screen.clock > at)
    let (original, branch) = (screen.ownRun(of: 0), screen.run)
    #expect(branch.recordCount > 12 && original.now == screen.clock)
    for index in 0..<12 { #expect(original.record(index).sent == branch.record(index).sent) }
    // Stepping back from the branch leads through its beginning into what both share.
    while try #require(model.run).clock >= at { press(&model, ",") }
    #expect(try #require(model.run).run.recordCount <= 12)
}

@Test func aBranchOfABranchGoesWithIt() throws {
    var model = someWayIn()
    branch(&model, "crash")
    press(&model, ".", ".")
    branch(&model, "region-latency")
    press(&model, "[", "[")
    branch(&model, "slow")
    #expect(try #require(model.run).branches.map(\.parent) == [0, 1, 0])
    press(&model, "[", "[")
    #expect(model.run?.shown == 1)
    press(&model, "X")
    let screen = try #require(model.run)
    #expect(screen.branches.map(\.number) == [3] && screen.branches.map(\.parent) == [0] && screen.shown == 0)
    #expect(view(model).text.contains("2 branches are gone."))
    press(&model, "X")
    #expect(view(model).text.contains("This is no branch"))
}

@Test func aFaultThatFitsElsewhereIsFoundThere() throws {
    var model = Shipped.poison()
    press(&model, "tab", "tab", "down", "x")
    type(&model, "crash")
    let text = view(model).text
    #expect(text.contains("PaymentFunct") && text.contains("crash"))
    press(&model, "enter")
    #expect(view(model).text.contains("crash@0s:to=PaymentFunction"))
}

@Test func aPoisonMessageCanComeInABranch() throws {
    var model = someWayIn()
    press(&model, "left")
    #expect(model.run?.selectedNode == "PaymentQueue")
    press(&model, "x")
    type(&model, "poison")
    press(&model, "enter")
    #expect(view(model).text.contains("poison@3.005s:to=payments,payload={"))
    press(&model, "enter", "G")
    playOn(&model)
    press(&model, "d")
    #expect(view(model).text.contains("✓ confirmed poison: the message of payments is given out again and again"))
}

@Test func breakpointsHoldBranchesToo() throws {
    var model = someWayIn()
    press(&model, "i", "ctrl-u")
    type(&model, #"{"outcome": ["FunctionError"]}"#)
    press(&model, "enter")
    branch(&model, "crash")
    press(&model, "G")
    playOn(&model)
    let screen = try #require(model.run)
    let stop = try #require(screen.stop)
    #expect(stop.lane == 1 && screen.shown == 1)
    #expect(screen.run.record(stop.record).outcome == .functionError)
    #expect(screen.ownRun(of: 0).now == stop.at)
}

@Test func branchesAndBreakpointsDrawAtAnySize() {
    var model = someWayIn()
    press(&model, "b")
    branch(&model, "crash")
    for (width, height) in [(1, 1), (2, 3), (20, 5), (20, 24), (40, 12), (80, 24), (160, 50)] {
        for keys in [["B"], ["i"], ["x"], ["x", "enter"], ["e"], ["E"], ["o"], ["d"]] {
            for key in keys { press(&model, key) }
            _ = update(&model, .resize(Size(width: width, height: height)))
            #expect(view(model).size == Size(width: width, height: height))
            if model.overlay != nil { press(&model, "esc") }
        }
    }
}

@Test func theFaultsOnOfferInASmallWindow() {
    var model = someWayIn(80, 24)
    press(&model, "x", "s", "l", "o", "w")
    expectPicture(
        view(model).text,
        """
         archscope   Run › A poison message, its cure and its retu… paused · 80x slower
        ━ ▸ SQS and Lambda ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ more ↓ ━
        ┌─╭─ Branch at 0:03.005: what breaks PaymentFunction? ───────────────────────╮
        │ │ › slow                                                                   │
        │ │──────────────────────────────────────────────────────────────────────────│
        └─│ ▸ slow                         the function's own work takes longer; it… │
          │                                                                          │
          │                                                                          │
          │                                                                          │┓
          │                                                                          │┃
          │                                                                          │┃
        ┏━│                                                                          │┛
        ─ │                                                                          │──
         0│                                                                          │ │
         0│                                                                          │ │
         0│                                                                          │ │
         0│──────────────────────────────────────────────────────────────────────────│ ┃
         0│ Does: the function's own work takes longer; its calls do not.            │ ┃
         0│ Predicts: invocations of PaymentFunction take longer than before.        │ ┃
        ▸0│                                                                          │ ┃
         ◆│                                                                          │
          ╰─ 1 of 1 ─────────────────────────────────────────────────────────────────╯
         0:03.005 ●───◇──────◇──────◇──────◇─────────◇──────◇───────────────────── 9:00
         Enter open  Esc close  ↑↓ choose
        """)
}

@Test func aBranchInFront() {
    var model = someWayIn()
    branch(&model, "crash")
    for _ in 0..<6 { press(&model, ".") }
    expectPicture(
        view(model).text,
        """
         archscope   Run › A poison message, its cure and its return                                        paused · 80x slower
        ━   SQS and Lambda ━ ▸ ⑂1 crash 0:03 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ [ ] other run ━

                   ┌──────────┐    ╭──────────────╮   after 3 receives    ╭────────────────────╮
                   │  Client  │●──▷│ PaymentQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ PaymentDeadLetters │
                   │          │    │  visible 0   │═╗                     │     visible 0      │
                   └──────────┘    ╰──────────────╯ ║                     ╰────────────────────╯
                                                    ║
                                                    ║ batch 10            ╭────────────────────╮    ╭───────────────╮
                                                    ╚════════════════════▷│  PaymentFunction   │━━━▶│ PaymentsTable │
                                                                          │     running 0      │    │    items 2    │
                                                                          ╰────────────────────╯    ╰───────────────╯

        ─ Events 18, following ──────────────────────────────────────────────┬─ Details ────────────────────────────────────────
         0:01.000  ✓ Client → PaymentQueue    SendMessage                    │ PaymentFunction  function
         0:01.005  ✓ PaymentFunction → Payme… ReceiveMessage     long poll   │ AWS::Lambda::Function
         0:01.010  ✓ PaymentQueue → PaymentF… Invoke                         │ running  0
         0:01.285  ✓ PaymentFunction → Payme… PutItem                        │ idle     1
         0:01.300  ✓ PaymentFunction → Payme… DeleteMessage                  │ → PaymentLogs  logs, metrics, traces
         0:02.000  ✓ Client → PaymentQueue    SendMessage                    │ ← PaymentQueue  consumer pulls, batch 10
         0:02.005  ✓ PaymentFunction → Payme… ReceiveMessage     long poll   │ → PaymentsTable  write
         0:02.010  ✓ PaymentQueue → PaymentF… Invoke                         │
         0:02.035  ✓ PaymentFunction → Payme… PutItem                        │
         0:02.050  ✓ PaymentFunction → Payme… DeleteMessage                  │
         0:03.000  ✓ Client → PaymentQueue    SendMessage                    │
         0:03.005  ✓ PaymentFunction → Payme… ReceiveMessage     long poll   │
         0:03.005  ✓ PaymentFunction → Payme… fault              flow fault  │
         0:03.010  ✗ PaymentQueue → PaymentF… Invoke             FunctionEr… │
         0:04.000  ✓ Client → PaymentQueue    SendMessage                    │
         0:04.005  ✓ PaymentFunction → Payme… ReceiveMessage     long poll   │
         0:04.010  ✗ PaymentQueue → PaymentF… Invoke             FunctionEr… │
        ▸0:05.000  · Client → PaymentQueue    SendMessage                    │
                                                                             │
                                                                             │
                                                                             │
                                                                             │
         ◆ Payments are booked within moments of being sent.

         0:05.000 ◆●────◇──────────◇───────────◇───────────◇───────────────◇───────────◇────────────────────────────────── 9:00
         Space play/pause   . step   , back   < > speed   n next moment   x what if   w why   Esc leave   ? help   q quit
        """)
}
