import Canvas
import Flows
import TestKit
import Testing

@testable import Explorer

/// Types a text letter by letter.
func type(_ model: inout Model, _ text: String) {
    for character in text { _ = update(&model, .key(.character(character))) }
}

/// Lets time pass until the run screen holds, at most so many ticks.
func playOn(_ model: inout Model, _ ticks: Int = 400) {
    for _ in 0..<ticks {
        _ = update(&model, .tick(33))
        if model.run?.isMoving != true { return }
    }
}

extension Shipped {
    /// The run screen of the poison message, held at its start.
    static func poison(_ width: Int = 120, _ height: Int = 40) -> Model {
        var model = Model(catalog: catalog, size: Size(width: width, height: height), start: .flow("poison-message"))
        press(&model, "space")
        return model
    }
}

@Test func aBreakpointOnAComponentHoldsTheRunThereAndSaysSo() throws {
    var model = Shipped.poison()
    press(&model, "tab", "tab", "down", "right", "right", "down", "b")
    let screen = try #require(model.run)
    let node = try #require(screen.selectedNode)
    #expect(screen.breakpoints == [RunBreakpoint(binding: 0, what: .node(node))])
    #expect(view(model).text.contains("╭────────────────────■"))
    press(&model, "space")
    playOn(&model)
    let stopped = try #require(model.run)
    let stop = try #require(stopped.stop)
    let record = stopped.run.record(stop.record)
    #expect(record.from == node || record.to == node)
    #expect(stopped.record == stop.record && stopped.clock == stop.at && !stopped.isPlaying)
    let text = view(model).text
    #expect(text.contains("stopped at ■ \(stopped.run.name(of: node))"))
    #expect(text.contains("Stopped at ■ \(stopped.run.name(of: node)): #\(stop.record)"))
    // Going on meets the next one, not the same again.
    press(&model, "space")
    playOn(&model)
    #expect(try #require(model.run?.stop).record > stop.record)
}

@Test func breakpointsSurviveRewindingAndMeetTheSameRecordAgain() throws {
    var model = Shipped.poison()
    press(&model, "e", "b", "G")
    playOn(&model)
    let first = try #require(model.run?.stop)
    press(&model, "G")
    playOn(&model)
    #expect(try #require(model.run?.stop).record > first.record)
    press(&model, "g")
    #expect(model.run?.stop == nil && model.run?.breakpoints.count == 1)
    press(&model, "G")
    playOn(&model)
    #expect(model.run?.stop == first)
}

