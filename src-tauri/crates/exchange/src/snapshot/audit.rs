//! Following a snapshot as it is read: every line canonical and in its place, every hash, count and end as it should be.

use cairn_model::{CiId, Commit, Requirement, RequirementKey, hex};
use serde::Deserialize;

use super::canonical::{NotCanonical, scan};
use super::{Counts, Flaw, FlawCode, LINE_BYTES_MAX, Lines, LogLine, Manifest, Member, merkle_root, requirement_order};

/// Follows the hash chain of the log; whoever knows its rules implements it.
pub trait ChainAudit {
    /// Takes the next line and its number, from 1; it is canonical.
    ///
    /// # Errors
    /// [`Flaw`]; the number of this line is added when it has none.
    fn take(&mut self, number: u64, line: &LogLine<'_>) -> Result<(), Flaw>;

    /// Returns the last commit, now that the log is over; `None` when it has none.
    ///
    /// # Errors
    /// [`Flaw`] when the last commit is not whole.
    fn finish(&mut self) -> Result<Option<Commit>, Flaw>;
}

/// What identifies a record, to compare it with the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Identity(Vec<u8>);

/// Follows a snapshot entry by entry, block by block.
pub struct Audit<'c> {
    manifest: Manifest,
    chain: &'c mut dyn ChainAudit,
    /// What may come next, first one first.
    expected: Vec<Member>,
    attachments: u64,
    hashes: Vec<(Member, [u8; 32])>,
    open: Option<Open>,
    /// The ids of the items, ascending.
    items: Vec<u128>,
    classification: usize,
    counts: Counts,
    head: Option<Commit>,
}

/// The entry that is being read.
struct Open {
    member: Member,
    bytes: u64,
    lines: Lines,
    last: Identity,
    last_requirement: Option<Requirement>,
    /// Reused from line to line.
    next: Identity,
}

/// Classifications, lowest first; an item without one counts as the lowest.
pub const CLASSIFICATIONS: [&str; 3] = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL"];

/// Returns the rank of a classification; one that nobody knows ranks highest.
#[must_use]
pub fn classification_rank(word: &str) -> usize {
    if word.is_empty() {
        return 0;
    }
    CLASSIFICATIONS.iter().position(|known| *known == word).unwrap_or(CLASSIFICATIONS.len() - 1)
}

impl std::fmt::Debug for Audit<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Audit").field("counts", &self.counts).finish_non_exhaustive()
    }
}

impl<'c> Audit<'c> {
    /// Returns the audit of a snapshot of which the manifest was read.
    pub fn new(manifest: Manifest, chain: &'c mut dyn ChainAudit) -> Self {
        let expected = manifest.members().collect();
        Audit {
            manifest,
            chain,
            expected,
            attachments: 0,
            hashes: Vec::new(),
            open: None,
            items: Vec::new(),
            classification: 0,
            counts: Counts::default(),
            head: None,
        }
    }

    /// Takes the beginning of the next entry, `bytes` long.
    ///
    /// # Errors
    /// [`FlawCode::Missing`], [`FlawCode::UnknownName`] for a file that a scoped snapshot does not have.
    pub fn begin(&mut self, member: Member, bytes: u64) -> Result<(), Flaw> {
        match self.expected.first() {
            Some(&next) if next == member => drop(self.expected.remove(0)),
            Some(next) if *next < member => return Err(missing(*next)),
            _ if matches!(member, Member::Attachment(_)) => self.attachments += 1,
            _ => {
                let (expected, found) = ("only what the manifest names", "a file that it does not name");
                return Err(Flaw::new(FlawCode::UnknownName, &member.name(), expected, found));
            }
        }
        let (last, next) = (Identity::default(), Identity::default());
        self.open = Some(Open { member, bytes, lines: Lines::new(member), last, last_requirement: None, next });
        Ok(())
    }

    /// Takes the next block of the entry.
    ///
    /// # Errors
    /// The first bad line, by number.
    pub fn block(&mut self, block: &[u8]) -> Result<(), Flaw> {
        let Some(mut open) = self.open.take() else { return Ok(()) };
        if !matches!(open.member, Member::Attachment(_)) {
            let mut lines = std::mem::replace(&mut open.lines, Lines::new(open.member));
            lines.push(block, |number, line| {
                let outcome = self.line(&mut open, number, line);
                outcome.map_err(|flaw| Flaw { line: flaw.line.or(Some(number)), ..flaw })
            })?;
            open.lines = lines;
        }
        self.open = Some(open);
        Ok(())
    }

