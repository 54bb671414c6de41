//! An estate that does not open: saving what can be read, and what the makers need to know.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::file::{FileReply, put};
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::meter::metered;
use crate::salvage::{SalvageReply, diagnostics_told, salvage_told};

/// The name of the file with what the makers need to know.
const NAME: &str = "cairn-diagnostics.json";

/// An estate to save what can be read of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Salvage {
    /// The directory of the damaged estate; it is only read.
    pub path: PathBuf,
    /// The directory of the new one.
    pub into: PathBuf,
}

/// What the makers need to know, to be written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DiagnosticsSave {
    /// Where to; its content comes back when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PathBuf>,
}

pub(crate) fn salvage(desk: &Desk, request: &Salvage, work: &Work<'_>) -> Result<SalvageReply, Failure> {
    let host = desk.host();
    metered(work, None, "job-salvaging", |meter| salvage_told(&request.path, &request.into, host, &mut meter.tell()))
}

/// Of the estate that is open, or of the one that could not be opened.
pub(crate) fn diagnostics(desk: &Desk, request: &DiagnosticsSave, work: &Work<'_>) -> Result<FileReply, Failure> {
    let open = desk.opened();
    let dir = open.as_ref().map(|open| open.dir.clone()).or_else(|| desk.refused_dir());
    let (session, host) = (open.as_ref().map(|open| &open.session), desk.host());
    let mut made = metered(work, None, "job-checking", |meter| {
        diagnostics_told(dir.as_deref(), session, host, &mut meter.tell())
    })?;
    made.errors = desk.errors();
    let mut text = serde_json::to_vec_pretty(&made).unwrap_or_default();
    text.push(b'\n');
    put(NAME, "application/json", &text, request.to.as_ref())
}
