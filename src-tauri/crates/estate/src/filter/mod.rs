//! The filter language: `class:firewall state:live environment=production "core switch"`.
//!
//! Terms stand side by side and all have to hold. `class:` takes in subclasses, `class=` does not; `attribute=value`
//! compares the whole value without regard to case, `attribute=` finds items without a value, `attribute!=value` the
//! opposite; `site=A|B` means either; a leading `-` turns a term around; everything else is text that must occur in
//! name, key, source id, class or a value.

mod evaluate;
mod parse;

pub use evaluate::FilterMatches;

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    /// Any of the classes, with what inherits from them.
    Class(Vec<String>),
    /// Any of the classes, and nothing that inherits from them.
    ClassItself(Vec<String>),
    State(Vec<String>),
    Operation(Vec<String>),
    Source(Vec<String>),
    Attribute {
        name: String,
        values: Vec<String>,
    },
    Text(String),
}

/// A term of a filter as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTerm {
    /// The term, with its quotation marks.
    pub text: String,
    /// Whether it has to hold; else it must not.
    pub wanted: bool,
    /// The field or attribute; empty for text that must occur.
    pub field: String,
    /// What stands between field and values: `:`, `=` or `!=`; empty for text.
    pub operator: &'static str,
    /// The values, any of which does; or the text.
    pub values: Vec<String>,
}

/// A parsed filter: every term has to hold, those marked `false` must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub(crate) terms: Vec<(bool, Term)>,
}

impl Filter {
    /// Adds that every one of these words has to occur, as it is: nothing in it is an operator.
    pub fn require_words(&mut self, words: &str) {
        self.terms.extend(words.split_whitespace().map(|word| (true, Term::Text(word.to_owned()))));
    }
}

/// Why a filter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// A quotation mark is not closed.
    #[error("column {column}: the quotation mark is not closed")]
    OpenQuote {
        /// Where it opens, in characters from 1.
        column: usize,
    },
    /// A field has no value.
    #[error("column {column}: `{field}:` needs a value")]
    NoValue {
        /// Where the term starts, in characters from 1.
        column: usize,
        /// The field.
        field: String,
    },
    /// A value that the field does not know.
    #[error("`{value}` is not a {field} of this estate")]
    UnknownValue {
        /// `class`, `state` or `operation`.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// An attribute that no class declares and no item carries.
    #[error("no item has an attribute `{0}`")]
    UnknownAttribute(String),
}
