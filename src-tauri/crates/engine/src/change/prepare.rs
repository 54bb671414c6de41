//! From the edits of a step to the question that the graph answers: what is removed, cut and lost (IMPACT 3.3).

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::{AssumedRedundancy, Loss, LostMembers, Seed};
use cairn_model::change::PlannedOutage;
use cairn_model::topology::{Cut, LinkTarget, RequirementIndex, Vertex};
use cairn_model::{CiId, Edit, Level, RelationshipId, RequirementKey};
use rustc_hash::{FxHashMap, FxHashSet};

use super::resolve::Resolved;

/// Everything about a step but the two topologies.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) outages: Vec<Seed>,
    pub(super) scope: Vec<Vertex>,
    pub(super) removed: Vec<Vertex>,
    pub(super) cuts: Vec<Cut>,
    pub(super) losses: Vec<Loss>,
    /// The members that requirements lost which are the poorer for it.
    pub(super) lost: Vec<Cut>,
    /// The requirements that may lose members: who needs, which, and by which relationships.
    pub(super) touched: Vec<(CiId, RequirementKey, Vec<RelationshipId>)>,
    /// Whose requirements the edits alter, ascending.
    pub(super) rewired: Vec<Row>,
    /// What begins or ceases to take part, ascending.
    pub(super) turned: Vec<Row>,
}

/// Two generations with what leads from one to the other.
struct Between<'a> {
    before: &'a Generation,
    after: &'a Generation,
    resolved: &'a Resolved,
}

/// Returns the question about a step that leads from one generation to another.
pub(super) fn prepare(
    before: &Generation,
    after: &Generation,
    resolved: &Resolved,
    outages: &[PlannedOutage],
) -> Prepared {
    let between = Between { before, after, resolved };
    let seed =
        |outage: &PlannedOutage| before.row(outage.item).map(|vertex| Seed { vertex, level: outage.mode.level() });
    let outages: Vec<Seed> = outages.iter().filter_map(seed).collect();
    let takes_part = |row: &Row| before.topology().vertex(*row).participates;
    let touched = resolved.scope.iter().filter_map(|id| before.row(*id));
    let mut scope: Vec<Vertex> = outages.iter().map(|seed| seed.vertex).chain(touched).filter(takes_part).collect();
    scope.sort_unstable();
    scope.dedup();
    let removed = between.removed();
    let touched = between.touched_requirements(&removed);
    let cuts = touched.iter().flat_map(|(place, rows)| between.cuts(place, rows)).collect();
    let lossy: Vec<(&Place, Loss)> =
        touched.keys().filter_map(|place| between.loss(place).map(|loss| (place, loss))).collect();
    let poorer = lossy.iter().filter(|(_, loss)| loss.level > Level::Unaffected);
    let lost = poorer.flat_map(|(place, _)| between.lost(place)).collect();
    let losses = lossy.into_iter().map(|(_, loss)| loss).collect();
    let touched = touched.into_keys().map(|place| between.relationships_of(place)).collect();
    let (rewired, turned) = (between.rewired(), between.turned());
    Prepared { outages, scope, removed, cuts, losses, lost, touched, rewired, turned }
}

/// A requirement of the estate before the step, by its consumer and key.
type Place = (Row, RequirementKey);

