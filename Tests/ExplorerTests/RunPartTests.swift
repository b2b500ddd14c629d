import Canvas
import Testing
import Values

@testable import Explorer

@Test func aTokenPassesEveryCellOfItsEdge() {
    let course = Course([Point(x: 0, y: 0), Point(x: 3, y: 0), Point(x: 3, y: 2)])
    #expect(
        course.cells == [
            Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: 2, y: 0), Point(x: 3, y: 0), Point(x: 3, y: 1),
            Point(x: 3, y: 2),
        ])
    #expect(course.cell(at: 0) == Point(x: 0, y: 0))
    #expect(course.cell(at: 1) == Point(x: 3, y: 2))
    #expect(course.cell(at: -1) == Point(x: 0, y: 0))
    #expect(course.cell(at: .nan) == Point(x: 0, y: 0))
    // Three columns and two rows, each row as long as two columns: half of the way is between the corner and its neighbour.
    #expect(course.cell(at: 3.0 / 7) == Point(x: 3, y: 0))
    #expect(Course([]).cell(at: 0.5) == nil)
}

@Test func aHopTakesFourTenthsOfASecondAndTheStorySpeedsUp() {
    var pace = Pace(hop: .milliseconds(20))
    #expect(pace.span(400) == .milliseconds(20))
    #expect(pace.words == "20x slower")
    pace.sinceMoment = Pace.followFor + 3 * Pace.doubling
    #expect(pace.span(400) == .milliseconds(160))
    pace.sinceMoment = 0
    pace.faster()
    #expect(pace.words == "10x slower")
    pace.sinceMoment = 1_000_000
    #expect(pace.span(400) == .milliseconds(40))
    for _ in 0..<40 { pace.faster() }
    #expect(pace.span(1_000) > .milliseconds(1_000))
    for _ in 0..<60 { pace.slower() }
    #expect(pace.span(1_000) > .zero)
}

@Test func clocksReadAsClocks() {
    #expect(clockText(.milliseconds(5_020)) == "0:05.020")
    #expect(clockText(.milliseconds(3_723_004)) == "1:02:03.004")
    #expect(clockText(.milliseconds(600_000), milliseconds: false) == "10:00")
}

@Test func theTimelineShowsMomentsPastAndToCome() {
    let timeline = Timeline(
        now: .milliseconds(50_000), horizon: .milliseconds(100_000), moments: [.milliseconds(0), .milliseconds(90_000)])
    var canvas = Canvas(Size(width: 40, height: 1))
    timeline.draw(on: &canvas, in: canvas.bounds)
    #expect(canvas.text == " 0:50.000 ◆━━━━━━━━━━━●────────◇── 1:40")
    let bar = timeline.bar(in: canvas.bounds)
    #expect(timeline.time(at: bar.x, in: bar) == .zero)
    #expect(timeline.time(at: bar.maxX - 1, in: bar) == .milliseconds(100_000))
}
