//! The head of a table: its columns, what they mean, and a few of their values, before anything of it is used.

use csv::StringRecord;

use crate::candidate::FileKind;
use crate::dialect::{Columns, Given, normal};
use crate::encoding::EncodingName;
use crate::read::{FileError, rows_of, text_of};

/// How many rows are looked at for values to show.
const ROWS_LOOKED_AT: usize = 50;
/// How many values of a column are shown.
const SAMPLES_MAX: usize = 3;
/// How much of a value is shown, in characters.
const SAMPLE_CHARS: usize = 60;

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadColumn {
    /// Its name in the file.
    pub name: String,
    /// The name by which it is known here: lower case, with underscores; empty when it is not read.
    pub known_as: String,
    /// It says what a row is, such as its id or an end of a relationship; otherwise it is an attribute or unknown.
    pub has_role: bool,
    /// Some of its values, each once, in the order of the file, cut to 60 characters.
    pub samples: Vec<String>,
}

/// The head of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHead {
    /// The character between cells.
    pub delimiter: char,
    /// The encoding.
    pub encoding: EncodingName,
    /// What the file holds; `None` when its columns do not say.
    pub kind: Option<FileKind>,
    /// The columns, in the order of the file.
    pub columns: Vec<HeadColumn>,
}

/// Returns the head of a table. A header that says neither items nor relationships is no error here.
///
/// # Errors
/// [`FileError`] when the file is empty, too large, no table of text or badly encoded.
pub fn head(bytes: &[u8], given: &Given) -> Result<FileHead, FileError> {
    let (decoded, delimiter) = text_of(bytes, given)?;
    let (mut reader, names) = rows_of(&decoded.text, delimiter, given);
    let renamed = given.renamed(names.clone());
    let known = Columns::of(&renamed);
    let roles = known.as_ref().map_or_else(|| Columns::items(&renamed), |(kind, columns)| columns.roles(*kind));
    let column = |(place, (name, renamed)): (usize, (String, &String))| HeadColumn {
        name,
        known_as: normal(renamed),
        has_role: roles.contains(&place),
        samples: Vec::new(),
    };
    let mut columns: Vec<HeadColumn> = names.into_iter().zip(&renamed).enumerate().map(column).collect();
    let (mut record, mut rows) = (StringRecord::new(), 0);
    while rows < ROWS_LOOKED_AT && matches!(reader.read_record(&mut record), Ok(true)) {
        rows += 1;
        for (column, cell) in columns.iter_mut().zip(&record) {
            let cell: String = cell.trim().chars().take(SAMPLE_CHARS).collect();
            if column.samples.len() < SAMPLES_MAX && !cell.is_empty() && !column.samples.contains(&cell) {
                column.samples.push(cell);
            }
        }
    }
    let kind = known.map(|(kind, _)| kind);
    Ok(FileHead { delimiter: char::from(delimiter), encoding: decoded.encoding, kind, columns })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::read;

    const FOREIGN: &str = "Asset,Sort,Host name,Rack,Id\na-1,server,web 1,R1,7\na-2,server,web 2,R1,8\n";

    fn renaming(pairs: &[(&str, &str)]) -> Given {
        let rename = pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
        Given { rename: rename.collect::<BTreeMap<_, _>>(), ..Given::default() }
    }

    #[test]
    fn a_head_says_columns_and_values() {
        let found = head(FOREIGN.as_bytes(), &Given::default()).unwrap();
        assert_eq!((found.kind, found.delimiter), (None, ','));
        let known: Vec<(&str, bool)> = found.columns.iter().map(|own| (own.known_as.as_str(), own.has_role)).collect();
        let expected = [("asset", false), ("sort", false), ("host_name", false), ("rack", false), ("id", true)];
        assert_eq!(known, expected);
        assert_eq!(found.columns[3].samples, ["R1"]);
        assert_eq!(found.columns[2].samples, ["web 1", "web 2"]);
        assert_eq!(head(b" ", &Given::default()), Err(FileError::Empty));
        let relationships = head(b"source_id,type,target_id,speed\n", &Given::default()).unwrap();
        assert_eq!(relationships.kind, Some(FileKind::Relationships));
        assert_eq!(relationships.columns.iter().filter(|own| own.has_role).count(), 3);
    }

    #[test]
    fn what_is_renamed_is_read_under_its_new_name_and_nothing_twice() {
        let given = renaming(&[("Asset", "id"), ("Sort", "class"), ("Host name", "name"), ("Rack", "")]);
        let content = read(FOREIGN.as_bytes(), &given).unwrap();
        let crate::Rows::Items(rows) = &content.rows else { unreachable!("items") };
        let first = rows.iter().next().unwrap();
        assert_eq!((first.id, first.name), ("a-1", "web 1"));
        assert_eq!(first.attributes.collect::<Vec<_>>(), []);
        assert_eq!((content.refused.len(), content.unnamed_columns.len()), (0, 0));
        let again = renaming(&[("Asset", "id"), ("Sort", "class"), ("Host name", "name"), ("Rack", "name")]);
        assert!(matches!(read(FOREIGN.as_bytes(), &again), Err(FileError::ColumnTwice { .. })));
        assert!(matches!(read(FOREIGN.as_bytes(), &Given::default()), Err(FileError::WrongHeader { .. })));
    }
}
