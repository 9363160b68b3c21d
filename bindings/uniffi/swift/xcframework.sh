#!/bin/sh
# Builds build/Gongkai.xcframework for iOS, its simulator and macOS. Needs a Mac with Xcode and rustup.
# It has been written without a Mac at hand and never been run.
set -eu
cd "$(dirname "$0")"

if ! command -v xcodebuild >/dev/null 2>&1; then
    echo "xcodebuild is not here: an XCFramework is made on a Mac with Xcode" >&2
    exit 1
fi
if [ ! -f Sources/gongkai_uniffiFFI/gongkai_uniffiFFI.h ]; then
    echo "no glue: run cargo xtask bindings swift first" >&2
    exit 1
fi

root=../../..
target=${CARGO_TARGET_DIR:-$root/target}
for triple in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    rustup target add "$triple"
    cargo build --manifest-path $root/Cargo.toml --package gongkai-uniffi --lib --release --target "$triple"
done

mkdir -p build/headers build/simulator build/macos
cp Sources/gongkai_uniffiFFI/gongkai_uniffiFFI.h build/headers/
# In a framework the library is linked as a whole; there is nothing to look for by name.
printf 'module gongkai_uniffiFFI {\n    header "gongkai_uniffiFFI.h"\n    export *\n}\n' >build/headers/module.modulemap
library=libgongkai_uniffi.a
lipo -create -output build/simulator/$library \
    "$target/aarch64-apple-ios-sim/release/$library" "$target/x86_64-apple-ios/release/$library"
lipo -create -output build/macos/$library \
    "$target/aarch64-apple-darwin/release/$library" "$target/x86_64-apple-darwin/release/$library"
rm -rf build/Gongkai.xcframework
xcodebuild -create-xcframework \
    -library "$target/aarch64-apple-ios/release/$library" -headers build/headers \
    -library build/simulator/$library -headers build/headers \
    -library build/macos/$library -headers build/headers \
    -output build/Gongkai.xcframework
