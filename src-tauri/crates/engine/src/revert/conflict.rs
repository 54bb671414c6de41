//! Why a record cannot be taken back.

use cairn_estate::Generation;
use cairn_model::{CiId, Edit, Phrase, RelationshipId};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::between::RecordId;
use crate::change::resolve::key_word;

/// Something that is not what the record made of it, or that came since and rests on it.
pub(super) struct Conflict {
    /// What later records edited.
    pub(super) by: Option<RecordId>,
    /// The item, or the ends of the relationship.
    pub(super) name: String,
    pub(super) why: Why,
}

pub(super) enum Why {
    /// The field was changed again.
    Field(String),
    /// The record as a whole was changed, removed or added again.
    Whole,
    /// Another item has the value of this field now.
    Taken(&'static str),
    /// A relationship that came since ends at an item that would go.
    Related(String),
    /// What would come back belongs to an item that is not there.
    Lost(String),
}

impl Conflict {
    /// Returns the later records that edited the same, ascending; none when another item has the value now.
    pub(super) fn records<'l>(&self, later: &'l FxHashMap<RecordId, Vec<u64>>) -> &'l [u64] {
        let by = self.by.as_ref().filter(|_| !matches!(self.why, Why::Taken(_)));
        by.and_then(|id| later.get(id)).map_or(&[], Vec::as_slice)
    }

    /// Returns the sentence, with the later records that edited the same.
    pub(super) fn phrase(&self, later: &FxHashMap<RecordId, Vec<u64>>) -> Phrase {
        let records: Vec<String> = self.records(later).iter().map(ToString::to_string).collect();
        let records = records.join(", ");
        let said = |code| Phrase::new(code).with("item", &self.name);
        match &self.why {
            Why::Field(field) => said("revert-conflict").with("field", field).with("records", records),
            Why::Whole => said("revert-conflict-whole").with("records", records),
            Why::Taken(field) => said("revert-conflict-taken").with("field", field),
            Why::Related(other) => said("revert-conflict-related").with("other", other).with("records", records),
            Why::Lost(other) => said("revert-conflict-lost").with("other", other).with("records", records),
        }
    }
}

/// Returns what does not fit into the estate as it is though each value does: relationships that came since to items
/// that would go, and relationships and terms that would come back to items that went since.
///
/// Cost: the edits, and the relationships of the items that would go.
pub(super) fn out_of_place(live: &Generation, edits: &[Edit]) -> Vec<Conflict> {
    let (mut going, mut coming): (FxHashSet<RelationshipId>, FxHashSet<CiId>) = Default::default();
    for edit in edits {
        match edit {
            Edit::Relationship { before: Some(own), after: None } => {
                going.insert(own.id.clone());
            }
            Edit::Item { before: None, after: Some(item) } => {
                coming.insert(item.id);
            }
            _ => {}
        }
    }
    let is_lost = |id: &CiId| live.row(*id).is_none() && !coming.contains(id);
    let mut conflicts = Vec::new();
    for edit in edits {
        match edit {
            Edit::Item { before: Some(item), after: None } => {
                let Some(row) = live.row(item.id) else { continue };
                let own = live.outgoing(row).iter().chain(live.incoming(row));
                for other in own.filter_map(|&number| live.relationship(number)).filter(|own| !going.contains(&own.id))
                {
                    let why = Why::Related(ends(live, &other.id));
                    let by = Some(RecordId::Relationship(other.id));
                    conflicts.push(Conflict { by, name: item.key.clone(), why });
                }
            }
            Edit::Relationship { before: None, after: Some(own) } => {
                for end in [own.id.from, own.id.to].into_iter().filter(is_lost) {
                    conflicts.push(lost(live, edit, end));
                }
            }
            Edit::Requirement { before: None, after: Some(own) } if is_lost(&own.consumer) => {
                conflicts.push(lost(live, edit, own.consumer));
            }
            _ => {}
        }
    }
    conflicts
}

fn lost(live: &Generation, edit: &Edit, end: CiId) -> Conflict {
    Conflict { by: Some(RecordId::Item(end)), name: name_of(live, edit), why: Why::Lost(key(live, end)) }
}

fn key(live: &Generation, id: CiId) -> String {
    let view = live.row(id).and_then(|row| live.view(row).ok());
    view.map_or_else(|| id.to_string(), |view| view.key.to_owned())
}

fn ends(live: &Generation, id: &RelationshipId) -> String {
    format!("{} {} {}", key(live, id.from), id.type_id, key(live, id.to))
}

/// Returns what an edit is of, as people call it.
pub(super) fn name_of(live: &Generation, edit: &Edit) -> String {
    match edit {
        Edit::Item { before, after } => {
            before.as_ref().or(after.as_ref()).map_or_else(String::new, |item| item.key.clone())
        }
        Edit::Relationship { before, after } => {
            before.as_ref().or(after.as_ref()).map_or_else(String::new, |own| ends(live, &own.id))
        }
        Edit::Requirement { before, after } => before
            .as_ref()
            .or(after.as_ref())
            .map_or_else(String::new, |own| format!("{} ({})", key(live, own.consumer), key_word(&own.key))),
        Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => String::new(),
    }
}
