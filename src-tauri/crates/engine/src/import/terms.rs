//! The terms that rows declare: they belong to the requirement, so rows of one requirement must agree (IMPACT 1).

use std::collections::BTreeSet;

use cairn_model::{CiId, Edit, Phrase, Requirement, RequirementKey, Strength, Terms, Threshold};
use rustc_hash::FxHashMap;

use super::Planner;
use super::items::PlannedItems;
use super::relationships::PlannedRows;

/// Which requirement of its consumer, by the numbers of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The one of a label.
    Label(u32),
    /// The one of a type.
    Type(u32),
    /// That of one row alone.
    Alone(u32),
}

/// A requirement: its consumer and which.
type Owner = (u32, Key);

/// A value and the row that declared it first.
type First<T> = Option<(T, u32)>;

/// The column in which two rows differ, and the rows.
type Conflict = (&'static str, u32, u32);

#[derive(Default)]
struct Declared {
    min_up: First<Threshold>,
    degraded_below: First<Threshold>,
    strength: First<Strength>,
}

/// What the rows of an import declare, by requirement.
#[derive(Default)]
pub(super) struct DeclaredTerms {
    requirements: FxHashMap<Owner, Declared>,
    conflicts: Vec<(Owner, Conflict)>,
    /// Who is needed, of the requirements whose thresholds can contradict each other.
    providers: FxHashMap<Owner, BTreeSet<u32>>,
}

impl DeclaredTerms {
    pub(super) fn of<'a>(planner: &Planner<'a>, rows: &PlannedRows<'a>) -> Self {
        let mut all = DeclaredTerms::default();
        for (number, row) in rows.taken().filter(|(_, row)| !rows.terms(row).is_empty()) {
            if let Some((consumer, key, _)) = planner.requirement_of(rows, number) {
                let owner = (consumer, key);
                let declared = all.requirements.entry(owner).or_default();
                declared.add(rows.terms(row), number, &mut |conflict| all.conflicts.push((owner, conflict)));
                if declared.min_up.is_some() && declared.degraded_below.is_some() {
                    all.providers.entry(owner).or_default();
                }
            }
        }
        if all.providers.is_empty() {
            return all;
        }
        // Blank rows inherit, and count as members.
        for (number, _) in rows.taken() {
            if let Some((consumer, key, provider)) = planner.requirement_of(rows, number)
                && let Some(providers) = all.providers.get_mut(&(consumer, key))
            {
                providers.insert(provider);
            }
        }
        all
    }

    /// Returns the rows to refuse: two rows of one requirement that differ, each naming the other, and thresholds that
    /// contradict each other.
    pub(super) fn conflicts<'a>(
        &self,
        planner: &Planner<'a>,
        rows: &PlannedRows<'a>,
    ) -> Vec<(u32, &'static str, Phrase)> {
        let mut refused = Vec::new();
        let group = |key: Key| match key {
            Key::Label(label) => rows.label_of(label).to_owned(),
            Key::Type(number) => format!("@{}", planner.type_id(number)),
            Key::Alone(row) => planner.type_id(rows.type_of(row)).to_owned(),
        };
        for &((_, key), (column, first, second)) in &self.conflicts {
            for (row, other) in [(first, second), (second, first)] {
                let other = rows.place(other);
                let phrase = Phrase::new("row-mixed-terms")
                    .with("group", group(key))
                    .with("field", column)
                    .with("file", &planner.names[other.file])
                    .with("line", other.line);
                refused.push((row, column, phrase));
            }
        }
        for (owner, providers) in &self.providers {
            let Some(declared) = self.requirements.get(owner) else { continue };
            if let (Some((k, _)), Some((q, row))) = (declared.min_up, declared.degraded_below) {
                let n = u32::try_from(providers.len()).unwrap_or(u32::MAX);
                if q.of(n) < k.of(n) {
                    let phrase = Phrase::new("row-q-below-k").with("group", group(owner.1)).with("k", k).with("q", q);
                    refused.push((row, "degraded_below", phrase));
                }
            }
        }
        refused
    }
}

impl Declared {
    fn add(&mut self, terms: Terms, row: u32, conflict: &mut dyn FnMut(Conflict)) {
        let Declared { min_up, degraded_below, strength } = self;
        agree("min_up", min_up, terms.min_up, row, conflict);
        agree("degraded_below", degraded_below, terms.degraded_below, row, conflict);
        agree("strength", strength, terms.strength, row, conflict);
    }

    fn terms(&self) -> Terms {
        Terms {
            degraded_below: self.degraded_below.map(|(value, _)| value),
            min_up: self.min_up.map(|(value, _)| value),
            strength: self.strength.map(|(value, _)| value),
        }
    }
}

fn agree<T: Copy + PartialEq>(
    column: &'static str,
    first: &mut First<T>,
    value: Option<T>,
    row: u32,
    conflict: &mut dyn FnMut(Conflict),
) {
    match (value, &first) {
        (Some(value), None) => *first = Some((value, row)),
        (Some(value), Some((earlier, at))) if value != *earlier => conflict((column, *at, row)),
        _ => {}
    }
}

impl<'a> Planner<'a> {
    /// Plans the terms of every requirement that the rows declare something of.
    pub(super) fn plan_terms(&mut self, declared: DeclaredTerms, rows: &PlannedRows<'a>, items: &PlannedItems<'a>) {
        let key_of = |key| match key {
            Key::Label(label) => RequirementKey::Label(rows.label_of(label).to_owned()),
            Key::Type(number) => RequirementKey::Type(self.type_id(number).to_owned()),
            Key::Alone(row) => RequirementKey::Relationship(self.id_of(rows, rows.row(row), items)),
        };
        let requirements = declared.requirements.into_iter();
        let mut requirements: Vec<(CiId, RequirementKey, Terms)> = requirements
            .map(|((consumer, key), declared)| (items.end(consumer).id, key_of(key), declared.terms()))
            .collect();
        requirements
            .sort_unstable_by(|(left, left_key, _), (right, right_key, _)| (left, left_key).cmp(&(right, right_key)));
        for (consumer, key, terms) in requirements {
            // "1 of 1" is what a relationship that stands alone means anyway.
            let says_nothing =
                terms.min_up == Some(Threshold::Count(1)) && terms.strength.is_none() && terms.degraded_below.is_none();
            if says_nothing && matches!(key, RequirementKey::Relationship(_)) {
                continue;
            }
            let known = self.generation.row(consumer).and_then(|row| self.generation.terms(row, &key));
            let before = known.map(|known| Requirement { consumer, key: key.clone(), terms: known.terms });
            let former = before.as_ref().map_or_else(Terms::default, |before| before.terms);
            let terms = Terms {
                degraded_below: terms.degraded_below.or(former.degraded_below),
                min_up: terms.min_up.or(former.min_up),
                strength: terms.strength.or(former.strength),
            };
            if before.is_some() && terms == former {
                self.summary.requirements.same += 1;
                continue;
            }
            let tally = &mut self.summary.requirements;
            *if before.is_some() { &mut tally.update } else { &mut tally.new } += 1;
            let after = Requirement { consumer, key, terms };
            self.edits.push(Edit::Requirement { before: before.map(Box::new), after: Some(Box::new(after)) });
        }
    }
}
