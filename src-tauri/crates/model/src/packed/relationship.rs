//! Relationships in packed form.

use super::{Malformed, Reader, write_optional_text, write_optional_time, write_text};
use crate::{CiId, Confidence, Relationship, RelationshipId, Timestamp};

/// A relationship as it lies in packed bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationshipRow<'a> {
    /// The end it starts from.
    pub from: CiId,
    /// The end it points to.
    pub to: CiId,
    /// The id of its type.
    pub type_id: &'a str,
    /// The explicit label.
    pub label: Option<&'a str>,
    /// Everything that is not its identity.
    pub confidence: Confidence,
    /// Which system says so.
    pub source: Option<&'a str>,
    /// The first moment it holds.
    pub valid_from: Option<Timestamp>,
    /// The moment it ceases to hold.
    pub valid_to: Option<Timestamp>,
    /// When it was last compared with reality.
    pub verified_at: Option<Timestamp>,
    /// Who compared it.
    pub verified_by: Option<&'a str>,
}

pub(super) fn write_relationship_id(out: &mut Vec<u8>, id: &RelationshipId) {
    out.extend_from_slice(&id.from.0.to_be_bytes());
    out.extend_from_slice(&id.to.0.to_be_bytes());
    write_text(out, &id.type_id);
    write_optional_text(out, id.label.as_deref());
}

/// Returns the bytes that identify a relationship: equal exactly when the identity is.
#[must_use]
pub fn relationship_id_bytes(id: &RelationshipId) -> Vec<u8> {
    let mut out = Vec::with_capacity(48);
    write_relationship_id(&mut out, id);
    out
}

/// Appends a relationship.
pub fn write_relationship(out: &mut Vec<u8>, relationship: &Relationship) {
    RelationshipRow::of(relationship).write(out);
}

pub(super) fn read_confidence(reader: &mut Reader<'_>) -> Result<Confidence, Malformed> {
    match reader.byte()? {
        0 => Ok(Confidence::Declared),
        1 => Ok(Confidence::Discovered),
        2 => Ok(Confidence::Verified),
        _ => reader.fail("the tag of a confidence"),
    }
}

impl<'a> RelationshipRow<'a> {
    /// Returns a relationship with its texts borrowed.
    #[must_use]
    pub fn of(relationship: &'a Relationship) -> Self {
        RelationshipRow {
            from: relationship.id.from,
            to: relationship.id.to,
            type_id: &relationship.id.type_id,
            label: relationship.id.label.as_deref(),
            confidence: relationship.confidence,
            source: relationship.source.as_deref(),
            valid_from: relationship.valid_from,
            valid_to: relationship.valid_to,
            verified_at: relationship.verified_at,
            verified_by: relationship.verified_by.as_deref(),
        }
    }

    /// Appends the bytes that identify the relationship: what [`RelationshipRow::write`] starts with.
    pub fn write_id(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.from.0.to_be_bytes());
        out.extend_from_slice(&self.to.0.to_be_bytes());
        write_text(out, self.type_id);
        write_optional_text(out, self.label);
    }

    /// Appends the packed form.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.write_id(out);
        self.write_details(out);
    }

    /// Appends what stands in the packed form behind [`RelationshipRow::write_id`].
    pub fn write_details(&self, out: &mut Vec<u8>) {
        out.push(self.confidence as u8);
        write_optional_text(out, self.source);
        write_optional_time(out, self.valid_from);
        write_optional_time(out, self.valid_to);
        write_optional_time(out, self.verified_at);
        write_optional_text(out, self.verified_by);
    }

    /// Returns the relationship that fills all of `bytes`.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let row = RelationshipRow {
            from: reader.id()?,
            to: reader.id()?,
            type_id: reader.text()?,
            label: reader.optional_text()?,
            confidence: read_confidence(&mut reader)?,
            source: reader.optional_text()?,
            valid_from: reader.optional_time()?,
            valid_to: reader.optional_time()?,
            verified_at: reader.optional_time()?,
            verified_by: reader.optional_text()?,
        };
        if reader.is_at_end() { Ok(row) } else { reader.fail("the end of the relationship") }
    }

    /// Returns the relationship with every text owned.
    #[must_use]
    pub fn to_relationship(&self) -> Relationship {
        Relationship {
            confidence: self.confidence,
            id: RelationshipId {
                from: self.from,
                label: self.label.map(str::to_owned),
                to: self.to,
                type_id: self.type_id.to_owned(),
            },
            source: self.source.map(str::to_owned),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            verified_at: self.verified_at,
            verified_by: self.verified_by.map(str::to_owned),
        }
    }
}
