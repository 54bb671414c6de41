//! Damaged and hostile snapshots: every flipped byte and every cut is found, and everything hostile has its name.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::Cursor;

use cairn_engine::snapshot::{FlawCode, check};
use common::*;
use proptest::prelude::*;

/// Returns the name of what is wrong; `None` when nothing is.
fn flaw(bytes: &[u8]) -> Option<(FlawCode, String, Option<u64>)> {
    match check(&mut Cursor::new(bytes)) {
        Ok(checked) => checked.flaw.map(|flaw| (flaw.what, flaw.file, flaw.line)),
        Err(error) => {
            let flaw = flaw_of(&error);
            Some((flaw.what, flaw.file, flaw.line))
        }
    }
}

fn what(bytes: &[u8]) -> Option<FlawCode> {
    flaw(bytes).map(|(what, _, _)| what)
}

#[test]
fn every_flipped_byte_is_found() {
    let whole = small();
    assert_eq!(what(whole), None);
    let mut bytes = whole.to_vec();
    for offset in 0..whole.len() {
        let mask = if offset % 2 == 0 { 0x01 } else { 0xff };
        bytes[offset] ^= mask;
        assert_ne!(what(&bytes), None, "byte {offset} of {}", whole.len());
        bytes[offset] = whole[offset];
    }
}

