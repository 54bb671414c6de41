//! What a file says, row by row, before anybody asks whether it fits.

use cairn_model::{Terms, Value};

use crate::dialect::{Dialect, normal};
use crate::rows::{Attributes, ItemRows, RelationshipRows};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Configuration items.
    Items,
    /// Relationships.
    Relationships,
}

/// A configuration item as a file says it.
#[derive(Clone, Debug)]
pub struct ItemCandidate<'r> {
    /// The line its row starts on, from 1.
    pub line: u64,
    /// Its id in the file's system.
    pub id: &'r str,
    /// The file's word for its class.
    pub class: &'r str,
    /// The number of that word among those of the file.
    pub class_number: usize,
    /// What it is called.
    pub name: &'r str,
    /// The file's word for its status; `None` when the file has no such column.
    pub status: Option<&'r str>,
    /// Every other value, by ascending name of its column; texts are as in the file. Empty cells are absent.
    pub attributes: Attributes<'r>,
}

/// A value as a file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'r> {
    /// Text.
    Text(&'r str),
    /// Anything else, out of a JSON object.
    Value(Value),
}

/// A relationship as a file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationshipCandidate<'r> {
    /// The line its row starts on, from 1.
    pub line: u64,
    /// The id of the end it starts from.
    pub from: &'r str,
    /// The file's word for its type.
    pub type_word: &'r str,
    /// The number of that word among those of the file.
    pub type_number: usize,
    /// The id of the end it points to.
    pub to: &'r str,
    /// The explicit label.
    pub label: Option<&'r str>,
    /// k, q, and an explicit strength.
    pub terms: Terms,
}

/// Why a row of a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A mandatory cell is empty.
    Empty,
    /// The cell holds more text than one value may (64 KiB).
    TooLong {
        /// How many bytes it holds.
        bytes: usize,
    },
    /// The `attributes` cell is not a JSON object.
    BadJson {
        /// What the JSON reader says.
        message: String,
    },
    /// The number of members is 0.
    ZeroMembers,
    /// The percentage exceeds 100.
    AboveHundred,
    /// Neither a count nor a percentage.
    NotAThreshold {
        /// The cell.
        text: String,
    },
    /// Not a strength.
    NotAStrength {
        /// The cell.
        text: String,
    },
    /// The row has another number of cells than the header.
    CellCount {
        /// How many it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
}

/// A row that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// The line it starts on, from 1.
    pub line: u64,
    /// The id of the item it describes, when it has one.
    pub id: Option<String>,
    /// The column, by its name in the header; empty when the whole row is meant.
    pub column: String,
    /// Why.
    pub refusal: Refusal,
}

/// The rows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Of a file of items.
    Items(ItemRows),
    /// Of a file of relationships.
    Relationships(RelationshipRows),
}

/// Everything a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContent {
    /// How it was read.
    pub dialect: Dialect,
    /// The rows that could be read, in file order.
    pub rows: Rows,
    /// The rows that could not, in file order.
    pub refused: Vec<RefusedRow>,
    /// Columns of a relationship file that have no place in the model; their values are not kept.
    pub ignored_columns: Vec<String>,
    /// Columns, from 1, that hold values and have no name in the header; their values are not kept.
    pub unnamed_columns: Vec<usize>,
    /// The columns as the file itself names them, whatever they are read as.
    pub own_columns: Vec<String>,
}

impl FileContent {
    /// Returns the column that is read under a name as the file itself calls it; the name when no column is.
    #[must_use]
    pub fn own_column<'a>(&'a self, name: &'a str) -> &'a str {
        let columns = self.dialect.columns.iter();
        let place = columns.clone().position(|column| column == name).or_else(|| {
            let is_name = |column: &String| !column.is_empty() && normal(column) == normal(name);
            columns.clone().position(is_name)
        });
        place.and_then(|place| self.own_columns.get(place)).map_or(name, String::as_str)
    }
}
