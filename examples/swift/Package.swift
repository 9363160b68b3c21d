// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "gongkai-example",
    platforms: [.macOS(.v10_15)],
    dependencies: [.package(name: "GongkaiKit", path: "../../bindings/uniffi/swift")],
    targets: [
        .executableTarget(
            name: "gongkai-example",
            dependencies: [.product(name: "GongkaiKit", package: "GongkaiKit")]
        )
    ]
)
