// swift-tools-version:5.9
import Foundation
import PackageDescription

// The glue (Sources/GongkaiFFI/GongkaiFFI.swift and its C header) and the native library in build/ are
// put there by `cargo xtask bindings swift`; build/Gongkai.xcframework by ./xcframework.sh.

let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
let framework = "build/Gongkai.xcframework"

/// The C side: the framework for Apple's platforms where it has been made, else the library that was
/// built for this machine.
let native: Target =
    FileManager.default.fileExists(atPath: "\(here)/\(framework)")
    ? .binaryTarget(name: "gongkai_uniffiFFI", path: framework)
    : .systemLibrary(name: "gongkai_uniffiFFI", path: "Sources/gongkai_uniffiFFI")

let linking: [LinkerSetting] =
    FileManager.default.fileExists(atPath: "\(here)/\(framework)")
    ? []
    : [.unsafeFlags(["-L\(here)/build", "-Xlinker", "-rpath", "-Xlinker", "\(here)/build"])]

let package = Package(
    name: "GongkaiKit",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [.library(name: "GongkaiKit", targets: ["GongkaiKit"])],
    targets: [
        native,
        .target(name: "GongkaiFFI", dependencies: ["gongkai_uniffiFFI"], linkerSettings: linking),
        .target(name: "GongkaiKit", dependencies: ["GongkaiFFI"]),
        .testTarget(name: "GongkaiKitTests", dependencies: ["GongkaiKit"]),
    ]
)
