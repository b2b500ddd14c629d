import ArgumentParser

@main
struct Archscope: ParsableCommand {
}
