//! What needs somebody's attention: questions whose answer should be empty.

use cairn_estate::{EstateError, Generation};
use cairn_model::{OperationStatus, Value};
use serde::{Deserialize, Serialize};

use super::cells;
use crate::error::EngineError;

/// What is the matter with the items that a filter selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AttentionKind {
    /// They are out of service or degraded.
    NotInService,
    /// They are in a state that the catalogue flags.
    Flagged,
    /// A value is missing that is mandatory in their tier (ISO/IEC 20000-1:2018, 8.2.6).
    MissingValue,
}

/// Items that need attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Attention {
    /// What is the matter.
    pub kind: AttentionKind,
    /// The operation, state or attribute that is.
    pub subject: String,
    /// The tier in which a value is mandatory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<u8>,
    /// How many items; the filter selects exactly these.
    pub count: u64,
    /// What selects them.
    pub filter: String,
}

/// Returns what needs attention, worst first; kinds without items are left out. Cost: one look at every item.
///
/// # Errors
/// [`EngineError::Estate`] never for a loaded generation.
pub fn attention(generation: &Generation) -> Result<Vec<Attention>, EngineError> {
    let catalogue = generation.catalogue();
    let common = &catalogue.settings().common_attributes;
    let mandatory: Vec<(&str, &[u8])> = catalogue
        .attributes()
        .iter()
        .filter(|attribute| common.contains(&attribute.id) && !attribute.required_tiers.is_empty())
        .map(|attribute| (attribute.id.as_str(), attribute.required_tiers.as_slice()))
        .collect();
    let mut statuses = [0_u64; OperationStatus::ALL.len()];
    let mut states = vec![0_u64; catalogue.states().len()];
    let mut missing: Vec<[u64; 5]> = vec![[0; 5]; mandatory.len()];
    for row in generation.rows() {
        statuses[generation.status(row) as usize] += 1;
        states[generation.state_number(row)] += 1;
        let mut tier = None;
        let mut has = vec![false; mandatory.len()];
        cells::attributes(generation, row, |name, reader| {
            if name == b"tier" {
                tier = crate::item::tier_of(&reader.value()?);
                return Ok(());
            }
            let is_empty = match mandatory.iter().position(|(own, _)| own.as_bytes() == name) {
                None => return reader.value_bytes().map(drop).map_err(EstateError::from),
                Some(place) => (place, matches!(reader.value()?, Value::Text(text) if text.is_empty())),
            };
            has[is_empty.0] = !is_empty.1;
            Ok(())
        })?;
        let Some(tier) = tier.filter(|tier| (1..=4).contains(tier)) else { continue };
        for (place, (_, tiers)) in mandatory.iter().enumerate() {
            missing[place][usize::from(tier)] += u64::from(!has[place] && tiers.contains(&tier));
        }
    }
    let mut found = Vec::new();
    let mut note = |kind, subject: &str, tier, count, filter: String| {
        if count > 0 {
            found.push(Attention { kind, subject: subject.to_owned(), tier, count, filter });
        }
    };
    for status in [OperationStatus::OutOfService, OperationStatus::Degraded] {
        let filter = format!("operation:{}", status.id());
        note(AttentionKind::NotInService, status.id(), None, statuses[status as usize], filter);
    }
    for (state, count) in catalogue.states().iter().zip(states).filter(|(state, _)| state.flagged) {
        note(AttentionKind::Flagged, &state.id, None, count, format!("state:{}", state.id));
    }
    for tier in 1..=4_u8 {
        for ((attribute, _), counts) in mandatory.iter().zip(&missing) {
            let filter = format!("tier={tier} {attribute}=");
            note(AttentionKind::MissingValue, attribute, Some(tier), counts[usize::from(tier)], filter);
        }
    }
    Ok(found)
}
