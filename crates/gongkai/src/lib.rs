#![doc = include_str!("../README.md")]

pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod check;
pub mod consultation;
pub mod duty;
pub mod exemption;
pub mod finding;
pub mod item;
pub mod law;
pub mod request;
pub mod retention;
pub mod review;
pub mod unit;

#[cfg(feature = "schema")]
mod schema;
