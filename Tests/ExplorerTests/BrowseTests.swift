import Canvas
import Catalog
import Services
import Testing

@testable import Explorer

private func title(_ model: Model) -> String { model.shownEntry?.name ?? "" }

@Test func theFirstScreenShowsPatternsAndReadsTheFirst() {
    let model = Samples.model(120, 40)
    #expect(title(model) == "Dead letters")
    #expect(model.context == .list)
    #expect(view(model).text.contains("▸1 Patterns"))
}

@Test func followingALinkAndComingBackRestoresTheLine() {
    var model = Samples.model(80, 24)
    press(&model, "down", "enter", "tab", "tab", "tab", "tab")
    let link = model.browser.reading.link
    let scroll = model.browser.reading.scroll.offset
    #expect(scroll > 0)
    press(&model, "enter")
    #expect(title(model) == "Message queue")
    #expect(model.browser.section == .capabilities)
    press(&model, "backspace")
    #expect(title(model) == "Write buffering")
    #expect(model.browser.reading.link == link)
    #expect(model.browser.reading.scroll.offset == scroll)
    press(&model, "alt-right")
    #expect(title(model) == "Message queue")
    press(&model, "alt-left")
    #expect(model.browser.reading.link == link)
}

@Test func escapeGoesBackThroughLinksThenToTheList() {
    var model = Samples.model(120, 40)
    press(&model, "down", "enter", "tab", "tab", "enter")
    #expect(model.context == .article)
    press(&model, "esc")
    #expect(title(model) == "Write buffering")
    press(&model, "esc")
    #expect(model.context == .list)
}

@Test func digitsGoToSections() {
    var model = Samples.model(80, 24)
    press(&model, "4")
    #expect(title(model) == "Backoff")
    press(&model, "9")
    #expect(title(model) == "SQS developer guide")
    press(&model, "1")
    #expect(title(model) == "Dead letters")
}

@Test func eachSectionKeepsItsSelection() {
    var model = Samples.model(120, 40)
    press(&model, "down", "2", "1")
    #expect(title(model) == "Write buffering")
}

@Test func aFilterNarrowsTheListAndEscapeBringsItBack() {
    var model = Samples.model(120, 40)
    press(&model, "f", "w", "r", "i", "t", "e")
    #expect(model.shownList.count == 1)
    press(&model, "enter")
    #expect(model.context == .list)
    #expect(title(model) == "Write buffering")
    press(&model, "esc")
    #expect(model.shownList.count == 2)
    #expect(title(model) == "Write buffering")
}

@Test func theNarrowWindowShowsOnePaneAtATime() {
    var model = Samples.model(40, 12)
    #expect(view(model).text.contains("▸ Dead letters"))
    press(&model, "enter")
    #expect(!view(model).text.contains("▸ Dead letters"))
    press(&model, "left")
    #expect(view(model).text.contains("▸ Dead letters"))
    press(&model, "left")
    #expect(model.browser.focus == .sections)
    press(&model, "down", "enter")
    #expect(title(model) == "Amazon SQS")
}

@Test func theCursorStandsOnTheSelection() {
    var model = Samples.model(120, 40)
    press(&model, "down")
    let cursor = view(model).cursor!
    #expect(view(model)[cursor.x, cursor.y].character == "▸")
    press(&model, "enter", "tab")
    let link = view(model).cursor!
    #expect(view(model)[link.x, link.y].style.attributes.contains(.reverse))
}

@Test func searchFindsAsOneTypesAndOpens() {
    var model = Samples.model(120, 40)
    press(&model, "/", "s", "i", "m", "p")
    guard case .picker(let picker)? = model.overlay else {
        Issue.record("search is not open")
        return
    }
    #expect(picker.rows.map(\.name) == ["Amazon SQS"])
    press(&model, "enter")
    #expect(title(model) == "Amazon SQS")
    press(&model, "backspace")
    #expect(title(model) == "Dead letters")
    press(&model, "/")
    guard case .picker(let again)? = model.overlay else { return }
    #expect(again.rows.isEmpty)
}

@Test func searchTellsWhereTheWordsStand() {
    var model = Samples.model(120, 40)
    press(&model, "/", "i", "d", "l", "e")
    guard case .picker(let picker)? = model.overlay else { return }
    #expect(picker.rows.first?.name == "Write buffering")
    #expect(picker.rows.first?.detail.hasPrefix("Problem: ") == true)
}