    /// Takes the end of the entry and the SHA-256 of its content.
    ///
    /// # Errors
    /// What is wrong with it as a whole.
    pub fn end(&mut self, sha256: [u8; 32]) -> Result<(), Flaw> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let (member, name) = (open.member, open.member.name());
        let refused = |what, expected: String, found: String| Err(Flaw::new(what, &name, expected, found));
        self.hashes.push((member, sha256));
        if let Member::Attachment(digest) = member {
            return if digest == sha256 { Ok(()) } else { refused(FlawCode::FileHash, hex(&digest), hex(&sha256)) };
        }
        if member == Member::Model {
            self.counts.model = model(open.lines.rest())?;
        } else {
            open.lines.finish()?;
        }
        if member == Member::Log {
            self.head = self.chain.finish()?;
        }
        let Some(mark) = self.manifest.mark(member) else { return Ok(()) };
        if mark.sha256 != hex(&sha256) {
            return refused(FlawCode::FileHash, format!("SHA-256 {}", mark.sha256), hex(&sha256));
        }
        if mark.bytes != open.bytes {
            return refused(FlawCode::FileSize, format!("{} bytes", mark.bytes), open.bytes.to_string());
        }
        Ok(())
    }

    /// Takes the end of the container; returns the manifest and how much was read.
    ///
    /// # Errors
    /// What is wrong with the snapshot as a whole.
    pub fn finish(self) -> Result<(Manifest, Counts), Flaw> {
        let name = Member::Manifest.name();
        let refused = |what, expected: String, found: String| Err(Flaw::new(what, &name, expected, found));
        if let Some(next) = self.expected.first() {
            return Err(missing(*next));
        }
        let counts = Counts { attachments: self.attachments, ..self.counts };
        let json = |counts: &Counts| serde_json::to_string(counts).unwrap_or_default();
        if counts != self.manifest.counts {
            return refused(FlawCode::Count, json(&counts), json(&self.manifest.counts));
        }
        let root = hex(&merkle_root(self.hashes));
        if root != self.manifest.merkle_root {
            return refused(FlawCode::MerkleRoot, root, self.manifest.merkle_root);
        }
        let classification = CLASSIFICATIONS[self.classification];
        if classification != self.manifest.classification {
            return refused(FlawCode::Classification, classification.to_owned(), self.manifest.classification);
        }
        let manifest = self.manifest;
        let said = (manifest.seq, &manifest.hash, manifest.recorded_at, &manifest.actor);
        match &self.head {
            Some(head) if said != (head.seq, &head.hash, head.recorded_at, &head.actor) => {
                let words = |(seq, hash, at, actor): (u64, &String, cairn_model::Timestamp, &String)| {
                    format!("record no. {seq} of {at} by {actor} with hash {hash}")
                };
                let expected = words((head.seq, &head.hash, head.recorded_at, &head.actor));
                refused(FlawCode::Head, expected, words(said))
            }
            None if manifest.scope.is_none() => {
                refused(FlawCode::Head, "a log with a commit".to_owned(), "an empty one".to_owned())
            }
            _ => Ok((manifest, counts)),
        }
    }

    fn line(&mut self, open: &mut Open, number: u64, line: &[u8]) -> Result<(), Flaw> {
        let member = open.member;
        let refused = |what, expected: &str, found: &str| Err(Flaw::new(what, &member.name(), expected, found));
        match member {
            Member::Items => self.item(open, line)?,
            Member::Relationships => self.relationship(open, line)?,
            Member::Requirements => return self.requirement(open, line),
            Member::Records => self.record(open, line)?,
            Member::Log => return self.log(number, line),
            Member::Manifest | Member::Model | Member::Attachment(_) => {
                return refused(FlawCode::Line, "one line without a line feed", "a line feed");
            }
        }
        in_order(member, &open.last.0, &open.next.0)?;
        std::mem::swap(&mut open.last, &mut open.next);
        Ok(())
    }

    fn item(&mut self, open: &mut Open, line: &[u8]) -> Result<(), Flaw> {
        let (mut id, mut classification, mut attribute) = (&b""[..], None, None);
        canonical(Member::Items, line, |depth, name, value| match (depth, name) {
            (2, b"classification") => attribute = Some(value),
            (1, b"attributes") => classification = attribute.take(),
            (1, b"id") => id = value,
            (1, _) => attribute = None,
            _ => {}
        })?;
        let id = ci_id(Member::Items, id)?;
        if let Some(word) = classification {
            let word = std::str::from_utf8(word).unwrap_or_default().trim_matches('"');
            self.classification = self.classification.max(classification_rank(word));
        }
        open.next.0.clear();
        open.next.0.extend(id.to_be_bytes());
        self.items.push(id);
        self.counts.items += 1;
        Ok(())
    }

    fn relationship(&mut self, open: &mut Open, line: &[u8]) -> Result<(), Flaw> {
        let mut own = [&b""[..]; 4];
        let mut id = own;
        canonical(Member::Relationships, line, |depth, name, value| match (depth, name) {
            (2, b"from") => own[0] = value,
            (2, b"type") => own[1] = value,
            (2, b"to") => own[2] = value,
            (2, b"label") => own[3] = value,
            (1, b"id") => id = own,
            _ => {}
        })?;
        let [from, type_id, to, label] = id;
        let (from, to) = (self.end_of(Member::Relationships, from)?, self.end_of(Member::Relationships, to)?);
        let next = &mut open.next.0;
        next.clear();
        next.extend(from.to_be_bytes());
        text(next, type_id);
        next.extend(to.to_be_bytes());
        text(next, label);
        self.counts.relationships += 1;
        Ok(())
    }

    fn requirement(&mut self, open: &mut Open, line: &[u8]) -> Result<(), Flaw> {
        let member = Member::Requirements;
        canonical(member, line, |_, _, _| {})?;
        let next: Requirement = serde_json::from_slice(line).map_err(|error| no_record(member, &error.to_string()))?;
        if let Some(last) = &open.last_requirement {
            let order = last.consumer.cmp(&next.consumer).then_with(|| requirement_order(&last.key, &next.key));
            ascending(member, order)?;
        }
        self.known(member, next.consumer)?;
        if let RequirementKey::Relationship(id) = &next.key {
            self.known(member, id.from)?;
            self.known(member, id.to)?;
        }
        open.last_requirement = Some(next);
        self.counts.requirements += 1;
        Ok(())
    }

    fn record(&mut self, open: &mut Open, line: &[u8]) -> Result<(), Flaw> {
        let (mut kind, mut id, mut has_body) = (None, None, false);
        canonical(Member::Records, line, |depth, name, value| match (depth, name) {
            (1, b"kind") => kind = Some(value),
            (1, b"id") => id = Some(value),
            (1, b"body") => has_body = true,
            _ => {}
        })?;
        let (Some(kind), Some(id), true) = (kind, id, has_body) else {
            return Err(no_record(Member::Records, "something without kind, id or body"));
        };
        open.next.0.clear();
        text(&mut open.next.0, kind);
        text(&mut open.next.0, id);
        self.counts.records += 1;
        Ok(())
    }

    fn log(&mut self, number: u64, line: &[u8]) -> Result<(), Flaw> {
        canonical(Member::Log, line, |_, _, _| {})?;
        let line = LogLine::parse(line).ok_or_else(|| no_record(Member::Log, "neither commit, chunk nor edit"))?;
        match line {
            LogLine::Commit(_) => self.counts.commits += 1,
            LogLine::Edit(_) => self.counts.edits += 1,
            LogLine::Chunk { .. } => {}
        }
        self.chain.take(number, &line)
    }

    fn end_of(&self, member: Member, quoted: &[u8]) -> Result<u128, Flaw> {
        let id = ci_id(member, quoted)?;
        self.known(member, CiId(id))?;
        Ok(id)
    }

    fn known(&self, member: Member, id: CiId) -> Result<(), Flaw> {
        if self.items.binary_search(&id.0).is_ok() {
            return Ok(());
        }
        Err(Flaw::new(FlawCode::UnknownEnd, &member.name(), "an item of items.ndjson", id.to_string()))
    }
}

