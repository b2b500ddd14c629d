import Canvas
import Testing

@testable import Explorer

@Test func look() {
    for (w, h) in [(120, 40), (80, 24), (40, 12)] {
        var model = Samples.model(w, h)
        print(view(model).text)
        print("========")
        press(&model, "enter", "n", "n")
        print(view(model).text)
        print("========")
        press(&model, "?")
        print(view(model).text)
        press(&model, "esc", "/", "q", "u", "e")
        print(view(model).text)
        press(&model, "esc", ":")
        print(view(model).text)
    }
}
