import Testing
import Values

@testable import Languages

@Suite("Schedules") struct ScheduleTests {
    /// Seconds since 1970 of a time as people write it.
    private func epoch(_ text: String) throws -> Int {
        try #require(CivilTime(iso: text.replacing(" ", with: "T"), allowsZone: false)).epoch
    }

    private func text(_ epoch: Int) -> String {
        let time = CivilTime(epoch: epoch)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(time.year)-\(two(time.month))-\(two(time.day)) \(two(time.hour)):\(two(time.minute))"
    }

    // Sources: the examples of eb-scheduled-rule-pattern.html. 2026-11-23 is a Monday.
    @Test(
        "cron expressions fire when they say",
        arguments: [
            ("cron(0 10 * * ? *)", ["2026-11-24 10:00", "2026-11-25 10:00"]),
            ("cron(15 12 * * ? *)", ["2026-11-24 12:15"]),
            (
                "cron(0 18 ? * MON-FRI *)",
                ["2026-11-24 18:00", "2026-11-25 18:00", "2026-11-26 18:00", "2026-11-27 18:00", "2026-11-30 18:00"]
            ),
            ("cron(0 8 1 * ? *)", ["2026-12-01 08:00", "2027-01-01 08:00"]),
            ("cron(0/15 * * * ? *)", ["2026-11-23 22:15", "2026-11-23 22:30", "2026-11-23 22:45", "2026-11-23 23:00"]),
            ("cron(0/10 * ? * MON-FRI *)", ["2026-11-23 22:10"]),
            ("cron(0/5 8-17 ? * MON-FRI *)", ["2026-11-24 08:00", "2026-11-24 08:05"]),
            ("cron(0/30 20-2 ? * MON-FRI *)", ["2026-11-23 22:30", "2026-11-23 23:00"]),
            ("cron(5,35 14 * * ? *)", ["2026-11-24 14:05", "2026-11-24 14:35"]),
            ("cron(0 0 L * ? *)", ["2026-11-30 00:00", "2026-12-31 00:00", "2027-01-31 00:00", "2027-02-28 00:00"]),
            (
                "cron(0 0 15W * ? *)",
                [
                    "2026-12-15 00:00", "2027-01-15 00:00", "2027-02-15 00:00", "2027-03-15 00:00", "2027-04-15 00:00",
                    "2027-05-14 00:00",
                ]
            ),
            (
                "cron(0 0 1W * ? *)",
                [
                    "2026-12-01 00:00", "2027-01-01 00:00", "2027-02-01 00:00", "2027-03-01 00:00", "2027-04-01 00:00",
                    "2027-05-03 00:00",
                ]
            ),
            ("cron(0 0 LW * ? *)", ["2026-11-30 00:00", "2026-12-31 00:00", "2027-01-29 00:00"]),
            ("cron(0 0 31W * ? *)", ["2026-12-31 00:00", "2027-01-29 00:00", "2027-03-31 00:00"]),
            ("cron(0 0 ? * 6L *)", ["2026-11-27 00:00", "2026-12-25 00:00"]),
            ("cron(0 0 ? * L *)", ["2026-11-28 00:00"]),
            ("cron(0 0 ? * 3#2 *)", ["2026-12-08 00:00", "2027-01-12 00:00"]),
            ("cron(0 0 ? * fri#5 *)", ["2027-01-29 00:00", "2027-04-30 00:00"]),
            (
                "cron(0 0 ? * FRI-MON *)",
                ["2026-11-27 00:00", "2026-11-28 00:00", "2026-11-29 00:00", "2026-11-30 00:00", "2026-12-04 00:00"]
            ),
            ("cron(0 0 29 2 ? *)", ["2028-02-29 00:00", "2032-02-29 00:00"]),
            (
                "cron(30 1 1 JAN,JUL ? 2027-2028)",
                ["2027-01-01 01:30", "2027-07-01 01:30", "2028-01-01 01:30", "2028-07-01 01:30", "never"]
            ),
            ("cron(0 0 1 1 ? 2026)", ["never"]),
            ("cron(0 0 30 2 ? *)", ["never"]),
            ("cron(59 23 31 12 ? 2199)", ["2199-12-31 23:59", "never"]),
        ])
    func fires(expression: String, times: [String]) throws {
        let schedule = try Schedule(expression)
        var moment = try epoch("2026-11-23 22:00")
        for time in times {
            guard let next = schedule.next(after: moment) else {
                #expect(time == "never")
                return
            }
            #expect(text(next) == time)
            moment = next
        }
    }

    @Test("a cron firing is strictly after the moment, to the minute")
    func strictlyAfter() throws {
        let schedule = try Schedule("cron(* * * * ? *)")
        #expect(schedule.next(after: 119) == 120)
        #expect(schedule.next(after: 120) == 180)
        #expect(schedule.next(after: -61) == -60 + 60)
    }

