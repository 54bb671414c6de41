//! Declared terms of requirements in packed form.

use super::relationship::write_relationship_id;
use super::{Malformed, Reader, write_number, write_text};
use crate::{CiId, RelationshipId, Requirement, RequirementKey, Strength, Terms, Threshold};

fn write_requirement_id(out: &mut Vec<u8>, consumer: CiId, key: &RequirementKey) {
    out.extend_from_slice(&consumer.0.to_be_bytes());
    match key {
        RequirementKey::Label(label) => {
            out.push(0);
            write_text(out, label);
        }
        RequirementKey::Type(type_id) => {
            out.push(1);
            write_text(out, type_id);
        }
        RequirementKey::Relationship(id) => {
            out.push(2);
            write_relationship_id(out, id);
        }
    }
}

/// Returns the bytes that identify a requirement: equal exactly when consumer and key are.
#[must_use]
pub fn requirement_id_bytes(consumer: CiId, key: &RequirementKey) -> Vec<u8> {
    let mut out = Vec::with_capacity(64);
    write_requirement_id(&mut out, consumer, key);
    out
}

fn write_optional_threshold(out: &mut Vec<u8>, threshold: Option<Threshold>) {
    match threshold {
        None => out.push(0),
        Some(Threshold::Count(count)) => {
            out.push(1);
            write_number(out, u64::from(count));
        }
        Some(Threshold::Percent(share)) => {
            out.push(2);
            write_number(out, u64::from(share));
        }
    }
}

fn read_optional_threshold(reader: &mut Reader<'_>) -> Result<Option<Threshold>, Malformed> {
    let tag = reader.byte()?;
    if tag == 0 {
        return Ok(None);
    }
    let number = u32::try_from(reader.number()?).or_else(|_| reader.fail("a threshold of 32 bits"))?;
    match tag {
        1 => Ok(Some(Threshold::Count(number))),
        2 => Ok(Some(Threshold::Percent(number))),
        _ => reader.fail("the tag of a threshold"),
    }
}

/// Appends the declared terms of a requirement.
pub fn write_requirement(out: &mut Vec<u8>, requirement: &Requirement) {
    write_requirement_id(out, requirement.consumer, &requirement.key);
    out.push(requirement.terms.strength.map_or(0, |strength| 1 + strength as u8));
    write_optional_threshold(out, requirement.terms.min_up);
    write_optional_threshold(out, requirement.terms.degraded_below);
}

/// Returns the requirement that fills all of `bytes`.
///
/// # Errors
/// [`Malformed`].
pub fn read_requirement(bytes: &[u8]) -> Result<Requirement, Malformed> {
    let mut reader = Reader::new(bytes);
    let consumer = reader.id()?;
    let key = match reader.byte()? {
        0 => RequirementKey::Label(reader.text()?.to_owned()),
        1 => RequirementKey::Type(reader.text()?.to_owned()),
        2 => RequirementKey::Relationship(RelationshipId {
            from: reader.id()?,
            to: reader.id()?,
            type_id: reader.text()?.to_owned(),
            label: reader.optional_text()?.map(str::to_owned),
        }),
        _ => return reader.fail("the tag of a requirement"),
    };
    let strength = match reader.byte()? {
        0 => None,
        tag => match Strength::ALL.into_iter().find(|strength| *strength as u8 + 1 == tag) {
            None => return reader.fail("the tag of a strength"),
            found => found,
        },
    };
    let min_up = read_optional_threshold(&mut reader)?;
    let degraded_below = read_optional_threshold(&mut reader)?;
    if !reader.is_at_end() {
        return reader.fail("the end of the requirement");
    }
    Ok(Requirement { consumer, key, terms: Terms { degraded_below, min_up, strength } })
}
