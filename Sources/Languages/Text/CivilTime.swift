/// Dates of the Gregorian calendar in UTC against seconds since 1970, by Howard Hinnant's `days_from_civil`
/// (howardhinnant.github.io/date_algorithms.html).
struct CivilTime: Hashable, Sendable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0

    init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// The time at a number of seconds since 1970-01-01T00:00:00Z.
    init(epoch: Int) {
        let days = Self.floorDivide(epoch, 86_400)
        let rest = epoch - days * 86_400
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        (hour, minute, second) = (rest / 3600, rest % 3600 / 60, rest % 60)
    }

    /// Reads `2026-11-23T22:00:00`, with a fraction, `Z` or an offset allowed where `allowsZone`; nil for anything else.
    init?(iso text: String, allowsZone: Bool) {
        var cursor = TextCursor(text)
        func number(_ digits: Int) -> Int? {
            var found = 0
            for _ in 0..<digits {
                guard let next = cursor.next, next.isDigit else { return nil }
                found = found * 10 + Int(next.value - 0x30)
                cursor.index += 1
            }
            return found
        }
        func field(_ separator: String, _ digits: Int = 2) -> Int? { cursor.take(separator) ? number(digits) : nil }
        guard let year = number(4), let month = field("-"), let day = field("-") else { return nil }
        self.init(year: year, month: month, day: day)
        if cursor.take("T") {
            guard let hour = number(2), let minute = field(":") else { return nil }
            (self.hour, self.minute) = (hour, minute)
            if cursor.comes(":") {
                guard let second = field(":") else { return nil }
                self.second = second
            }
            if allowsZone, cursor.take("."), cursor.take(while: \.isDigit).isEmpty { return nil }
        }
        guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24, minute < 60,
            second < 60
        else { return nil }
        if allowsZone, !cursor.take("Z"), let sign = cursor.next, sign == "+" || sign == "-" {
            cursor.index += 1
            guard let hours = number(2) else { return nil }
            _ = cursor.take(":")
            let offset = (hours * 60 + (number(2) ?? 0)) * 60
            self = CivilTime(epoch: epoch + (sign == "+" ? -offset : offset))
        }
        guard cursor.isAtEnd else { return nil }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    var epoch: Int { (dayNumber * 24 + hour) * 3600 + minute * 60 + second }

    /// Days since 1970-01-01.
    var dayNumber: Int {
        let year = month <= 2 ? self.year - 1 : self.year
        let era = Self.floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day of the week as cron counts it: Sunday is 1, Saturday 7.
    var weekday: Int { (dayNumber % 7 + 7 + 4) % 7 + 1 }

    /// How many days a month has.
    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
        dividend >= 0 ? dividend / divisor : -((divisor - 1 - dividend) / divisor)
    }
}
