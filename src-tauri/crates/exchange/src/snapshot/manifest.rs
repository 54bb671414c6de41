//! The manifest: what a snapshot says of itself, and the hashes that bind everything else to it.

use std::collections::BTreeMap;

use cairn_model::{Timestamp, hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Flaw, FlawCode, Member, Part};

/// The version of the format that this crate writes, and the newest it reads.
pub const VERSION: u32 = 1;

const FORMAT: &str = "cairn-snapshot";

/// How many records each file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SnapshotCounts"))]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Attachments.
    pub attachments: u64,
    /// Commits of the log.
    pub commits: u64,
    /// Edits of all commits.
    pub edits: u64,
    /// Items.
    pub items: u64,
    /// Elements of the model.
    pub model: u64,
    /// Baselines and documents.
    pub records: u64,
    /// Relationships.
    pub relationships: u64,
    /// Requirements with declared terms.
    pub requirements: u64,
}

/// What identifies the content of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FileMark {
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// The content of `manifest.json`. Fields stand in canonical (alphabetical) order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Who made the last commit.
    pub actor: String,
    /// The highest classification of an item.
    pub classification: String,
    /// How many records each file has.
    pub counts: Counts,
    /// SHA-256 over the canonical manifest without this field.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// The id of the estate.
    pub estate: String,
    /// Every file between manifest and attachments, by name.
    pub files: BTreeMap<String, FileMark>,
    /// `cairn-snapshot`.
    pub format: String,
    /// The hash of the last commit.
    pub hash: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// The root of the tree over all files and attachments.
    pub merkle_root: String,
    /// The name that people gave the estate.
    pub name: String,
    /// When the last commit was recorded.
    pub recorded_at: Timestamp,
    /// The filter that selected the items; `None` when all are there, and then the log and the records are too.
    pub scope: Option<String>,
    /// The record no. of the last commit.
    pub seq: u64,
    /// The version of the format.
    pub version: u32,
}

/// What a manifest takes over from whoever makes the snapshot: the rest follows from the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestFacts {
    /// Who made the last commit.
    pub actor: String,
    /// The highest classification of an item.
    pub classification: String,
    /// The id of the estate.
    pub estate: String,
    /// The hash of the last commit.
    pub hash: String,
    /// The id of its line of commits.
    pub lineage: String,
    /// The name that people gave the estate.
    pub name: String,
    /// When the last commit was recorded.
    pub recorded_at: Timestamp,
    /// The filter that selected the items.
    pub scope: Option<String>,
    /// The record no. of the last commit.
    pub seq: u64,
}

/// The fields that every version, however new, must keep.
#[derive(Deserialize)]
struct VersionOnly {
    format: String,
    version: u32,
}

impl Manifest {
    /// Returns the manifest of these parts.
    ///
    /// # Errors
    /// [`serde_json::Error`] when a text of it has no JSON.
    pub fn new(facts: ManifestFacts, counts: Counts, parts: &[Part]) -> serde_json::Result<Self> {
        let files = parts.iter().filter(|part| !matches!(part.member, Member::Attachment(_)));
        let mark = |part: &Part| (part.member.name(), FileMark { bytes: part.bytes, sha256: hex(&part.sha256) });
        let mut manifest = Manifest {
            actor: facts.actor,
            classification: facts.classification,
            counts,
            digest: String::new(),
            estate: facts.estate,
            files: files.map(mark).collect(),
            format: FORMAT.to_owned(),
            hash: facts.hash,
            lineage: facts.lineage,
            merkle_root: hex(&merkle_root(parts.iter().map(|part| (part.member, part.sha256)))),
            name: facts.name,
            recorded_at: facts.recorded_at,
            scope: facts.scope,
            seq: facts.seq,
            version: VERSION,
        };
        manifest.digest = manifest.own_digest()?;
        Ok(manifest)
    }

