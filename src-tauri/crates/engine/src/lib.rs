//! The verbs: what may be done to an estate and asked of it.
//!
//! An [`Engine`] holds the store and the current generation. Questions are asked of a generation, which nobody
//! changes; every deed is planned first, purely, and then becomes one commit.
//!
//! *Architecture Invariant:* nothing here reads a clock, entropy, the environment or a path that was not given:
//! whoever acts says who, when and why in an [`Act`].

mod act;
mod additions;
pub mod baseline;
mod beside;
mod between;
mod catalogue;
pub mod change;
pub mod checkpoint;
pub mod collision;
pub mod diagnostics;
mod engine;
mod error;
pub mod explore;
pub mod exposure;
pub mod generate;
mod image;
pub mod impact;
pub mod import;
pub mod item;
pub mod live;
pub mod log;
pub mod map;
mod moment;
pub mod operation;
pub mod outage;
pub mod place;
pub mod purge;
mod reading;
pub mod reason;
pub mod revert;
pub mod salvage;
pub mod sample;
pub mod snapshot;
pub mod take_over;
mod tally;
mod touch;
pub mod weakness;

pub use act::Act;
pub use cairn_estate::{Generation, WrittenTerm};
pub use cairn_store::{
    CheckReport, Compacted, FORMAT, Finding, Holder, ImageNote, Role, StoreError, Tell, compact, is_former,
};
pub use engine::{Engine, EstateInfo, NewEstate};
pub use error::{EngineError, chain, with_flaw};
pub use moment::{Moment, MomentError, Past};
