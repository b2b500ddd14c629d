/// List prices of us-east-1 in US dollars, without free tiers.
public enum Prices {
    /// One provisioned write capacity unit for one hour (AWS Price List by infracost's golden files of 2024-11-15).
    public static let writeCapacityUnitHour = 0.000_65
    /// Hours in the month that AWS's calculators use.
    public static let hoursPerMonth = 730.0

    /// What write capacity costs a month.
    public static func monthly(writeCapacityUnits units: Double) -> Double {
        units * writeCapacityUnitHour * hoursPerMonth
    }
}
