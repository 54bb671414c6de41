//! A record of a page, whatever its kind: its identity, its packed bytes, and whether those can be read back.

use cairn_model::packed::{self, ItemRow, Malformed, Reader, RelationshipRow};
use cairn_model::{CiId, Edit, Item, Relationship, Requirement, RequirementKey, Timestamp};

use crate::key::{self, PageKind};

/// A record that lies on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A configuration item.
    Item(Box<Item>),
    /// A relationship.
    Relationship(Box<Relationship>),
    /// The declared terms of a requirement.
    Requirement(Box<Requirement>),
}

/// A borrowed [`Record`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum RecordRef<'a> {
    Item(&'a Item),
    Relationship(&'a Relationship),
    Requirement(&'a Requirement),
}

/// The two sides of an edit.
pub(crate) struct Sides<'a> {
    pub(crate) before: Option<RecordRef<'a>>,
    pub(crate) after: Option<RecordRef<'a>>,
}

/// Returns the two sides of an edit of a paged record; `None` for the model, baselines and documents.
pub(crate) fn sides(edit: &Edit) -> Option<Sides<'_>> {
    Some(match edit {
        Edit::Item { after, before } => {
            Sides { before: before.as_deref().map(RecordRef::Item), after: after.as_deref().map(RecordRef::Item) }
        }
        Edit::Relationship { after, before } => Sides {
            before: before.as_deref().map(RecordRef::Relationship),
            after: after.as_deref().map(RecordRef::Relationship),
        },
        Edit::Requirement { after, before } => Sides {
            before: before.as_deref().map(RecordRef::Requirement),
            after: after.as_deref().map(RecordRef::Requirement),
        },
        Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => return None,
    })
}

impl RecordRef<'_> {
    pub(crate) fn kind(self) -> PageKind {
        match self {
            RecordRef::Item(_) => PageKind::Items,
            RecordRef::Relationship(_) => PageKind::Relationships,
            RecordRef::Requirement(_) => PageKind::Requirements,
        }
    }

    /// The bytes that identify the record within its kind: what its packed form starts with.
    pub(crate) fn id(self) -> Vec<u8> {
        match self {
            RecordRef::Item(item) => item.id.0.to_be_bytes().to_vec(),
            RecordRef::Relationship(relationship) => key::relationship_id(relationship),
            RecordRef::Requirement(requirement) => key::requirement_id(requirement),
        }
    }

    pub(crate) fn write(self, out: &mut Vec<u8>) {
        match self {
            RecordRef::Item(item) => packed::write_item(out, item),
            RecordRef::Relationship(relationship) => packed::write_relationship(out, relationship),
            RecordRef::Requirement(requirement) => packed::write_requirement(out, requirement),
        }
    }

    pub(crate) fn packed(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(128);
        self.write(&mut out);
        out
    }

    /// How errors name the record.
    pub(crate) fn name(self) -> String {
        match self {
            RecordRef::Item(item) => format!("item {}", item.id),
            RecordRef::Relationship(relationship) => {
                let id = &relationship.id;
                format!("relationship {} {} {}", id.from, id.type_id, id.to)
            }
            RecordRef::Requirement(requirement) => {
                let key = match &requirement.key {
                    RequirementKey::Label(label) => format!("label {label}"),
                    RequirementKey::Type(type_id) => format!("type {type_id}"),
                    RequirementKey::Relationship(id) => format!("{} {} {}", id.from, id.type_id, id.to),
                };
                format!("requirement of {} ({key})", requirement.consumer)
            }
        }
    }

    /// Returns what the log could not give back: a moment that RFC 3339 cannot write.
    pub(crate) fn unwritable(self) -> Option<&'static str> {
        let moments: [Option<Timestamp>; 3] = match self {
            RecordRef::Item(item) => [item.verified_at, item.operation.since, item.operation.expected_end],
            RecordRef::Relationship(relationship) => {
                [relationship.verified_at, relationship.valid_from, relationship.valid_to]
            }
            RecordRef::Requirement(_) => return None,
        };
        beyond(moments)
    }
}

