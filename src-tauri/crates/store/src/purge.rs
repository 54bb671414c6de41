//! Removing a value from the log for good: its digest stays, and with it every hash. See `docs/storage-format.md`, "Purge".

use std::collections::BTreeSet;

use cairn_model::{ChunkSeal, CiId, CommitDraft, ValueSeal, hex};

use crate::canonical;
use crate::chain::{self, SealReader};
use crate::commit::{self, LocatedEdit, Logged, Receipt, Sealing};
use crate::envelope::{Opener, Sealer};
use crate::error::StoreError;
use crate::key::{self, PageKind, Parsed};
use crate::log::{self, LogWriter};
use crate::read;
use crate::record;
use crate::stage::Stage;
use crate::store::{Store, encoding};

const OPERATION: &str = "purge";

/// Which value is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurgeTarget {
    /// Of which item.
    pub item: CiId,
    /// The page of the item, when it is known.
    pub page: Option<u32>,
    /// Where in the item the value stands, as a JSON pointer: `/name`, `/attributes/serial`.
    pub path: String,
    /// The canonical JSON of the value.
    pub value: Vec<u8>,
}

/// A place from which the value goes, and what stays there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurgedPlace {
    /// The record no. of the commit.
    pub seq: u64,
    /// The number of the edit within its chunk.
    pub index: u32,
    /// Where in the edit, as a JSON pointer.
    pub path: String,
    /// The digest, as it stands in the hash form of the edit.
    pub digest: String,
}

/// What a purge will write: made beforehand, so that it can be shown.
#[derive(Debug)]
pub struct Purge {
    target: PurgeTarget,
    /// Every place in the log as it is, by record no.
    pub places: Vec<PurgedPlace>,
    chunks: Vec<Sealing>,
}

/// A chunk without the value, and from where it went: number of the edit, pointer, digest.
type Redacted = (Vec<u8>, Vec<(u32, String, String)>);

impl Store {
    /// Finds every place in the log at which the item has this value there. Nothing is written.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn plan_purge(&self, target: PurgeTarget) -> Result<Purge, StoreError> {
        let id = target.item.0.to_be_bytes();
        let chunks: BTreeSet<(u64, u32)> = self.chunks_of(PageKind::Items, &id, target.page)?;
        let mut opener = Opener::new();
        let mut purge = Purge { places: Vec::new(), chunks: Vec::new(), target };
        for (seq, chunk) in chunks {
            let key = key::operation(seq, chunk);
            let opened = opener.read(&*self.backend, &key, &|error| self.refused(OPERATION, error))?;
            let Some(opened) = opened else { continue };
            if let Some((raw, places)) = redacted(&key, opened.raw, &purge.target)? {
                let place = |(index, path, digest)| PurgedPlace { seq, index, path, digest };
                purge.places.extend(places.into_iter().map(place));
                purge.chunks.push((key, raw, opened.parts));
            }
        }
        Ok(purge)
    }

    /// Writes one commit as [`Store::commit`] does and, in the same batch, every chunk of the log without the value; the
    /// chunks of the commit itself are without it as well. An image, which may hold it, is removed before.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub fn commit_purge(
        &self,
        draft: CommitDraft,
        edits: &[LocatedEdit],
        purge: Purge,
        entropy: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Receipt, StoreError> {
        let _writer = self.writing();
        self.usable()?;
        let mut stage = Stage::new(self)?;
        let mut salt = [0; chain::SALT_BYTES];
        entropy(&mut salt);
        let mut sealer = Sealer::new().map_err(encoding(OPERATION, "a compressor"))?;
        let mut batch = Vec::new();
        let placed = commit::place(&mut stage, edits)?;
        let mut seal = |(key, raw, parts): Sealing| {
            let without = match key::parse(&key) {
                Parsed::Operation(..) => redacted(&key, &raw, &purge.target)?,
                _ => None,
            };
            commit::seal(&mut sealer, (key, without.map_or(raw, |(raw, _)| raw), parts), &mut batch)
        };
        let (slots, hash) = commit::write_log(stage.state.head.seq + 1, edits, LogWriter::new(salt), &mut seal)?;
        let written = commit::write(&stage, draft, Logged { slots, placed, hash }, &mut seal)?;
        for chunk in purge.chunks {
            commit::seal(&mut sealer, chunk, &mut batch)?;
        }
        commit::write_removals(&stage, &mut batch);
        // Before the value is gone from the log, so that it is never told of as gone and still there.
        self.remove_image()?;
        self.apply(batch, &written.state.head, true)?;
        Ok(self.acknowledged(written))
    }

    /// Returns whether a value of this commit was purged.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn has_purged(&self, seq: u64) -> Result<bool, StoreError> {
        let mut has = false;
        self.log_chunks::<StoreError>(seq, |seal, _| {
            has |= matches!(seal, ChunkSeal::Values(_));
            Ok(())
        })?;
        Ok(has)
    }
}

/// Returns a chunk without the value; `None` when it is not there.
fn redacted(key: &[u8], raw: &[u8], target: &PurgeTarget) -> Result<Option<Redacted>, StoreError> {
    let chunk = read::chunk_of(key, raw)?;
    let mut reader = SealReader::new(chunk.seal.clone());
    let (mut values, mut lines, mut places) = (Vec::new(), Vec::with_capacity(raw.len()), Vec::new());
    for line in chunk.lines() {
        let index = reader.index();
        let is_of_item = is_of(key, line, target.item)?;
        let (mut copied, mut fits) = (0, true);
        let is_canonical = canonical::purgeable(line, |pointer, value| {
            let Some(seal) = reader.value_seal(pointer) else {
                fits = false;
                return;
            };
            let path = [&b"/after"[..], b"/before"].iter().find_map(|side| pointer.strip_prefix(*side));
            match seal {
                ValueSeal::Salt(salt)
                    if is_of_item && path == Some(target.path.as_bytes()) && line[value.clone()] == target.value =>
                {
                    let digest = chain::value_digest(&salt, &target.value);
                    lines.extend_from_slice(&line[copied..value.start]);
                    lines.extend_from_slice(chain::purged_form(pointer));
                    copied = value.end;
                    places.push((index, String::from_utf8_lossy(pointer).into_owned(), hex(&digest)));
                    values.push(ValueSeal::Digest(digest));
                }
                seal => values.push(seal),
            }
        });
        if is_canonical.is_none() || !fits {
            let what = crate::check::FindingCode::Operations;
            return Err(read::damaged(key, what, "the canonical JSON of an edit", "another text"));
        }
        lines.extend_from_slice(&line[copied..]);
        lines.push(b'\n');
        reader.end_edit();
    }
    if places.is_empty() {
        return Ok(None);
    }
    let mut without = log::begin(&ChunkSeal::Values(values));
    without.extend_from_slice(&lines);
    Ok(Some((without, places)))
}

/// Returns whether an edit is of the item. Most lines are told from it without being read.
fn is_of(key: &[u8], line: &[u8], item: CiId) -> Result<bool, StoreError> {
    let id = item.to_string();
    if !line.windows(id.len()).any(|window| window == id.as_bytes()) {
        return Ok(false);
    }
    let edit = read::parse_edit(key, line)?;
    let any = record::sides(&edit).and_then(|sides| sides.after.or(sides.before));
    Ok(any.is_some_and(|any| any.kind() == PageKind::Items && any.id() == item.0.to_be_bytes()))
}
