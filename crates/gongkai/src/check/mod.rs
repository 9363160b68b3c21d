//! Floor 4: running the rules over texts and items (检查).