@Test func thePaletteFindsCommandsBeforeEntries() {
    var model = Samples.model(120, 40)
    press(&model, "ctrl-p", "d", "i", "a")
    guard case .picker(let picker)? = model.overlay else { return }
    #expect(picker.rows.first?.target == .action(.openDiagram))
    #expect(picker.rows.first?.mark == "d")
    press(&model, "esc", ":", "t", "e", "r", "m", "s", "enter")
    #expect(model.browser.section == .terms)
}

@Test func helpFiltersByKeyAndByName() {
    var model = Samples.model(120, 40)
    press(&model, "?", "e")
    let byKey = view(model).text
    #expect(byKey.contains("Generic or explicit"))
    #expect(!byKey.contains("Search all entries"))
    press(&model, "backspace", "s", "e", "a", "r", "c", "h")
    #expect(view(model).text.contains("Search all entries"))
    press(&model, "esc")
    #expect(model.overlay == nil)
}

@Test func theMouseSelectsOpensAndScrolls() {
    var model = Samples.model(120, 40)
    let list = model.browserFrame.list
    let second = Point(x: list.x + 3, y: list.y + 1)
    _ = update(&model, .mouse(MouseEvent(.press(.left), at: second)))
    #expect(title(model) == "Write buffering")
    _ = update(&model, .mouse(MouseEvent(.press(.left), at: second)))
    #expect(model.browser.focus == .article)
    let text = model.browserFrame.articleText
    _ = update(&model, .mouse(MouseEvent(.wheelDown, at: Point(x: text.x, y: text.y))))
    #expect(model.browser.reading.scroll.offset == 3)
    _ = update(&model, .mouse(MouseEvent(.press(.left), at: Point(x: 3, y: model.browserFrame.sections.y + 3))))
    #expect(model.browser.section == .terms)
}

@Test func nothingMovesWhileNothingRuns() {
    var model = Samples.model(120, 40)
    let effects = press(&model, "down", "enter", "tab", "/", "x", "esc", "?", "esc")
    #expect(!effects.contains(.needTicks(true)))
}

@Test func quittingAndSettingsAreEffects() {
    var model = Samples.model(120, 40)
    #expect(press(&model, "q") == [.quit])
    #expect(press(&model, "ctrl-c") == [.quit])
    #expect(press(&model, "%") == [.setMouse(false)])
    #expect(press(&model, "ctrl-l") == [.redraw])
    model.settings.themes = ["dark", "light"]
    #expect(press(&model, "T") == [.setTheme("light")])
}

@Test func servicesAreListedByTheirNameWithoutTheVendors() {
    let names = ["Amazon SQS", "AWS Lambda", "Elastic Load Balancing", "Amazon athena"]
    let entries = names.map { Entry(id: $0.lowercased(), kind: .service, name: $0, summary: "") }
    let list = Library(Catalog(entries: entries)).list(.services)
    #expect(
        (0..<list.count).map { list.entry($0)!.name } == [
            "Amazon athena", "Elastic Load Balancing", "AWS Lambda", "Amazon SQS",
        ])
}

@Test func aListIsGroupedByWhatItsEntriesBelongTo() {
    var model = Samples.model(120, 30)
    press(&model, "j", "t")
    func rows() -> [String] {
        model.shownList.rows.map {
            switch $0 {
            case .heading(let title): title.uppercased()
            case .entry(let head): head.name
            }
        }
    }
    #expect(rows() == ["MESSAGE QUEUE", "Write buffering", "TABLE", "Write buffering", "OTHERS", "Dead letters"])
    #expect(title(model) == "Write buffering")
    press(&model, "t")
    #expect(rows() == ["AMAZON SQS", "Write buffering", "OTHERS", "Dead letters"])
    press(&model, "t", "t")
    #expect(rows() == ["Dead letters", "Write buffering"])
    #expect(title(model) == "Write buffering")
}

@Test func aServicesArticleSaysWhichOfItsBehavioursRunsShow() throws {
    let catalog = Catalog(entries: [Entry(id: "sqs", kind: .service, name: "Amazon SQS", summary: "Queues.")])
    let text = try #require(articleText(of: "sqs", in: catalog, width: 100, isASCII: false))
    #expect(text.contains("✓ A received message is hidden for the visibility timeout"))
    #expect(text.contains("Behaviour that runs do not show"))
}

@Test func everyEmulatedServiceWithATableHasAnEntryToShowItIn() {
    for table in Conformance.services where table.name != "General" {
        #expect(Shipped.catalog.entry(table.entryID)?.kind == .service, "\(table.name)")
    }
}
