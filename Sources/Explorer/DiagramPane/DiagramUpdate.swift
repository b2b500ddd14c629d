import Canvas
import Diagrams

extension Model {
    /// Does what a key asks of the diagram pane.
    mutating func performInDiagram(_ action: Action, _ pane: DiagramPane) -> [Effect] {
        var pane = pane
        let window = DiagramFrame(frame.body).drawing.size
        switch action {
        case .up, .down, .left, .right:
            guard let selected = pane.selected, let drawing = pane.drawing else { break }
            if let next = drawing.neighbor(of: selected, action) {
                pane.select(next, window: window)
            } else {
                scroll(&pane, action, by: 4)
            }
        case .scrollUp: scroll(&pane, .up, by: 2)
        case .scrollDown: scroll(&pane, .down, by: 2)
        case .scrollLeft: scroll(&pane, .left, by: 4)
        case .scrollRight: scroll(&pane, .right, by: 4)
        case .pageUp: scroll(&pane, .up, by: window.height)
        case .pageDown: scroll(&pane, .down, by: window.height)
        case .halfPageUp: scroll(&pane, .up, by: max(1, window.height / 2))
        case .halfPageDown: scroll(&pane, .down, by: max(1, window.height / 2))
        case .top: pane.select(pane.drawing?.next(after: nil, step: 1), window: window)
        case .bottom: pane.select(pane.drawing?.next(after: nil, step: -1), window: window)
        case .nextNode: pane.select(pane.drawing?.next(after: pane.selected, step: 1), window: window)
        case .previousNode: pane.select(pane.drawing?.next(after: pane.selected, step: -1), window: window)
        case .zoom, .zoomIn, .zoomOut: notice = pane.detail.change(action)
        case .flip, .nextBinding, .previousBinding:
            if case .pattern(let id) = pane.subject {
                changeView(of: id, action)
            } else {
                notice = "A template has only its explicit form."
            }
        case .back:
            screens.removeLast()
            return []
        case .open:
            readAbout(pane)
            return []
        case .run:
            return runShown()
        case .showLines:
            showLines(of: pane)
            return []
        case .layers:
            openLayers(pane)
            return []
        default: break
        }
        replaceTop(.diagram(pane))
        return []
    }

    private func scroll(_ pane: inout DiagramPane, _ direction: Action, by cells: Int) {
        switch direction {
        case .up: pane.viewport.offset.y -= cells
        case .down: pane.viewport.offset.y += cells
        case .left: pane.viewport.offset.x -= cells
        default: pane.viewport.offset.x += cells
        }
    }

    private mutating func readAbout(_ pane: DiagramPane) {
        guard let node = pane.selected else { return }
        if let entry = about(node, in: pane).entry {
            visit(entry)
        } else {
            notice = "The catalog has no entry about this component."
        }
    }

    /// Draws the pane's diagram if what it depends on has changed.
    mutating func settleDiagram(_ pane: inout DiagramPane) {
        let window = DiagramFrame(frame.body).drawing
        let key = DiagramPane.Key(
            view: view(of: pane.subject),
            detail: pane.detail,
            width: window.width,
            isASCII: settings.isASCII,
            revision: pane.subject == .template ? template?.revision ?? 0 : 0
        )
        if pane.key != key {
            // Another size of the window, or another reading, is no reason to look elsewhere.
            let isSamePicture = pane.key?.view == key.view && pane.key?.detail == key.detail
            pane.key = key
            pane.result = draw(pane.subject, key: key)
            if !isSamePicture { pane.viewport = Viewport() }
            pane.settle(window: window.size)
            pane.select(pane.selected, window: window.size)
        }
        pane.settle(window: window.size)
    }

    /// Whether roles or resources are shown.
    func view(of subject: DiagramSubject) -> PatternView {
        switch subject {
        case .pattern(let id): patternViews[id] ?? PatternView()
        case .template: template?.view ?? PatternView(isExplicit: true)
        }
    }

    private mutating func draw(_ subject: DiagramSubject, key: DiagramPane.Key) -> Result<Drawing, DrawingFault> {
        switch graph(of: subject, view: key.view) {
        case .failure(let fault): return .failure(fault)
        case .success(let graph):
            let options = DiagramOptions(
                width: key.width, charset: key.isASCII ? .ascii : .unicode, detail: key.detail)
            return makeDrawing(graph, options: options, shrinks: false)
        }
    }
}
