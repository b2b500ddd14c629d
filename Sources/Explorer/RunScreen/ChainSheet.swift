import Canvas
import Flows
import Services
import Values

/// Why a record happened: its causes from the outermost on, each with the rule that decided and where that is
/// documented; then what had happened to its message before.
func chainSheet(of index: Int, in run: FlowRun, width: Int) -> Sheet {
    var layout = ChainLayout(run: run, sheet: Sheet(width: width))
    layout.addChain(of: index)
    layout.addHistory(of: index)
    return layout.sheet
}

private struct ChainLayout {
    let run: FlowRun
    var sheet: Sheet
    /// The rules that have been explained.
    var told: Set<Rule> = []
    /// The last record in the list being added that received from each queue.
    var received: [String: Int] = [:]

    init(run: FlowRun, sheet: Sheet) {
        self.run = run
        self.sheet = sheet
    }

    mutating func addChain(of index: Int) {
        let causes = run.causes(of: index)
        sheet.add([
            Span("Why ", Style(.muted)), Span("#\(index) \(run.record(index).action)", Style(.title, .bold)),
            Span(causes.isEmpty ? " happened" : ": \(causes.count) causes, the first one on top", Style(.muted)),
        ])
        received = [:]
        for (depth, record) in (causes.reversed() + [index]).enumerated() {
            add(record, arrow: depth == 0 ? "┌" : record == index ? "▸" : "↓", isSelected: record == index)
            if depth == 0, run.record(record).cause == nil {
                let from = run.record(record).from
                let isOutside = from.hasPrefix("external:")
                sheet.add(
                    [
                        Span(
                            isOutside
                                ? "nothing in the system caused it: it comes from outside"
                                : "\(run.name(of: from)) does it by itself", Style(.muted))
                    ], indent: 4)
            }
        }
    }

    /// What had happened to the record's message, or else to that of its nearest cause that has one.
    mutating func addHistory(of index: Int) {
        guard let holder = ([index] + run.causes(of: index)).first(where: { !run.messages(of: $0).isEmpty }) else {
            return
        }
        let messages = run.messages(of: holder)
        for message in messages.prefix(ChainLayout.mostMessages) {
            let history = run.history(ofMessage: message, upTo: index)
            sheet.gap()
            var head = [Span("Message \(message)", Style(.accent, .bold))]
            if let parent = run.parent(ofMessage: message) {
                head.append(Span(", made of message \(parent)", Style(.muted)))
            }
            let given = history.count { run.record($0).action == "lambda:Invoke" }
            head.append(Span(given > 1 ? ": given to a function \(given) times so far" : " so far", Style(.muted)))
            sheet.add(head)
            let shown = history.suffix(ChainLayout.mostRecords)
            if shown.count < history.count {
                sheet.add([Span("\(history.count - shown.count) events before", Style(.muted))], indent: 2)
            }
            received = [:]
            for record in shown { add(record, arrow: record == index ? "▸" : "·", isSelected: record == index) }
        }
        if messages.count > ChainLayout.mostMessages {
            sheet.add([
                Span("and \(messages.count - ChainLayout.mostMessages) more messages of the batch", Style(.muted))
            ])
        }
    }

    /// More messages of one batch than anyone compares.
    private static let mostMessages = 10
    /// More events of one message than anyone reads.
    private static let mostRecords = 60

    private mutating func add(_ index: Int, arrow: String, isSelected: Bool) {
        let record = run.record(index)
        var spans = [
            Span("\(arrow) ", Style(.accent, .bold)), Span("\(clockText(record.sent)) ", Style(.muted)),
            Span("#\(index) ", Style(.muted)), Span(record.shortAction, Style(.text, isSelected ? .bold : [])),
            Span(" \(run.name(of: record.from)) → \(run.name(of: record.to)) ", Style(.muted)),
            Span("\(record.mark) \(record.outcomeWords)", Style(record.isFailure ? .failure : .success, .bold)),
        ]
        if let completed = record.completed, completed > record.sent {
            spans.append(Span(" after \(completed - record.sent)", Style(.muted)))
        }
        sheet.add(spans, hanging: 4)
        addRule(record.rule, record.ruleWords.map { "by \($0)" })
        guard record.action == "sqs:ReceiveMessage", !record.isFailure else { return }
        if let before = received[record.to] {
            addRule(.visibilityTimeout, "again: since #\(before) nothing had deleted it, and it was visible again")
        }
        received[record.to] = index
    }

    /// The rule that decided: its words, and once, what it says and where it stands.
    private mutating func addRule(_ rule: Rule, _ words: String?) {
        guard let words else { return }
        var spans = [Span(words, Style(.text, .bold))]
        let row = rule.row
        guard told.insert(rule).inserted, !row.says.isEmpty else {
            sheet.add(spans, indent: 4, hanging: 6)
            return
        }
        spans.append(Span(words.contains(":") ? ". \(row.says)" : ": \(row.says)"))
        sheet.add(spans, indent: 4, hanging: 6)
        sheet.add([Span("\(row.service) · \(row.source)", Style(.muted))], indent: 6, hanging: 6)
    }
}
