package gongkai

import gongkai.check.Range

/** The part of the text that was checked; chars are what the library counts for Kotlin. */
public fun Range.of(text: String): String = text.substring(start, end)

/** The range as Kotlin has it: both ends included. */
public fun Range.toIntRange(): IntRange = start until end
