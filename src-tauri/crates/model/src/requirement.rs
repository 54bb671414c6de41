//! Requirements: what a consumer needs of a set of providers (IMPACT 1).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{CiId, RelationshipId};

/// The label that takes a relationship out of every group.
pub const ALONE_LABEL: &str = "-";

/// How much a consumer needs what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Strength {
    /// Never in the graph.
    Info = 0,
    /// Lost support: listed, raises nothing.
    Soft = 1,
    /// Works worse without.
    Degrading = 2,
    /// Cannot work without.
    Hard = 3,
}

impl Strength {
    /// Every strength, strongest first.
    pub const ALL: [Strength; 4] = [Strength::Hard, Strength::Degrading, Strength::Soft, Strength::Info];

    /// Returns the identifier used in files and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Strength::Hard => "hard",
            Strength::Degrading => "degrading",
            Strength::Soft => "soft",
            Strength::Info => "info",
        }
    }

    /// Returns the strength with the given identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Strength> {
        Strength::ALL.into_iter().find(|strength| strength.id() == id)
    }
}

/// How many members a requirement needs: a count, or a share of its members in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub enum Threshold {
    /// A number of members, at least 1.
    Count(u32),
    /// A share of the members in hundredths of a percent, 1 to 10,000.
    Percent(u32),
}

/// Why a text is not a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidThreshold {
    /// A requirement that needs nothing is not a requirement.
    #[error("0 is not a number of members: at least 1")]
    Zero,
    /// More than all of the members.
    #[error("more than 100 %")]
    AboveHundred,
    /// Neither a count nor a percentage.
    #[error("neither a whole number nor a percentage such as 60% or 33.34%")]
    NotANumber,
}

impl Threshold {
    /// Returns the number of members meant, out of `n`: `ceil(n · p / 10,000)` for a share, in integers (IMPACT 1).
    #[must_use]
    pub fn of(self, n: u32) -> u32 {
        match self {
            Threshold::Count(count) => count,
            Threshold::Percent(share) => {
                let product = u64::from(n) * u64::from(share);
                u32::try_from(product.div_ceil(10_000)).unwrap_or(u32::MAX)
            }
        }
    }

    /// Returns the threshold that a text such as `2`, `60%` or `33.34%` means.
    ///
    /// # Errors
    /// [`InvalidThreshold`] for zero, more than 100 %, more than two decimals, or anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidThreshold> {
        let text = text.trim();
        let Some(percent) = text.strip_suffix('%') else {
            return match text.parse::<u32>() {
                Ok(0) => Err(InvalidThreshold::Zero),
                Ok(count) => Ok(Threshold::Count(count)),
                Err(_) => Err(InvalidThreshold::NotANumber),
            };
        };
        let percent = percent.trim_end();
        let (whole, fraction) = percent.split_once('.').unwrap_or((percent, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return Err(InvalidThreshold::NotANumber);
        }
        let hundredths = format!("{whole}{fraction:0<2}").parse::<u64>().map_err(|_| InvalidThreshold::AboveHundred)?;
        match u32::try_from(hundredths) {
            Ok(0) => Err(InvalidThreshold::Zero),
            Ok(share) if share <= 10_000 => Ok(Threshold::Percent(share)),
            _ => Err(InvalidThreshold::AboveHundred),
        }
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Threshold::Count(count) => write!(formatter, "{count}"),
            Threshold::Percent(share) if share % 100 == 0 => write!(formatter, "{}%", share / 100),
            Threshold::Percent(share) => write!(formatter, "{}.{:02}%", share / 100, share % 100),
        }
    }
}

impl Serialize for Threshold {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Threshold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Threshold::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// Which of a consumer's requirements: the consumer is named beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RequirementKey {
    /// The relationships that carry this explicit label, of whatever type and direction.
    Label(String),
    /// The relationships of this grouping type without an explicit label.
    Type(String),
    /// One relationship alone.
    Relationship(RelationshipId),
}

/// What somebody declared of a requirement; what is blank comes from the type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Terms {
    /// Below this many working members the consumer is degraded (q).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degraded_below: Option<Threshold>,
    /// Below this many working members the consumer is down (k).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_up: Option<Threshold>,
    /// How much the consumer needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
}

impl Terms {
    /// Returns true when nothing is declared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Terms::default()
    }
}

/// The declared terms of one requirement of one consumer. Requirements without declared terms are not stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Requirement {
    /// Who needs it.
    pub consumer: CiId,
    /// Which of the consumer's requirements.
    pub key: RequirementKey,
    /// What was declared.
    #[serde(flatten)]
    pub terms: Terms,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_integers_throughout() {
        let check = |text: &str, n: u32, expected: u32| {
            assert_eq!(Threshold::parse(text).map(|threshold| threshold.of(n)), Ok(expected), "{text} of {n}");
        };
        // iTop compares counts with floats; these are the cases where that goes wrong.
        check("50%", 1, 1);
        check("50%", 2, 1);
        check("50%", 3, 2);
        check("33.33%", 3, 1);
        check("33.34%", 3, 2);
        check("66.67 %", 3, 3);
        check("100%", 3, 3);
        check("0.01%", 3, 1);
        check("2", 3, 2);
    }

    #[test]
    fn impossible_thresholds_are_refused() {
        for (text, expected) in [
            ("0", InvalidThreshold::Zero),
            ("0%", InvalidThreshold::Zero),
            ("100.01%", InvalidThreshold::AboveHundred),
            ("99999999999999999999%", InvalidThreshold::AboveHundred),
            ("1.234%", InvalidThreshold::NotANumber),
            ("-1", InvalidThreshold::NotANumber),
            ("half", InvalidThreshold::NotANumber),
            ("%", InvalidThreshold::NotANumber),
            ("+5%", InvalidThreshold::NotANumber),
        ] {
            assert_eq!(Threshold::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn thresholds_survive_text() {
        for text in ["3", "60%", "33.34%", "0.05%"] {
            assert_eq!(Threshold::parse(text).map(|threshold| threshold.to_string()), Ok(text.to_owned()));
        }
    }
}
