//! Whose record a line is, read from the line itself.

use super::Member;
use super::canonical::scan;

/// What a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// An item.
    Item,
    /// A relationship.
    Relationship,
    /// The declared terms of a requirement.
    Requirement,
    /// A baseline, a document: a line of `records.ndjson`.
    Record,
}

impl Noun {
    /// Returns what the lines of a file are of.
    #[must_use]
    pub fn of(member: Member) -> Option<Noun> {
        match member {
            Member::Items => Some(Noun::Item),
            Member::Relationships => Some(Noun::Relationship),
            Member::Requirements => Some(Noun::Requirement),
            Member::Records => Some(Noun::Record),
            Member::Manifest | Member::Model | Member::Log | Member::Attachment(_) => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Noun::Item => "item",
            Noun::Relationship => "relationship",
            Noun::Requirement => "requirement",
            Noun::Record => "record",
        }
    }
}

/// Returns the word of the noun and the bytes that identify a record among its like; `None` when the line is no
/// canonical record.
#[must_use]
pub fn record_identity(noun: Noun, line: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let names: &[&[u8]] = match noun {
        Noun::Item | Noun::Relationship => &[b"id"],
        Noun::Requirement => &[b"consumer", b"key"],
        Noun::Record => &[b"id", b"kind"],
    };
    let mut id = Vec::new();
    let seen = scan(line, |depth, name, value| {
        if depth == 1 && names.contains(&name) {
            id.extend_from_slice(value);
        }
    });
    (seen.is_ok() && !id.is_empty()).then_some((noun.word(), id))
}

/// A record as a line of its file.
type Line = Option<Vec<u8>>;

/// Returns of an edit of the log whose record it changes, and the record before and after as lines of their file; `None`
/// for the model, which is one line, and for what is no edit.
#[must_use]
pub fn sides(edit: &[u8]) -> Option<(Noun, Line, Line)> {
    let (mut after, mut before, mut noun) = (&b""[..], &b""[..], &b""[..]);
    scan(edit, |depth, name, value| match (depth, name) {
        (1, b"after") => after = value,
        (1, b"before") => before = value,
        (1, b"noun") => noun = value,
        _ => {}
    })
    .ok()?;
    let own = |side: &[u8]| (side != b"null").then(|| side.to_vec());
    let noun = match noun {
        b"\"item\"" => Noun::Item,
        b"\"relationship\"" => Noun::Relationship,
        b"\"requirement\"" => Noun::Requirement,
        b"\"document\"" => Noun::Record,
        b"\"baseline\"" => return Some((Noun::Record, baseline(before), baseline(after))),
        _ => return None,
    };
    Some((noun, own(before), own(after)))
}

/// Returns a baseline of the log as the line of `records.ndjson` that it is.
fn baseline(side: &[u8]) -> Line {
    let mut id = None;
    let seen = scan(side, |depth, name, value| {
        if (depth, name) == (1, &b"name"[..]) {
            id = Some(value);
        }
    });
    let id = id.filter(|_| seen.is_ok())?;
    Some([&br#"{"body":"#[..], side, br#","id":"#, id, br#","kind":"baseline"}"#].concat())
}
