//! The rows of a file as they are kept until somebody looks at them: packed one behind another, for a file may have
//! millions.

use std::collections::BTreeMap;

use cairn_model::packed::{BlockWriter, Blocks, Reader, write_number, write_text, write_value};
use cairn_model::{Strength, Terms, Threshold, Value};

use crate::candidate::{Cell, ItemCandidate, RelationshipCandidate};

/// Words that repeat, each once, with the number of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    words: Vec<String>,
    rows: Vec<u64>,
    numbers: BTreeMap<String, usize>,
}

impl Words {
    /// Counts one more row of a word, and returns the number of the word.
    fn count(&mut self, word: &str) -> usize {
        let number = match self.numbers.get(word) {
            Some(&number) => number,
            None => {
                let number = self.words.len();
                self.numbers.insert(word.to_owned(), number);
                self.words.push(word.to_owned());
                self.rows.push(0);
                number
            }
        };
        self.rows[number] += 1;
        number
    }

    /// Returns the words by their numbers, each with how many rows have it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.words.iter().map(String::as_str).zip(self.rows.iter().copied())
    }
}

/// The rows of a file of items, in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemRows {
    blocks: Blocks,
    /// The words for classes.
    pub classes: Words,
    /// The names of the attributes that are columns.
    names: Vec<String>,
    len: usize,
}

/// The attributes of an item, by ascending name.
#[derive(Clone, Debug)]
pub struct Attributes<'r> {
    names: &'r [String],
    left: u64,
    reader: Reader<'r>,
}

impl<'r> Iterator for Attributes<'r> {
    type Item = (&'r str, Cell<'r>);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        // What this module wrote it can read. 0 is a name written out, as those from a JSON object are.
        let name = match usize::try_from(self.reader.number().ok()?).ok()?.checked_sub(1) {
            Some(column) => self.names.get(column)?.as_str(),
            None => self.reader.text().ok()?,
        };
        let cell = match self.reader.number().ok()? {
            0 => Cell::Text(self.reader.text().ok()?),
            _ => Cell::Value(self.reader.value().ok()?),
        };
        Some((name, cell))
    }
}

impl ItemRows {
    /// Returns the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the rows, in file order.
    pub fn iter(&self) -> impl Iterator<Item = ItemCandidate<'_>> {
        self.blocks.iter().flat_map(move |block| {
            let mut reader = Reader::new(block);
            std::iter::from_fn(move || if reader.is_at_end() { None } else { self.row(&mut reader) })
        })
    }

    fn row<'r>(&'r self, reader: &mut Reader<'r>) -> Option<ItemCandidate<'r>> {
        let line = reader.number().ok()?;
        let id = reader.text().ok()?;
        let class_number = usize::try_from(reader.number().ok()?).ok()?;
        let name = reader.text().ok()?;
        let status = if reader.byte().ok()? == 0 { None } else { Some(reader.text().ok()?) };
        let left = reader.number().ok()?;
        let own = Reader::new(reader.text_bytes().ok()?);
        let attributes = Attributes { names: &self.names, left, reader: own };
        let class = self.classes.words.get(class_number)?;
        Some(ItemCandidate { line, id, class, class_number, name, status, attributes })
    }
}

/// Appends rows of items.
#[derive(Debug)]
pub(crate) struct ItemRowsWriter {
    blocks: BlockWriter,
    rows: ItemRows,
    attributes: Vec<u8>,
}

/// What a row says beside its attributes.
pub(crate) struct ItemFront<'c> {
    pub(crate) line: u64,
    pub(crate) id: &'c str,
    pub(crate) class: &'c str,
    pub(crate) name: &'c str,
    pub(crate) status: Option<&'c str>,
}

impl ItemRowsWriter {
    /// Returns a writer of rows whose columns have these names.
    pub(crate) fn new(names: &[String]) -> Self {
        let rows = ItemRows { names: names.to_vec(), ..ItemRows::default() };
        ItemRowsWriter { blocks: BlockWriter::default(), rows, attributes: Vec::new() }
    }

    /// Appends a row whose attributes are all cells: by ascending name the column and the text of each.
    pub(crate) fn push_cells<'c>(&mut self, front: &ItemFront<'_>, cells: impl Iterator<Item = (usize, &'c str)>) {
        self.attributes.clear();
        let mut count = 0;
        for (column, text) in cells {
            write_number(&mut self.attributes, column as u64 + 1);
            self.attributes.push(0);
            write_text(&mut self.attributes, text);
            count += 1;
        }
        self.push(front, count);
    }

