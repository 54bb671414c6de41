//! Finding the item a person means: key, then id, then source id (or `source:id`), then a unique name (MODEL).

use cairn_model::CiId;
use cairn_model::packed::ItemRow;

use crate::generation::Generation;
use crate::index::{RowIndex, hash_of};
use crate::items::Row;
use crate::text::fold;

/// What a person's words for an item lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Exactly one item.
    Found(Row),
    /// Several items of the same rank; ascending by row.
    Ambiguous(Vec<Row>),
    /// No item.
    Missing,
}

/// Returns the words under which an item is found.
pub(crate) fn words_of<'r>(row: &ItemRow<'r>) -> [Option<&'r str>; 3] {
    [Some(row.key), row.source_id, Some(row.name)]
}

/// Returns the hashes of the words under which an item is found.
pub(crate) fn hashes(row: &ItemRow<'_>) -> impl Iterator<Item = u32> + use<> {
    words_of(row).map(|word| word.map(|word| hash_of(fold(word).as_str()))).into_iter().flatten()
}

impl Generation {
    /// Returns what `words` lead to.
    #[must_use]
    pub fn lookup(&self, words: &str) -> Lookup {
        let words = words.trim();
        let by_key = self.matching(words, |row, words| row.key.eq_ignore_ascii_case(words));
        if by_key != Lookup::Missing {
            return by_key;
        }
        if let Some(row) = words.parse::<CiId>().ok().and_then(|id| self.row(id)) {
            return Lookup::Found(row);
        }
        let by_source = self.by_source_id(words);
        if by_source != Lookup::Missing {
            return by_source;
        }
        let folded = fold(words);
        self.matching(words, |row, _| fold(row.name) == folded)
    }

    /// Returns the rows that a source knows under this id, ascending.
    #[must_use]
    pub fn rows_of_source_id(&self, source: &str, source_id: &str) -> Vec<Row> {
        self.candidates(source_id, |row, id| row.source_id == Some(id) && row.source == Some(source))
    }

    /// Returns the rows of items with this name, compared as search compares text, ascending.
    #[must_use]
    pub fn rows_of_name(&self, name: &str) -> Vec<Row> {
        let folded = fold(name);
        self.candidates(name, |row, _| fold(row.name) == folded)
    }

    /// Returns the item with this key.
    #[must_use]
    pub fn row_of_key(&self, key: &str) -> Option<Row> {
        self.candidates(key, |row, key| row.key.eq_ignore_ascii_case(key)).first().copied()
    }

    fn by_source_id(&self, words: &str) -> Lookup {
        let exact = self.matching(words, |row, words| row.source_id == Some(words));
        if exact != Lookup::Missing {
            return exact;
        }
        match words.split_once(':') {
            None => Lookup::Missing,
            Some((source, id)) => {
                self.matching(id, |row, id| row.source_id == Some(id) && row.source.is_some_and(|own| own == source))
            }
        }
    }

    fn matching(&self, words: &str, matches: impl Fn(&ItemRow<'_>, &str) -> bool) -> Lookup {
        let rows = self.candidates(words, matches);
        match rows.as_slice() {
            [] => Lookup::Missing,
            [row] => Lookup::Found(*row),
            _ => Lookup::Ambiguous(rows),
        }
    }

    fn candidates(&self, words: &str, matches: impl Fn(&ItemRow<'_>, &str) -> bool) -> Vec<Row> {
        let index = self.by_word.get_or_init(|| self.word_index());
        let mut rows: Vec<Row> = index
            .candidates(hash_of(fold(words).as_str()))
            .filter(|&row| self.items.view(row).is_ok_and(|view| matches(&view, words)))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Files every item under its folded key, source id and name.
    fn word_index(&self) -> RowIndex {
        let mut entries = Vec::with_capacity(self.items.alive() * 3);
        entries.extend(self.rows().flat_map(|row| {
            let view = self.items.view(row).ok();
            view.into_iter().flat_map(|view| hashes(&view)).map(move |hash| (hash, row))
        }));
        RowIndex::build(&entries)
    }
}
