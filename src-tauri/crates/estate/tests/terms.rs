//! Terms never outlive the last relationship of their requirement.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::{EstateError, Generation, Loader};
use cairn_model::catalogue::{DEFAULT_CATALOGUE, load};
use cairn_model::{
    Catalogue, CiId, Edit, Item, Operation, Relationship, RelationshipId, Requirement, RequirementKey, Terms, Threshold,
};

const CONSUMER: CiId = CiId(1);

fn added_item(id: CiId) -> Edit {
    let item = Item {
        attributes: BTreeMap::new(),
        class: "physical_server".to_owned(),
        id,
        key: format!("KEY-{}", id.0),
        name: format!("Item {}", id.0),
        operation: Operation::default(),
        source: None,
        source_id: None,
        state: "live".to_owned(),
        verified_at: None,
        verified_by: None,
    };
    Edit::Item { before: None, after: Some(Box::new(item)) }
}

fn relationship(to: u128, label: Option<&str>) -> RelationshipId {
    RelationshipId { from: CONSUMER, label: label.map(str::to_owned), to: CiId(to), type_id: "powered_by".to_owned() }
}

fn added(id: &RelationshipId) -> Edit {
    Edit::Relationship { before: None, after: Some(Box::new(Relationship::declared(id.clone()))) }
}

fn declared(key: &RequirementKey) -> Edit {
    let terms = Terms { min_up: Some(Threshold::Count(1)), ..Terms::default() };
    Edit::Requirement {
        before: None,
        after: Some(Box::new(Requirement { consumer: CONSUMER, key: key.clone(), terms })),
    }
}

/// Both ways from one generation to the next, which agree on what they refuse.
fn next(generation: &Generation, edits: &[Edit]) -> Result<Generation, EstateError> {
    let (seq, catalogue) = (generation.seq() + 1, Arc::clone(generation.catalogue()));
    let patched = generation.apply(seq, Arc::clone(&catalogue), edits);
    let anew = generation.rebuild(seq, catalogue, edits.iter());
    assert_eq!(patched.is_ok(), anew.is_ok(), "{patched:?} {anew:?}");
    let pages = vec![Some(1); edits.len()];
    patched.map(|applied| applied.stored(&pages))
}

/// Two relationships of one requirement and its terms: the first may go, the second only together with the terms.
fn check(label: Option<&str>, key: &RequirementKey) {
    let catalogue: Arc<Catalogue> = Arc::new(load("default.toml", DEFAULT_CATALOGUE).unwrap());
    let empty = Loader::new(catalogue).finish(0).unwrap();
    let (first, second) = (relationship(2, label), relationship(3, label));
    let is_group = !matches!(key, RequirementKey::Relationship(_));
    let mut edits: Vec<Edit> = (1..=3).map(|id| added_item(CiId(id))).collect();
    edits.push(added(&second));
    if is_group {
        edits.push(added(&first));
    }
    edits.push(declared(key));
    let mut generation = next(&empty, &edits).unwrap();
    if is_group {
        generation = next(&generation, &[added(&first).inverse()]).unwrap();
    }
    let left = next(&generation, &[added(&second).inverse()]);
    assert!(matches!(left, Err(EstateError::TermsLeft { consumer: CONSUMER, .. })), "{left:?}");
    let terms_first = [declared(key).inverse(), added(&second).inverse()];
    assert_eq!(next(&generation, &terms_first).unwrap().requirement_count(), 0);
    let taken_twice = [declared(key).inverse(), declared(key).inverse(), added(&second).inverse()];
    assert!(next(&generation, &taken_twice).is_err(), "terms go once");
    // Without a relationship, terms cannot come either.
    let bare = next(&generation, &terms_first).unwrap();
    assert!(next(&bare, &[declared(key)]).is_err());
}

#[test]
fn terms_of_a_label_go_with_its_last_relationship() {
    check(Some("zzz"), &RequirementKey::Label("zzz".to_owned()));
}

#[test]
fn terms_of_a_type_go_with_its_last_relationship() {
    check(None, &RequirementKey::Type("powered_by".to_owned()));
}

#[test]
fn terms_of_one_relationship_go_with_it() {
    check(Some("-"), &RequirementKey::Relationship(relationship(3, Some("-"))));
}

#[test]
fn terms_of_one_relationship_may_go_after_it_in_the_same_commit() {
    let catalogue: Arc<Catalogue> = Arc::new(load("default.toml", DEFAULT_CATALOGUE).unwrap());
    let empty = Loader::new(catalogue).finish(0).unwrap();
    let own = relationship(3, Some("-"));
    let key = RequirementKey::Relationship(own.clone());
    let edits = [added_item(CONSUMER), added_item(CiId(3)), added(&own), declared(&key)];
    let generation = next(&empty, &edits).unwrap();
    let after = next(&generation, &[added(&own).inverse(), declared(&key).inverse()]).unwrap();
    assert_eq!((after.relationship_count(), after.requirement_count()), (0, 0));
}
