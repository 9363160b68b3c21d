//! Floor 3: what a unit owes the public, and by when (公开任务).
