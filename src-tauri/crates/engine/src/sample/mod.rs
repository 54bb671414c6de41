//! The sample estates that ship with the product: a small one, kept as files, and the whole one, which is generated.
//!
//! What the whole one holds is the same to the byte for a version: neither clock nor entropy of the host is asked.

mod applications;
mod compute;
mod data;
mod dress;
mod edge;
mod facilities;
mod network;
mod organisations;
mod rows;
mod services;
mod storage;
mod stories;

use cairn_model::{CancelToken, Commit};

pub use self::stories::{STORIES, Story};
use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{ImportFile, ImportOptions, apply, plan};
use crate::reason::OwnReason;

const ITEMS: &str = include_str!("../../sample/items.csv");
const RELATIONSHIPS: &str = include_str!("../../sample/relationships.csv");

/// Counts up with every change of what [`whole`] returns.
pub const WHOLE_VERSION: u32 = 1;

/// Which of the possible estates; any number would do, but always this one.
const SEED: u64 = 0x6361_6972_6e00_0001;

/// Which sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sample {
    /// About ninety items.
    Small,
    /// About 1,470 items: 31 services on two data centres.
    Whole,
}

/// Loads a sample estate, through the same import as every file, as one commit of kind `load`.
///
/// # Errors
/// What importing refuses.
pub fn load(engine: &Engine, sample: Sample, act: &mut Act<'_>) -> Result<Option<Commit>, EngineError> {
    let (items, relationships) = match sample {
        Sample::Small => (ITEMS.as_bytes().to_vec(), RELATIONSHIPS.as_bytes().to_vec()),
        Sample::Whole => whole()?,
    };
    let files = [("items.csv", &items), ("relationships.csv", &relationships)]
        .map(|(name, bytes)| ImportFile { name: name.to_owned(), bytes });
    let options = ImportOptions { source: "sample".to_owned(), ..ImportOptions::default() };
    let plan = plan(&engine.generation(), &files, &options, &mut act.ids(), &CancelToken::default())?;
    apply(engine, plan, &OwnReason::Sample.to_string(), act)
}

/// Returns the items and the relationships of the whole sample, as two CSV files.
///
/// # Errors
/// What the writer says.
pub fn whole() -> Result<(Vec<u8>, Vec<u8>), EngineError> {
    let mut rows = rows::Rows::new(SEED);
    facilities::add(&mut rows);
    network::add(&mut rows);
    storage::add(&mut rows);
    compute::add(&mut rows);
    data::add(&mut rows);
    data::gateways(&mut rows);
    applications::add(&mut rows);
    compute::clusters(&mut rows);
    services::add(&mut rows);
    compute::hosted(&mut rows);
    edge::add(&mut rows);
    organisations::add(&mut rows);
    dress::dress(&mut rows);
    rows.files()
}
