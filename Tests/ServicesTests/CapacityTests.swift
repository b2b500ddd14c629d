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

    @Test(arguments: [
        (["pk": ["S": "ab"]] as JSONValue, 4), (["n": ["N": "12345"]], 5), (["b": ["BOOL": true]], 2),
        (["l": ["L": [["S": "x"], ["S": "yz"]]]], 1 + 3 + 2 + 3), (["m": ["M": ["k": ["S": "v"]]]], 1 + 3 + 1 + 2),
    ])
    func itemsAreMeasuredAsDynamoDBBillsThem(item: JSONValue, size: Int) { #expect(itemSize(item) == size) }
}
