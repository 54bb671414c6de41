//! One immutable generation of an estate in memory: columns in shared chunks, a text index, the topology, and the
//! filter language that selects items.
//!
//! Readers hold a [`Generation`] and never wait for the writer; a commit makes the next generation, which shares every
//! chunk the commit did not touch.
//!
//! *Architecture Invariant:* this crate knows neither where records are stored nor what a verdict is; records come in
//! as packed bytes and leave as the nouns of `cairn-model`.

mod adjacency;
mod apply;
mod chunks;
mod columns;
mod difference;
mod extend;
mod filter;
mod generation;
mod image;
mod index;
mod items;
mod load;
mod lookup;
mod rebuild;
mod relationships;
mod runs;
mod text;

pub use apply::Applied;
pub use extend::Extension;
pub use filter::{Filter, FilterError, FilterMatches, WrittenTerm};
pub use generation::{EstateError, Generation, KeyView, NeedOf, RequirementTerms};
pub use image::{IMAGE_FORM, IMAGE_PARTS, Image, read_image};
pub use items::Row;
pub use load::Loader;
pub use lookup::Lookup;
pub use relationships::RelationshipView;
pub use text::fold;
