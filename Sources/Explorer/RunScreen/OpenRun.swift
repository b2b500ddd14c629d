import Catalog
import Flows
import Patterns
import Values

extension Model {
    /// Runs a flow of what is in front; asks which where it has several.
    mutating func runShown() -> [Effect] {
        if isTemplateInFront {
            runTemplate()
            return []
        }
        guard let id = shownEntry?.id, let entry = library.entry(id) else { return [] }
        let flows = library.flows(of: entry)
        switch flows.count {
        case 0: notice = "This entry has no flow to run; entries with ▶ have one."
        case 1: run(flow: flows[0])
        default:
            var picker = Picker(.flows, title: "Run which flow?", field: nil)
            picker.rows = flows.compactMap { flow in
                library.catalog.head(flow).map { head in
                    Picker.Row(
                        .flow(flow), kind: "", name: head.name, detail: Markup.plain(head.summary, name: library.name))
                }
            }
            overlay = .picker(picker)
        }
        return []
    }

    /// Opens the run screen of a flow.
    mutating func run(flow id: String, from moment: TimeSpan = .zero) {
        do throws(Diagnostics) {
            let session = try openFlow(id, in: library.catalog)
            open(RunScreen(flow: id, title: library.name(id) ?? id, session: session), at: moment)
        } catch {
            overlay = .message(MessageBox(title: "This flow cannot run", lines: error.all.map(\.description)))
        }
    }

    /// Opens the run screen of the template in front.
    mutating func runTemplate() {
        guard let pattern = template?.opened.pattern else { return }
        do throws(Diagnostics) {
            let session = try openTemplateFlow(pattern)
            open(RunScreen(flow: "", title: pattern.name, session: session), at: .zero)
        } catch {
            overlay = .message(MessageBox(title: "This template cannot run", lines: error.all.map(\.description)))
        }
    }

    private mutating func open(_ screen: RunScreen, at moment: TimeSpan) {
        var screen = screen
        if moment > .zero { screen.seek(to: moment) }
        screens.append(.run(screen))
    }
}
