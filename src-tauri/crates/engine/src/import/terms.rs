//! The terms that rows declare: they belong to the requirement, so rows of one requirement must agree (IMPACT 1).

use std::collections::{BTreeMap, BTreeSet};

use cairn_model::{CiId, Edit, Phrase, Requirement, RequirementKey, Terms, Threshold};

use super::relationships::ResolvedRow;
use super::{Place, Planner};

/// A value and the row that declared it first.
type First<T> = Option<(T, Place)>;

#[derive(Default)]
struct Declared {
    min_up: First<Threshold>,
    degraded_below: First<Threshold>,
    strength: First<cairn_model::Strength>,
    providers: BTreeSet<CiId>,
    conflicts: Vec<(&'static str, Place, Place)>,
}

/// What the rows of an import declare, by requirement.
#[derive(Default)]
pub(super) struct DeclaredTerms {
    requirements: BTreeMap<(CiId, RequirementKey), Declared>,
}

impl DeclaredTerms {
    pub(super) fn of(rows: &[ResolvedRow]) -> Self {
        let mut all = DeclaredTerms::default();
        for row in rows.iter().filter(|row| !row.terms.is_empty()) {
            if let Some(requirement) = &row.requirement {
                all.requirements.entry(requirement.clone()).or_default().add(row);
            }
        }
        // Blank rows inherit, and count as members.
        for row in rows {
            if let Some(declared) = row.requirement.as_ref().and_then(|key| all.requirements.get_mut(key)) {
                declared.providers.insert(row.provider);
            }
        }
        all
    }

    /// Returns the rows to refuse: two rows of one requirement that differ, each naming the other, and thresholds that
    /// contradict each other.
    pub(super) fn conflicts(&self, names: &[String]) -> Vec<(Place, &'static str, Phrase)> {
        let mut refused = Vec::new();
        for ((_, key), declared) in &self.requirements {
            let group = match key {
                RequirementKey::Label(label) => label.clone(),
                RequirementKey::Type(id) => format!("@{id}"),
                RequirementKey::Relationship(id) => id.type_id.clone(),
            };
            for &(column, first, second) in &declared.conflicts {
                for (place, other) in [(first, second), (second, first)] {
                    let phrase = Phrase::new("row-mixed-terms")
                        .with("group", &group)
                        .with("field", column)
                        .with("file", &names[other.file])
                        .with("line", other.line);
                    refused.push((place, column, phrase));
                }
            }
            if let (Some((k, _)), Some((q, place))) = (declared.min_up, declared.degraded_below) {
                let n = u32::try_from(declared.providers.len()).unwrap_or(u32::MAX);
                if q.of(n) < k.of(n) {
                    let phrase = Phrase::new("row-q-below-k").with("group", &group).with("k", k).with("q", q);
                    refused.push((place, "degraded_below", phrase));
                }
            }
        }
        refused
    }
}

impl Declared {
    fn add(&mut self, row: &ResolvedRow) {
        let Declared { min_up, degraded_below, strength, conflicts, .. } = self;
        agree("min_up", min_up, row.terms.min_up, row.place, conflicts);
        agree("degraded_below", degraded_below, row.terms.degraded_below, row.place, conflicts);
        agree("strength", strength, row.terms.strength, row.place, conflicts);
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
    place: Place,
    conflicts: &mut Vec<(&'static str, Place, Place)>,
) {
    match (value, &first) {
        (Some(value), None) => *first = Some((value, place)),
        (Some(value), Some((earlier, at))) if value != *earlier => conflicts.push((column, *at, place)),
        _ => {}
    }
}

impl Planner<'_> {
    /// Plans the terms of every requirement that the rows declare something of.
    pub(super) fn plan_terms(&mut self, declared: DeclaredTerms) {
        for ((consumer, key), declared) in declared.requirements {
            let terms = declared.terms();
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
