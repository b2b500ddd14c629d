import Canvas
import TestKit
import Testing
import Values

@testable import Explorer

/// A branch with a crashing function and the run it parted from, both at their end, with their difference in front.
private func difference(_ width: Int = 120, _ height: Int = 40) -> Model {
    var model = someWayIn(width, height)
    press(&model, "x")
    type(&model, "crash")
    press(&model, "enter")
    type(&model, ",for=30s")
    press(&model, "enter", "G")
    playOn(&model)
    press(&model, "d")
    return model
}

@Test func theDifferenceOfABranchIsReadAsAWhole() throws {
    let model = difference(80, 24)
    expectPicture(
        view(model).text,
        """
         archscope   Run › A poison message, its cure and its return           finished
        ━   SQS and Lambda ━ ▸ ⑂1 crash 0:03 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ Difference ━
         SQS and Lambda against ⑂1 crash 0:03  crash@3.005s:to=PaymentFunction,for=30s ┃
         They part at 0:03.005; Enter goes there.                                      ┃
           SQS and Lambda: #12 Invoke PaymentQueue → PaymentFunction ✓ ok at 0:03.045  ┃
           branch: #12 fault PaymentFunction → PaymentFunction ✓ ok at 0:03.005        ┃
                                                                                       ┃
         Predicted                                                                     ┃
         ✓ confirmed crash: every invocation of PaymentFunction that ends meanwhile    ┃
           fails; 31 of 31 invocations failed                                          ┃
                                                                                       ┃
         Expected                                                                      ┃
         ✓ → ✗ Only the poison was handed out again - its second and third try, and    ┃
           once more after the redrive.; found 3 → 33                                  ┃
         3 others come out alike                                                       ┃
                                                                                       ┃
         Ways: calls, and how they ended                                               │
                                         SQS and Lambda  branch                        │
         PaymentQueue → PaymentFunction  1449            1507    +58                   │
         · ok                            1449            1476    +27                   │
         · FunctionError                 0               31      +31                   │
                                                                                       │
         9:00.000 ◆━━━◆━━━━━━◆━━━━━━◆━━━━━━◆━━━━━━━━━◆━━━━━━◆━━━━━━━━━━━━━━━━━━━━● 9:00
         Space play/pause  . step  , back  < > speed  w why  Esc leave  ? help  q quit
        """)
}

@Test func theDifferenceScrollsToItsEnd() throws {
    var model = difference(80, 24)
    press(&model, "end")
    let text = view(model).text
    #expect(text.contains("messages given to the function again"))
    #expect(!text.contains("They part at"))
    press(&model, "home")
    #expect(view(model).text.contains("They part at"))
    press(&model, "pgdn", "j", "k")
    press(&model, "esc")
    #expect(model.run?.sheet == nil)
}

@Test func fromTheDifferenceOneKeyLeadsToWhereTheyPart() throws {
    var model = difference()
    let found = try #require(model.run?.difference)
    press(&model, "enter")
    let screen = try #require(model.run)
    #expect(screen.sheet == nil && screen.clock == found.partsAt)
    #expect(screen.record == found.partsWith[1])
    press(&model, "o")
    #expect(model.run?.shown == 0)
    // Nothing is lost: at the end both are as they were.
    press(&model, "G")
    playOn(&model)
    press(&model, "d")
    #expect(model.run?.difference == found)
}

@Test func withoutABranchThereIsNoDifference() {
    var model = Shipped.run()
    press(&model, "space", "d")
    #expect(view(model).text.contains("There is no branch to compare: x makes one; m shows the bindings."))
    #expect(model.run?.sheet == nil)
}

@Test func beforeTheBranchBeginsTheTwoAreOne() throws {
    var model = someWayIn()
    branch(&model, "crash")
    press(&model, "d")
    #expect(view(model).text.contains("They are the same so far, record by record."))
    press(&model, "esc", "g", "d")
    #expect(view(model).text.contains("until then they are one."))
}

@Test func branchesStandInTheOutcomeToo() throws {
    var model = someWayIn()
    branch(&model, "crash")
    press(&model, "G")
    playOn(&model)
    #expect(model.run?.sheet == .outcome)
    #expect(view(model).text.contains("SQS and Lambda     ⑂1 crash 0:03"))
}
