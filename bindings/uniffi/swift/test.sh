#!/bin/sh
# Compiles the Swift package and runs its tests and the example, where a Swift toolchain is.
# Run by `cargo xtask bindings swift --test`, which builds the native library and the glue first.
set -eu
cd "$(dirname "$0")"

if ! command -v swift >/dev/null 2>&1; then
    echo "no swift here: the Swift package has NOT been compiled and its tests have NOT been run"
    echo "get it: https://www.swift.org/install (Linux, Windows) or Xcode (macOS)"
    exit 3
fi
swift test
swift run --package-path ../../../examples/swift gongkai-example