@Test func aConditionIsTypedAndItsErrorsStandBeneathIt() throws {
    var model = Shipped.poison()
    press(&model, "i", "ctrl-u")
    type(&model, #"{"outcom": ["FunctionError"], "payload": 3}"#)
    var text = view(model).text
    #expect(text.contains("column 2: no event of a run has the field 'outcom'"))
    #expect(text.contains("did you mean 'outcome'?"))
    #expect(text.contains("column 42: a number for 'payload'"))
    // What is wrong is not taken.
    press(&model, "enter")
    #expect(model.context == .input && model.run?.breakpoints.isEmpty == true)
    press(&model, "ctrl-u")
    type(&model, #"{"action": ["lambda:Invoke"], "outcome": ["ok"]}"#)
    press(&model, "enter")
    #expect(model.context == .run)
    press(&model, "G")
    playOn(&model)
    let screen = try #require(model.run)
    let stop = try #require(screen.stop)
    #expect(stop.isCompletion)
    #expect(screen.run.record(stop.record).action == "lambda:Invoke")
    text = view(model).text
    #expect(text.contains("ended: ok"))
}

@Test func breakpointsAreListedAndClearedOneByOne() throws {
    var model = Shipped.poison(80, 24)
    press(&model, "B")
    #expect(view(model).text.contains("There are no breakpoints"))
    press(&model, "e", "b", "e", "b", "i", "enter")
    #expect(model.run?.breakpoints.count == 3)
    #expect(view(model).text.contains("■ 3"))
    press(&model, "B")
    let list = view(model).text
    #expect(list.contains("Breakpoints: Enter clears one"))
    #expect(list.contains("way") && list.contains("condition") && list.contains(#"{"outcome""#))
    press(&model, "enter")
    #expect(model.run?.breakpoints.count == 2)
    press(&model, "enter", "enter")
    #expect(model.overlay == nil && model.run?.breakpoints.isEmpty == true)
    // The same key sets and clears.
    press(&model, "b", "b")
    #expect(model.run?.breakpoints.isEmpty == true)
}

@Test func aBreakpointOfOneBindingHoldsAllAtOneMoment() throws {
    var model = Shipped.run()
    press(&model, "space", "]", "e", "b")
    let binding = try #require(model.run?.shown)
    press(&model, "[", "G")
    playOn(&model)
    let screen = try #require(model.run)
    let stop = try #require(screen.stop)
    #expect(screen.shown == binding && stop.lane == binding)
    #expect(screen.session.runs.allSatisfy { $0.now == stop.at || $0.isFinished })
}

@Test func waysAreGoneThroughAndClicked() throws {
    var model = Shipped.poison()
    press(&model, "tab", "tab", "down", "right")
    let node = try #require(model.run?.selectedNode)
    var seen: Set<String> = []
    for _ in 0..<6 {
        press(&model, "e")
        let screen = try #require(model.run)
        let edge = try #require(screen.run.topology.edges.first { $0.id == screen.selectedEdge })
        #expect(edge.from == node || edge.to == node)
        seen.insert(edge.id)
    }
    #expect(seen.count == 3)
    #expect(view(model).text.contains("b pauses the run at what comes here"))
    press(&model, "right")
    #expect(model.run?.selectedEdge == nil && model.run?.selectedNode != nil)
    // A click on the way selects it, too.
    let screen = try #require(model.run)
    let drawn = try #require(screen.drawing)
    let cell = try #require(drawn.courses[drawn.edges[0]]?.cell(at: 0.5))
    let parts = model.runFrame(screen)
    let origin = screen.viewport.origin(content: drawn.drawing.picture.size, in: parts.diagram)
    _ = update(&model, .mouse(MouseEvent(.press(.left), at: Point(x: cell.x + origin.x, y: cell.y + origin.y))))
    #expect(model.run?.selectedEdge == drawn.edges[0])
}

@Test func theScreenAtABreakpoint() {
    var model = Shipped.poison(80, 24)
    press(&model, "tab", "tab", "down", "right", "right", "down", "b", "E", "b", "shift-tab", "space")
    playOn(&model)
    expectPicture(
        view(model).text,
        """
         archscope   Run › A poison message, its cure and… stopped at ■ PaymentFunction
        ─ ▸ SQS and Lambda ───────────────────────────────────────────── ■ 2  more ↑ ↓ ─
        │  Client  │───○│ PaymentQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ PaymentDeadLetters │
        │          │    │  visible 0   │○╗                     │     visible 0      │
        └──────────┘    ╰──────────────╯ ║                     ╰────────────────────╯
                                         ║
                                         ║ batch 10            ╭────────────────────■
                                         ╚════════════════════▷│  PaymentFunction   │━┓
                                                               │     running 0      │ ┃
                                                               ╰────────────────────╯ ┃
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━■━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        ┃   ╭───────────────╮
        ━ Details ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
         #1 sqs:ReceiveMessage  ✓ ok                                                   ┃
         PaymentFunction → PaymentQueue                                                ┃
         sent 0:01.005, arrived +0s, answered +0s                                      ┃
         decided by long poll                                                          ┃
         message 0                                                                     ┃
         Because of                                                                    │
         ↑ #0 SendMessage Client → PaymentQueue ✓                                      │
         ◆ Payments are booked within moments of being sent.

         0:01.005 ●───◇──────◇──────◇──────◇─────────◇──────◇───────────────────── 9:00
         Stopped at ■ PaymentFunction: #1 ReceiveMessage began
        """)
}

@Test func theConditionBeingTyped() {
    var model = Shipped.poison(80, 24)
    press(&model, ".", ".", "i", "backspace", "backspace")
    expectPicture(
        view(model).text,
        """
         archscope   Run › A poison message, its cure and its retu… paused · 80x slower
        ─ ▸ SQS and Lambda ──────────────────────────────────────────────────── more ↓ ─
        ┌──────────┐    ╭──────────────╮   after 3 receives    ╭────────────────────╮
        │  Client  │───○│ PaymentQueue │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│ PaymentDeadLetters │
        │          │    │  visible 0   │○╗                     │     visible 0      │
        └──────────┘    ╰──────────────╯ ║                     ╰────────────────────╯
          ╭─ Break if ───────────────────────────────────────────────────────────────╮
          │ › {"action": ["sqs:ReceiveMessage"                                       │
          │──────────────────────────────────────────────────────────────────────────│┓
          │ ✗ column 33: found the end of the text; expected ',' or ']'              │┃
          │ An event pattern over what the journal knows of an event, looked at when │┃
        ┏━│ it begins and when it ends.                                              │┛
        ━ │ Fields: seq, time, cause, from, to, action, message, outcome, rule,      │━━
         0│ payload.                                                                 │
        ▸0│ {"seq":1,"time":1.005,"cause":0,"from":"PaymentFunction","to":"PaymentQu │
          │ eue","action":"sqs:ReceiveMessage","message":0,"outcome":"ok","rule":"lo │
          │ ngPoll","payload":{"paymentId":"payment-0","minor":1999,"currency":"EUR… │
          ╰─ Enter takes it, Esc closes ─────────────────────────────────────────────╯


         ◆ Payments are booked within moments of being sent.

         0:01.005 ●───◇──────◇──────◇──────◇─────────◇──────◇───────────────────── 9:00
        """)
}
