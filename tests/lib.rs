//! Vectors, fixtures, evaluation sets and end-to-end tests of the workspace.
