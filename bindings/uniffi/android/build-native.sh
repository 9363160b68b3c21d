#!/bin/sh
# Builds the native library for Android's processors into src/main/jniLibs. Needs the Android NDK
# (ANDROID_NDK_HOME) and rustup. It has been written without an NDK at hand and never been run with one.
set -eu
cd "$(dirname "$0")"

if [ -z "${ANDROID_NDK_HOME:-}" ] || [ ! -d "$ANDROID_NDK_HOME" ]; then
    echo "no Android NDK: set ANDROID_NDK_HOME to one (Android Studio, SDK Manager, NDK)" >&2
    exit 1
fi
if [ ! -d ../kotlin/target/generated-sources/uniffi ]; then
    echo "no glue: run cargo xtask bindings kotlin first" >&2
    exit 1
fi

api=26
host=$(ls "$ANDROID_NDK_HOME/toolchains/llvm/prebuilt" | head -n 1)
tools="$ANDROID_NDK_HOME/toolchains/llvm/prebuilt/$host/bin"
root=../../..
target=${CARGO_TARGET_DIR:-$root/target}

# Rust's name, Android's name, the compiler's prefix
build() {
    rustup target add "$1"
    variable=CARGO_TARGET_$(echo "$1" | tr 'a-z-' 'A-Z_')_LINKER
    # Pages of 16 KB are required of apps for Android 15 and later.
    env "$variable=$tools/$3$api-clang" RUSTFLAGS="-C link-arg=-Wl,-z,max-page-size=16384" \
        cargo build --manifest-path $root/Cargo.toml --package gongkai-uniffi --lib --release --target "$1"
    mkdir -p "src/main/jniLibs/$2"
    "$tools/llvm-strip" -o "src/main/jniLibs/$2/libgongkai_uniffi.so" "$target/$1/release/libgongkai_uniffi.so"
}

build aarch64-linux-android arm64-v8a aarch64-linux-android
build armv7-linux-androideabi armeabi-v7a armv7a-linux-androideabi
build x86_64-linux-android x86_64 x86_64-linux-android
echo "now: gradle assembleRelease"
