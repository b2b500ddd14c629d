extension Model {
    /// What has to be done in the world when the explorer starts.
    public var startEffects: [Effect] {
        (template.map { [.watch($0.opened.files)] } ?? []) + (isMoving ? [.needTicks(true)] : [])
    }

    /// Shows a template that was opened, from its diagram on.
    mutating func show(_ opened: OpenedTemplate) {
        let revision = (template?.revision ?? 0) + 1
        template = TemplateState(opened: opened, revision: revision)
        screens = [.overview(Overview()), .diagram(DiagramPane(.template))]
    }

    /// Takes in what became of opening files.
    mutating func take(_ result: Result<OpenedTemplate, OpeningFault>, opening paths: [String]) -> [Effect] {
        let isReading = template?.opened.paths == paths
        switch result {
        case .failure(let fault) where isReading:
            // The last reading stays in front: a file is often saved while it is not whole.
            notice = "Not read again: \(fault.lines.first ?? "it cannot be read")"
            return []
        case .failure(let fault):
            overlay = .message(MessageBox(title: "This template cannot be read", lines: fault.lines))
            return []
        case .success(let opened) where isReading:
            template?.opened = opened
            template?.revision += 1
            notice = "The template has changed and was read again."
            return [.watch(opened.files)]
        case .success(let opened):
            browser.history.leave(place)
            show(opened)
            return [.watch(opened.files)]
        }
    }

    /// Reads the template in front again.
    mutating func readAgain() -> [Effect] {
        guard let template else {
            notice = "Only templates are read from files; open one with Ctrl-O."
            return []
        }
        return [.open(template.opened.paths)]
    }

    /// Whether the screen in front shows the template.
    var isTemplateInFront: Bool {
        switch screens.last {
        case .diagram(let pane)?: pane.subject == .template
        case .overview?: true
        default: false
        }
    }

    /// The text of a file that places name: of the template in front, or of the catalog.
    func text(of file: String) -> String? {
        if let text = template?.opened.texts[file] { return text }
        return library.catalog.files.first { library.catalog.location(of: $0) == file }
            .flatMap { library.catalog.file($0)?.text }
    }
}