    /// Appends a row with these attributes.
    pub(crate) fn push_values(&mut self, front: &ItemFront<'_>, attributes: &BTreeMap<String, Value>) {
        self.attributes.clear();
        for (name, value) in attributes {
            self.attributes.push(0);
            write_text(&mut self.attributes, name);
            match value {
                Value::Text(text) => {
                    self.attributes.push(0);
                    write_text(&mut self.attributes, text);
                }
                value => {
                    self.attributes.push(1);
                    write_value(&mut self.attributes, value);
                }
            }
        }
        self.push(front, attributes.len() as u64);
    }

    fn push(&mut self, front: &ItemFront<'_>, count: u64) {
        let class = self.rows.classes.count(front.class);
        let attributes = &self.attributes;
        self.rows.len += 1;
        self.blocks.push(|out| {
            write_number(out, front.line);
            write_text(out, front.id);
            write_number(out, class as u64);
            write_text(out, front.name);
            out.push(u8::from(front.status.is_some()));
            if let Some(status) = front.status {
                write_text(out, status);
            }
            write_number(out, count);
            write_number(out, attributes.len() as u64);
            out.extend_from_slice(attributes);
        });
    }

    pub(crate) fn finish(self) -> ItemRows {
        ItemRows { blocks: self.blocks.finish(), ..self.rows }
    }
}

/// The rows of a file of relationships, in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationshipRows {
    blocks: Blocks,
    /// The words for types.
    pub types: Words,
    len: usize,
}

impl RelationshipRows {
    /// Returns the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the rows, in file order.
    pub fn iter(&self) -> impl Iterator<Item = RelationshipCandidate<'_>> + Clone {
        self.blocks.iter().flat_map(move |block| {
            let mut reader = Reader::new(block);
            std::iter::from_fn(move || if reader.is_at_end() { None } else { self.row(&mut reader) })
        })
    }

    fn row<'r>(&'r self, reader: &mut Reader<'r>) -> Option<RelationshipCandidate<'r>> {
        let line = reader.number().ok()?;
        let from = reader.text().ok()?;
        let type_number = usize::try_from(reader.number().ok()?).ok()?;
        let to = reader.text().ok()?;
        let label = Some(reader.text().ok()?).filter(|label| !label.is_empty());
        let terms = if reader.byte().ok()? == 0 { Terms::default() } else { read_terms(reader)? };
        let type_word = self.types.words.get(type_number)?;
        Some(RelationshipCandidate { line, from, type_word, type_number, to, label, terms })
    }
}

fn read_terms(reader: &mut Reader<'_>) -> Option<Terms> {
    let mut threshold = || {
        let kind = reader.byte().ok()?;
        let number = u32::try_from(reader.number().ok()?).ok()?;
        Some(match kind {
            1 => Some(Threshold::Count(number)),
            2 => Some(Threshold::Percent(number)),
            _ => None,
        })
    };
    let (min_up, degraded_below) = (threshold()?, threshold()?);
    let strength = reader.byte().ok()?;
    let strength = Strength::ALL.into_iter().find(|own| *own as u8 + 1 == strength);
    Some(Terms { degraded_below, min_up, strength })
}

fn write_terms(out: &mut Vec<u8>, terms: &Terms) {
    for threshold in [terms.min_up, terms.degraded_below] {
        let (kind, number) = match threshold {
            None => (0, 0),
            Some(Threshold::Count(count)) => (1, count),
            Some(Threshold::Percent(share)) => (2, share),
        };
        out.push(kind);
        write_number(out, u64::from(number));
    }
    out.push(terms.strength.map_or(0, |strength| 1 + strength as u8));
}

/// Appends rows of relationships.
#[derive(Debug, Default)]
pub(crate) struct RelationshipRowsWriter {
    blocks: BlockWriter,
    rows: RelationshipRows,
}

/// What a row says.
pub(crate) struct RelationshipCells<'c> {
    pub(crate) line: u64,
    pub(crate) from: &'c str,
    pub(crate) type_word: &'c str,
    pub(crate) to: &'c str,
    /// Empty when there is none.
    pub(crate) label: &'c str,
    pub(crate) terms: Terms,
}

