//! Files in and out of `gongkai`: bytes to core types and back. Touches no file system.
