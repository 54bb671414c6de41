//! Reading a table of items or of relationships.

use std::collections::BTreeMap;

use cairn_model::requirement::InvalidThreshold;
use cairn_model::value::VALUE_BYTES_MAX;
use cairn_model::{Strength, Terms, Threshold, Value};
use csv::StringRecord;

use crate::candidate::{FileContent, FileKind, Refusal, RefusedRow, Rows};
use crate::dialect::{Columns, Dialect, Given, detect_delimiter, normal};
use crate::encoding::{Decoded, EncodingName, decode};
use crate::lines::Lines;
use crate::reject::reason_column;
use crate::rows::{ItemFront, ItemRowsWriter, RelationshipCells, RelationshipRowsWriter};
use crate::write::unguard_formula;

/// The largest file that is read, in bytes.
pub const FILE_BYTES_MAX: usize = 2 << 30;

/// How a Cairn snapshot begins, before 26 bytes of a header and the name of its first entry.
const SNAPSHOT_FRONT: &[u8] = b"PK\x03\x04";

/// Why a file as a whole cannot be read. Nothing of it is used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The file holds nothing.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than 2 GiB.
    #[error("the file holds {bytes} bytes, more than {FILE_BYTES_MAX}")]
    TooLarge {
        /// How many bytes it holds.
        bytes: usize,
    },
    /// The file is something else than a table of text.
    #[error("the file is {what}, not a table of text")]
    NotATable {
        /// What it looks like: `zip`, `pdf`, `xls`, `gzip`, `sqlite`, `picture`, `binary`, `json` or `xml`.
        what: &'static str,
    },
    /// Bytes that mean nothing in the encoding.
    #[error("line {line}: bytes that are not {encoding:?}")]
    BadEncoding {
        /// The first line with such bytes, from 1.
        line: u64,
        /// The encoding given or found.
        encoding: EncodingName,
    },
    /// The header is neither one of items nor one of relationships.
    #[error("the header is neither of items nor of relationships: {}", columns.join(", "))]
    WrongHeader {
        /// The columns found.
        columns: Vec<String>,
    },
    /// Two columns have the same name.
    #[error("the header names the column `{column}` twice")]
    ColumnTwice {
        /// The name.
        column: String,
    },
}

/// Returns everything a file says.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; a row that cannot be read is among
/// [`FileContent::refused`] instead.
pub fn read(bytes: &[u8], given: &Given) -> Result<FileContent, FileError> {
    let (decoded, delimiter) = text_of(bytes, given)?;
    let (mut reader, own) = rows_of(&decoded.text, delimiter, given);
    let unnamed = own.iter().enumerate().filter(|(_, column)| column.is_empty()).map(|(place, _)| place).collect();
    let columns = given.renamed(own.clone());
    let (kind, places) = recognise(&columns)?;
    let dialect = Dialect {
        delimiter: char::from(delimiter),
        encoding: decoded.encoding,
        has_header: given.columns.is_none(),
        columns,
    };
    let mut table = Table::new(&dialect, places, unnamed);
    let lines = Lines::new(&decoded.text);
    let rows = match kind {
        FileKind::Items => {
            let mut rows = ItemRowsWriter::new(&table.names);
            table.each(&mut reader, lines, |table, line, record| {
                let known = table.refused.len();
                table.item(line, record, &mut rows);
                table.name_refused(known, record);
            });
            Rows::Items(rows.finish())
        }
        FileKind::Relationships => {
            let mut rows = RelationshipRowsWriter::default();
            table.each(&mut reader, lines, |table, line, record| {
                table.relationship(line, record, &mut rows);
            });
            Rows::Relationships(rows.finish())
        }
    };
    let ignored_columns = if kind == FileKind::Relationships { table.ignored() } else { Vec::new() };
    let unnamed_columns = table.unnamed.iter().filter(|(_, used)| *used).map(|(place, _)| place + 1).collect();
    let refused = table.refused;
    Ok(FileContent { dialect, rows, refused, ignored_columns, unnamed_columns, own_columns: own })
}

/// Returns the text of a table, and what stands between its cells.
pub(crate) fn text_of<'b>(bytes: &'b [u8], given: &Given) -> Result<(Decoded<'b>, u8), FileError> {
    check_is_text(bytes, given.encoding)?;
    let decoded = decode(bytes, given.encoding);
    if let Some(line) = decoded.first_bad_line {
        return Err(FileError::BadEncoding { line, encoding: decoded.encoding });
    }
    let delimiter = given.delimiter.unwrap_or_else(|| detect_delimiter(&decoded.text));
    Ok((decoded, delimiter))
}

/// Returns a reader of the rows of a table that stands behind its header, and the names of its columns in the file.
pub(crate) fn rows_of<'t>(text: &'t str, delimiter: u8, given: &Given) -> (csv::Reader<&'t [u8]>, Vec<String>) {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let names = given.columns.clone().unwrap_or_else(|| {
        let mut record = StringRecord::new();
        // The text is valid UTF-8 and the reader flexible: reading from memory cannot fail.
        let _at_end = reader.read_record(&mut record);
        record.iter().map(|column| column.trim().to_owned()).collect()
    });
    (reader, names)
}

