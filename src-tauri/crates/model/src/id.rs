//! The identity of a configuration item.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ulid::Ulid;

/// The immutable, never reused identity of a configuration item: a ULID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct CiId(pub u128);

/// The text is not a ULID of 26 Crockford base-32 characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a configuration item id (26 characters of Crockford base 32)")]
pub struct InvalidCiId(String);

impl CiId {
    /// Appends the text of the id.
    pub fn push_to(self, out: &mut Vec<u8>) {
        let mut text = [0; ulid::ULID_LEN];
        out.extend_from_slice(Ulid(self.0).array_to_str(&mut text).as_bytes());
    }
}

impl fmt::Display for CiId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Ulid(self.0), formatter)
    }
}

impl fmt::Debug for CiId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for CiId {
    type Err = InvalidCiId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ulid::from_string(text).map(|ulid| CiId(ulid.0)).map_err(|_| InvalidCiId(text.to_owned()))
    }
}

impl Serialize for CiId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CiId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A source of new ids that ascend within one operation, so that neighbours in time are neighbours on disk.
#[derive(Clone, Debug)]
pub struct IdSource {
    next: u128,
}

impl IdSource {
    /// Returns a source that starts at the given time with the given 80 bits of entropy.
    ///
    /// The top bit of the entropy is cleared so that 2⁷⁹ ids fit before the time field would be touched.
    #[must_use]
    pub fn new(now: crate::Timestamp, entropy: [u8; 10]) -> Self {
        let mut random = [0_u8; 16];
        random[6..].copy_from_slice(&entropy);
        random[6] &= 0x7f;
        let time = u128::from(now.0.max(0).cast_unsigned() & 0xffff_ffff_ffff) << 80;
        IdSource { next: time | u128::from_be_bytes(random) }
    }

    /// Returns the next id, greater than every one before it.
    pub fn next_id(&mut self) -> CiId {
        let id = CiId(self.next);
        self.next += 1;
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_and_survive_text() {
        let mut source = IdSource::new(crate::Timestamp(1_700_000_000_000), [0xff; 10]);
        let (first, second) = (source.next_id(), source.next_id());
        assert!(first < second);
        assert_eq!(first.to_string().len(), 26);
        assert_eq!(second.to_string().parse::<CiId>(), Ok(second));
        assert!("not an id".parse::<CiId>().is_err());
    }
}