#[test]
fn every_cut_is_found() {
    let whole = small();
    for length in 0..whole.len() {
        let found = flaw(&whole[..length]).map(|(what, file, _)| (what, file)).unwrap();
        assert_eq!(found.0, FlawCode::Truncated, "{length} of {}: {}", whole.len(), found.1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_altered_anywhere_passes(
        offset in any::<prop::sample::Index>(),
        length in 0..40_usize,
        other in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let whole = small();
        let start = offset.index(whole.len());
        let end = (start + length).min(whole.len());
        let altered = [&whole[..start], &other, &whole[end..]].concat();
        prop_assume!(altered != whole);
        prop_assert_ne!(what(&altered), None);
    }
}

#[test]
fn an_altered_record_is_named_with_its_line() {
    let whole = small();
    let check = |file: &str, from: &str, to: &str, expected: FlawCode| {
        let start = entry(whole, file) + 30;
        let at = start + find(&whole[start..], from.as_bytes());
        let mut altered = whole.to_vec();
        altered[at..at + to.len()].copy_from_slice(to.as_bytes());
        let content = start + file.len();
        let line = whole[content..at].iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
        assert_eq!(flaw(&altered), Some((expected, file.to_owned(), Some(line))), "{from} → {to}");
    };
    check("items.ndjson", "Web server 2", "Web server 7", FlawCode::State);
    check("items.ndjson", "\"name\":\"Web server 2", "\"nane\":\"Web server 2", FlawCode::State);
    check("items.ndjson", "\"key\":", "\"\u{7}ey\":", FlawCode::NotCanonical);
    check("relationships.ndjson", "discovered", "discoverex", FlawCode::State);
    check("requirements.ndjson", "\"min_up\":\"1\"", "\"min_up\":\"2\"", FlawCode::State);
    check("records.ndjson", "\"seq\":2", "\"seq\":3", FlawCode::State);
    check("records.ndjson", "\"body\":{\"risk\":\"low\"}", "\"body\":{\"risk\":\"LOW\"}", FlawCode::State);
}

#[test]
fn altered_history_is_named_with_its_commit() {
    let whole = small();
    let log = entry(whole, "log.ndjson");
    let log = log + 30 + "log.ndjson".len();
    let lines = |upto: usize| whole[log..upto].iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
    let second = log + find(&whole[log..], b"\"seq\":2}}");
    // A value of an edit: the hash of the commit's edits is not the same any more.
    let at = second + find(&whole[second..], b"Web server 2");
    let mut altered = whole.to_vec();
    altered[at] = b'w';
    assert_eq!(flaw(&altered), Some((FlawCode::EditsHash, "log.ndjson".to_owned(), Some(lines(second)))));
    // Who did it: the hash of the header is not.
    let start = whole[..second].iter().rposition(|&byte| byte == b'\n').unwrap();
    let at = start + find(&whole[start..], b"\"actor\":\"tester\"") + 9;
    altered = whole.to_vec();
    altered[at] = b'T';
    assert_eq!(flaw(&altered), Some((FlawCode::CommitHash, "log.ndjson".to_owned(), Some(lines(second)))));
}

fn borrowed(entries: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    entries.iter().map(|(name, content)| (name.as_str(), &content[..])).collect()
}

fn container(entries: &[(&str, &[u8])]) -> Vec<u8> {
    zip_of(entries, &|_, _| {})
}

#[test]
fn what_other_archives_do_is_refused_by_name() {
    let whole = small();
    let entries = entries_of(whole);
    let entries = borrowed(&entries);
    assert_eq!(container(&entries), whole, "the test writes what Cairn writes");
    let header =
        |at: usize, value: u8| zip_of(&entries, &|index, header| header[at] |= if index == 2 { value } else { 0 });
    assert_eq!(what(&header(6, 1)), Some(FlawCode::Encrypted));
    assert_eq!(what(&header(7, 0x20)), Some(FlawCode::Encrypted));
    assert_eq!(what(&header(6, 8)), Some(FlawCode::Descriptor));
    assert_eq!(what(&header(8, 8)), Some(FlawCode::Compressed));
    assert_eq!(what(&header(10, 1)), Some(FlawCode::Header), "a time of day");
    assert_eq!(what(&header(4, 0x20)), Some(FlawCode::Header), "a version");
    let renamed = |name: &'static str| {
        let mut renamed = entries.clone();
        renamed[2].0 = name;
        what(&container(&renamed))
    };
    for name in ["../items.ndjson", "a/../../x", "..\\x", "/etc/passwd", "C:\\x", "\\\\host\\x"] {
        assert_eq!(renamed(name), Some(FlawCode::Escapes), "{name}");
    }
    for name in ["extra.txt", "ITEMS.NDJSON", "items.ndjson ", "attachments/abc", "attachments/", "", "配置.json"] {
        assert_eq!(renamed(name), Some(FlawCode::UnknownName), "{name}");
    }
    assert_eq!(renamed("model.json"), Some(FlawCode::Duplicate));
    let reordered = |left: usize, right: usize| {
        let mut reordered = entries.clone();
        reordered.swap(left, right);
        what(&container(&reordered))
    };
    assert_eq!(reordered(0, 1), Some(FlawCode::NotASnapshot), "the manifest is first");
    assert_eq!(reordered(2, 3), Some(FlawCode::Missing), "items come before relationships");
    let without = |index: usize| {
        let mut without = entries.clone();
        without.remove(index);
        what(&container(&without))
    };
    assert_eq!(without(0), Some(FlawCode::NotASnapshot));
    for index in 1..entries.len() {
        assert_eq!(without(index), Some(FlawCode::Missing), "{index}");
    }
}

#[test]
fn nothing_hides_around_the_entries() {
    let whole = small();
    let items = entry(whole, "items.ndjson");
    let directory = find(whole, b"PK\x01\x02");
    let insert = |at: usize, bytes: &[u8]| what(&[&whole[..at], bytes, &whole[at..]].concat());
    assert_eq!(insert(0, b"MZ"), Some(FlawCode::NotASnapshot));
    assert_eq!(insert(items, b"hidden"), Some(FlawCode::Between));
    assert_eq!(insert(directory, b"hidden"), Some(FlawCode::Between));
    assert_eq!(insert(whole.len(), b"\0"), Some(FlawCode::Trailing));
    assert_eq!(what(&[whole, whole].concat()), Some(FlawCode::Trailing));
    let mut overlapping = whole.to_vec();
    // The directory says that the second entry starts where the first does.
    let second = directory + 4 + find(&whole[directory + 4..], b"PK\x01\x02");
    overlapping[second + 42..second + 46].copy_from_slice(&[0; 4]);
    assert_eq!(flaw(&overlapping).unwrap(), (FlawCode::Directory, "model.json".to_owned(), None));
    let end = find(whole, b"PK\x05\x06");
    let mut commented = whole.to_vec();
    commented[end + 20] = 5;
    assert_eq!(what(&[&commented[..], b"hello"].concat()), Some(FlawCode::Directory));
    for other in
        [&b""[..], b"P", b"not a zip at all", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", b"%PDF-1.7 and so on"]
    {
        let found = what(other).unwrap();
        assert!(matches!(found, FlawCode::NotASnapshot | FlawCode::Truncated), "{found:?}");
    }
}

#[test]
fn sizes_that_lie_are_found() {
    let whole = small();
    let entries = entries_of(whole);
    let entries = borrowed(&entries);
    let sized = |index: usize, packed: u32, unpacked: u32| {
        let change = move |at: usize, header: &mut Vec<u8>| {
            if at == index {
                header[18..22].copy_from_slice(&packed.to_le_bytes());
                header[22..26].copy_from_slice(&unpacked.to_le_bytes());
            }
        };
        what(&zip_of(&entries, &change))
    };
    let length = u32::try_from(entries[2].1.len()).unwrap();
    assert_eq!(sized(2, length, length + 1), Some(FlawCode::Header));
    assert_eq!(sized(2, 10, 1 << 31), Some(FlawCode::Header), "a bomb");
    assert_ne!(sized(2, length + 1, length + 1), None);
    assert_ne!(sized(2, length - 1, length - 1), None);
    assert_eq!(sized(2, 1 << 31, 1 << 31), Some(FlawCode::Truncated));
    assert_eq!(sized(2, u32::MAX, u32::MAX), Some(FlawCode::Header), "64 bits without the extra field");
    let huge = |index: usize, header: &mut Vec<u8>| {
        if index == 2 {
            header[18..26].copy_from_slice(&[0xff; 8]);
            header[28] = 20;
            header.extend([1, 0, 16, 0]);
            header.extend([&(1_u64 << 41).to_le_bytes()[..], &(1_u64 << 41).to_le_bytes()].concat());
        }
    };
    assert_eq!(what(&zip_of(&entries, &huge)), Some(FlawCode::TooLarge));
}
