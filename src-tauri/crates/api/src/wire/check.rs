//! Whether what is stored belongs together, and the operation of items.

use cairn_model::{OperationStatus, Timestamp};
use serde::{Deserialize, Serialize};

use crate::contract::{Nothing, Work};
use crate::desk::Desk;
use crate::estate::{CheckReply, OperationReply, OperationRequest};
use crate::failure::Failure;
use crate::meter::metered;

/// That an item goes out of service, works worse or is back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OperationSet {
    /// Words for the item.
    pub item: String,
    /// The new status.
    pub status: OperationStatus,
    /// Why.
    pub reason: String,
    /// Since when; the present moment when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Until when it is expected to last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_end: Option<Timestamp>,
}

pub(crate) fn check(desk: &Desk, _request: &Nothing, work: &Work<'_>) -> Result<CheckReply, Failure> {
    let open = desk.estate()?;
    let session = &open.session;
    metered(work, None, "job-checking", |meter| session.check_told(&mut meter.tell()))
}

pub(crate) fn operation(desk: &Desk, request: &OperationSet, _work: &Work<'_>) -> Result<OperationReply, Failure> {
    let OperationSet { item, status, reason, since, expected_end } = request.clone();
    desk.estate()?.session.set_operation(&OperationRequest { item, status, reason, since, expected_end })
}
