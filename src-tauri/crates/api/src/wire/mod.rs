//! What the commands of the [`contract`](crate::contract) take and give, and their handlers: one module per topic.
//!
//! A handler takes the estate from the desk, hands the request to the engine once and brings the answer back.

pub mod file;
pub mod impact;
pub mod item;
pub mod items;
pub mod map;
pub mod model;
pub mod set;
pub mod summary;
