// The Android library (AAR): the Kotlin sources of ../kotlin and, for each processor, the native library
// that ./build-native.sh puts into src/main/jniLibs. Written without the Android NDK at hand, never built.
plugins {
    id("com.android.library") version "8.7.3"
    id("org.jetbrains.kotlin.android") version "2.1.0"
}

android {
    namespace = "gongkai"
    compileSdk = 35
    defaultConfig {
        // java.time is part of Android from 26 on; below, an app turns on core library desugaring.
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }
    sourceSets["main"].kotlin.srcDirs(
        "../kotlin/src/main/kotlin",
        "../kotlin/src/main/generated",
        "../kotlin/target/generated-sources/uniffi",
    )
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }
    kotlinOptions { jvmTarget = "11" }
}

dependencies {
    // Android's JNA is an AAR with its own native part.
    implementation("net.java.dev.jna:jna:5.19.1@aar")
    api("org.jetbrains.kotlinx:kotlinx-serialization-json:1.11.0")
}
