//! Lists of published information into items (公开信息清单).

pub mod date;
