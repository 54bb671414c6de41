//! Values that are gone from the log against the purges that say so: a digest alone keeps every hash as it was, so that
//! without this anybody who can write the files could take values out and leave no name behind.

use std::collections::{BTreeMap, BTreeSet};

use cairn_model::{ChunkSeal, ValueSeal, hex};
use serde::Deserialize;

use crate::check::{CheckReport, Finding, FindingCode};
use crate::key;

/// The kind of the documents that say what was purged.
const PURGE: &str = "purge";

/// A place of the log: its record no., and the digest that stands there, which no other value has.
type Place = (u64, String);

/// The places of the log from which values went.
#[derive(Debug, Default)]
pub(crate) struct Gone(BTreeSet<Place>);

#[derive(Deserialize)]
struct Said {
    body: Body,
}

#[derive(Deserialize)]
struct Body {
    digests: Vec<SaidPlace>,
}

#[derive(Deserialize)]
struct SaidPlace {
    digest: String,
    record: u64,
}

impl Gone {
    /// Takes the values of a chunk.
    pub(crate) fn take(&mut self, seq: u64, seal: &ChunkSeal) {
        let ChunkSeal::Values(values) = seal else { return };
        for value in values {
            if let ValueSeal::Digest(digest) = value {
                self.0.insert((seq, hex(digest)));
            }
        }
    }

    /// Compares with the documents that the log leads to: every digest that they name has to be there. How many are there
    /// that none of them names is told beside.
    pub(crate) fn compare(&self, named: &BTreeMap<Vec<u8>, Vec<u8>>, report: &mut CheckReport) {
        let documents =
            named.range(key::documents(PURGE)..).take_while(|(key, _)| key.starts_with(&key::documents(PURGE)));
        let said: BTreeSet<Place> = documents
            .filter_map(|(_, raw)| serde_json::from_slice::<Said>(raw).ok())
            .flat_map(|said| said.body.digests)
            .map(|place| (place.record, place.digest))
            .collect();
        // Not wrong in itself: a snapshot of the past has the digest, and the purge that left it came later.
        report.purged_unnamed = self.0.difference(&said).count() as u64;
        for (record, digest) in said.difference(&self.0) {
            report.add(Finding {
                record: Some(*record),
                what: FindingCode::Purge,
                place: format!("operations {record}"),
                expected: format!("digest {digest}, which a purge left"),
                found: "none".to_owned(),
            });
        }
    }
}
