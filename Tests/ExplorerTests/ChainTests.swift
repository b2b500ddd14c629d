import Canvas
import Flows
import TestKit
import Testing

@testable import Explorer

/// A crashing worker's third try of a message, held where it begins.
private func thirdTry(_ width: Int, _ height: Int) -> Model {
    var model = someWayIn(width, height)
    branch(&model, "crash")
    press(&model, "i", "ctrl-u")
    type(&model, #"{"action": ["lambda:Invoke"], "message": [3]}"#)
    press(&model, "enter")
    for _ in 0..<3 {
        press(&model, "G")
        playOn(&model)
    }
    return model
}

@Test func whyAMessageWasDeliveredAgainIsOneKeyAway() {
    var model = thirdTry(80, 24)
    press(&model, "w")
    expectPicture(
        view(model).text,
        """
         archscope   Run › A poison messag… stopped at ■ {"action": ["lambda:Invoke"],…
        ━   SQS and Lambda ━ ▸ ⑂1 crash 0:03 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ Why ━
         Why #503 lambda:Invoke: 4 causes, the first one on top                        ┃
         ┌ 0:04.000 #14 SendMessage Client → PaymentQueue ✓ ok after 5ms               ┃
             nothing in the system caused it: it comes from outside                    ┃
         ↓ 0:04.005 #15 ReceiveMessage PaymentFunction → PaymentQueue ✓ ok             ┃
             by long poll: A receive waits up to WaitTimeSeconds, at most 20, for a    ┃
               message.                                                                ┃
               SQS · botocore 1.43.11, sqs.ReceiveMessage                              ┃
         ↓ 1:04.005 #201 ReceiveMessage PaymentFunction → PaymentQueue ✓ ok            ┃
             by long poll                                                              │
             again: since #15 nothing had deleted it, and it was visible again. A      │
               received message is hidden for the visibility timeout, 30 s unless set, │
               and then comes back.                                                    │
               SQS · botocore 1.43.11, sqs.CreateQueue                                 │
         ↓ 2:04.005 #501 ReceiveMessage PaymentFunction → PaymentQueue ✓ ok            │
             by long poll                                                              │
             again: since #201 nothing had deleted it, and it was visible again        │
         ▸ 2:04.010 #503 Invoke PaymentQueue → PaymentFunction · under way             │
                                                                                       │
         Message 3: given to a function 3 times so far                                 │
         · 0:04.000 #14 SendMessage Client → PaymentQueue ✓ ok after 5ms               │
         2:04.010 ◆━━━◆━━━━━━◆━━●───◇──────◇─────────◇──────◇───────────────────── 9:00
         Space play/pause  . step  , back  < > speed  w why  Esc leave  ? help  q quit
        """)
}

@Test func theChainLeadsToTheRootAndNamesRulesWithTheirSources() throws {
    var model = thirdTry(120, 60)
    let record = try #require(model.run?.record)
    press(&model, "w")
    let screen = try #require(model.run)
    let text = view(model).text
    for cause in screen.run.causes(of: record) { #expect(text.contains("#\(cause) ")) }
    #expect(text.contains("nothing in the system caused it: it comes from outside"))
    #expect(text.contains("Message 3: given to a function 3 times so far"))
    #expect(text.contains("since #15 nothing had deleted it, and it was visible again"))
    #expect(text.contains("SQS · "))
    // Up to the cause, and back to the event: the same keys as elsewhere.
    press(&model, "c")
    #expect(model.run?.record == screen.run.causes(of: record).first)
    #expect(view(model).text.contains("Why #\(screen.run.causes(of: record)[0]) "))
    press(&model, "v", "enter")
    #expect(model.run?.sheet == nil && model.run?.record == record)
    // From the root there is nothing above.
    while model.run?.run.causes(of: model.run?.record ?? 0).isEmpty == false { press(&model, "c") }
    press(&model, "w")
    #expect(view(model).text.contains(" happened"))
}

@Test func withoutEventsThereIsNoWhy() {
    var model = Shipped.poison()
    press(&model, "w")
    #expect(view(model).text.contains("Nothing has happened yet.") && model.run?.sheet == nil)
}

@Test func sheetsDrawAtAnySize() {
    var model = thirdTry(120, 40)
    for (width, height) in [(1, 1), (2, 3), (20, 5), (20, 24), (40, 12), (80, 24), (160, 50)] {
        for key in ["w", "d", "m"] {
            press(&model, key, "end")
            _ = update(&model, .resize(Size(width: width, height: height)))
            #expect(view(model).size == Size(width: width, height: height))
        }
    }
}
