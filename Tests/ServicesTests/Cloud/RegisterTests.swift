import Testing

@testable import Services

@Suite("Registers")
struct RegisterTests {
    @Test("A number that is done with names nothing, even when its slot holds something else")
    func stale() {
        var register = Register<String>()
        let first = register.insert("first")
        let second = register.insert("second")
        #expect(register.remove(first) == "first")
        let third = register.insert("third")
        #expect(!register.contains(first))
        #expect(register.remove(first) == nil)
        #expect(register[second] == "second")
        #expect(register[third] == "third")
        #expect(register.all.sorted() == ["second", "third"])
        #expect(register.count == 2)
    }

    @Test("Numbers fit into the 48 bits that a timer's token leaves them")
    func range() {
        var register = Register<Int>()
        for round in 0..<1_000 {
            let number = register.insert(round)
            #expect(number >> 48 == 0)
            register.release(number)
        }
        #expect(register.isEmpty)
    }

    @Test("A value changes in its place")
    func change() {
        var register = Register<[Int]>()
        let number = register.insert([1])
        register[number].append(2)
        #expect(register[number] == [1, 2])
    }
}
