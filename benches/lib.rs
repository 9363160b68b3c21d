//! Benchmarks of the workspace, side by side with peers.
