//! Keys: the first byte is the table, the last two the part. See `docs/storage-format.md`, "Keys".

use cairn_model::packed;
use cairn_model::{Relationship, Requirement};

pub(crate) const META: u8 = b'm';
pub(crate) const COMMIT: u8 = b'c';
pub(crate) const OPERATION: u8 = b'o';
pub(crate) const PAGE: u8 = b'p';
pub(crate) const VERSION: u8 = b'v';
pub(crate) const MODEL: u8 = b'e';
pub(crate) const BASELINE: u8 = b'b';
pub(crate) const DOCUMENT: u8 = b'd';

/// The bytes at the end of every key that number the parts of one value.
pub(crate) const PART_BYTES: usize = 2;

/// What the records of a page are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PageKind {
    /// Configuration items.
    Items = 1,
    /// Relationships.
    Relationships = 2,
    /// Declared terms of requirements.
    Requirements = 3,
}

impl PageKind {
    /// Every kind, in key order.
    pub const ALL: [PageKind; 3] = [PageKind::Items, PageKind::Relationships, PageKind::Requirements];

    /// Returns the word used in the places that errors and findings name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            PageKind::Items => "items",
            PageKind::Relationships => "relationships",
            PageKind::Requirements => "requirements",
        }
    }

    pub(crate) fn index(self) -> usize {
        self as usize - 1
    }

    /// The number of records after which a page is full.
    pub(crate) fn capacity(self) -> usize {
        if self == PageKind::Items { 64 } else { 256 }
    }

    fn from_byte(byte: u8) -> Option<PageKind> {
        PageKind::ALL.into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// Returns the bytes that identify a relationship in [`crate::Store::history`] and its like.
pub(crate) fn relationship_id(relationship: &Relationship) -> Vec<u8> {
    packed::relationship_id_bytes(&relationship.id)
}

/// Returns the bytes that identify a requirement in [`crate::Store::history`] and its like.
pub(crate) fn requirement_id(requirement: &Requirement) -> Vec<u8> {
    packed::requirement_id_bytes(requirement.consumer, &requirement.key)
}

/// The meta record that holds head, counters and numbers of pages.
pub(crate) fn head() -> Vec<u8> {
    named(META, "head")
}

pub(crate) fn commit(seq: u64) -> Vec<u8> {
    [&[COMMIT][..], &seq.to_be_bytes()].concat()
}

/// The front of the keys of every chunk of one commit.
pub(crate) fn operations(seq: u64) -> Vec<u8> {
    [&[OPERATION][..], &seq.to_be_bytes()].concat()
}

pub(crate) fn operation(seq: u64, chunk: u32) -> Vec<u8> {
    [&[OPERATION][..], &seq.to_be_bytes(), &chunk.to_be_bytes()].concat()
}

pub(crate) fn page(kind: PageKind, page: u32) -> Vec<u8> {
    [&[PAGE, kind as u8][..], &page.to_be_bytes()].concat()
}

/// The front of the keys of every version record of one kind.
pub(crate) fn versions_of_kind(kind: PageKind) -> Vec<u8> {
    vec![VERSION, kind as u8]
}

/// The front of the keys of every version record of one page.
pub(crate) fn versions(kind: PageKind, page: u32) -> Vec<u8> {
    [&[VERSION, kind as u8][..], &page.to_be_bytes()].concat()
}

pub(crate) fn version(kind: PageKind, page: u32, seq: u64) -> Vec<u8> {
    [&[VERSION, kind as u8][..], &page.to_be_bytes(), &seq.to_be_bytes()].concat()
}

/// The zero byte after the name keeps the keys free of prefixes, so the parts of two values never interleave.
pub(crate) fn named(table: u8, name: &str) -> Vec<u8> {
    [&[table][..], name.as_bytes(), &[0]].concat()
}

pub(crate) fn model(kind: &str, id: &str) -> Vec<u8> {
    of_kind(MODEL, kind, id)
}

pub(crate) fn document(kind: &str, id: &str) -> Vec<u8> {
    of_kind(DOCUMENT, kind, id)
}

/// The front of the keys of every document of one kind.
pub(crate) fn documents(kind: &str) -> Vec<u8> {
    named(DOCUMENT, kind)
}

fn of_kind(table: u8, kind: &str, id: &str) -> Vec<u8> {
    [&[table][..], kind.as_bytes(), &[0], id.as_bytes(), &[0]].concat()
}

/// Returns the first key after every key that starts with `prefix`.
pub(crate) fn after(prefix: &[u8]) -> Vec<u8> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.last_mut() {
        if *last < u8::MAX {
            *last += 1;
            return end;
        }
        end.pop();
    }
    vec![u8::MAX; 64]
}

