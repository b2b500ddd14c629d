import Canvas
import Patterns
import TestKit
import Testing
import Values

@testable import Explorer

private func model(_ width: Int = 100, _ height: Int = 30) -> Model { Templates.model(width, height) }

private func opened(_ text: String, file: String = "orders.yaml") throws -> OpenedTemplate {
    OpenedTemplate(paths: [file], pattern: try openTemplate(text, file: file) { _ in nil }, texts: [file: text])
}

private let orders = Templates.orders

@Suite("Templates in the explorer") struct TemplateTests {
    @Test func aTemplateOpensOnItsDiagramWithAnOverviewBehindIt() throws {
        var model = model()
        #expect(model.startEffects == [.watch(["orders.yaml"])])
        expectPicture(
            view(model).text,
            """
             archscope   Diagram › orders.yaml
            ━ Explicit form ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━







                                                 ╭───────▲╮    ╭─────────▲╮
                                                 │ Orders │═══▷│  Worker  │
                                                 │ queue  │    │ function │
                                                 ╰────────╯    ╰──────────╯

                                                 ═══▷  consumer pulls







            ─ Orders · Amazon SQS ──────────────────────────────────────────────────────────────────────────────
              AWS::SQS::Queue
              → Worker  consumer pulls
              ▲ queue 'Orders' has no dead-letter queue; set RedrivePolicy, or a message that always fails is
                received until it expires · dead-letter-every-async-path
              ▲ no alarm watches how late queue 'Orders' is; add an alarm on its
                ApproximateAgeOfOldestMessage, far below the queue's retention ·
             / search  r run  Enter read  z zoom  s lines  o layers  Esc back  ? help  Ctrl-P commands  q quit
            """)
        press(&model, "esc")
        expectPicture(
            view(model).text,
            """
             archscope   Template › orders.yaml
            ━ Overview ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
              orders.yaml                                                                             template

              Orders wait in line.

              2 components, 1 way, 3 findings
              Enters at Orders

              Findings
                ▲ queue 'Orders' has no dead-letter queue; set RedrivePolicy, or a message that always
                  fails is received until it expires · dead-letter-every-async-path  line 4
                ▲ no alarm watches how late queue 'Orders' is; add an alarm on its
                  ApproximateAgeOfOldestMessage, far below the queue's retention ·
                  alarm-on-age-of-oldest-message  line 4
                ▲ visibility timeout 30 s of 'Orders' is below six times the 30 s timeout of 'Worker';
                  set VisibilityTimeout to 180 or more · visibility-six-times-timeout  line 7

              Components
                Orders  Amazon SQS                         line 4
                Worker  AWS::Lambda::Function  holds Role  line 8

              Ways
                Orders → Worker  consumer pulls via Orders2Worker  line 20

              Emulation
                Runs: Orders, Worker


             Enter follow  Esc back  Tab next link  / search  d diagram  r run  ? help  Ctrl-P commands  q quit
            """)
    }

    @Test func theLinesOfAComponentAndOfItsWaysAreOneKeyAway() throws {
        var model = model(80, 16)
        press(&model, "s", "down", "enter")
        expectPicture(
            view(model).text,
            """
             archscope   Template › orders.yaml:20:23
            ━ Lines of the template ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
             17     Orders2Worker:                                                         │
             18       Type: AWS::Lambda::EventSourceMapping                                │
             19       Properties:                                                          │
             20 ┃       EventSourceArn: !GetAtt Orders.Arn                                 │
             21         FunctionName: !Ref Worker                                          │
             22     Role:                                                                  │
             23       Type: AWS::IAM::Role                                                 │
             24       Properties:                                                          │
             25         AssumeRolePolicyDocument:                                          ┃
             26           Statement:                                                       ┃
             27             - Effect: Allow                                                ┃
             28               Principal: {Service: lambda.amazonaws.com}                   ┃
             29               Action: sts:AssumeRole                                       ┃
             / search  ↑↓ scroll  Enter marked  Esc back  ? help  Ctrl-P commands  q quit
            """)
        #expect(press(&model, "y") == [.copy("orders.yaml:20:23")])
        press(&model, "esc")
        #expect(model.context == .diagram)
    }

    @Test func aLinkInTheOverviewLeadsToItsLines() throws {
        var model = model()
        press(&model, "esc", "tab", "tab", "enter")
        #expect(view(model).text.contains("Lines of the template"))
        press(&model, "esc")
        #expect(view(model).text.contains("Overview"))
    }

