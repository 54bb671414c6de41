//! Groups before, during and after planned edits: their spares, what nobody declared of them, what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use cairn_estate::{Generation, Row};
use cairn_graph::{ModelErrorKind, Verdict, model_errors_at};
use cairn_model::change::{Compared, GroupNamed, MarginCompared};
use cairn_model::impact::ModelErrorView;
use cairn_model::topology::{LinkTarget, RequirementIndex, Topology};
use cairn_model::{Level, RequirementKey};

use super::compare::Pair;
use crate::change::resolve::key_word;
use crate::change::step_view::key_of;
use crate::error::EngineError;
use crate::impact::model_error;
use crate::item::reference;

/// An estate at one time, with the verdict of that time; none means that everything is unaffected.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) generation: &'a Generation,
    pub(super) topology: &'a Topology,
    pub(super) verdict: Option<&'a Verdict>,
}

/// A group: who needs it, and which of its requirements it is.
type Place = (Row, RequirementKey);

impl Side<'_> {
    pub(super) fn takes_part(&self, row: Row) -> bool {
        row < self.topology.vertex_count() && self.topology.vertex(row).participates
    }

    pub(super) fn level(&self, row: Row) -> Level {
        self.verdict.map_or(Level::Unaffected, |verdict| verdict.level_if_any(row))
    }

    fn requirement(&self, (consumer, key): &Place) -> Option<RequirementIndex> {
        if !self.takes_part(*consumer) {
            return None;
        }
        let mut own = self.topology.requirements_of(*consumer);
        own.find(|&requirement| key_of(self.generation, self.topology, requirement).as_ref() == Some(key))
    }

    /// Returns the spares of a group: n − c₃ − k; none when it has no members here.
    fn margin(&self, place: &Place) -> Option<i64> {
        let requirement = self.requirement(place)?;
        let facts = self.topology.requirement(requirement);
        let down = self.verdict.map_or(0, |verdict| verdict.members_hit(self.topology, requirement).c3);
        (facts.n > 0).then(|| i64::from(facts.n) - i64::from(down) - i64::from(facts.k))
    }

    fn is_group(&self, place: &Place) -> bool {
        self.requirement(place).is_some_and(|own| self.topology.requirement(own).n > 1)
    }

    /// Returns everything of a group but the levels of its members, to tell whether it is altered.
    fn terms(&self, place: &Place) -> Option<(Vec<Row>, [u32; 3], cairn_model::Strength)> {
        let requirement = self.requirement(place)?;
        let facts = self.topology.requirement(requirement);
        let members = self.topology.members(requirement).iter().copied();
        let members = members.filter(|&row| self.topology.vertex(row).participates).collect();
        Some((members, [facts.n, facts.k, facts.q], facts.strength))
    }

    /// Returns the requirements of these consumers.
    fn places(&self, consumers: &[Row]) -> BTreeSet<Place> {
        let own = consumers.iter().filter(|&&row| self.takes_part(row));
        let requirements = own.flat_map(|&row| self.topology.requirements_of(row).map(move |own| (row, own)));
        requirements.filter_map(|(row, own)| Some((row, key_of(self.generation, self.topology, own)?))).collect()
    }

    /// Returns the requirements that have members which are down.
    fn losing(&self) -> BTreeSet<Place> {
        let raised = self.verdict.map(Verdict::raised).unwrap_or_default();
        let down = raised.iter().filter(|raised| raised.level == Level::Down);
        let links = down.flat_map(|raised| self.topology.links(raised.vertex));
        let counted = links.filter_map(|link| match link.target() {
            LinkTarget::Counted(counted) => Some(self.topology.counted(counted)),
            LinkTarget::Consumer(_) => None,
        });
        let place = |requirement| key_of(self.generation, self.topology, requirement);
        counted.filter_map(|own| Some((own.facts.consumer, place(own.requirement)?))).collect()
    }
}

