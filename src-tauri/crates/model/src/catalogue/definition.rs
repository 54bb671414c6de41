//! What a catalogue declares, exactly as it stands in TOML and in an estate's model.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::requirement::Strength;

fn is_false(value: &bool) -> bool {
    !*value
}

/// A word on screen in every language of the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// English.
    pub en: String,
    /// Traditional Chinese as written in Hong Kong.
    #[serde(rename = "zh-HK")]
    pub zh_hk: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

impl Label {
    /// Returns a label that is the same word in every language: what a learned class or type is called.
    #[must_use]
    pub fn same(word: &str) -> Label {
        Label { en: word.to_owned(), zh_hk: word.to_owned(), zh_cn: word.to_owned() }
    }
}

/// What concerns a catalogue as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Settings {
    /// The id of the catalogue.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The attributes every class has.
    pub common_attributes: Vec<String>,
    /// Which state a word in a file means; words are lower case, the empty one included.
    pub status_words: BTreeMap<String, String>,
}

/// A lifecycle state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct StateDefinition {
    /// Its id.
    pub id: String,
    /// Whether items in it take part in analyses.
    pub participates: bool,
    /// Whether items in it are flagged wherever they are shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub flagged: bool,
    /// Its word on screen.
    pub label: Label,
    /// The states a person may move an item to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<String>,
}

/// How the value of an attribute is written and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the definition")]
pub enum AttributeType {
    Text,
    LongText,
    Integer,
    Decimal,
    Boolean,
    Enum,
    MultiEnum,
    Date,
    DateTime,
    Duration,
    Ip,
    Mac,
    Url,
    Email,
    Telephone,
    Version,
    Money,
    Reference,
    Json,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AttributeDefinition {
    /// Its id.
    pub id: String,
    /// How its value is written.
    #[serde(rename = "type")]
    pub value_type: AttributeType,
    /// The unit of a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The allowed words of an enum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The class a reference points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The tiers in which the value is mandatory (ISO/IEC 20000-1:2018 8.2.6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_tiers: Vec<u8>,
    /// The smallest allowed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The largest allowed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// Its word on screen.
    pub label: Label,
}

/// A class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ClassDefinition {
    /// Its id.
    pub id: String,
    /// The class it inherits from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Whether it only groups other classes.
    #[serde(rename = "abstract", default, skip_serializing_if = "is_false")]
    pub is_abstract: bool,
    /// Services are what verdicts are about; inherited when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_service: Option<bool>,
    /// It can break by itself; inherited when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fails_alone: Option<bool>,
    /// What its items' keys start with; empty for abstract classes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key_prefix: String,
    /// Its word on screen.
    pub label: Label,
    /// Lower-case words by which a file may call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Rules that decide what is the same item on import, in order; inherited when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identity: Vec<Vec<String>>,
    /// Its attributes beyond the common and the inherited ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<String>,
    /// Learned from an import and not confirmed by anybody.
    #[serde(default, skip_serializing_if = "is_false")]
    pub learned: bool,
}

/// Which end of a relationship needs the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// `from` needs `to`.
    Source,
    /// `to` needs `from`.
    Target,
    /// Neither.
    None,
}

/// One allowed pair of ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MatrixEntry {
    /// A class id, or `any`.
    pub from: String,
    /// A class id, or `any`.
    pub to: String,
    /// The strength between these ends when it is not the type's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
}

/// A relationship type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RelationshipTypeDefinition {
    /// Its id.
    pub id: String,
    /// Its words, read from `from` to `to`.
    pub label: Label,
    /// Its words, read from `to` to `from`.
    pub inverse: Label,
    /// Which end needs the other.
    pub needs: Needs,
    /// How much.
    pub strength: Strength,
    /// Whether a consumer's relationships of this type form one requirement.
    #[serde(default, skip_serializing_if = "is_false")]
    pub groups: bool,
    /// Whether a person who draws it is asked how many members are needed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ask_k: bool,
    /// The number proposed when asking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_k: Option<String>,
    /// Whether its sources are listed as customers hit when its target is raised.
    #[serde(default, skip_serializing_if = "is_false")]
    pub customers: bool,
    /// Whether its targets are the policies, plans and contracts that a change of its source has to respect.
    #[serde(default, skip_serializing_if = "is_false")]
    pub documents: bool,
    /// The allowed ends.
    pub matrix: Vec<MatrixEntry>,
    /// Learned from an import and not confirmed by anybody.
    #[serde(default, skip_serializing_if = "is_false")]
    pub learned: bool,
}