impl Between<'_> {
    /// Returns what takes part before and not after, ascending.
    fn removed(&self) -> Vec<Vertex> {
        let mut removed: Vec<Vertex> = self
            .resolved
            .edits
            .iter()
            .filter_map(|edit| match edit {
                Edit::Item { before: Some(item), .. } => self.before.row(item.id),
                _ => None,
            })
            .filter(|&row| {
                let stays = self.after.topology().vertex(row).participates;
                self.before.topology().vertex(row).participates && !stays
            })
            .collect();
        removed.sort_unstable();
        removed
    }

    /// Returns the consumers whose requirements are others after the step: what a verdict of the estate before says of
    /// them says nothing of the estate after.
    fn rewired(&self) -> Vec<Row> {
        let mut rewired: Vec<Row> = Vec::new();
        for generation in [self.before, self.after] {
            for edit in &self.resolved.edits {
                match edit {
                    Edit::Item { before, after } => {
                        let item = before.as_ref().or(after.as_ref()).and_then(|item| generation.row(item.id));
                        rewired.extend(item.into_iter().flat_map(|row| self.rewired_by(generation, row)));
                    }
                    Edit::Relationship { before, after } => {
                        let own = before.as_ref().or(after.as_ref());
                        let row = own.and_then(|own| generation.relationship_row(&own.id));
                        rewired.extend(row.and_then(|row| generation.need_of(row)).map(|need| need.consumer));
                    }
                    Edit::Requirement { before, after } => {
                        let own = before.as_ref().or(after.as_ref());
                        rewired.extend(own.and_then(|own| generation.row(own.consumer)));
                    }
                    Edit::Model { .. } | Edit::Baseline { .. } | Edit::Document { .. } => {}
                }
            }
        }
        rewired.sort_unstable();
        rewired.dedup();
        rewired
    }

    /// Returns what begins or ceases to take part, ascending.
    fn turned(&self) -> Vec<Row> {
        let items = self.resolved.edits.iter().filter_map(|edit| match edit {
            Edit::Item { before, after } => before.as_ref().or(after.as_ref()),
            _ => None,
        });
        let mut turned: Vec<Row> = items.filter_map(|item| self.after.row(item.id)).collect();
        turned.retain(|&row| self.turns(row));
        turned.sort_unstable();
        turned
    }

    fn turns(&self, row: Row) -> bool {
        let takes_part = |of: &Generation| row < of.topology().vertex_count() && of.topology().vertex(row).participates;
        takes_part(self.before) != takes_part(self.after)
    }

    /// Returns who is wired anew because an item begins or ceases to take part.
    fn rewired_by(&self, generation: &Generation, row: Row) -> Vec<Row> {
        if !self.turns(row) {
            return Vec::new();
        }
        let around = generation.outgoing(row).iter().chain(generation.incoming(row));
        around.filter_map(|&own| generation.need_of(own)).map(|need| need.consumer).collect()
    }

    /// Returns the requirements that may have lost members, each with the providers whose relationships were removed.
    fn touched_requirements(&self, removed: &[Vertex]) -> BTreeMap<Place, Vec<Row>> {
        let mut touched: BTreeMap<Place, Vec<Row>> = BTreeMap::new();
        for edit in &self.resolved.edits {
            let Edit::Relationship { before: Some(relationship), after: None } = edit else { continue };
            let row = self.before.relationship_row(&relationship.id);
            if let Some(need) = row.and_then(|row| self.before.need_of(row)) {
                touched.entry((need.consumer, need.key)).or_default().push(need.provider);
            }
        }
        let topology = self.before.topology();
        for &vertex in removed {
            for link in topology.links(vertex) {
                match link.target() {
                    LinkTarget::Counted(counted) => {
                        let requirement = topology.counted(counted).requirement;
                        touched.extend(
                            self.place_of(self.before, requirement)
                                .map(|place| (place, Vec::new()))
                                .filter(|(place, _)| !touched.contains_key(place)),
                        );
                    }
                    LinkTarget::Consumer(consumer) => {
                        for requirement in topology.requirements_of(consumer) {
                            if topology.members(requirement).binary_search(&vertex).is_ok() {
                                let place = self.place_of(self.before, requirement);
                                if let Some(place) = place {
                                    touched.entry(place).or_default();
                                }
                            }
                        }
                    }
                }
            }
        }
        touched
    }

    fn place_of(&self, generation: &Generation, requirement: RequirementIndex) -> Option<Place> {
        let first = *generation.topology().member_relationships(requirement).first()?;
        let need = generation.need_of(first)?;
        Some((need.consumer, need.key))
    }

    fn index_of(&self, generation: &Generation, place: &Place) -> Option<RequirementIndex> {
        let mut own = generation.topology().requirements_of(place.0);
        own.find(|&requirement| self.place_of(generation, requirement).as_ref() == Some(place))
    }

    /// Returns a requirement with the relationships that make its members: a member may be one by several.
    fn relationships_of(&self, place: Place) -> (CiId, RequirementKey, Vec<RelationshipId>) {
        let (consumer, key) = place;
        let around = self.before.outgoing(consumer).iter().chain(self.before.incoming(consumer)).copied();
        let own = around
            .filter(|&row| self.before.need_of(row).is_some_and(|need| need.consumer == consumer && need.key == key));
        let mut ids: Vec<RelationshipId> =
            own.filter_map(|row| self.before.relationship(row)).map(|relationship| relationship.id).collect();
        ids.sort();
        (self.before.id(consumer), key, ids)
    }

    /// Returns the members of a requirement that every relationship has left.
    fn cuts(&self, place: &Place, providers: &[Row]) -> Vec<Cut> {
        let Some(requirement) = self.index_of(self.before, place) else { return Vec::new() };
        let consumer = place.0;
        let around = || self.before.outgoing(consumer).iter().chain(self.before.incoming(consumer)).copied();
        let stays =
            |row: u32| self.before.relationship(row).is_some_and(|own| self.after.relationship_row(&own.id).is_some());
        let is_cut = |provider: Row| {
            !around().any(|row| {
                let need = self.before.need_of(row);
                need.is_some_and(|need| need.provider == provider && need.key == place.1) && stays(row)
            })
        };
        let cut = |&member: &Row| is_cut(member).then_some(Cut { requirement, member });
        providers.iter().filter_map(cut).collect()
    }

    /// Returns what the loss of members does to the consumer of a requirement.
    fn loss(&self, place: &Place) -> Option<Loss> {
        let consumer = place.0;
        let (before, after) = (self.before.topology(), self.after.topology());
        if !before.vertex(consumer).participates || !after.vertex(consumer).participates {
            return None;
        }
        let id = self.before.id(consumer);
        let key_after = self.key_after(&place.1);
        let is_edited = |key: &RequirementKey| self.resolved.edited.contains(&(id, key.clone()));
        if is_edited(&place.1) || is_edited(&key_after) {
            return None;
        }
        let requirement = self.index_of(self.before, place)?;
        let facts = before.requirement(requirement);
        let members_after = self.members_after(consumer, key_after);
        let mut members = before.members(requirement).iter().filter(|&&member| before.vertex(member).participates);
        if facts.n == 0 || members.all(|member| members_after.contains(member)) {
            return None;
        }
        let declared = self.before.terms(consumer, &place.1).and_then(|terms| terms.terms.min_up);
        let n_after = u32::try_from(members_after.len()).unwrap_or(u32::MAX);
        let lost = LostMembers { before: facts, declared, n_after };
        let (level, without_assumed) = (lost.level(AssumedRedundancy::Holds), lost.level(AssumedRedundancy::Absent));
        Some(Loss { consumer, level, without_assumed })
    }

    /// Returns the members that take part in a requirement after the step.
    fn members_after(&self, consumer: Row, key: RequirementKey) -> FxHashSet<Vertex> {
        let after = self.after.topology();
        let counterpart = self.index_of(self.after, &(consumer, key));
        let members = counterpart.into_iter().flat_map(|requirement| after.members(requirement).iter().copied());
        members.filter(|&member| after.vertex(member).participates).collect()
    }

    /// Returns the members that take part in a requirement before the step and not after.
    fn lost(&self, place: &Place) -> Vec<Cut> {
        let before = self.before.topology();
        let Some(requirement) = self.index_of(self.before, place) else { return Vec::new() };
        let stays = self.members_after(place.0, self.key_after(&place.1));
        let members = before.members(requirement).iter().copied();
        let lost = members.filter(|member| before.vertex(*member).participates && !stays.contains(member));
        lost.map(|member| Cut { requirement, member }).collect()
    }

    /// Returns the key of a requirement after the step: one of a single relationship follows that relationship.
    fn key_after(&self, key: &RequirementKey) -> RequirementKey {
        match key {
            RequirementKey::Relationship(id) => {
                RequirementKey::Relationship(followed(&self.resolved.carried, id).clone())
            }
            group => group.clone(),
        }
    }
}

