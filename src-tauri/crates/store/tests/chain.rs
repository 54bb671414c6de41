//! The hash chain, verified by nothing but the recipe in `docs/storage-format.md`: plain JSON values, plain SHA-256.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not functions of tests to the lint")]

mod common;

use std::sync::Arc;

use cairn_model::{Edit, Strength};
use cairn_store::backend::MemoryBackend;
use common::*;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha(parts: &[&[u8]]) -> Vec<u8> {
    Sha256::digest(parts.concat()).to_vec()
}

fn canonical(value: &Json) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).unwrap()
}

/// Replaces every value that may be purged by its digest.
fn hash_form(edit: &Edit, chunk_salt: &[u8], index: u32) -> Vec<u8> {
    let mut json = serde_json::to_value(edit).unwrap();
    if json["noun"] == "item" {
        for side in ["after", "before"] {
            let Some(item) = json[side].as_object_mut() else { continue };
            let digest = |path: String, value: &Json| {
                let salt = sha(&[chunk_salt, &index.to_be_bytes(), path.as_bytes()]);
                json!(hex(&sha(&[&salt[..16], &canonical(value)])))
            };
            item["name"] = digest(format!("/{side}/name"), &item["name"].clone());
            if let Some(attributes) = item.get_mut("attributes").and_then(Json::as_object_mut) {
                for (name, value) in attributes {
                    let token = name.replace('~', "~0").replace('/', "~1");
                    *value = digest(format!("/{side}/attributes/{token}"), value);
                }
            }
        }
    }
    [canonical(&json), b"\n".to_vec()].concat()
}

#[test]
fn the_recipe_gives_the_hashes() {
    let backend = Arc::new(MemoryBackend::new());
    let store = over(&backend).unwrap();
    let mut unusual = item(3, 1);
    // UTF-16 sorts U+1F600 before U+FF5E, UTF-8 after.
    for name in ["\u{1f600}", "\u{ff5e}", "~/", "tab\t", "\u{7f}", ""] {
        unusual.attributes.insert(name.into(), cairn_model::Value::Text(format!("\u{1} {name} \"\\/")));
    }
    unusual.attributes.insert("large".into(), cairn_model::Value::Integer(i64::MAX));
    unusual.attributes.insert("small".into(), cairn_model::Value::Integer(-9_007_199_254_740_991));
    let requirement = Edit::Requirement { after: Some(Box::new(requirement(3, Strength::Soft))), before: None };
    let first = (0..3_000).filter(|number| *number != 3).map(add_item).chain([
        add_relationship(1, 2),
        add(requirement),
        add(edit_item(None, Some(unusual.clone()))),
    ]);
    let salts = [entropy(7), entropy(8)].map(|mut entropy| {
        let mut salt = [0; 32];
        entropy(&mut salt);
        salt
    });
    store.commit(draft(1), &first.collect::<Vec<_>>(), &mut entropy(7)).unwrap();
    let page = store.locate(cairn_store::PageKind::Items, &[&item_id(3)]).unwrap()[0].unwrap();
    store.commit(draft(2), &[at(page, edit_item(Some(unusual), None))], &mut entropy(8)).unwrap();
    assert_sound(&store);

    let mut parent = String::new();
    for (commit, commit_salt) in store.commits(false, 9).unwrap().iter().zip(salts) {
        let (mut chunk, mut index, mut bytes, mut forms) = (0_u32, 0_u32, 33, Vec::new());
        for edit in store.edits(commit.seq).unwrap() {
            let chunk_salt = sha(&[&commit_salt, &chunk.to_be_bytes()]);
            forms.extend(hash_form(&edit, &chunk_salt, index));
            index += 1;
            bytes += canonical(&serde_json::to_value(&edit).unwrap()).len() + 1;
            if bytes >= 256 * 1024 {
                (chunk, index, bytes) = (chunk + 1, 0, 33);
            }
        }
        assert!(commit.seq > 1 || chunk > 2, "several chunks are what this test is about");
        assert_eq!(commit.operations_hash, hex(&sha(&[&forms])));
        let mut header = serde_json::to_value(commit).unwrap();
        header.as_object_mut().unwrap().remove("hash");
        assert_eq!(commit.hash, hex(&sha(&[&canonical(&header)])));
        assert_eq!(commit.parent, parent);
        parent.clone_from(&commit.hash);
    }
    assert_eq!(store.head().hash, parent);
}
