//! What a generation holds, in a form that can be compared.

use std::collections::BTreeSet;

use cairn_estate::{Generation, Loader};
use cairn_model::packed::{write_item, write_relationship, write_requirement};
use cairn_model::{CiId, Requirement, RequirementKey};

use super::{Copy, text};

/// Returns every record of a generation as its JSON.
pub fn contents(generation: &Generation) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut terms = 0;
    for row in generation.rows() {
        all.insert(text(&generation.item(row).unwrap()));
        for &relationship in generation.outgoing(row) {
            all.insert(text(&generation.relationship(relationship).unwrap()));
        }
    }
    for requirement in requirements(generation) {
        let row = generation.row(requirement.0).unwrap();
        if let Some(own) = generation.terms(row, &requirement.1) {
            all.insert(text(&Requirement { consumer: requirement.0, key: requirement.1, terms: own.terms }));
            terms += 1;
        }
    }
    assert_eq!(terms, generation.requirement_count(), "every term is reached");
    all
}

/// Returns every requirement that may have terms.
fn requirements(generation: &Generation) -> BTreeSet<(CiId, RequirementKey)> {
    let mut keys = BTreeSet::new();
    for row in generation.rows() {
        let id = generation.id(row);
        keys.insert((id, RequirementKey::Type("member_of".to_owned())));
        keys.insert((id, RequirementKey::Label("web".to_owned())));
        for &relationship in generation.outgoing(row).iter().chain(generation.incoming(row)) {
            let own = generation.relationship(relationship).unwrap();
            keys.insert((id, RequirementKey::Relationship(own.id)));
        }
    }
    keys
}

/// Returns a generation that was never anything else.
pub fn loaded(copy: &Copy, of: &Generation) -> Generation {
    let mut loader = Loader::new(of.catalogue().clone());
    let mut record = Vec::new();
    for item in copy.items.values() {
        record.clear();
        write_item(&mut record, item);
        loader.item(0, &record).unwrap();
    }
    for relationship in copy.relationships.values() {
        record.clear();
        write_relationship(&mut record, relationship);
        loader.relationship(0, &record).unwrap();
    }
    for requirement in copy.terms.values() {
        record.clear();
        write_requirement(&mut record, requirement);
        loader.requirement(0, &record).unwrap();
    }
    loader.finish(of.seq()).unwrap()
}

/// Returns the topology in words of the model.
pub fn needs(generation: &Generation) -> BTreeSet<String> {
    let topology = generation.topology();
    let mut all = BTreeSet::new();
    for row in generation.rows() {
        let vertex = topology.vertex(row);
        all.insert(format!("{} {} {:?}", generation.id(row), vertex.participates, vertex.context));
        for requirement in topology.requirements_of(row) {
            let mut members: Vec<CiId> =
                topology.members(requirement).iter().map(|&member| generation.id(member)).collect();
            members.sort_unstable();
            let facts = topology.requirement(requirement);
            let terms = (facts.strength, facts.n, facts.k, facts.q, facts.assumed);
            all.insert(format!("{} {terms:?} {members:?}", generation.id(row)));
        }
    }
    all
}
