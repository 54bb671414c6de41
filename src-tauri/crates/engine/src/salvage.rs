//! Saving what can be read of a damaged estate into a new one beside it.

use std::path::Path;

pub use cairn_store::Salvaged;
use cairn_store::{CreateOptions, Holder, Tell};

use crate::act::Act;
use crate::error::EngineError;

/// Makes a replica in `into` of every record of the log of `dir` that can be read, up to the first that cannot. The
/// damaged directory is only read.
///
/// # Errors
/// As [`cairn_store::salvage`]; nothing is left behind then.
pub fn salvage(
    dir: &Path,
    into: &Path,
    holder: &Holder,
    act: &mut Act<'_>,
    tell: Tell<'_>,
) -> Result<Salvaged, EngineError> {
    let name = dir.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut ids = act.ids();
    let fresh = CreateOptions {
        name,
        estate: ids.next_id().to_string(),
        lineage: ids.next_id().to_string(),
        holder: holder.clone(),
    };
    Ok(cairn_store::salvage(dir, into, &fresh, tell)?)
}
