//! Bytes and commits: turns commits into bytes that survive, and back.
//!
//! An estate is a directory. One process at a time opens it with [`Store::open`]; [`Store::load`] streams what is true
//! now, [`Store::commit`] adds one record to the hash-chained log, and [`Store::history`], [`Store::as_of`] and
//! [`Store::edits`] read what was true then. [`Store::check`] proves that all of it belongs together.
//! The byte layout is drawn in `src-tauri/docs/storage-format.md`.
//!
//! *Architecture Invariant:* this crate knows no rule of the domain and never looks at what an attribute means. It reads
//! no clock, no environment and no home directory, and never prints: time, entropy and paths are arguments. Only
//! `backend/sled.rs` names sled.

mod additions;
mod audit;
pub mod backend;
mod blobs;
mod canonical;
mod chain;
mod check;
mod commit;
mod compact;
mod disk;
mod draft_dir;
mod envelope;
mod error;
mod estate_file;
mod gone;
mod image;
mod in_place;
mod key;
mod lock;
mod log;
mod making;
mod mark;
mod named;
mod open;
mod page;
mod purge;
mod read;
mod rebuild;
mod record;
mod replay;
mod salvage;
mod stage;
mod store;

pub use additions::Filing;
pub use audit::ChainCheck;
pub use canonical::{write_item, write_relationship};
pub use check::{CheckReport, Finding, FindingCode, ImageNote};
pub use commit::{LocatedEdit, Receipt};
pub use compact::{Compacted, compact};
pub use error::{ConflictReason, StoreError};
pub use estate_file::{EstateFile, FORMAT, Role, is_former};
pub use image::{ImageFlaw, KeptImage, PartReader, WritePart};
pub use key::PageKind;
pub use lock::Holder;
pub use making::Making;
pub use purge::{Purge, PurgeTarget, PurgedPlace};
pub use read::Visit;
pub use rebuild::{LogReplay, Rebuild, RebuildError};
pub use record::Record;
pub use salvage::{Salvaged, salvage};
pub use store::{Counts, CreateOptions, Head, Store, Tell};
