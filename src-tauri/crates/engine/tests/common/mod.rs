//! Estates and containers for the tests of snapshots.
#![allow(dead_code, reason = "every test binary uses another part of it")]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use cairn_engine::snapshot::{
    ExportRequest, Flaw, ImportRequest, Imported, Manifest, SnapshotError, check, export, import,
};
use cairn_engine::{Act, Engine, EngineError, Holder, NewEstate};
use cairn_model::catalogue::load;
use cairn_model::{
    BaselineMark, CiId, CommitDraft, CommitKind, Confidence, Document, Edit, Item, Operation, OperationStatus,
    Relationship, RelationshipId, Requirement, RequirementKey, Terms, Threshold, Timestamp, Value,
};
use cairn_store::{CreateOptions, LocatedEdit, Store};
use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

pub fn holder() -> Holder {
    Holder { pid: std::process::id(), program: "test 1".into(), since: Timestamp(1_000), user: "tester".into() }
}

/// Acts at a moment that follows from the number, with entropy that does as well.
pub fn acting<T>(number: i64, verb: impl FnOnce(&mut Act<'_>) -> T) -> T {
    let mut seed = number.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut entropy = |bytes: &mut [u8]| {
        for byte in bytes {
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            *byte = seed.to_be_bytes()[0];
        }
    };
    let now = Timestamp(1_700_000_000_000 + number);
    verb(&mut Act { actor: "tester".into(), now, effective_at: None, entropy: &mut entropy })
}

/// An estate in a directory of its own.
pub struct Estate {
    pub dir: TempDir,
    pub engine: Engine,
    commits: i64,
}

pub fn item(number: u128, class: &str, name: &str) -> Item {
    Item {
        attributes: [("tier".to_owned(), Value::Integer(2))].into(),
        class: class.into(),
        id: CiId(number),
        key: format!("K-{number:06}"),
        name: name.into(),
        operation: Operation::default(),
        source: Some("cmdb".into()),
        source_id: Some(format!("{number}")),
        state: "live".into(),
        verified_at: None,
        verified_by: None,
    }
}

pub fn relationship(from: u128, type_id: &str, to: u128, label: Option<&str>) -> Relationship {
    let label = label.map(str::to_owned);
    Relationship::declared(RelationshipId { from: CiId(from), label, to: CiId(to), type_id: type_id.into() })
}

pub fn requirement(consumer: u128, label: &str, min_up: u32) -> Requirement {
    let terms = Terms { min_up: Some(Threshold::Count(min_up)), ..Terms::default() };
    Requirement { consumer: CiId(consumer), key: RequirementKey::Label(label.into()), terms }
}

pub fn items(before: Option<Item>, after: Option<Item>) -> Edit {
    Edit::Item { before: before.map(Box::new), after: after.map(Box::new) }
}

pub fn relationships(before: Option<Relationship>, after: Option<Relationship>) -> Edit {
    Edit::Relationship { before: before.map(Box::new), after: after.map(Box::new) }
}

pub fn requirements(before: Option<Requirement>, after: Option<Requirement>) -> Edit {
    Edit::Requirement { before: before.map(Box::new), after: after.map(Box::new) }
}

pub fn baseline(name: &str, seq: u64) -> Edit {
    Edit::Baseline { before: None, after: Some(Box::new(BaselineMark { name: name.into(), seq })) }
}

pub fn document(kind: &str, id: &str, body: serde_json::Value) -> Document {
    Document { body, id: id.into(), kind: kind.into() }
}

pub fn documents(before: Option<Document>, after: Option<Document>) -> Edit {
    Edit::Document { before: before.map(Box::new), after: after.map(Box::new) }
}

const TINY: &str = r#"
format = 1
id = "tiny"
version = "1"
common_attributes = []

[status_words]
"" = "live"

[[state]]
id = "live"
participates = true
label = { en = "Live", zh-HK = "使用中", zh-CN = "在用" }

[[class]]
id = "business_service"
key_prefix = "SVC"
is_service = true
label = { en = "Service", zh-HK = "服務", zh-CN = "服务" }

[[class]]
id = "virtual_machine"
key_prefix = "VM"
label = { en = "VM", zh-HK = "虛擬機", zh-CN = "虚拟机" }

[[relationship_type]]
id = "depends_on"
label = { en = "depends on", zh-HK = "依賴", zh-CN = "依赖" }
inverse = { en = "is used by", zh-HK = "被使用", zh-CN = "被使用" }
needs = "source"
strength = "hard"
matrix = [{ from = "any", to = "any" }]
"#;

pub fn draft(kind: CommitKind, number: i64) -> CommitDraft {
    let moment = Timestamp(1_700_000_000_000 + number);
    CommitDraft {
        kind,
        actor: "tester".into(),
        recorded_at: moment,
        effective_at: moment,
        reason: format!("because {number}"),
        change: None,
        step: None,
    }
}

impl Estate {
    /// An estate with the catalogue that ships with the product.
    pub fn new() -> Estate {
        let dir = TempDir::new().unwrap();
        let new = NewEstate { name: "Estate".into(), holder: holder() };
        let engine = acting(0, |act| Engine::create(&dir.path().join("e.cairn"), &new, act)).unwrap();
        Estate { dir, engine, commits: 0 }
    }

    /// An estate with a catalogue so small that every byte of its snapshot can be tried.
    fn tiny() -> Estate {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("e.cairn");
        let name = "Estate 配置庫 \"1\"\n".to_owned();
        let options = CreateOptions { name, estate: "E1".into(), lineage: "L1".into(), holder: holder() };
        let store = Store::create(&path, &options).unwrap();
        let model = load("tiny.toml", TINY).unwrap().declarations().elements().unwrap();
        let edit = |own| Edit::Model { before: None, after: Some(Box::new(own)) };
        let edits: Vec<LocatedEdit> =
            model.into_iter().map(|own| LocatedEdit { edit: edit(own), page: None }).collect();
        acting(0, |act| store.commit(draft(CommitKind::Model, 0), &edits, act.entropy)).unwrap();
        drop(store);
        Estate { engine: opened(&path), dir, commits: 0 }
    }

    /// Something in every file, something changed, something removed.
    pub fn small() -> Estate {
        let mut estate = Estate::tiny();
        let web_2 = item(2, "virtual_machine", "Web server 2");
        let discovered =
            Relationship { confidence: Confidence::Discovered, ..relationship(9, "depends_on", 2, Some("web")) };
        let gone = item(5, "virtual_machine", "Gone");
        estate.commit(
            CommitKind::Load,
            vec![
                items(None, Some(item(9, "business_service", "商店 “shop”\nsecond line"))),
                items(None, Some(web_2.clone())),
                items(None, Some(item(1, "virtual_machine", "Web server 1"))),
                items(None, Some(gone.clone())),
                relationships(None, Some(discovered)),
                relationships(None, Some(relationship(9, "depends_on", 1, Some("web")))),
                relationships(None, Some(relationship(9, "depends_on", 5, None))),
                requirements(None, Some(requirement(9, "web", 1))),
            ],
        );
        let change = document("change", "C-1", json!({ "risk": "low" }));
        estate.commit(CommitKind::Baseline, vec![baseline("year end 年終", 2), documents(None, Some(change))]);
        let out = Operation { status: OperationStatus::Degraded, reason: Some("noise".into()), ..Operation::default() };
        estate.commit(CommitKind::Operation, vec![items(Some(web_2.clone()), Some(Item { operation: out, ..web_2 }))]);
        let gone_too = relationship(9, "depends_on", 5, None);
        estate.commit(CommitKind::Correction, vec![relationships(Some(gone_too), None), items(Some(gone), None)]);
        // Somebody looked and found nothing to change.
        estate.commit(CommitKind::Verification, Vec::new());
        estate
    }

    pub fn commit(&mut self, kind: CommitKind, edits: Vec<Edit>) {
        self.commits += 1;
        let number = self.commits;
        acting(number, |act| self.engine.commit(draft(kind, number), edits, act)).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn snapshot(&self) -> Vec<u8> {
        exported(&self.engine, &ExportRequest::default()).unwrap().1
    }
}

pub fn exported(engine: &Engine, request: &ExportRequest) -> Result<(Manifest, Vec<u8>), EngineError> {
    let (mut spool, mut out) = (Cursor::new(Vec::new()), Vec::new());
    let manifest = export(engine, request, &mut spool, &mut out)?;
    Ok((manifest, out))
}

pub fn imported(bytes: &[u8], into: &Path, as_new: bool) -> Result<Imported, EngineError> {
    let request = ImportRequest { into: into.to_owned(), name: None, as_new, holder: holder() };
    acting(7_000, |act| import(&mut Cursor::new(bytes), &request, act))
}

pub fn opened(dir: &Path) -> Engine {
    Engine::open(dir, &holder(), Duration::from_secs(5)).unwrap()
}

pub fn assert_sound(bytes: &[u8]) {
    let checked = check(&mut Cursor::new(bytes)).unwrap();
    assert_eq!(checked.flaw, None);
}

/// Returns the flaw because of which something was refused.
pub fn flaw_of(error: &EngineError) -> Flaw {
    let EngineError::Snapshot(SnapshotError::Flaw(flaw)) = error else { unreachable!("{error:?}") };
    flaw.clone()
}

/// The snapshot of [`Estate::small`].
pub fn small() -> &'static [u8] {
    static SMALL: OnceLock<Vec<u8>> = OnceLock::new();
    SMALL.get_or_init(|| Estate::small().snapshot())
}

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Returns where the text first stands.
pub fn find(bytes: &[u8], text: &[u8]) -> usize {
    bytes.windows(text.len()).position(|window| window == text).unwrap()
}

/// Returns where the header of an entry starts.
pub fn entry(bytes: &[u8], name: &str) -> usize {
    let is_it = |at: usize| bytes[at..].starts_with(b"PK\x03\x04") && bytes[at + 30..].starts_with(name.as_bytes());
    (0..bytes.len() - 30 - name.len()).find(|&at| is_it(at)).unwrap()
}

/// Returns names and contents of a container, read by a library that knows nothing of Cairn.
pub fn entries_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        std::io::copy(&mut entry, &mut content).unwrap();
        (entry.name().unwrap().into_owned(), content)
    };
    let count = zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len();
    (0..count).map(read).collect()
}

/// Returns a container of these entries; `change` may alter each local header, name included.
pub fn zip_of(entries: &[(&str, &[u8])], change: &dyn Fn(usize, &mut Vec<u8>)) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (index, (name, content)) in entries.iter().enumerate() {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        let mut common = vec![10, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        common.extend([crc32fast::hash(content).to_le_bytes(), length, length].concat());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x0a\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(out.len()).unwrap().to_le_bytes());
        directory.extend(name.bytes());
        let mut header = [&b"PK\x03\x04"[..], &common, name.as_bytes()].concat();
        change(index, &mut header);
        out.extend(header);
        out.extend(*content);
    }
    let (start, count) = (u32::try_from(out.len()).unwrap(), u16::try_from(entries.len()).unwrap().to_le_bytes());
    let length = u32::try_from(directory.len()).unwrap();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}
