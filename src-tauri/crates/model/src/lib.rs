//! The nouns of a configuration estate: classes, attributes, items, relationships, requirements, edits, commits
//! and the [`topology::Topology`] that impact is computed on.
//!
//! *Architecture Invariant:* this crate performs no I/O, reads no clock and names no class: what a class means is
//! carried by its flags in the [`catalogue::Catalogue`].

pub mod cancel;
pub mod catalogue;
pub mod change;
pub mod duration;
pub mod edit;
pub mod hex;
pub mod id;
pub mod impact;
pub mod item;
pub mod level;
pub mod map;
pub mod outage;
pub mod packed;
pub mod phrase;
pub mod relationship;
pub mod requirement;
pub mod seal;
pub mod time;
pub mod topology;
pub mod value;

pub use cancel::{CancelToken, Cancelled};
pub use catalogue::Catalogue;
pub use edit::{BaselineMark, Commit, CommitDraft, CommitKind, Document, Edit, ModelElement};
pub use hex::{hex, push_hex, unhex};
pub use id::CiId;
pub use item::{Item, Operation, OperationStatus};
pub use level::Level;
pub use phrase::Phrase;
pub use relationship::{Confidence, Relationship, RelationshipId};
pub use requirement::{Requirement, RequirementKey, Strength, Terms, Threshold};
pub use seal::{ChunkSeal, ValueSeal};
pub use time::Timestamp;
pub use value::Value;