fn check_is_text(bytes: &[u8], given: Option<EncodingName>) -> Result<(), FileError> {
    let what = [
        (&b"PK\x03\x04"[..], "zip"),
        (b"%PDF", "pdf"),
        (b"\xd0\xcf\x11\xe0", "xls"),
        (b"\x1f\x8b", "gzip"),
        (b"SQLite format 3", "sqlite"),
        (b"\x89PNG", "picture"),
    ];
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let utf_16 = marked || given == Some(EncodingName::Utf16);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(FileError::TooLarge { bytes: bytes.len() });
    }
    if bytes.starts_with(SNAPSHOT_FRONT) && bytes[SNAPSHOT_FRONT.len()..].get(26..39) == Some(b"manifest.json") {
        return Err(FileError::NotATable { what: "snapshot" });
    }
    if let Some((_, what)) = what.into_iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(FileError::NotATable { what });
    }
    let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    match start {
        _ if !utf_16 && bytes.contains(&0) => Err(FileError::NotATable { what: "binary" }),
        Some(b'{' | b'[') => Err(FileError::NotATable { what: "json" }),
        Some(b'<') => Err(FileError::NotATable { what: "xml" }),
        _ => Ok(()),
    }
}

fn recognise(columns: &[String]) -> Result<(FileKind, Columns), FileError> {
    let mut seen = std::collections::BTreeSet::new();
    for column in columns.iter().filter(|column| !column.is_empty()) {
        if !seen.insert(normal(column)) {
            return Err(FileError::ColumnTwice { column: column.clone() });
        }
    }
    Columns::of(columns).ok_or_else(|| FileError::WrongHeader { columns: columns.to_vec() })
}

struct Table<'a> {
    columns: &'a [String],
    /// The columns as they are compared and as attributes are named.
    names: Vec<String>,
    places: Columns,
    /// Where the reasons of a former import stand.
    reason: Option<usize>,
    /// The columns that are attributes of an item, by ascending name.
    attributes: Vec<usize>,
    /// Columns without a name, and whether any row has a value there.
    unnamed: Vec<(usize, bool)>,
    refused: Vec<RefusedRow>,
}

impl<'a> Table<'a> {
    fn new(dialect: &'a Dialect, places: Columns, unnamed: Vec<usize>) -> Self {
        let columns = dialect.columns.as_slice();
        let unnamed = unnamed.into_iter().map(|place| (place, false)).collect();
        let names: Vec<String> = columns.iter().map(|column| normal(column)).collect();
        let reason = reason_column(dialect);
        let own = [places.id, places.class, places.name, places.status, places.attributes, reason];
        let is_attribute = |place: &usize| !own.contains(&Some(*place)) && !columns[*place].is_empty();
        let mut attributes: Vec<usize> = (0..columns.len()).filter(is_attribute).collect();
        attributes.sort_by_key(|&place| &names[place]);
        Table { columns, names, places, reason, attributes, unnamed, refused: Vec::new() }
    }

    fn each(
        &mut self,
        reader: &mut csv::Reader<&[u8]>,
        mut lines: Lines<'_>,
        mut take: impl FnMut(&mut Self, u64, &StringRecord),
    ) {
        let mut record = StringRecord::new();
        while matches!(reader.read_record(&mut record), Ok(true)) {
            let line = lines.of(&record);
            let expected = self.columns.len();
            let blank = record.iter().all(|cell| cell.trim().is_empty());
            // Spreadsheets append empty cells; more than the header with something in them is a broken row.
            let extra = record.iter().skip(expected).any(|cell| !cell.trim().is_empty());
            if blank {
                continue;
            }
            if record.len() < expected || extra {
                let refusal = Refusal::CellCount { found: record.len(), expected };
                self.refused.push(RefusedRow { line, id: None, column: String::new(), refusal });
                continue;
            }
            for (place, used) in &mut self.unnamed {
                *used |= !cell(&record, Some(*place)).is_empty();
            }
            take(self, line, &record);
        }
    }

    fn refuse<T>(&mut self, line: u64, place: Option<usize>, refusal: Refusal) -> Option<T> {
        let column = place.and_then(|place| self.columns.get(place)).cloned().unwrap_or_default();
        self.refused.push(RefusedRow { line, id: None, column, refusal });
        None
    }

    /// Gives what was refused since there were `known` the id of the item: relationships may name it.
    fn name_refused(&mut self, known: usize, record: &StringRecord) {
        for row in &mut self.refused[known..] {
            row.id = Some(cell(record, self.places.id).to_owned()).filter(|id| !id.is_empty());
        }
    }

