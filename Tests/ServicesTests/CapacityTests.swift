import Simulation
import Testing
import Values

@testable import Services

@Suite struct CapacityTests {
    private func at(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1e9)) }

    @Test func aTableKeepsThreeHundredSecondsOfUnusedCapacityAndNoMore() {
        let bucket = ThroughputBucket(unitsPerSecond: 5)
        #expect(bucket.saved(at: at(100)) == 505)
        #expect(bucket.saved(at: at(10_000)) == 1_500)
    }

    @Test func aWriteMayOverdrawAndTheNextOneWaitsForTheDebt() {
        var bucket = ThroughputBucket(unitsPerSecond: 1)
        let large = bucket.take(10, at: at(0))
        let early = bucket.take(1, at: at(8))
        let late = bucket.take(1, at: at(9.5))
        #expect(large && !early && late)
    }

    @Test func aRequestRateLetsBurstsInAndThenTheRate() {
        var bucket = RequestBucket(rate: 10, burst: 5)
        let burst = (0..<8).filter { _ in bucket.take(at: at(1)) }.count
        let later = (0..<8).filter { _ in bucket.take(at: at(1.3)) }.count
        #expect(burst == 5)
        #expect(later == 3)
    }

    @Test(arguments: ItemSizes.all)
    func itemsAreMeasuredAsDynamoDBBillsThem(item: JSONValue, size: Int) { #expect(itemSize(item) == size) }
}

/// Items and their sizes, counted by hand: names, values, and three bytes and one an element for lists and maps.
private enum ItemSizes {
    static let text: JSONValue = ["pk": ["S": "ab"]]
    static let number: JSONValue = ["n": ["N": "12345"]]
    static let truth: JSONValue = ["b": ["BOOL": true]]
    static let list: JSONValue = ["l": ["L": [["S": "x"], ["S": "yz"]]]]
    static let map: JSONValue = ["m": ["M": ["k": ["S": "v"]]]]
    static let all: [(JSONValue, Int)] = [(text, 4), (number, 5), (truth, 2), (list, 9), (map, 7)]
}
