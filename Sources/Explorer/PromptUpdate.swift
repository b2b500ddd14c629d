import Canvas
import Flows
import Values

/// Typing in a prompt: every key is answered by what is wrong with the line, or what will come of it.
extension Model {
    /// Takes a key for the prompt in front.
    mutating func press(_ key: Key, in prompt: Prompt) {
        var prompt = prompt
        switch KeyTable.row(for: key, in: .input)?.action {
        case .accept:
            accept(prompt)
            return
        case .cancel:
            overlay = nil
            return
        case .top: _ = prompt.field.take(.control("a"))
        case .bottom: _ = prompt.field.take(.control("e"))
        default: guard prompt.field.take(key) else { return }
        }
        overlay = .prompt(prompt)
        checkPrompt()
    }

    /// Holds the typed line against what it has to be.
    mutating func checkPrompt() {
        guard case .prompt(var prompt) = overlay, case .run(let screen)? = screens.last else { return }
        prompt.problems = []
        do throws(Diagnostics) {
            switch prompt.purpose {
            case .condition:
                prompt.verdict = verdict(on: try Breakpoint.condition(reading: prompt.field.text), in: screen)
            case .branch:
                prompt.verdict = verdict(onFault: try readFaults([prompt.field.text]), in: screen)
            }
        } catch {
            prompt.problems = error.all.map(\.inOneLine)
        }
        overlay = .prompt(prompt)
    }

    private mutating func accept(_ prompt: Prompt) {
        var prompt = prompt
        do throws(Diagnostics) {
            switch prompt.purpose {
            case .condition:
                let condition = try Breakpoint.condition(reading: prompt.field.text)
                overlay = nil
                setCondition(condition, written: prompt.field.text)
            case .branch:
                try branch(prompt.field.text)
                overlay = nil
            }
        } catch {
            prompt.problems = error.all.map(\.inOneLine)
            overlay = .prompt(prompt)
        }
    }
}

extension Diagnostic {
    /// What is wrong with a line that is being typed, and where in it.
    fileprivate var inOneLine: String {
        var text = position.column > 0 ? "column \(position.column): \(found)" : found
        if !expected.isEmpty { text += "; \(expected)" }
        if let nearest { text += "; did you mean '\(nearest)'?" }
        return text.withVisibleControls
    }
}
