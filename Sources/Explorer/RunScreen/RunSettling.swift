import Canvas
import Diagrams
import Flows
import Values

/// What the run screen shows follows what has changed: its drawing, its selections, the text that is read.
extension Model {
    /// Draws what the run screen needs and keeps its selections inside of what there is.
    mutating func settleRun(_ screen: inout RunScreen) {
        let key = RunScreen.DrawingKey(
            detail: screen.detail, width: size.width, isASCII: settings.isASCII)
        if screen.drawingKey != key {
            screen.drawingKey = key
            let options = DiagramOptions(
                width: key.width, charset: key.isASCII ? .ascii : .unicode, detail: key.detail)
            screen.drawings = screen.session.runs.map { RunDrawing($0, options: options) }
            screen.viewport = Viewport()
        }
        let frame = runFrame(screen)
        let count = screen.run.recordCount
        if let selected = screen.selection, selected >= count { screen.selection = nil }
        let window = max(1, frame.events.height)
        if let record = screen.record {
            screen.logScroll.reveal(record, window: window, margin: screen.selection == nil ? 0 : 1)
        }
        screen.logScroll.clamp(content: count, window: window)
        if let drawing = screen.drawing {
            screen.viewport.clamp(content: drawing.drawing.picture.size, window: frame.diagram.size)
        }
        let rect = detailRect(of: screen)
        layOutDetails(&screen, in: rect)
        screen.detailScroll.clamp(content: screen.details?.height ?? 0, window: rect.height)
    }

    /// How the body is divided for a run screen.
    func runFrame(_ screen: RunScreen) -> RunFrame {
        let heights = screen.drawings.compactMap { $0?.drawing.picture.size.height }
        return RunFrame(
            frame.body, focus: screen.focus, drawing: heights.max() ?? 0, isWhole: screen.sheet?.isWhole == true)
    }

    /// The cells of the details, or of what is read in their place.
    func detailRect(of screen: RunScreen) -> Rect {
        let frame = runFrame(screen)
        let rect = screen.sheet == nil ? frame.details : frame.panels
        return rect.width >= 30 ? Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height) : rect
    }

    private func layOut(_ sheet: RunSheet, _ screen: RunScreen, width: Int) -> Sheet {
        switch sheet {
        case .outcome: outcomeSheet(screen, width: width)
        case .difference: differenceSheet(screen, width: width)
        case .chain:
            screen.record.map { chainSheet(of: $0, in: screen.run, width: width) } ?? Sheet(width: width)
        }
    }

    /// What is read, as text to be copied.
    func text(of sheet: RunSheet, _ screen: RunScreen) -> String { layOut(sheet, screen, width: 100).text }

    private func layOutDetails(_ screen: inout RunScreen, in rect: Rect) {
        let width = rect.width
        if rect.isEmpty {
            screen.details = nil
        } else if let sheet = screen.sheet {
            if let made = screen.sheetMade, made.sheet == sheet, made.lane == screen.shown, made.width == width,
                made.record == (sheet == .chain ? screen.record : nil),
                screen.details != nil
            {
                // A difference reads the journals of two runs: it waits until time holds.
                let isDue = made.age > 1_000 && sheet != .difference
                let isOld = made.clock != screen.clock && (isDue || !screen.isMoving)
                guard isOld else { return }
            }
            screen.difference = sheet == .difference ? screen.foundDifference : nil
            screen.details = layOut(sheet, screen, width: width)
            screen.sheetMade = (
                sheet, screen.shown, sheet == .chain ? screen.record : nil, screen.clock, width, 0
            )
            return
        } else if let edge = screen.selectedEdge {
            screen.details = detailSheet(ofEdge: edge, in: screen, width: width)
        } else if let node = screen.selectedNode {
            screen.details = detailSheet(ofNode: node, in: screen.run, width: width)
        } else if let record = screen.record {
            screen.details = detailSheet(of: record, in: screen.run, width: width, isPayloadOpen: screen.isPayloadOpen)
        } else {
            screen.details = nil
        }
        screen.sheetMade = nil
    }
}