fn missing(member: Member) -> Flaw {
    Flaw::new(FlawCode::Missing, &member.name(), "this entry", "none of that name")
}

fn no_record(member: Member, found: &str) -> Flaw {
    Flaw::new(FlawCode::Record, &member.name(), "a record of its kind", found)
}

fn canonical<'t>(member: Member, line: &'t [u8], visit: impl FnMut(usize, &'t [u8], &'t [u8])) -> Result<(), Flaw> {
    scan(line, visit).map_err(|NotCanonical(at)| {
        let found = format!("something else at byte {at} of the line");
        Flaw::new(FlawCode::NotCanonical, &member.name(), "canonical JSON", found)
    })
}

fn in_order(member: Member, last: &[u8], next: &[u8]) -> Result<(), Flaw> {
    // The first record has nothing before it, and no identity is empty.
    if last.is_empty() { Ok(()) } else { ascending(member, last.cmp(next)) }
}

fn ascending(member: Member, order: std::cmp::Ordering) -> Result<(), Flaw> {
    let expected = "a record that comes after the one before it";
    match order {
        std::cmp::Ordering::Less => Ok(()),
        std::cmp::Ordering::Equal => Err(Flaw::new(FlawCode::RecordTwice, &member.name(), expected, "the same one")),
        std::cmp::Ordering::Greater => {
            Err(Flaw::new(FlawCode::RecordOrder, &member.name(), expected, "one that comes earlier"))
        }
    }
}