    fn mandatory<'r>(&mut self, line: u64, record: &'r StringRecord, place: Option<usize>) -> Option<&'r str> {
        let cell = cell(record, place);
        if cell.is_empty() {
            return self.refuse(line, place, Refusal::Empty);
        }
        self.bounded(line, place, cell).then_some(cell)
    }

    fn bounded(&mut self, line: u64, place: Option<usize>, text: &str) -> bool {
        let fits = text.len() <= VALUE_BYTES_MAX;
        if !fits {
            self.refuse::<()>(line, place, Refusal::TooLong { bytes: text.len() });
        }
        fits
    }

    /// Takes a row of items, or refuses it and returns `None`.
    fn item(&mut self, line: u64, record: &StringRecord, rows: &mut ItemRowsWriter) -> Option<()> {
        let Columns { id, class, name, status, attributes, .. } = self.places;
        let id = self.mandatory(line, record, id)?;
        let class = self.mandatory(line, record, class)?;
        let name = self.mandatory(line, record, name)?;
        let word = status.map(|_| cell(record, status));
        if !self.bounded(line, status, word.unwrap_or("")) {
            return None;
        }
        let mut values = if cell(record, attributes).is_empty() { None } else { self.json_attributes(line, record)? };
        // What is wrong is told of the first column of the file, whatever its name.
        let cells = (0..self.columns.len()).map(|place| (place, cell(record, Some(place))));
        let too_long = cells.filter(|(_, text)| text.len() > VALUE_BYTES_MAX).map(|(place, text)| (place, text.len()));
        let mut too_long = too_long.filter(|(place, _)| self.attributes.contains(place));
        if let Some((place, bytes)) = too_long.next() {
            return self.refuse(line, Some(place), Refusal::TooLong { bytes });
        }
        let front = ItemFront { line, id, class, name, status: word };
        let cells = self.attributes.iter().map(|&place| (place, cell(record, Some(place))));
        let cells = cells.filter(|(_, text)| !text.is_empty());
        match &mut values {
            None => rows.push_cells(&front, cells),
            Some(values) => {
                values.extend(cells.map(|(place, text)| (self.names[place].clone(), Value::Text(text.to_owned()))));
                rows.push_values(&front, values);
            }
        }
        Some(())
    }

    /// Returns the values of the JSON object of a row; `Some(None)` when it has none.
    fn json_attributes(&mut self, line: u64, record: &StringRecord) -> Option<Option<BTreeMap<String, Value>>> {
        let place = self.places.attributes;
        let mut attributes: BTreeMap<String, Value> = match serde_json::from_str(cell(record, place)) {
            Ok(attributes) => attributes,
            Err(error) => return self.refuse(line, place, Refusal::BadJson { message: error.to_string() }),
        };
        attributes.retain(|_, value| *value != Value::Null);
        if let Some(bytes) = attributes.values().map(Value::text_bytes).find(|&bytes| bytes > VALUE_BYTES_MAX) {
            return self.refuse(line, place, Refusal::TooLong { bytes });
        }
        Some(Some(attributes))
    }

    /// Takes a row of relationships, or refuses it and returns `None`.
    fn relationship(&mut self, line: u64, record: &StringRecord, rows: &mut RelationshipRowsWriter) -> Option<()> {
        let Columns { from, type_word, to, label, min_up, degraded_below, strength, .. } = self.places;
        let from = self.mandatory(line, record, from)?;
        let type_word = self.mandatory(line, record, type_word)?;
        let to = self.mandatory(line, record, to)?;
        let (label, place) = (cell(record, label), label);
        if !self.bounded(line, place, label) {
            return None;
        }
        let min_up = self.threshold(line, record, min_up)?;
        let degraded_below = self.threshold(line, record, degraded_below)?;
        let word = cell(record, strength).to_lowercase();
        let strength = match Strength::from_id(&word) {
            None if !word.is_empty() => return self.refuse(line, strength, Refusal::NotAStrength { text: word }),
            strength => strength,
        };
        let terms = Terms { degraded_below, min_up, strength };
        rows.push(&RelationshipCells { line, from, type_word, to, label, terms });
        Some(())
    }

    /// Returns the threshold of a cell; `Some(None)` for an empty one.
    fn threshold(&mut self, line: u64, record: &StringRecord, place: Option<usize>) -> Option<Option<Threshold>> {
        let text = cell(record, place);
        if text.is_empty() {
            return Some(None);
        }
        match Threshold::parse(text) {
            Ok(threshold) => Some(Some(threshold)),
            Err(InvalidThreshold::Zero) => self.refuse(line, place, Refusal::ZeroMembers),
            Err(InvalidThreshold::AboveHundred) => self.refuse(line, place, Refusal::AboveHundred),
            Err(InvalidThreshold::NotANumber) => {
                self.refuse(line, place, Refusal::NotAThreshold { text: text.to_owned() })
            }
        }
    }

    fn ignored(&self) -> Vec<String> {
        let places = &self.places;
        let used = [
            places.from,
            places.type_word,
            places.to,
            places.label,
            places.min_up,
            places.degraded_below,
            places.strength,
            self.reason,
        ];
        let unused = self.columns.iter().enumerate().filter(|(place, _)| !used.contains(&Some(*place)));
        unused.map(|(_, column)| column.clone()).filter(|column| !column.is_empty()).collect()
    }
}

fn cell(record: &StringRecord, place: Option<usize>) -> &str {
    unguard_formula(place.and_then(|place| record.get(place)).unwrap_or("").trim())
}
