//! What every test of the store needs: records, edits, and a map that says what the estate should hold.
#![allow(dead_code, reason = "every test binary uses another part of it")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cairn_model::packed;
use cairn_model::{
    CiId, CommitDraft, CommitKind, Edit, Item, Operation, Relationship, RelationshipId, Requirement, RequirementKey,
    Strength, Terms, Timestamp, Value,
};
use cairn_store::backend::Backend;
use cairn_store::{CreateOptions, EstateFile, FORMAT, Holder, LocatedEdit, PageKind, Role, Store, StoreError};

pub const NO_WAIT: Duration = Duration::ZERO;

pub fn holder() -> Holder {
    Holder { pid: std::process::id(), program: "test 1".into(), since: Timestamp(1_000), user: "tester".into() }
}

pub fn options() -> CreateOptions {
    CreateOptions { name: "Estate".into(), estate: "E1".into(), lineage: "L1".into(), holder: holder() }
}

pub fn estate_file() -> EstateFile {
    EstateFile { estate: "E1".into(), format: FORMAT, lineage: "L1".into(), name: "Estate".into(), role: Role::Primary }
}

pub fn over(backend: &Arc<impl Backend + 'static>) -> Result<Store, StoreError> {
    Store::with_backend(Box::new(Arc::clone(backend)), estate_file(), Path::new("memory"))
}

pub fn draft(number: i64) -> CommitDraft {
    CommitDraft {
        kind: CommitKind::Load,
        actor: "tester".into(),
        recorded_at: Timestamp(1_700_000_000_000 + number),
        effective_at: Timestamp(1_700_000_000_000),
        reason: format!("because {number}"),
        change: (number % 2 == 0).then(|| "CHG-1".to_owned()),
        step: (number % 2 == 0).then_some(1),
    }
}

/// Entropy that a test can repeat.
pub fn entropy(seed: u8) -> impl FnMut(&mut [u8]) {
    move |bytes| bytes.iter_mut().zip(0_u8..).for_each(|(byte, position)| *byte = seed.wrapping_mul(31) ^ position)
}

pub fn item(number: u128, version: u32) -> Item {
    let text = |text: &str| Value::Text(text.to_owned());
    let attributes = [
        ("serial", text(&format!("SN-{number:08}"))),
        ("cpu", Value::Integer(i64::from(version))),
        ("price", Value::Decimal(format!("{version}.50"))),
        ("a/b~c \"quoted\"", text("odd name\n")),
        ("hosts", Value::List(vec![text("one"), Value::Map(BTreeMap::from([("k".to_owned(), Value::Boolean(true))]))])),
    ];
    Item {
        attributes: attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        class: "server".into(),
        id: CiId(number),
        key: format!("SRV-{number:06}"),
        name: format!("server {number} of version {version}"),
        operation: Operation::default(),
        source: Some("cmdb".into()),
        source_id: Some(format!("{number}")),
        state: "live".into(),
        verified_at: Some(Timestamp(1_600_000_000_000)),
        verified_by: None,
    }
}

pub fn relationship(from: u128, to: u128) -> Relationship {
    Relationship::declared(RelationshipId { from: CiId(from), label: None, to: CiId(to), type_id: "runs_on".into() })
}

pub fn requirement(consumer: u128, strength: Strength) -> Requirement {
    let terms = Terms { strength: Some(strength), ..Terms::default() };
    Requirement { consumer: CiId(consumer), key: RequirementKey::Type("runs_on".into()), terms }
}

pub fn edit_item(before: Option<Item>, after: Option<Item>) -> Edit {
    Edit::Item { after: after.map(Box::new), before: before.map(Box::new) }
}

pub fn add(edit: Edit) -> LocatedEdit {
    LocatedEdit { edit, page: None }
}

pub fn at(page: u32, edit: Edit) -> LocatedEdit {
    LocatedEdit { edit, page: Some(page) }
}

pub fn add_item(number: u128) -> LocatedEdit {
    add(edit_item(None, Some(item(number, 1))))
}

pub fn add_relationship(from: u128, to: u128) -> LocatedEdit {
    add(Edit::Relationship { after: Some(Box::new(relationship(from, to))), before: None })
}

pub fn item_id(number: u128) -> [u8; 16] {
    CiId(number).0.to_be_bytes()
}

/// Packed records by kind and packed bytes; the same record twice would be counted twice.
pub type Contents = BTreeMap<(PageKind, Vec<u8>), u32>;

pub fn contents(store: &Store) -> Result<Contents, StoreError> {
    let mut contents = Contents::new();
    store.load(&mut |kind, page, record| {
        assert!(contents.insert((kind, record.to_vec()), page).is_none(), "a record twice");
        Ok(())
    })?;
    Ok(contents)
}

pub fn packed_item(item: &Item) -> (PageKind, Vec<u8>) {
    let mut out = Vec::new();
    packed::write_item(&mut out, item);
    (PageKind::Items, out)
}

pub fn assert_sound(store: &Store) {
    let report = store.check().unwrap();
    assert_eq!(report.findings, vec![]);
    assert_eq!(report.commits, store.head().seq);
}
