//! A generation: finding, filtering, and going on to the next one.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use cairn_estate::{Filter, FilterError, Generation, Loader, Lookup};
use cairn_model::catalogue::{DEFAULT_CATALOGUE, load};
use cairn_model::packed::write_item;
use cairn_model::{Catalogue, CiId, Edit, Item, Operation, OperationStatus, Relationship, RelationshipId, Value};

fn catalogue() -> Arc<Catalogue> {
    Arc::new(load("default.toml", DEFAULT_CATALOGUE).unwrap())
}

fn item(number: u128, class: &str, name: &str) -> Item {
    Item {
        attributes: BTreeMap::from([
            ("environment".to_owned(), Value::Text("Production".to_owned())),
            ("tier".to_owned(), Value::Integer(i64::try_from(number % 4).unwrap() + 1)),
        ]),
        class: class.to_owned(),
        id: CiId(number),
        key: format!("KEY-{number:06}"),
        name: name.to_owned(),
        operation: Operation::default(),
        source: Some("test".to_owned()),
        source_id: Some(format!("id:{number}")),
        state: "live".to_owned(),
        verified_at: None,
        verified_by: None,
    }
}

fn add(item: Item) -> Edit {
    Edit::Item { before: None, after: Some(Box::new(item)) }
}

fn generation(items: &[Item]) -> Generation {
    let mut loader = Loader::new(catalogue());
    let mut record = Vec::new();
    for item in items {
        record.clear();
        write_item(&mut record, item);
        loader.item(7, &record).unwrap();
    }
    loader.finish(1).unwrap()
}

fn sample() -> Generation {
    let mut items = vec![
        item(1, "switch", "Core switch 1"),
        item(2, "firewall", "Edge FIREWALL"),
        item(3, "physical_server", "資料庫伺服器"),
        item(4, "business_service", "Ｐａｙｒｏｌｌ"),
        item(5, "switch", "Core switch 1"),
    ];
    items[1].operation.status = OperationStatus::OutOfService;
    items[2].state = "planned".to_owned();
    items[3].attributes.remove("environment");
    items[3].source = Some("other".to_owned());
    generation(&items)
}

#[test]
fn filters_select() {
    let generation = sample();
    let check = |filter: &str, expected: &[u128]| {
        let rows = generation.select(&Filter::parse(filter).unwrap()).unwrap();
        let found: Vec<u128> = rows.into_iter().map(|row| generation.id(row).0).collect();
        assert_eq!(found, expected, "{filter}");
    };
    check("", &[1, 2, 3, 4, 5]);
    check("class:network", &[1, 2, 5]);
    check("class:\"Physical server\"", &[3]);
    check("class:實體伺服器", &[3]);
    check("-class:network", &[3, 4]);
    check("state:planned", &[3]);
    check("operation:out_of_service", &[2]);
    check("source:OTHER", &[4]);
    check("environment=PRODUCTION tier=2", &[1, 5]);
    check("environment=", &[4]);
    check("environment!=production", &[4]);
    check("switch core", &[1, 5]);
    check("\"switch core\"", &[]);
    check("firewall", &[2]);
    check("伺服器", &[3]);
    check("payroll", &[4]);
    check("-core", &[2, 3, 4]);
    check("id:4", &[4]);
    check("key=key-000005", &[5]);
}

#[test]
fn filters_that_mean_nothing_say_so() {
    let generation = sample();
    let check = |filter: &str, expected: FilterError| {
        assert_eq!(generation.select(&Filter::parse(filter).unwrap()), Err(expected), "{filter}");
    };
    let unknown = |field, value: &str| FilterError::UnknownValue { field, value: value.to_owned() };
    check("class:spaceship", unknown("class", "spaceship"));
    check("state:gone", unknown("state", "gone"));
    check("operation:broken", unknown("operation", "broken"));
    check("colour=red", FilterError::UnknownAttribute("colour".to_owned()));
}

