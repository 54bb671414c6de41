//! Changes, from the first word to the last.

pub(crate) mod desk;
mod guards;
mod lives;
mod pages;
mod refusals;
mod verdicts;