/// Adds the groups that the edits alter, and those whose spares differ.
pub(super) fn margins(pair: &Pair<'_>, compared: &mut Compared) -> Result<(), EngineError> {
    let (before, end) = (pair.before(), pair.end());
    let during: Vec<Side<'_>> = pair
        .judged
        .steps
        .iter()
        .map(|step| {
            let answers = &step.answers;
            Side { generation: &step.before, topology: &answers.during_topology, verdict: Some(&answers.during) }
        })
        .collect();
    let mut places = before.places(&pair.altered_in(pair.live));
    places.extend(end.places(&pair.altered));
    for side in during.iter().chain([&before, &end]) {
        places.extend(side.losing());
    }
    let mut found: Vec<MarginCompared> = Vec::new();
    for place in places.into_iter().filter(|place| before.is_group(place) || end.is_group(place)) {
        let own = MarginCompared {
            after: end.margin(&place),
            before: before.margin(&place),
            during: during.iter().filter_map(|side| side.margin(&place)).min(),
            edited: before.terms(&place) != end.terms(&place),
            group: key_word(&place.1),
            item: reference(pair.after, place.0)?,
        };
        if own.edited || own.after != own.before || own.during.is_some() && own.during != own.before {
            found.push(own);
        }
    }
    // What is lost for good comes before what is lost for a while, and that before what is only edited.
    let lost = |from: Option<i64>, to: Option<i64>| from.zip(to).map_or(0, |(from, to)| to - from);
    found.sort_by_cached_key(|own| {
        let name = (own.item.name.clone(), own.item.id, own.group.clone());
        (lost(own.before, own.after), lost(own.before, own.during), own.after, name)
    });
    compared.margins = found;
    Ok(())
}

/// Adds what nobody declared and what is wrong with requirements, where only one side has it.
pub(super) fn errors(pair: &Pair<'_>, compared: &mut Compared) -> Result<(), EngineError> {
    let (before, end) = (pair.before(), pair.end());
    let altered = pair.altered_in(pair.live);
    let (assumed_before, assumed_after) = (assumed(&before, &altered), assumed(&end, &pair.altered));
    let named = |place: &Place| {
        Ok::<_, EngineError>(GroupNamed { group: key_word(&place.1), item: reference(pair.after, place.0)? })
    };
    compared.assumed_added = assumed_after.difference(&assumed_before).map(named).collect::<Result<_, _>>()?;
    compared.assumed_removed = assumed_before.difference(&assumed_after).map(named).collect::<Result<_, _>>()?;
    let (errors_before, errors_after) = (wrong(&before, &altered)?, wrong(&end, &pair.altered)?);
    let only = |these: &Wrong, those: &Wrong| -> Vec<ModelErrorView> {
        these.iter().filter(|(own, _)| !those.contains_key(own)).map(|(_, view)| view.clone()).collect()
    };
    compared.errors_added = only(&errors_after, &errors_before);
    compared.errors_removed = only(&errors_before, &errors_after);
    Ok(())
}

fn assumed(side: &Side<'_>, consumers: &[Row]) -> BTreeSet<Place> {
    let mut places = side.places(consumers);
    places.retain(|place| {
        side.requirement(place).is_some_and(|own| {
            let facts = side.topology.requirement(own);
            facts.assumed && facts.n > 1
        })
    });
    places
}

/// What is wrong with which requirement, with the member that it is about.
type Wrong = BTreeMap<(Row, Option<RequirementKey>, u8, Option<Row>), ModelErrorView>;

fn wrong(side: &Side<'_>, consumers: &[Row]) -> Result<Wrong, EngineError> {
    let mut wrong = Wrong::new();
    for error in model_errors_at(side.topology, consumers) {
        let (kind, provider) = match error.kind {
            ModelErrorKind::KExceedsMembers => (0, None),
            ModelErrorKind::NoMembers => (1, None),
            ModelErrorKind::AbsentProvider(row) => (2, Some(row)),
        };
        let key = key_of(side.generation, side.topology, error.requirement);
        wrong.insert((error.consumer, key, kind, provider), model_error(side.generation, &error)?);
    }
    Ok(wrong)
}
