//! The sample estate that ships with the product.

use cairn_model::{CancelToken, Commit};

use crate::act::Act;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{ImportFile, ImportOptions, apply, plan};
use crate::reason::OwnReason;

const ITEMS: &str = include_str!("../sample/items.csv");
const RELATIONSHIPS: &str = include_str!("../sample/relationships.csv");

/// Loads the sample estate, through the same import as every file, as one commit of kind `load`.
///
/// # Errors
/// What importing refuses.
pub fn load(engine: &Engine, act: &mut Act<'_>) -> Result<Option<Commit>, EngineError> {
    let files = [("items.csv", ITEMS), ("relationships.csv", RELATIONSHIPS)]
        .map(|(name, text)| ImportFile { name: name.to_owned(), bytes: text.as_bytes() });
    let options = ImportOptions { source: "sample".to_owned(), ..ImportOptions::default() };
    let plan = plan(&engine.generation(), &files, &options, &mut act.ids(), &CancelToken::default())?;
    apply(engine, plan, &OwnReason::Sample.to_string(), act)
}
