//! The commands of the wire, called as a host calls them: JSON in, JSON out.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "a test")]

#[path = "wire/calendar.rs"]
mod calendar;
#[path = "wire/care.rs"]
mod care;
#[path = "wire/changes.rs"]
mod changes;
#[path = "wire/common.rs"]
mod common;
#[path = "wire/desk.rs"]
mod desk;
#[path = "wire/edits.rs"]
mod edits;
#[path = "wire/exchange.rs"]
mod exchange;
#[path = "wire/exposure.rs"]
mod exposure;
#[path = "wire/impact.rs"]
mod impact;
#[path = "wire/items.rs"]
mod items;
#[path = "wire/log.rs"]
mod log;
#[path = "wire/maps.rs"]
mod maps;
#[path = "wire/outages.rs"]
mod outages;
