//! How a table is written: delimiter, encoding, header.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::candidate::FileKind;
use crate::encoding::EncodingName;

/// What a person said of a file; what is `None` is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The character between cells.
    pub delimiter: Option<u8>,
    /// The encoding.
    pub encoding: Option<EncodingName>,
    /// The names of the columns, for a file without a header row.
    pub columns: Option<Vec<String>>,
    /// What a column is called here, by the name that the file gives it; one with an empty name is not read.
    pub rename: BTreeMap<String, String>,
}

impl Given {
    /// Returns what the columns of a file are called here. A name that the file uses and another column takes over is
    /// told apart: what would be there twice unasked is not read.
    pub(crate) fn renamed(&self, columns: Vec<String>) -> Vec<String> {
        if self.rename.is_empty() {
            return columns;
        }
        let taken: Vec<String> = columns.iter().filter_map(|own| self.rename.get(own)).map(|own| normal(own)).collect();
        let name = |own: String| match self.rename.get(&own) {
            Some(name) => name.trim().to_owned(),
            None if taken.contains(&normal(&own)) => String::new(),
            None => own,
        };
        columns.into_iter().map(name).collect()
    }
}

/// How a table was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Dialect {
    /// The character between cells.
    pub delimiter: char,
    /// The encoding.
    pub encoding: EncodingName,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// The columns as the file or the person names them.
    pub columns: Vec<String>,
}

impl Dialect {
    /// Returns the column by which the file names one of these; the first of them when it has none.
    #[must_use]
    pub fn column(&self, names: &[&str]) -> String {
        let found = names.iter().find_map(|name| self.columns.iter().find(|column| normal(column) == *name));
        found.cloned().unwrap_or_else(|| names.first().copied().unwrap_or_default().to_owned())
    }
}

/// The columns that may name an end or the group of a relationship, the usual one first.
pub const FROM_COLUMNS: [&str; 3] = ["source_id", "source", "from"];
/// See [`FROM_COLUMNS`].
pub const TO_COLUMNS: [&str; 3] = ["target_id", "target", "to"];
/// See [`FROM_COLUMNS`].
pub const LABEL_COLUMNS: [&str; 3] = ["group", "any_of_group", "label"];

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Returns the delimiter under which the first record is a known header, or else splits into the most cells; a comma
/// when none does.
pub(crate) fn detect_delimiter(text: &str) -> u8 {
    let mut best = (false, 1, b',');
    for delimiter in DELIMITERS {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        if matches!(reader.read_record(&mut record), Ok(true)) {
            let header: Vec<String> = record.iter().map(str::to_owned).collect();
            let known = Columns::of(&header).is_some();
            if (known, header.len()) > (best.0, best.1) {
                best = (known, header.len(), delimiter);
            }
        }
    }
    best.2
}

/// Returns the name of a column as it is compared: lower case, with underscores.
pub(crate) fn normal(column: &str) -> String {
    column.trim().trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-'], "_")
}

/// Where the columns that mean something stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) id: Option<usize>,
    pub(crate) class: Option<usize>,
    pub(crate) name: Option<usize>,
    pub(crate) status: Option<usize>,
    pub(crate) attributes: Option<usize>,
    pub(crate) from: Option<usize>,
    pub(crate) type_word: Option<usize>,
    pub(crate) to: Option<usize>,
    pub(crate) label: Option<usize>,
    pub(crate) min_up: Option<usize>,
    pub(crate) degraded_below: Option<usize>,
    pub(crate) strength: Option<usize>,
}

impl Columns {
    /// Returns the places of the columns that say what an item is, of a header that does not say what it is of.
    pub(crate) fn items(header: &[String]) -> Vec<usize> {
        let own = ["id", "class", "name", "status", "attributes"];
        let places = header.iter().enumerate().filter(|(_, column)| own.contains(&normal(column).as_str()));
        places.map(|(place, _)| place).collect()
    }

    /// Returns the places of the columns that say what a row is.
    pub(crate) fn roles(&self, kind: FileKind) -> Vec<usize> {
        let all = match kind {
            FileKind::Items => vec![self.id, self.class, self.name, self.status, self.attributes],
            FileKind::Relationships => {
                vec![self.from, self.type_word, self.to, self.label, self.min_up, self.degraded_below, self.strength]
            }
        };
        all.into_iter().flatten().collect()
    }

    /// Returns what a header says, or `None` when it is neither of items nor of relationships.
    pub(crate) fn of(header: &[String]) -> Option<(FileKind, Columns)> {
        let names: Vec<String> = header.iter().map(|column| normal(column)).collect();
        let find = |wanted: &[&str]| wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
        let columns = Columns {
            id: find(&["id"]),
            class: find(&["class"]),
            name: find(&["name"]),
            status: find(&["status"]),
            attributes: find(&["attributes"]),
            from: find(&FROM_COLUMNS),
            type_word: find(&["type"]),
            to: find(&TO_COLUMNS),
            label: find(&LABEL_COLUMNS),
            min_up: find(&["min_up"]),
            degraded_below: find(&["degraded_below"]),
            strength: find(&["strength"]),
        };
        let relationships = columns.from.and(columns.type_word).and(columns.to).is_some();
        let items = columns.id.and(columns.class).and(columns.name).is_some();
        // An item may well have columns called "source" and "type"; both ends together are a relationship.
        if relationships {
            Some((FileKind::Relationships, columns))
        } else if items {
            Some((FileKind::Items, columns))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_splits() {
        let check = |text: &str, delimiter: u8| assert_eq!(detect_delimiter(text), delimiter, "{text}");
        check("id,class,name\n", b',');
        check("id;class;name, full\n", b';');
        check("id\tclass\tname\n", b'\t');
        check("id|class|name\n", b'|');
        check("\"id\";\"class\";\"name\";\"a,b,c,d,e\"\n", b';');
        check("alone\n", b',');
    }

    #[test]
    fn a_header_says_what_the_file_holds() {
        let check = |header: &str, expected: Option<FileKind>| {
            let header: Vec<String> = header.split(',').map(str::to_owned).collect();
            assert_eq!(Columns::of(&header).map(|(kind, _)| kind), expected, "{header:?}");
        };
        check("id,class,name,status,attributes", Some(FileKind::Items));
        check("\u{feff}ID,Class,Name", Some(FileKind::Items));
        check("id,class,name,source,type", Some(FileKind::Items));
        check("source_id,type,target_id", Some(FileKind::Relationships));
        check("From,Type,To,Group,Min up", Some(FileKind::Relationships));
        check("source_id,type,target_id,id,access_type,label", Some(FileKind::Relationships));
        check("a,b,c", None);
    }
}