#[test]
fn an_item_is_found_by_key_then_id_then_source_id_then_unique_name() {
    let generation = sample();
    let row = |number: u128| generation.row(CiId(number)).unwrap();
    let check = |words: &str, expected: Lookup| assert_eq!(generation.lookup(words), expected, "{words}");
    check("key-000002", Lookup::Found(row(2)));
    check(&CiId(3).to_string(), Lookup::Found(row(3)));
    check("id:4", Lookup::Found(row(4)));
    check("test:id:1", Lookup::Found(row(1)));
    check("other:id:1", Lookup::Missing);
    check("edge firewall", Lookup::Found(row(2)));
    check("payroll", Lookup::Found(row(4)));
    check("core switch 1", Lookup::Ambiguous(vec![row(1), row(5)]));
    check("nothing", Lookup::Missing);
    check("", Lookup::Missing);
}

#[test]
fn the_next_generation_shares_nothing_that_changed_and_finds_everything_new() {
    let first = sample();
    assert_eq!(first.lookup("renamed"), Lookup::Missing);
    let before = first.item(first.row(CiId(1)).unwrap()).unwrap();
    let mut after = before.clone();
    after.name = "Renamed".to_owned();
    let mut edits = vec![Edit::Item { before: Some(Box::new(before)), after: Some(Box::new(after)) }];
    // More than the tail of an index holds.
    edits.extend((100..2_000).map(|number| add(item(number, "switch", &format!("New {number}")))));
    for bulk in [false, true] {
        let applied = if bulk {
            first.rebuild(2, catalogue(), edits.iter()).unwrap()
        } else {
            first.apply(2, catalogue(), &edits).unwrap()
        };
        let pages: Vec<Option<u32>> = (0..edits.len()).map(|page| u32::try_from(page).ok()).collect();
        let next = applied.stored(&pages);
        assert_eq!(next.item_count(), 1_905);
        assert_eq!(next.lookup("renamed"), Lookup::Found(next.row(CiId(1)).unwrap()));
        assert_eq!(next.lookup("core switch 1"), Lookup::Found(next.row(CiId(5)).unwrap()));
        assert_eq!(next.lookup("new 1999"), Lookup::Found(next.row(CiId(1_999)).unwrap()));
        assert_eq!(next.item_page(next.row(CiId(1_999)).unwrap()), 1_900);
        assert_eq!(next.item_page(next.row(CiId(2)).unwrap()), 7, "what was not edited stays where it was");
        assert_eq!(next.select(&Filter::parse("new 1999").unwrap()).unwrap().len(), 1);
        assert_eq!(next.select(&Filter::parse("renamed").unwrap()).unwrap().len(), 1);
    }
    assert_eq!(first.lookup("renamed"), Lookup::Missing, "readers of the first generation see the first generation");
    assert_eq!(first.item_count(), 5);
}

#[test]
fn edits_that_do_not_fit_change_nothing() {
    let generation = sample();
    let here = generation.item(generation.row(CiId(1)).unwrap()).unwrap();
    let relationship = |from: u128, to: u128| {
        Relationship::declared(RelationshipId {
            from: CiId(from),
            label: None,
            to: CiId(to),
            type_id: "depends_on".to_owned(),
        })
    };
    let relate = |from, to| Edit::Relationship { before: None, after: Some(Box::new(relationship(from, to))) };
    let mut stranger = item(9, "switch", "x");
    stranger.class = "spaceship".to_owned();
    let remove = Edit::Item { before: Some(Box::new(here.clone())), after: None };
    for edits in [
        vec![add(here)],
        vec![Edit::Item { before: Some(Box::new(item(9, "switch", "x"))), after: None }],
        vec![add(stranger)],
        vec![relate(1, 9)],
        vec![relate(1, 2), relate(1, 2)],
        vec![relate(1, 2).inverse()],
        vec![relate(1, 2), remove],
    ] {
        assert!(generation.apply(2, catalogue(), &edits).is_err(), "{edits:?}");
        assert!(generation.rebuild(2, catalogue(), edits.iter()).is_err(), "{edits:?}");
    }
    assert_eq!((generation.item_count(), generation.relationship_count()), (5, 0));
}
