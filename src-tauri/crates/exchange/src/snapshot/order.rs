//! The order of records in a snapshot: by what identifies them.

use std::cmp::Ordering;

use cairn_model::{RelationshipId, RequirementKey};

/// The order of relationships: by from, type, to and label, the absent label first; texts by their bytes.
#[must_use]
pub fn relationship_order(left: &RelationshipId, right: &RelationshipId) -> Ordering {
    fn key(id: &RelationshipId) -> (u128, &str, u128, Option<&str>) {
        (id.from.0, &id.type_id, id.to.0, id.label.as_deref())
    }
    key(left).cmp(&key(right))
}

/// The order of one consumer's requirements: labels, then types, then relationships in their own order.
#[must_use]
pub fn requirement_order(left: &RequirementKey, right: &RequirementKey) -> Ordering {
    use RequirementKey::{Label, Relationship, Type};
    match (left, right) {
        (Label(left), Label(right)) | (Type(left), Type(right)) => left.cmp(right),
        (Relationship(left), Relationship(right)) => relationship_order(left, right),
        (Label(_), _) | (Type(_), Relationship(_)) => Ordering::Less,
        (_, Label(_)) | (Relationship(_), Type(_)) => Ordering::Greater,
    }
}