impl RelationshipRowsWriter {
    pub(crate) fn push(&mut self, cells: &RelationshipCells<'_>) {
        let type_number = self.rows.types.count(cells.type_word);
        self.rows.len += 1;
        self.blocks.push(|out| {
            write_number(out, cells.line);
            write_text(out, cells.from);
            write_number(out, type_number as u64);
            write_text(out, cells.to);
            write_text(out, cells.label);
            out.push(u8::from(!cells.terms.is_empty()));
            if !cells.terms.is_empty() {
                write_terms(out, &cells.terms);
            }
        });
    }

    pub(crate) fn finish(self) -> RelationshipRows {
        RelationshipRows { blocks: self.blocks.finish(), ..self.rows }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;
    use crate::{FileContent, Given, Rows, read};

    fn content(text: &str) -> FileContent {
        read(text.as_bytes(), &Given::default()).unwrap()
    }

    #[test]
    fn rows_say_what_the_file_says() {
        let text = "id,class,name,zone,status,attributes,cpu\n\
            a,server,One,z1,live,,4\n\
            b,server,\"Two, too\",,,\"{\"\"cpu\"\":2,\"\"zone\"\":\"\"east\"\",\"\"gone\"\":null,\"\"list\"\":[1]}\",\n\
            c,site,'=Three,z2,,\"{\"\"zone\"\":\"\"west\"\"}\",8\n";
        let content = content(text);
        let Rows::Items(rows) = &content.rows else { unreachable!("items") };
        let words: Vec<_> = rows.classes.iter().collect();
        assert_eq!((rows.len(), words), (3, vec![("server", 2), ("site", 1)]));
        let text = Cell::Text;
        let one = Value::List(vec![Value::Integer(1)]);
        let expected = [
            (2, "a", "server", "One", Some("live"), vec![("cpu", text("4")), ("zone", text("z1"))]),
            (
                3,
                "b",
                "server",
                "Two, too",
                Some(""),
                vec![("cpu", Cell::Value(Value::Integer(2))), ("list", Cell::Value(one)), ("zone", text("east"))],
            ),
            // The column says more than the object, and guarded cells lose their guard.
            (4, "c", "site", "=Three", Some(""), vec![("cpu", text("8")), ("zone", text("z2"))]),
        ];
        let found = rows
            .iter()
            .map(|row| (row.line, row.id, row.class, row.name, row.status, row.attributes.collect::<Vec<_>>()));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn relationships_say_what_the_file_says() {
        let text = "from,type,to,group,min_up,degraded_below,strength\n\
            a,runs_on,b,,,,\n\
            a,needs,c,g1,2,66.67%,Soft\n\
            a,runs_on,,,,,\n\
            b,needs,c,-,50%,,hard\n";
        let content = content(text);
        let Rows::Relationships(rows) = &content.rows else { unreachable!("relationships") };
        let words: Vec<_> = rows.types.iter().collect();
        assert_eq!((rows.len(), content.refused.len(), words), (3, 1, vec![("runs_on", 1), ("needs", 2)]));
        let terms = |min_up, degraded_below, strength| Terms { degraded_below, min_up, strength };
        let (count, percent) = (|number| Some(Threshold::Count(number)), |share| Some(Threshold::Percent(share)));
        let expected = [
            (2, "a", "runs_on", 0, "b", None, Terms::default()),
            (3, "a", "needs", 1, "c", Some("g1"), terms(count(2), percent(6667), Some(Strength::Soft))),
            (5, "b", "needs", 1, "c", Some("-"), terms(percent(5000), None, Some(Strength::Hard))),
        ];
        let found =
            rows.iter().map(|row| (row.line, row.from, row.type_word, row.type_number, row.to, row.label, row.terms));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn many_rows_lie_in_many_blocks() {
        let long = "x".repeat(60_000);
        let rows: String = (0..200).map(|row| format!("i{row},server,{long}{row}\n")).collect();
        let content = content(&format!("id,class,name\n{rows}"));
        let Rows::Items(rows) = &content.rows else { unreachable!("items") };
        let found = rows.iter().map(|row| (row.line, row.id.to_owned(), row.name.len()));
        let expected = (0..200_usize).map(|row| (row as u64 + 2, format!("i{row}"), 60_000 + row.to_string().len()));
        assert!(found.eq(expected));
        assert!(rows.blocks.iter().count() > 3);
    }
}