    /// Returns its canonical JSON.
    ///
    /// # Errors
    /// As [`Manifest::new`].
    pub fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        serde_json_canonicalizer::to_vec(self)
    }

    fn own_digest(&self) -> serde_json::Result<String> {
        let bare = Manifest { digest: String::new(), ..self.clone() };
        Ok(hex(&Sha256::digest(bare.to_bytes()?)))
    }

    /// Returns the manifest that these bytes are.
    ///
    /// # Errors
    /// [`Flaw`]: no manifest, one of a newer version, one that is not canonical, or whose digest is another.
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let name = Member::Manifest.name();
        let refused = |what, expected: &str, found: String| Flaw::new(what, &name, expected, found);
        let no_snapshot = |found: String| refused(FlawCode::NotASnapshot, "the manifest of a Cairn snapshot", found);
        let VersionOnly { format, version } =
            serde_json::from_slice(bytes).map_err(|error| no_snapshot(error.to_string()))?;
        if format != FORMAT {
            return Err(no_snapshot(format!("format {format}")));
        }
        if version > VERSION {
            let found = format!("version {version}");
            return Err(refused(FlawCode::Newer, &format!("version {VERSION} or older"), found));
        }
        let manifest: Manifest = serde_json::from_slice(bytes)
            .map_err(|error| refused(FlawCode::Manifest, "the fields of version 1", error.to_string()))?;
        if manifest.to_bytes().ok().as_deref() != Some(bytes) {
            return Err(refused(FlawCode::Manifest, "canonical JSON", "the same in another form".to_owned()));
        }
        let digest = manifest.own_digest().unwrap_or_default();
        if digest != manifest.digest {
            return Err(refused(FlawCode::Digest, &digest, manifest.digest));
        }
        manifest.consistent()?;
        Ok(manifest)
    }

    /// Confirms that the files it names are those of a whole or of a scoped snapshot.
    fn consistent(&self) -> Result<(), Flaw> {
        let expected: Vec<String> = self.members().map(Member::name).collect();
        let named: Vec<&String> = Member::FILES
            .iter()
            .filter_map(|member| self.files.get_key_value(&member.name()).map(|(name, _)| name))
            .collect();
        if named != expected.iter().collect::<Vec<_>>() || self.files.len() != expected.len() {
            let found: Vec<&str> = self.files.keys().map(String::as_str).collect();
            let name = Member::Manifest.name();
            return Err(Flaw::new(FlawCode::Manifest, &name, expected.join(", "), found.join(", ")));
        }
        Ok(())
    }

    /// Returns the files between manifest and attachments that this snapshot has, in order.
    pub fn members(&self) -> impl Iterator<Item = Member> + use<> {
        members(self.scope.is_none())
    }

    /// Returns what the manifest says of a file.
    #[must_use]
    pub fn mark(&self, member: Member) -> Option<&FileMark> {
        self.files.get(&member.name())
    }
}

/// Returns the files between manifest and attachments of a whole snapshot, or of a scoped one, in order.
pub fn members(is_whole: bool) -> impl Iterator<Item = Member> + use<> {
    Member::FILES.into_iter().filter(move |member| is_whole || !matches!(member, Member::Records | Member::Log))
}

/// Returns the root of the hash tree (RFC 9162, 2.1.1) over the files and attachments of a snapshot in order; a leaf is
/// the name of the file, a zero byte and its SHA-256.
#[must_use]
pub fn merkle_root(files: impl IntoIterator<Item = (Member, [u8; 32])>) -> [u8; 32] {
    // Roots of complete trees, largest first, each with the number of its leaves.
    let mut roots: Vec<(u64, [u8; 32])> = Vec::new();
    for (member, digest) in files {
        let mut root = sha256(&[&[0], member.name().as_bytes(), &[0], &digest]);
        let mut leaves = 1;
        while let Some((_, left)) = roots.pop_if(|(of_left, _)| *of_left == leaves) {
            root = sha256(&[&[1], &left, &root]);
            leaves *= 2;
        }
        roots.push((leaves, root));
    }
    let Some((_, last)) = roots.pop() else { return sha256(&[]) };
    roots.iter().rev().fold(last, |right, (_, left)| sha256(&[&[1], left, &right]))
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition of RFC 9162, which recurses.
    fn by_definition(leaves: &[(Member, [u8; 32])]) -> [u8; 32] {
        match leaves {
            [] => sha256(&[]),
            [(member, digest)] => sha256(&[&[0], member.name().as_bytes(), &[0], digest]),
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                let (left, right) = leaves.split_at(split);
                sha256(&[&[1], &by_definition(left), &by_definition(right)])
            }
        }
    }

    #[test]
    fn the_tree_is_the_one_of_the_rfc() {
        let leaves: Vec<(Member, [u8; 32])> =
            (0..40_u8).map(|byte| (Member::Attachment([byte; 32]), [byte; 32])).collect();
        for count in 0..leaves.len() {
            assert_eq!(merkle_root(leaves[..count].iter().copied()), by_definition(&leaves[..count]), "{count}");
        }
    }
}
