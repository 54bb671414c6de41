//! Generating estates of any size.

use std::io::{self, Write};

use cairn_engine::EngineError;
use cairn_engine::generate::Size;

/// Writes the items and the relationships of an estate as CSV.
///
/// # Errors
/// What the writers say.
pub fn generate(size: &Size, items: impl Write, relationships: impl Write) -> io::Result<()> {
    cairn_engine::generate::generate(size, items, relationships).map_err(|error| match error {
        EngineError::Write(error) => error,
        other => io::Error::other(other),
    })
}
