import Canvas

/// `Explorer` owns the screens as Model - Update - View: what a person sees and what their keys do, drawn on a `Canvas`.
/// It must not know the terminal, the clock or the file system: `update` and `view` are pure, and what has to be done
/// in the world is returned as effects.

/// Something that happened.
public enum Message: Sendable {
    /// A key was pressed.
    case key(Key)
    /// The mouse was used.
    case mouse(MouseEvent)
    /// The window has a new size.
    case resize(Size)
    /// This many milliseconds have passed since the tick before; sent only while ticks are asked for.
    case tick(Int)
    /// Files that were to be opened were read, or could not be.
    case opened([String], Result<OpenedTemplate, OpeningFault>)
    /// A watched file has changed.
    case filesChanged
    /// What a folder holds.
    case listed(FolderListing)
}

/// Something to be done in the world.
public enum Effect: Hashable, Sendable {
    /// End the program.
    case quit
    /// Send ticks, or stop sending them: without anything moving there is nothing to wake up for.
    case needTicks(Bool)
    /// Put text on the clipboard.
    case copy(String)
    /// Take the mouse, or leave it to the terminal.
    case setMouse(Bool)
    /// Use the theme with this name.
    case setTheme(String)
    /// Draw the whole screen anew, whatever the terminal is believed to show.
    case redraw
    /// Read a template from these files.
    case open([String])
    /// Tell when one of these files changes, and no longer about others.
    case watch([String])
    /// Tell what a folder holds; an empty path is the folder that the program was started in.
    case listFolder(String)
}

/// Takes in what happened.
/// - Returns: what is to be done about it in the world, in order.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
    var effects: [Effect] = []
    switch message {
    case .key(let key): effects = model.press(key)
    case .mouse(let event): effects = model.take(event)
    case .resize(let size): model.resize(size)
    case .tick(let milliseconds): model.tick(milliseconds)
    case .opened(let paths, let result): effects = model.take(result, opening: paths)
    case .filesChanged: effects = model.readAgain()
    case .listed(let listing): model.take(listing)
    }
    model.settle()
    let needsTicks = model.isMoving
    if needsTicks != model.hasTicks {
        model.hasTicks = needsTicks
        effects.append(.needTicks(needsTicks))
    }
    return effects
}

/// Draws the screen.
public func view(_ model: Model) -> Canvas {
    var canvas = Canvas(model.size)
    model.draw(on: &canvas)
    return canvas
}

/// The screen after some keys, as `archscope screenshot` prints it.
public func renderScreenshot(_ model: Model, keys: [Key], size: Size) -> Canvas {
    var model = model
    _ = update(&model, .resize(size))
    for key in keys { _ = update(&model, .key(key)) }
    return view(model)
}