/// Appends a text, as it stands in canonical JSON, so that its bytes sort as the text does and before any longer one.
fn text(out: &mut Vec<u8>, quoted: &[u8]) {
    let inside = quoted.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or_default();
    let unquoted;
    let text = if inside.contains(&b'\\') {
        unquoted = serde_json::from_slice::<String>(quoted).unwrap_or_default();
        unquoted.as_bytes()
    } else {
        inside
    };
    for &byte in text {
        out.push(byte);
        // A zero byte of the text must not look like its end.
        if byte == 0 {
            out.push(u8::MAX);
        }
    }
    out.extend([0, 0]);
}

/// Returns the id between the quotes: 26 characters of Crockford base 32 in their one form.
fn ci_id(member: Member, quoted: &[u8]) -> Result<u128, Flaw> {
    let refused = || {
        let found = String::from_utf8_lossy(quoted).into_owned();
        Flaw::new(FlawCode::Id, &member.name(), "an id of 26 characters of Crockford base 32", found)
    };
    let [b'"', digits @ .., b'"'] = quoted else { return Err(refused()) };
    if digits.len() != 26 || digits[0] > b'7' {
        return Err(refused());
    }
    digits.iter().try_fold(0_u128, |id, &digit| match CROCKFORD[usize::from(digit)] {
        u8::MAX => Err(refused()),
        value => Ok(id << 5 | u128::from(value)),
    })
}

/// The value of each digit; 255 for what is none.
const CROCKFORD: [u8; 256] = {
    let digits = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut values = [u8::MAX; 256];
    let mut value = 0;
    while value < 32 {
        values[digits[value as usize] as usize] = value;
        value += 1;
    }
    values
};

/// Returns how many elements the model has, after confirming that they are one canonical array in order.
fn model(bytes: &[u8]) -> Result<u64, Flaw> {
    #[derive(Deserialize)]
    struct Element {
        id: String,
        kind: String,
    }
    debug_assert!(bytes.len() <= LINE_BYTES_MAX, "lines are no longer");
    canonical(Member::Model, bytes, |_, _, _| {})?;
    let elements: Vec<Element> =
        serde_json::from_slice(bytes).map_err(|error| no_record(Member::Model, &error.to_string()))?;
    for pair in elements.windows(2) {
        ascending(Member::Model, (&pair[0].kind, &pair[0].id).cmp(&(&pair[1].kind, &pair[1].id)))?;
    }
    Ok(elements.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::relationship_order;
    use cairn_model::RelationshipId;
    use proptest::prelude::*;

    #[test]
    fn ids_have_one_form() {
        let check = |text: &str, expected: Option<u128>| {
            let quoted = format!("\"{text}\"");
            assert_eq!(ci_id(Member::Items, quoted.as_bytes()).ok(), expected, "{text}");
        };
        check("01ARZ3NDEKTSV4RRFFQ69G5FAV", Some("01ARZ3NDEKTSV4RRFFQ69G5FAV".parse::<CiId>().unwrap().0));
        check(&CiId(u128::MAX).to_string(), Some(u128::MAX));
        check("80000000000000000000000000", None);
        check("01arz3ndektsv4rrffq69g5fav", None);
        check("01ARZ3NDEKTSV4RRFFQ69G5FAI", None);
        check("01ARZ3NDEKTSV4RRFFQ69G5FA", None);
        check("", None);
        assert!(ci_id(Member::Items, b"12").is_err());
    }

    fn relationship_id() -> impl Strategy<Value = RelationshipId> {
        (0..3_u128, 0..3_u128, "[a-b\0\u{1}\n\u{e000}😀]{0,2}", prop::option::of("[a-b\"]{1,2}"))
            .prop_map(|(from, to, type_id, label)| RelationshipId { from: CiId(from), label, to: CiId(to), type_id })
    }

    proptest! {
        /// The audit compares bytes, the writer sorts records: both must mean the same order.
        #[test]
        fn bytes_sort_as_relationships_do(left in relationship_id(), right in relationship_id()) {
            let bytes = |id: &RelationshipId| {
                let quoted = |text: &str| serde_json::to_vec(text).unwrap();
                let mut out = id.from.0.to_be_bytes().to_vec();
                text(&mut out, &quoted(&id.type_id));
                out.extend(id.to.0.to_be_bytes());
                text(&mut out, &id.label.as_deref().map(quoted).unwrap_or_default());
                out
            };
            prop_assert_eq!(bytes(&left).cmp(&bytes(&right)), relationship_order(&left, &right));
        }
    }
}