/// Returns what is wrong with moments that RFC 3339 cannot write.
pub(crate) fn beyond(moments: [Option<Timestamp>; 3]) -> Option<&'static str> {
    /// The years 0 to 9999.
    const WRITABLE: std::ops::Range<i64> = -62_167_219_200_000..253_402_300_800_000;
    let beyond = moments.into_iter().flatten().any(|moment| !WRITABLE.contains(&moment.0));
    beyond.then_some("a moment before the year 0 or after the year 9999")
}

impl Record {
    /// Returns the record that fills all of `bytes`.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn read(kind: PageKind, bytes: &[u8]) -> Result<Self, Malformed> {
        Ok(match kind {
            PageKind::Items => Record::Item(Box::new(ItemRow::read(bytes)?.to_item()?)),
            PageKind::Relationships => Record::Relationship(Box::new(RelationshipRow::read(bytes)?.to_relationship())),
            PageKind::Requirements => Record::Requirement(Box::new(packed::read_requirement(bytes)?)),
        })
    }

    pub(crate) fn as_ref(&self) -> RecordRef<'_> {
        match self {
            Record::Item(item) => RecordRef::Item(item),
            Record::Relationship(relationship) => RecordRef::Relationship(relationship),
            Record::Requirement(requirement) => RecordRef::Requirement(requirement),
        }
    }

    /// Returns the packed bytes of the record after a journey through the log, which writes decimals and large integers
    /// as text. Two records that the log cannot tell apart have the same.
    pub(crate) fn as_logged(&self) -> serde_json::Result<Vec<u8>> {
        Ok(match self {
            Record::Item(item) => {
                let item: Item = serde_json::from_slice(&serde_json::to_vec(item)?)?;
                RecordRef::Item(&item).packed()
            }
            // No field of these changes its type on the way.
            Record::Relationship(relationship) => RecordRef::Relationship(relationship).packed(),
            Record::Requirement(requirement) => RecordRef::Requirement(requirement).packed(),
        })
    }
}

/// Returns how many bytes at the front of a packed record are its identity.
pub(crate) fn id_length(kind: PageKind, bytes: &[u8]) -> Result<usize, Malformed> {
    let mut reader = Reader::new(bytes);
    let relationship = |reader: &mut Reader<'_>| -> Result<(), Malformed> {
        let _: [CiId; 2] = [reader.id()?, reader.id()?];
        let _: [&str; 2] = [reader.text()?, reader.text()?];
        Ok(())
    };
    match kind {
        PageKind::Items => {
            let _: CiId = reader.id()?;
        }
        PageKind::Relationships => relationship(&mut reader)?,
        PageKind::Requirements => {
            let _: CiId = reader.id()?;
            if reader.byte()? == 2 {
                relationship(&mut reader)?;
            } else {
                let _: &str = reader.text()?;
            }
        }
    }
    Ok(reader.offset())
}

/// Confirms that a packed record can be read back, without building it.
pub(crate) fn validate(kind: PageKind, bytes: &[u8]) -> Result<(), Malformed> {
    match kind {
        PageKind::Items => {
            let mut row = ItemRow::read(bytes)?;
            for _ in 0..row.attribute_count {
                row.attributes.text()?;
                row.attributes.value_bytes()?;
            }
            Ok(())
        }
        PageKind::Relationships => RelationshipRow::read(bytes).map(drop),
        PageKind::Requirements => packed::read_requirement(bytes).map(drop),
    }
}

/// Confirms that page and log can give a packed record back; returns how many bytes at its front are its identity.
pub(crate) fn confirm(kind: PageKind, bytes: &[u8]) -> Result<usize, &'static str> {
    let expected = |malformed: Malformed| malformed.expected;
    validate(kind, bytes).map_err(expected)?;
    let wrong = match kind {
        PageKind::Items => {
            let row = ItemRow::read(bytes).map_err(expected)?;
            beyond([row.verified_at, row.operation.since, row.operation.expected_end])
        }
        PageKind::Relationships => {
            let row = RelationshipRow::read(bytes).map_err(expected)?;
            beyond([row.verified_at, row.valid_from, row.valid_to])
        }
        PageKind::Requirements => None,
    };
    wrong.map_or_else(|| id_length(kind, bytes).map_err(expected), Err)
}
