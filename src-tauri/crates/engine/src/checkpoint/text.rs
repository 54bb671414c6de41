//! A checkpoint as a text that can be read out, written down and typed in again: Crockford's base 32 with his check
//! digit (<https://www.crockford.com/base32.html>), in groups of five.
//!
//! ```text
//! version u8 | estate 8 bytes | lineage 8 bytes | hash 20 bytes | seq | edits | milliseconds (LEB128 each)
//! ```

use cairn_model::Timestamp;
use sha2::{Digest, Sha256};

use super::{Kept, VERSION};

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The digits of a check digit: modulo 37 there are five more.
const CHECK: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
const GROUP: usize = 5;
/// 160 bits of a hash: as much as nobody finds a second text for.
const HASH_BYTES: usize = 20;
/// More than a checkpoint ever has.
const CHARS_MAX: usize = 1_000;

/// Why a text is no checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It has other characters, or not enough of them.
    #[error("it is no checkpoint")]
    NoCheckpoint,
    /// The check digit is not that of the rest: a digit is wrong, missing or in another place.
    #[error("its check digit is wrong")]
    Digit,
    /// A newer version wrote it.
    #[error("it has version {version}")]
    Newer {
        /// The version it has.
        version: u32,
    },
}

/// Returns as much of an id as a checkpoint keeps of it.
pub(super) fn short(id: &str) -> [u8; 8] {
    let full: [u8; 32] = Sha256::digest(id.as_bytes()).into();
    let [a, b, c, d, e, f, g, h, ..] = full;
    [a, b, c, d, e, f, g, h]
}

fn push_number(out: &mut Vec<u8>, mut number: u64) {
    while let [low, ..] = number.to_le_bytes()
        && number >= 0x80
    {
        out.push(low | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Returns the short text of a checkpoint.
pub(super) fn write(kept: &Kept) -> String {
    let mut bytes = VERSION.to_le_bytes()[..1].to_vec();
    bytes.extend(kept.estate);
    bytes.extend(kept.lineage);
    bytes.extend(kept.hash.iter().take(HASH_BYTES));
    push_number(&mut bytes, kept.seq);
    push_number(&mut bytes, kept.edits);
    push_number(&mut bytes, u64::try_from(kept.recorded_at.0).unwrap_or_default());
    let mut digits = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8 | u32::from(byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            digits.push((held >> bits & 31).to_le_bytes()[0]);
        }
    }
    if bits > 0 {
        digits.push((held << (5 - bits) & 31).to_le_bytes()[0]);
    }
    let mut text: Vec<u8> = digits.iter().map(|&digit| DIGITS[usize::from(digit)]).collect();
    text.push(CHECK[remainder(&digits)]);
    let groups: Vec<String> = text.chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join("-")
}

fn remainder(digits: &[u8]) -> usize {
    digits.iter().fold(0, |rest, &digit| (rest * 32 + usize::from(digit)) % CHECK.len())
}

/// Returns what a digit means: letters of either case, and those that look like another one mean it.
fn digit(byte: u8) -> Option<u8> {
    let meant = match byte.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    let place = DIGITS.iter().position(|&known| known == meant)?;
    u8::try_from(place).ok()
}

/// Returns what a short text says.
pub(super) fn read(text: &str) -> Result<Kept, TextError> {
    let plain: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'-').collect();
    let (&check, rest) = plain.split_last().ok_or(TextError::NoCheckpoint)?;
    if rest.len() > CHARS_MAX {
        return Err(TextError::NoCheckpoint);
    }
    let digits: Vec<u8> = rest.iter().map(|&byte| digit(byte)).collect::<Option<_>>().ok_or(TextError::NoCheckpoint)?;
    let wanted = CHECK[remainder(&digits)];
    let is_right =
        wanted == check.to_ascii_uppercase() || digit(check).is_some_and(|digit| DIGITS[usize::from(digit)] == wanted);
    if !is_right {
        return Err(TextError::Digit);
    }
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in digits {
        held = (held << 5 | u32::from(digit)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 255).to_le_bytes()[0]);
        }
    }
    let kept = taken_apart(&bytes)?;
    // One text for one checkpoint: what is left over says nothing.
    if write(&kept).bytes().filter(|byte| *byte != b'-').count() == plain.len() {
        Ok(kept)
    } else {
        Err(TextError::NoCheckpoint)
    }
}

fn taken_apart(bytes: &[u8]) -> Result<Kept, TextError> {
    let (&version, rest) = bytes.split_first().ok_or(TextError::NoCheckpoint)?;
    if u32::from(version) != VERSION {
        return Err(TextError::Newer { version: u32::from(version) });
    }
    let parts = || -> Option<Kept> {
        let (estate, rest) = rest.split_first_chunk::<8>()?;
        let (lineage, rest) = rest.split_first_chunk::<8>()?;
        let (hash, mut rest) = rest.split_first_chunk::<HASH_BYTES>()?;
        Some(Kept {
            estate: *estate,
            lineage: *lineage,
            hash: hash.to_vec(),
            seq: take_number(&mut rest).filter(|&seq| seq > 0)?,
            edits: take_number(&mut rest)?,
            recorded_at: Timestamp(i64::try_from(take_number(&mut rest)?).ok()?),
        })
    };
    parts().ok_or(TextError::NoCheckpoint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept() -> impl Strategy<Value = Kept> {
        (any::<[u8; 8]>(), any::<[u8; 8]>(), any::<[u8; 20]>(), 1..u64::MAX, any::<u64>(), 0..i64::MAX).prop_map(
            |(estate, lineage, hash, seq, edits, at)| Kept {
                estate,
                lineage,
                hash: hash.to_vec(),
                seq,
                edits,
                recorded_at: Timestamp(at),
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn texts_survive_being_written_down(kept in kept()) {
            let text = write(&kept);
            prop_assert_eq!(read(&text), Ok(kept.clone()));
            let by_hand = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(read(&by_hand), Ok(kept));
        }

        /// One digit for another, and two that changed places, are never taken.
        #[test]
        fn slips_are_found(kept in kept(), place in any::<prop::sample::Index>(), other in 0..32_usize) {
            let text = write(&kept).into_bytes();
            let place = place.index(text.len() - 1);
            prop_assume!(text[place] != b'-');
            let mut wrong = text.clone();
            wrong[place] = DIGITS[other];
            prop_assert!(wrong == text || read(&String::from_utf8_lossy(&wrong)).is_err());
            let mut turned = text.clone();
            let next = if turned[place + 1] == b'-' { place + 2 } else { place + 1 };
            // The check digit may be one that no other digit can be.
            prop_assume!(next + 1 < text.len());
            turned.swap(place, next);
            prop_assert!(turned == text || read(&String::from_utf8_lossy(&turned)).is_err());
        }

        #[test]
        fn anything_else_is_no_panic(text in "\\PC{0,120}", digits in "[0-9A-Z]{1,140}") {
            let _ = read(&text);
            let _ = read(&digits);
        }
    }
}