/// A key without its part, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Parsed<'a> {
    Head,
    Commit(u64),
    Operation(u64, u32),
    Page(PageKind, u32),
    Version(PageKind, u32, u64),
    Model(&'a str, &'a str),
    Baseline(&'a str),
    Document(&'a str, &'a str),
    Unknown,
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

/// Takes a key without its part apart; anything else is [`Parsed::Unknown`].
pub(crate) fn parse(prefix: &[u8]) -> Parsed<'_> {
    parse_known(prefix).unwrap_or(Parsed::Unknown)
}

fn parse_known(prefix: &[u8]) -> Option<Parsed<'_>> {
    let (&table, rest) = prefix.split_first()?;
    let name = || std::str::from_utf8(rest.strip_suffix(&[0])?).ok();
    Some(match (table, rest.len()) {
        (META, _) if name()? == "head" => Parsed::Head,
        (COMMIT, 8) => Parsed::Commit(u64::from_be_bytes(number(rest, 0)?)),
        (OPERATION, 12) => {
            Parsed::Operation(u64::from_be_bytes(number(rest, 0)?), u32::from_be_bytes(number(rest, 8)?))
        }
        (PAGE, 5) => Parsed::Page(PageKind::from_byte(rest[0])?, u32::from_be_bytes(number(rest, 1)?)),
        (VERSION, 13) => Parsed::Version(
            PageKind::from_byte(rest[0])?,
            u32::from_be_bytes(number(rest, 1)?),
            u64::from_be_bytes(number(rest, 5)?),
        ),
        (MODEL, _) => {
            let (kind, id) = name()?.split_once('\0')?;
            Parsed::Model(kind, id)
        }
        (BASELINE, _) => Parsed::Baseline(name()?),
        (DOCUMENT, _) => {
            let (kind, id) = name()?.split_once('\0')?;
            Parsed::Document(kind, id)
        }
        _ => return None,
    })
}

/// Returns where a key stands, in words, for errors and findings.
pub(crate) fn place(prefix: &[u8]) -> String {
    match parse(prefix) {
        Parsed::Head => "head".to_owned(),
        Parsed::Commit(seq) => format!("commit {seq}"),
        Parsed::Operation(seq, chunk) => format!("operations {seq}/{chunk}"),
        Parsed::Page(kind, page) => format!("page {}/{page}", kind.word()),
        Parsed::Version(kind, page, seq) => format!("versions {}/{page} at {seq}", kind.word()),
        Parsed::Model(kind, id) => format!("model {kind}/{id}"),
        Parsed::Baseline(name) => format!("baseline {name}"),
        Parsed::Document(kind, id) => format!("document {kind}/{id}"),
        Parsed::Unknown => format!("key {}", cairn_model::hex(prefix)),
    }
}

/// Returns the record no. of which a key is, when it is of one.
pub(crate) fn record_no(prefix: &[u8]) -> Option<u64> {
    match parse(prefix) {
        Parsed::Commit(seq) | Parsed::Operation(seq, _) | Parsed::Version(_, _, seq) => Some(seq),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_taking_apart() {
        let check = |key: Vec<u8>, expected: Parsed<'_>, words: &str| {
            assert_eq!(parse(&key), expected);
            assert_eq!(place(&key), words);
        };
        check(head(), Parsed::Head, "head");
        check(commit(7), Parsed::Commit(7), "commit 7");
        check(operation(7, 2), Parsed::Operation(7, 2), "operations 7/2");
        check(page(PageKind::Items, 12), Parsed::Page(PageKind::Items, 12), "page items/12");
        check(
            version(PageKind::Requirements, 1, 9),
            Parsed::Version(PageKind::Requirements, 1, 9),
            "versions requirements/1 at 9",
        );
        check(model("class", "server"), Parsed::Model("class", "server"), "model class/server");
        check(named(BASELINE, "year end"), Parsed::Baseline("year end"), "baseline year end");
        check(document("change", "C-1"), Parsed::Document("change", "C-1"), "document change/C-1");
        check(vec![1, 2], Parsed::Unknown, "key 0102");
    }

    #[test]
    fn the_key_after_a_prefix_is_after_all_of_it() {
        assert_eq!(after(b"p"), b"q");
        assert_eq!(after(&[b'p', 255]), b"q");
        assert!(after(&[255]) > vec![255, 255]);
    }
}