    @Test func aChangedFileIsReadAgainAndTheSelectionStays() throws {
        var model = model()
        press(&model, "right")
        guard case .diagram(let before)? = model.screens.last else { return #expect(Bool(false)) }
        #expect(update(&model, .filesChanged) == [.open(["orders.yaml"])])
        let changed = orders.replacing("VisibilityTimeout: 30", with: "FifoQueue: true")
        #expect(
            update(&model, .opened(["orders.yaml"], .success(try opened(changed)))) == [.watch(["orders.yaml"])])
        guard case .diagram(let after)? = model.screens.last else { return #expect(Bool(false)) }
        #expect(after.selected == before.selected)
        #expect(model.template?.opened.texts["orders.yaml"] == changed)
    }

    @Test func aFileSavedWhileItIsNotWholeKeepsTheLastReading() throws {
        var model = model()
        let before = view(model).text
        _ = update(&model, .opened(["orders.yaml"], .failure(OpeningFault(["orders.yaml:3:1: error: broken"]))))
        #expect(view(model).text.contains("Not read again: orders.yaml:3:1: error: broken"))
        _ = update(&model, .resize(model.size))
        press(&model, "%")
        press(&model, "esc", "d")
        #expect(view(model).text.split(separator: "\n").dropLast() == before.split(separator: "\n").dropLast())
    }

    @Test func aTemplateIsChosenAmongTheFilesOfItsFolder() throws {
        var model = Samples.model(80, 24)
        #expect(press(&model, "ctrl-o") == [.listFolder("")])
        _ = update(&model, .listed(FolderListing(folder: "", folders: [".git", "stacks"], files: ["a.yaml"])))
        expectPicture(
            view(model).text.split(separator: "\n").prefix(8).suffix(6).joined(separator: "\n"),
            """
            ▸ ╭─ Open a template ────────────────────────────────────────────────────────╮
              │ › the path of a SAM or CloudFormation template                           │
              │──────────────────────────────────────────────────────────────────────────│
              │ ▸ folder       stacks/                                                   │
              │   file         a.yaml                                                    │
              │                                                                          │
            """)
        #expect(press(&model, "s", "enter") == [.listFolder("stacks/")])
        _ = update(&model, .listed(FolderListing(folder: "stacks/", folders: [], files: ["orders.yaml", "x.json"])))
        #expect(press(&model, "o", "enter") == [.open(["stacks/orders.yaml"])])
        _ = update(&model, .opened(["stacks/orders.yaml"], .success(try opened(orders, file: "stacks/orders.yaml"))))
        #expect(view(model).text.contains("Diagram › stacks/orders.yaml"))
        press(&model, "alt-left")
        press(&model, "alt-left")
        #expect(model.screens.isEmpty)
    }

    @Test func whatCannotBeReadIsToldAtLength() {
        var model = Samples.model(80, 24)
        _ = update(&model, .opened(["x.yaml"], .failure(OpeningFault(["x.yaml: error: no such file"]))))
        #expect(view(model).text.contains("x.yaml: error: no such file"))
        press(&model, "esc")
        #expect(model.context == .list)
    }

    @Test func layersAreShownAndHidden() throws {
        let text = orders.replacing(
            "  Role:\n",
            with: """
                  Logs:
                    Type: AWS::Logs::LogGroup
                    Properties: {LogGroupName: !Sub "/aws/lambda/${Worker}"}
                  Role:

                """)
        var model = Model(
            catalog: Samples.catalog, size: Size(width: 100, height: 30), start: .template(try opened(text)))
        #expect(!view(model).text.contains("Logs"))
        press(&model, "o")
        #expect(view(model).text.contains("observability"))
        press(&model, "enter", "esc")
        #expect(view(model).text.contains("Logs"))
        press(&model, "o", "enter", "esc")
        #expect(!view(model).text.contains("Logs"))
    }

    @Test func aDragMovesADrawingThatIsLargerThanItsWindow() throws {
        var model = model(30, 12)
        let before = view(model)
        _ = update(&model, .mouse(MouseEvent(.press(.left), at: Point(x: 20, y: 3))))
        _ = update(&model, .mouse(MouseEvent(.drag(.left), at: Point(x: 12, y: 3))))
        _ = update(&model, .mouse(MouseEvent(.release(.left), at: Point(x: 12, y: 3))))
        #expect(view(model) != before)
        _ = update(&model, .mouse(MouseEvent(.drag(.left), at: Point(x: 20, y: 3))))
        guard case .diagram(let pane)? = model.screens.last else { return #expect(Bool(false)) }
        #expect(pane.grabbed == nil)
    }
}
