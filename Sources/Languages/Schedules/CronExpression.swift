/// A cron expression of EventBridge: minutes, hours, day of month, month, day of week and year, in UTC.
struct CronExpression: Sendable, Hashable {
    /// One of the six fields: its name, its numbers, and the names that stand for numbers.
    private struct Field {
        let name: String
        let range: ClosedRange<Int>
        var names: [String] = []
    }

    private static let fields = [
        Field(name: "minutes", range: 0...59), Field(name: "hours", range: 0...23),
        Field(name: "day-of-month", range: 1...31),
        Field(
            name: "month", range: 1...12,
            names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        Field(name: "day-of-week", range: 1...7, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
        // The years that the documentation allows.
        Field(name: "year", range: 1970...2199),
    ]

    /// Which days of a month or week are meant.
    private enum Days: Sendable, Hashable {
        /// `?`: the other field decides.
        case unspecified
        case listed(Set<Int>)
        /// `L`: the last day of the month.
        case last
        /// `15W`: the weekday nearest to a day; `LW`: the last weekday of the month (day 0).
        case nearestWeekday(Int)
        /// `6L`: the last such weekday of the month.
        case lastWeekday(Int)
        /// `6#3`: the third such weekday of the month.
        case ordinal(weekday: Int, count: Int)
    }

    private let minutes: [Int]
    private let hours: [Int]
    private let months: Set<Int>
    private let years: Set<Int>
    private let monthDays: Days
    private let weekDays: Days

    init(_ text: String, offset: Int) throws(TextFlaw) {
        var parts: [(text: String, offset: Int)] = []
        var cursor = TextCursor(text)
        while true {
            cursor.skipSpace()
            let start = cursor.index
            let part = cursor.take { $0 != " " && $0 != "\t" && $0 != "\n" && $0 != "\r" }
            if part.isEmpty { break }
            parts.append((part.uppercased(), offset + start))
        }
        guard parts.count == 6 else {
            throw TextFlaw(
                offset: offset, "\(parts.count) fields",
                "expected 6: minutes hours day-of-month month day-of-week year")
        }
        minutes = try Self.numbers(parts[0], Self.fields[0]).sorted()
        hours = try Self.numbers(parts[1], Self.fields[1]).sorted()
        monthDays = try Self.monthDays(parts[2])
        months = try Self.numbers(parts[3], Self.fields[3])
        weekDays = try Self.weekDays(parts[4])
        years = try Self.numbers(parts[5], Self.fields[5])
        guard (monthDays == .unspecified) != (weekDays == .unspecified) else {
            throw TextFlaw(
                offset: parts[4].offset, "'\(parts[2].text)' for day-of-month and '\(parts[4].text)' for day-of-week",
                "exactly one of them must be '?'")
        }
    }

    // MARK: - Reading

    /// A list of numbers, ranges and steps: `1,5-7,0/15,*`.
    private static func numbers(_ part: (text: String, offset: Int), _ field: Field) throws(TextFlaw) -> Set<Int> {
        var numbers: Set<Int> = []
        for item in part.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            func flaw(_ expected: String) -> TextFlaw {
                TextFlaw(offset: part.offset, "'\(item)' for \(field.name)", expected)
            }
            let halves = item.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard halves.count <= 2, !halves[0].isEmpty else { throw flaw("expected a number, a range or '*'") }
            var step = 1
            if halves.count == 2 {
                guard let parsed = Int(halves[1]), parsed > 0, parsed <= field.range.upperBound else {
                    throw flaw("expected a step above 0 after '/'")
                }
                step = parsed
            }
            let range: ClosedRange<Int>
            if halves[0] == "*" {
                range = field.range
            } else {
                let bounds = halves[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
                let values = bounds.compactMap { number($0, field) }
                guard values.count == bounds.count, values.count <= 2 else {
                    throw flaw("expected \(field.range.lowerBound) to \(field.range.upperBound)\(namesHint(field))")
                }
                if values.count == 2, values[0] > values[1] {
                    // FRI-MON goes around.
                    numbers.formUnion(values[0]...field.range.upperBound)
                    numbers.formUnion(field.range.lowerBound...values[1])
                    continue
                }
                // A step from a single number goes on to the end.
                range =
                    values[0]...(values.count == 2 ? values[1] : halves.count == 2 ? field.range.upperBound : values[0])
            }
            numbers.formUnion(stride(from: range.lowerBound, through: range.upperBound, by: step))
        }
        return numbers
    }

    private static func namesHint(_ field: Field) -> String {
        guard let first = field.names.first, let last = field.names.last else { return "" }
        return " or \(first) to \(last)"
    }

    private static func number(_ text: String, _ field: Field) -> Int? {
        if let place = field.names.firstIndex(of: text) { return place + field.range.lowerBound }
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(text),
            field.range.contains(number)
        else { return nil }
        return number
    }

    private static func monthDays(_ part: (text: String, offset: Int)) throws(TextFlaw) -> Days {
        switch part.text {
        case "?": return .unspecified
        case "L": return .last
        case "LW", "WL": return .nearestWeekday(0)
        default: break
        }
        if part.text.hasSuffix("W") {
            guard let day = number(String(part.text.dropLast()), fields[2]) else {
                throw TextFlaw(
                    offset: part.offset, "'\(part.text)' for day-of-month", "expected a day before 'W', such as 15W")
            }
            return .nearestWeekday(day)
        }
        return .listed(try numbers(part, fields[2]))
    }

    private static func weekDays(_ part: (text: String, offset: Int)) throws(TextFlaw) -> Days {
        func flaw(_ expected: String) -> TextFlaw {
            TextFlaw(offset: part.offset, "'\(part.text)' for day-of-week", expected)
        }
        if part.text == "?" { return .unspecified }
        // By itself the last day of the week, Saturday.
        if part.text == "L" { return .listed([7]) }
        if part.text.hasSuffix("L") {
            guard let day = number(String(part.text.dropLast()), fields[4]) else {
                throw flaw("expected a weekday before 'L', such as 6L")
            }
            return .lastWeekday(day)
        }
        if part.text.contains("#") {
            let halves = part.text.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
            guard halves.count == 2, let day = number(halves[0], fields[4]), let count = Int(halves[1]),
                (1...5).contains(count)
            else { throw flaw("expected a weekday and 1 to 5, such as 6#3") }
            return .ordinal(weekday: day, count: count)
        }
        return .listed(try numbers(part, fields[4]))
    }

    // MARK: - Firing

    /// The first firing strictly after a moment, nil when the years are over.
    func next(after moment: Int) -> Int? {
        guard let lastYear = years.max() else { return nil }
        var time = CivilTime(epoch: moment - CivilTime(epoch: moment).second + 60)
        while time.year <= lastYear {
            guard years.contains(time.year), months.contains(time.month), fires(on: time) else {
                time = nextDay(time)
                continue
            }
            for hour in hours where hour >= time.hour {
                let first = hour == time.hour ? time.minute : 0
                if let minute = minutes.first(where: { $0 >= first }) {
                    return CivilTime(year: time.year, month: time.month, day: time.day, hour: hour, minute: minute)
                        .epoch
                }
            }
            time = nextDay(time)
        }
        return nil
    }

    /// Midnight of the next day that may fire: whole years and months that do not are passed over.
    private func nextDay(_ time: CivilTime) -> CivilTime {
        if !years.contains(time.year) {
            // Before the first year straight to it, otherwise to the next.
            let next = years.filter { $0 > time.year }.min() ?? time.year + 1
            return CivilTime(year: next, month: 1, day: 1)
        }
        if months.contains(time.month), time.day < CivilTime.days(in: time.month, of: time.year) {
            return CivilTime(year: time.year, month: time.month, day: time.day + 1)
        }
        return time.month < 12
            ? CivilTime(year: time.year, month: time.month + 1, day: 1)
            : CivilTime(year: time.year + 1, month: 1, day: 1)
    }

    private func fires(on time: CivilTime) -> Bool {
        let days = CivilTime.days(in: time.month, of: time.year)
        switch monthDays == .unspecified ? weekDays : monthDays {
        case .unspecified: return false
        case .listed(let numbers): return numbers.contains(monthDays == .unspecified ? time.weekday : time.day)
        case .last: return time.day == days
        case .nearestWeekday(let day):
            return time.day == Self.weekday(nearest: day == 0 ? days : day, in: time, days: days)
        case .lastWeekday(let weekday): return time.weekday == weekday && time.day > days - 7
        case .ordinal(let weekday, let count): return time.weekday == weekday && (time.day - 1) / 7 + 1 == count
        }
    }

    /// The Monday to Friday nearest to a day, within its month; 0 when the month has no such day.
    private static func weekday(nearest day: Int, in time: CivilTime, days: Int) -> Int {
        guard day <= days else { return 0 }
        switch CivilTime(year: time.year, month: time.month, day: day).weekday {
        case 7: return day > 1 ? day - 1 : day + 2
        case 1: return day < days ? day + 1 : day - 2
        default: return day
        }
    }
}
