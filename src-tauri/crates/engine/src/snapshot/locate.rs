//! Which line of a damaged file is the bad one: a hash over a file says only that there is one.
//!
//! The log says what every record is. A line that is canonical, in its place, and not what the sound log leads to is the
//! one that was altered; damage to the log shows at the commit whose hash is no longer right.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::io::Read;

use cairn_exchange::snapshot::{ChainAudit, Flaw, FlawCode, Lines, LogLine, Manifest, Member, Reader, SnapshotError};
use cairn_exchange::snapshot::{Noun, record_identity, sides};
use cairn_model::hex;
use sha2::{Digest, Sha256};

use crate::snapshot::BLOCK_BYTES;
use crate::snapshot::chain::StoreChain;

const LOCATED: [Member; 5] = [Member::Items, Member::Relationships, Member::Requirements, Member::Records, Member::Log];

/// Returns true when the flaw is about a whole file whose lines can be told apart.
pub(super) fn may_help(flaw: &Flaw) -> bool {
    let is_whole_file = matches!(flaw.what, FlawCode::Checksum | FlawCode::FileHash) && flaw.line.is_none();
    is_whole_file && LOCATED.iter().any(|member| member.name() == flaw.file)
}

/// What the second reading gathers.
#[derive(Default)]
struct Search {
    /// Of every line of the damaged file: whose it is, and what it says.
    lines: Vec<(u64, u64)>,
    /// What the log leads to, by whose it is.
    logged: HashMap<u64, u64>,
    chain: StoreChain,
    chain_flaw: Option<Flaw>,
}

/// Returns the flaw with the line it is at, where the rest of the file tells it; otherwise as it is.
pub(super) fn first_bad_line(input: &mut impl Read, manifest: &Manifest, flaw: Flaw) -> Result<Flaw, SnapshotError> {
    let Some(damaged) = LOCATED.into_iter().find(|member| member.name() == flaw.file) else { return Ok(flaw) };
    let mut search = Search::default();
    let mut reader = Reader::new(input).without_checksums();
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        let member = match reader.entry() {
            Ok(Some((member, _))) => member,
            // What stands behind the damage may be damaged too: then nobody can say more.
            Ok(None) | Err(SnapshotError::Flaw(_)) => return Ok(flaw),
            Err(error) => return Err(error),
        };
        let (mut lines, mut sha256) = (Lines::new(member), Sha256::new());
        loop {
            let filled = match reader.read(&mut block) {
                Ok(0) => break,
                Ok(filled) => filled,
                Err(SnapshotError::Flaw(_)) => return Ok(flaw),
                Err(error) => return Err(error),
            };
            sha256.update(&block[..filled]);
            let pushed = lines.push(&block[..filled], |number, line| {
                search.line(member, damaged, number, line);
                Ok::<(), Flaw>(())
            });
            if pushed.is_err() {
                return Ok(flaw);
            }
        }
        if member == Member::Log {
            let digest: [u8; 32] = sha256.finalize().into();
            let is_sound = manifest.mark(Member::Log).is_some_and(|mark| mark.sha256 == hex(&digest));
            return Ok(search.finish(damaged, is_sound, flaw));
        }
    }
}

impl Search {
    fn line(&mut self, member: Member, damaged: Member, number: u64, line: &[u8]) {
        if member == damaged && member != Member::Log {
            let noun = Noun::of(member);
            let whose = noun
                .and_then(|noun| record_identity(noun, line))
                .map_or(0, |(noun, id)| hashed(&[noun.as_bytes(), &id]));
            self.lines.push((whose, hashed(&[line])));
        }
        let Some(line) = LogLine::parse(line).filter(|_| member == Member::Log) else { return };
        if damaged == Member::Log {
            if self.chain_flaw.is_none() {
                self.chain_flaw = self.chain.take(number, &line).err();
            }
        } else if let LogLine::Edit(edit) = line
            && let Some((noun, before, after)) = sides(edit)
        {
            for (side, is_after) in [(before, false), (after, true)] {
                let Some((name, id)) = side.as_deref().and_then(|side| record_identity(noun, side)) else { continue };
                let whose = hashed(&[name.as_bytes(), &id]);
                if is_after {
                    self.logged.insert(whose, hashed(&[side.as_deref().unwrap_or_default()]));
                } else {
                    self.logged.remove(&whose);
                }
            }
        }
    }

    fn finish(mut self, damaged: Member, is_log_sound: bool, flaw: Flaw) -> Flaw {
        if damaged == Member::Log {
            return self.chain_flaw.or_else(|| self.chain.finish().err()).unwrap_or(flaw);
        }
        if !is_log_sound {
            return flaw;
        }
        let is_bad = |(whose, says): &(u64, u64)| self.logged.get(whose) != Some(says);
        match self.lines.iter().position(is_bad) {
            Some(position) => {
                let found = "another record, or one altered".to_owned();
                let expected = "the record that the log leads to";
                Flaw::new(FlawCode::State, &flaw.file, expected, found).at_line(position as u64 + 1)
            }
            None => flaw,
        }
    }
}

/// Damage is no adversary: 64 bits tell records apart, and importing compares every byte.
fn hashed(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write(part);
        hasher.write_u8(0);
    }
    hasher.finish()
}
