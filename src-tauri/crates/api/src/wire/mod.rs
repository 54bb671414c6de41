//! What the commands of the [`contract`](crate::contract) take and give, and their handlers: one module per topic.
//!
//! A handler takes the estate from the desk, hands the request to the engine once and brings the answer back.

pub mod baseline;
pub mod calendar;
pub mod care;
pub mod change;
pub mod change_page;
pub mod check;
pub mod checkpoint;
pub mod edit;
pub mod exposure;
pub mod file;
pub mod impact;
pub mod import;
pub mod item;
pub mod items;
pub mod log;
pub mod map;
pub mod map_export;
pub mod model;
pub mod outage;
pub mod outages;
pub mod said;
pub mod set;
pub mod snapshot;
pub mod summary;
pub mod taken_back;
pub mod trouble;
pub mod weakness;
pub mod what_if;
