//! Who has to decide on a change: the authorities of its band (MODEL, *Authority*).

use std::collections::BTreeMap;

use cairn_estate::Generation;
use cairn_model::change::{Authority, ChangeKind, Risk, SERVICE_OWNERS};
use cairn_model::impact::ItemRef;
use cairn_model::{CiId, Level};

use super::assess::Assessing;
use super::judge::JudgedPlan;
use crate::error::EngineError;
use crate::item::reference;

/// The role in which the owner of a service decides.
pub(super) const OWNER_ROLE: &str = "service_owner";
/// The attribute that names the owner of an item.
const OWNER_ATTRIBUTE: &str = "owner";

/// Returns who has to decide: for each role of the band one entry for each person, then the owners of the services
/// that are planned degraded or down. A standard change within its template needs nobody.
pub(super) fn required(
    live: &Generation,
    own: &Assessing<'_>,
    judged: &JudgedPlan,
    risk: &Risk,
) -> Result<Vec<Authority>, EngineError> {
    let roles = match own.change.kind {
        ChangeKind::Emergency => &own.policy.emergency_authorities[..],
        ChangeKind::Standard => &[],
        ChangeKind::Normal => own.policy.band(&risk.band).map_or(&[][..], |band| &band.authorities),
    };
    let mut required = Vec::new();
    for role in roles {
        if role != SERVICE_OWNERS {
            required.push(Authority { person: None, role: role.clone(), service: None, service_name: None });
            continue;
        }
        for (id, service) in hit_services(judged)? {
            let owner = live.row(id).map(|row| live.item(row)).transpose()?;
            let person = owner.and_then(|item| item.attributes.get(OWNER_ATTRIBUTE).map(ToString::to_string));
            required.push(Authority {
                person: person.filter(|person| !person.is_empty()),
                role: OWNER_ROLE.to_owned(),
                service: Some(id),
                service_name: Some(service.name),
            });
        }
    }
    Ok(required)
}

/// Returns the services that are planned degraded or down in any step, by id.
fn hit_services(judged: &JudgedPlan) -> Result<BTreeMap<CiId, ItemRef>, EngineError> {
    let mut services = BTreeMap::new();
    for step in &judged.steps {
        for row in step.raised() {
            let level = step.level(row);
            if step.after.is_service(row) && level >= Level::Degraded && level > judged.already(row) {
                services.insert(step.after.id(row), reference(&step.after, row)?);
            }
        }
    }
    Ok(services)
}
