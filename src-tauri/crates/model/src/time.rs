//! Moments, in UTC.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Timestamp(pub i64);

/// The text is not a moment in RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a moment in RFC 3339, such as 2026-11-21T09:30:00Z")]
pub struct InvalidTimestamp(String);

impl Timestamp {
    /// Returns the moment that an RFC 3339 text names.
    ///
    /// # Errors
    /// [`InvalidTimestamp`] when the text is anything else or its year is beyond 9999.
    pub fn parse(text: &str) -> Result<Self, InvalidTimestamp> {
        DateTime::parse_from_rfc3339(text)
            .map(|moment| Timestamp(moment.timestamp_millis()))
            .map_err(|_| InvalidTimestamp(text.to_owned()))
    }

    /// Returns the moment to the minute, as people read it: `2026-11-21 09:30 UTC`.
    #[must_use]
    pub fn to_minutes(self) -> String {
        match DateTime::<Utc>::from_timestamp_millis(self.0) {
            Some(moment) => moment.format("%Y-%m-%d %H:%M UTC").to_string(),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::<Utc>::from_timestamp_millis(self.0) {
            Some(moment) => formatter.write_str(&moment.to_rfc3339_opts(SecondsFormat::Millis, true)),
            None => write!(formatter, "{} ms", self.0),
        }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Timestamp::parse(&text).map_err(serde::de::Error::custom)
    }
}