    @Test("rates count from the start, once is once")
    func ratesAndOnce() throws {
        let rate = try Schedule("rate(5 minutes)")
        #expect(rate.next(after: 0) == 300 && rate.next(after: 299) == 300 && rate.next(after: 300) == 600)
        #expect(rate.next(after: 1000, start: 100) == 1300)
        #expect(rate.next(after: 0, start: 100) == 400)
        #expect(try Schedule("rate(1 day)").next(after: 1) == 86_400)
        #expect(try Schedule("rate(2 hours)").next(after: 1) == 7200)
        let once = try Schedule("at(2026-11-23T22:00:00)", service: .scheduler)
        let time = try epoch("2026-11-23 22:00")
        #expect(once.next(after: 0) == time && once.next(after: time) == nil)
    }

    @Test(
        "a schedule the service refuses is refused at its place",
        arguments: [
            ("every day", "'every' at character 1"),
            ("rat(5 minutes)", "did you mean 'rate'?"),
            ("rate(5 minutes", "expected ')'"),
            ("rate(5 minutes) x", "expected nothing more"),
            ("rate(5)", "expected a number and a unit"),
            ("rate(0 minutes)", "expected a whole number above 0"),
            ("rate(1.5 hours)", "expected a whole number above 0"),
            ("rate(1 minutes)", "'minutes' at character 8 of 'rate(1 minutes)'; the unit must agree with the number"),
            ("rate(5 minute)", "expected the plural"),
            ("rate(5 seconds)", "expected one of minutes, hours, days"),
            ("rate(99999999999999999999 days)", "expected a whole number"),
            ("at(2026-11-23T22:00:00)", "expected rate(…) or cron(…)"),
            ("cron(0 10 * * ?)", "5 fields at character 6"),
            ("cron(0 10 * * * *)", "exactly one of them must be '?'"),
            ("cron(0 10 ? * ? *)", "exactly one of them must be '?'"),
            ("cron(60 10 * * ? *)", "'60' for minutes at character 6 of 'cron(60 10 * * ? *)'; expected 0 to 59"),
            ("cron(0 24 * * ? *)", "'24' for hours at character 8"),
            ("cron(0 0 0 * ? *)", "'0' for day-of-month"),
            ("cron(0 0 * 13 ? *)", "expected 1 to 12 or JAN to DEC"),
            ("cron(0 0 ? * MONDAY *)", "expected 1 to 7 or SUN to SAT"),
            ("cron(0 0 ? * 6#6 *)", "such as 6#3"),
            ("cron(0 0 XW * ? *)", "such as 15W"),
            ("cron(0/0 0 * * ? *)", "expected a step above 0"),
            ("cron(0 0 * * ? 1969)", "expected 1970 to 2199"),
            ("cron(, 0 * * ? *)", "expected a number, a range or '*'"),
        ])
    func refusals(text: String, reason: String) {
        let found = flaws { () throws(Diagnostics) in try Schedule(text) }
        #expect(found.contains(reason), "\(found)")
    }

    @Test("dates convert both ways over all years")
    func calendar() throws {
        #expect(try epoch("1970-01-01 00:00:00") == 0)
        #expect(try epoch("2026-11-23 22:00:00") == 1_795_471_200)
        #expect(try epoch("2000-02-29 12:00:00") == 951_825_600)
        for days in stride(from: -40_000, through: 120_000, by: 37) {
            let time = CivilTime(epoch: days * 86_400 + 3723)
            #expect(time.epoch == days * 86_400 + 3723 && time.hour == 1 && time.minute == 2 && time.second == 3)
        }
        for bad in ["2026-13-01", "2026-02-29", "2026-1-1", "2026-11-23T24:00:00", "x"] {
            #expect(CivilTime(iso: bad, allowsZone: true) == nil)
        }
    }

    @Test("corrupted schedules never crash or hang, and whatever compiles fires in order")
    func fuzzing() {
        let seeds = [
            "cron(0/15 8-17 ? * MON-FRI 2026-2030)", "cron(5,35 0 15W 2,JUL ? *)", "rate(15 minutes)",
            "cron(0 0 ? * 3#2 *)",
        ]
        var compiled = 0
        fuzz(seeds, alphabet: "0123456789*/,-?#LW() MONJ") { text in
            guard let schedule = try? Schedule(text, service: .scheduler) else { return }
            compiled += 1
            var moment = 1_795_471_200
            for _ in 0..<5 {
                guard let next = schedule.next(after: moment) else { return }
                #expect(next > moment)
                moment = next
            }
        }
        #expect(compiled > 50)
    }
}

@Test func schedulerTakesEitherFormOfAUnitAndRulesDoNot() throws {
    #expect(try Schedule("rate(5 minute)", service: .scheduler).next(after: 0) == 300)
    #expect(throws: Diagnostics.self) { try Schedule("rate(5 minute)") }
    #expect(throws: Diagnostics.self) { try Schedule("rate(5 fortnights)", service: .scheduler) }
}
