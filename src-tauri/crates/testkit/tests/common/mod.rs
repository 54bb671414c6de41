//! Estates written as text, so that a case reads like the drawing it was worked out on.
#![allow(dead_code, reason = "each test binary uses a part")]

pub mod steps;

use std::collections::BTreeMap;

use cairn_testkit::oracle::{
    Estate, Item, Judgement, Level, Needs, Operation, Relationship, RelationshipType, RequirementKey, Seed, State,
    Strength, Threshold, judge,
};

/// Relationship types the texts may use: id, needs, strength, groups.
const TYPES: [(&str, Needs, Strength, bool); 10] = [
    ("hard", Needs::Source, Strength::Hard, false),
    ("degrading", Needs::Source, Strength::Degrading, false),
    ("soft", Needs::Source, Strength::Soft, false),
    ("info", Needs::Source, Strength::Info, false),
    ("carries", Needs::Target, Strength::Hard, false),
    ("pool", Needs::Source, Strength::Hard, true),
    ("degrading_pool", Needs::Source, Strength::Degrading, true),
    ("soft_pool", Needs::Source, Strength::Soft, true),
    ("carries_pool", Needs::Target, Strength::Hard, true),
    ("beside", Needs::None, Strength::Hard, false),
];

/// Reads "from type to [@label] [k=1|k=50%] [q=..] [s=soft]; ..." and "item fact ...; ..."; items default to live and
/// in service, an item whose id starts with "svc" is a service.
pub fn estate(rows: &str, facts: &str) -> Estate {
    let relationships: Vec<Relationship> = clauses(rows).map(|words| row(&words)).collect();
    let mut items: BTreeMap<String, Item> = BTreeMap::new();
    let ends = relationships.iter().flat_map(|row| [row.from.clone(), row.to.clone()]);
    let named = clauses(facts).map(|words| words[0].to_owned());
    for id in ends.chain(named) {
        items.insert(id.clone(), item(&[&id]));
    }
    for words in clauses(facts) {
        items.insert(words[0].to_owned(), item(&words));
    }
    let types =
        TYPES.map(|(id, needs, strength, groups)| RelationshipType { id: id.to_owned(), needs, strength, groups });
    Estate { items: items.into_values().collect(), types: types.to_vec(), relationships }
}

/// Reads "a=down b=degraded".
pub fn seeds(text: &str) -> Vec<Seed> {
    text.split_whitespace()
        .map(|pair| {
            let (id, name) = pair.split_once('=').unwrap();
            (id.to_owned(), level(name))
        })
        .collect()
}

/// Judges the text and checks that exactly the expected items are raised, to exactly these levels.
pub fn check(rows: &str, facts: &str, seeded: &str, expected: &str) -> Judgement {
    let judgement = judge(&estate(rows, facts), &seeds(seeded));
    assert_raised(&judgement, expected, &format!("{rows} | {facts} | {seeded}"));
    judgement
}

/// Checks that exactly the expected items are raised.
pub fn assert_raised(judgement: &Judgement, expected: &str, case: &str) {
    let raised: BTreeMap<String, Level> = judgement
        .levels
        .iter()
        .filter(|(_, level)| **level > Level::Unaffected)
        .map(|(id, level)| (id.clone(), *level))
        .collect();
    assert_eq!(raised, seeds(expected).into_iter().collect(), "{case}");
}

pub fn label(name: &str) -> RequirementKey {
    RequirementKey::Label(name.to_owned())
}

pub fn group(type_id: &str) -> RequirementKey {
    RequirementKey::Type(type_id.to_owned())
}

pub fn alone(from: &str, type_id: &str, to: &str) -> RequirementKey {
    RequirementKey::Alone { from: from.to_owned(), type_id: type_id.to_owned(), to: to.to_owned(), label: None }
}

/// Reads "id fact ...".
fn item(words: &[&str]) -> Item {
    let is_service = words[0].starts_with("svc");
    let mut item = Item { id: words[0].to_owned(), state: State::Live, operation: Operation::InService, is_service };
    for fact in &words[1..] {
        match *fact {
            "degraded" => item.operation = Operation::Degraded,
            "out_of_service" => item.operation = Operation::OutOfService,
            name => item.state = state(name),
        }
    }
    item
}

fn clauses(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.split(';').map(|clause| clause.split_whitespace().collect::<Vec<_>>()).filter(|words| !words.is_empty())
}

fn row(words: &[&str]) -> Relationship {
    let mut row = Relationship {
        from: words[0].to_owned(),
        type_id: words[1].to_owned(),
        to: words[2].to_owned(),
        label: None,
        strength: None,
        min_up: None,
        degraded_below: None,
    };
    assert!(TYPES.iter().any(|(id, ..)| *id == words[1]), "unknown type in {words:?}");
    for word in &words[3..] {
        if let Some(name) = word.strip_prefix('@') {
            row.label = Some(name.to_owned());
        } else if let Some(k) = word.strip_prefix("k=") {
            row.min_up = Some(threshold(k));
        } else if let Some(q) = word.strip_prefix("q=") {
            row.degraded_below = Some(threshold(q));
        } else {
            let all = [Strength::Hard, Strength::Degrading, Strength::Soft, Strength::Info];
            let name = word.strip_prefix("s=").unwrap();
            row.strength = Some(all.into_iter().find(|one| one.as_str() == name).unwrap());
        }
    }
    row
}

/// Reads "2" as a count and "33.34%" as a percentage in hundredths.
fn threshold(text: &str) -> Threshold {
    let Some(percent) = text.strip_suffix('%') else {
        return Threshold::Count(text.parse().unwrap());
    };
    let (whole, fraction) = percent.split_once('.').unwrap_or((percent, "00"));
    Threshold::Percent(whole.parse::<u32>().unwrap() * 100 + fraction.parse::<u32>().unwrap())
}

fn state(name: &str) -> State {
    State::ALL.into_iter().find(|one| one.as_str() == name).unwrap()
}

fn level(name: &str) -> Level {
    match name {
        "unaffected" => Level::Unaffected,
        "at_risk" => Level::AtRisk,
        "degraded" => Level::Degraded,
        "down" => Level::Down,
        other => panic!("unknown level {other}"),
    }
}
