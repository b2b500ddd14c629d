import Canvas
import Flows
import Values

/// Setting and clearing breakpoints.
extension Model {
    /// Sets a breakpoint on what is selected: the way, the component, or else the way of the selected event; clears it
    /// where one is set.
    mutating func toggleBreakpoint(_ screen: inout RunScreen) {
        let what: Breakpoint
        if let edge = screen.selectedEdge {
            what = .edge(edge)
        } else if let node = screen.selectedNode {
            what = .node(node)
        } else if let index = screen.record {
            let record = screen.run.record(index)
            what = record.edge.map { .edge($0) } ?? .node(record.to)
        } else {
            notice = "Nothing has happened yet; Tab goes to the diagram, where components and ways are selected."
            return
        }
        let breakpoint = RunBreakpoint(binding: screen.binding(of: screen.shown), what: what)
        let words = screen.words(breakpoint)
        screen.met = nil
        if let place = screen.breakpoints.firstIndex(of: breakpoint) {
            screen.breakpoints.remove(at: place)
            notice = "No breakpoint at \(words) any more."
        } else {
            screen.breakpoints.append(breakpoint)
            notice = "■ Breakpoint at \(words): the run pauses there. B lists all."
        }
    }

    /// Lists the breakpoints.
    mutating func listBreakpoints(_ screen: RunScreen) {
        guard !screen.breakpoints.isEmpty else {
            notice = "There are no breakpoints: b sets one on what is selected, i on a condition."
            return
        }
        var picker = Picker(.breakpoints, title: "Breakpoints: Enter clears one", field: nil)
        picker.rows = breakpointRows
        overlay = .picker(picker)
    }

    /// The rows of the list of breakpoints.
    var breakpointRows: [Picker.Row] {
        guard case .run(let screen)? = screens.last else { return [] }
        let hasSeveral = screen.session.runs.count > 1
        return screen.breakpoints.enumerated().map { place, breakpoint in
            let kind =
                switch breakpoint.what {
                case .node: "component"
                case .edge: "way"
                case .condition: "condition"
                }
            return Picker.Row(
                .breakpoint(place), kind: kind, name: screen.words(breakpoint),
                detail: hasSeveral ? screen.session.runs[breakpoint.binding].title : "",
                mark: breakpoint == screen.stop?.breakpoint ? "here" : "")
        }
    }

    /// Clears a breakpoint of the list.
    mutating func clearBreakpoint(_ place: Int) {
        guard case .run(var screen)? = screens.last, screen.breakpoints.indices.contains(place) else { return }
        screen.breakpoints.remove(at: place)
        screen.met = nil
        replaceTop(.run(screen))
        if screen.breakpoints.isEmpty {
            overlay = nil
            notice = "There are no breakpoints any more."
        } else {
            refreshPicker()
        }
    }

    // MARK: conditions

    /// Asks for the condition at which the run is to pause, and starts with one that the selected event meets.
    mutating func askForCondition(_ screen: RunScreen) {
        var start = #"{"outcome": [{"anything-but": ["pending", "ok"]}]}"#
        var help: [Prompt.Line] = [
            .text(
                "An event pattern over what the journal knows of an event, looked at when it begins and when it ends."),
            .text("Fields: " + Breakpoint.conditionFields.joined(separator: ", ") + "."),
        ]
        if let index = screen.record {
            let record = screen.run.record(index)
            start =
                record.isFailure
                ? #"{"outcome": ["\#(record.outcome.name)"]}"# : #"{"action": ["\#(record.action)"]}"#
            help.append(.code(screen.run.line(index, withPayload: true)))
        }
        overlay = .prompt(Prompt(.condition, title: "Break if", field: TextField(start), help: help))
        checkPrompt()
    }

    /// Says how many of the latest events a condition meets.
    func verdict(on condition: Breakpoint, in screen: RunScreen) -> String {
        let run = screen.run
        let latest = max(0, run.recordCount - 100)..<run.recordCount
        let count = latest.count { run.isMet(condition, by: $0) }
        let sofar = latest.isEmpty ? "" : "\(count) of the last \(latest.count) events meet it. "
        return sofar + "Enter sets the breakpoint."
    }

    /// Sets a breakpoint on the condition that was typed.
    mutating func setCondition(_ condition: Breakpoint, written: String) {
        guard case .run(var screen)? = screens.last else { return }
        let breakpoint = RunBreakpoint(
            binding: screen.binding(of: screen.shown), what: condition, written: written)
        if !screen.breakpoints.contains(where: { $0.binding == breakpoint.binding && $0.what == condition }) {
            screen.breakpoints.append(breakpoint)
        }
        screen.met = nil
        replaceTop(.run(screen))
        notice = "■ The run pauses at events that meet the condition. B lists all breakpoints."
    }
}