/// Returns where replacements carried a relationship to; itself when none did.
fn followed<'a>(carried: &'a FxHashMap<RelationshipId, RelationshipId>, id: &'a RelationshipId) -> &'a RelationshipId {
    let mut current = id;
    // A replacement never leads back: the old item is retired by it.
    for _ in 0..carried.len() {
        match carried.get(current) {
            Some(next) => current = next,
            None => break,
        }
    }
    current
}

/// Returns what the steps together amount to, for the end state.
pub(super) fn joined(steps: Vec<Resolved>, first: &Generation, last: &Generation) -> Resolved {
    let mut all = Resolved::default();
    let mut items: BTreeMap<CiId, Edit> = BTreeMap::new();
    let mut relationships: BTreeMap<RelationshipId, Edit> = BTreeMap::new();
    for step in steps {
        all.edited.extend(step.edited);
        all.carried.extend(step.carried);
        for edit in step.edits {
            match &edit {
                Edit::Item { before: Some(item), .. } if first.row(item.id).is_some() => {
                    items.entry(item.id).or_insert(edit);
                }
                Edit::Relationship { before: Some(own), after: None }
                    if first.relationship_row(&own.id).is_some() && last.relationship_row(&own.id).is_none() =>
                {
                    relationships.entry(own.id.clone()).or_insert(edit);
                }
                _ => {}
            }
        }
    }
    all.edits.extend(items.into_values());
    all.edits.extend(relationships.into_values());
    all
}
