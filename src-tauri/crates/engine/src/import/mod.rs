//! Import: identify → reconcile → plan → apply. The plan is pure and shown; applying it makes no choices.

mod attributes;
mod items;
mod keys;
mod learn;
mod relationships;
mod seen;
mod terms;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cairn_estate::Generation;
use cairn_exchange::{Dialect, FileContent, Given, Rows, read};
use cairn_model::catalogue::{Declarations, Needs};
use cairn_model::id::IdSource;
use cairn_model::packed::{EditList, EditPacker};
use cairn_model::{CancelToken, Catalogue, Commit, CommitKind, Edit, Phrase};

use crate::act::Act;
use crate::engine::Engine;
use crate::error::{EngineError, shortened};

pub(crate) use attributes::ClassAttributes;
pub(crate) use keys::Keys;
pub use view::{FileView, ImportSummary, LearnedType, RefusedView, Tally};

/// A file to import.
#[derive(Clone, Debug)]
pub struct ImportFile<'a> {
    /// Its name, as the person gave it.
    pub name: String,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What a person said of an import.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Which system the files speak for.
    pub source: String,
    /// Learn classes and types the estate does not know.
    pub learn: bool,
    /// File's word for a type → id of a type of the estate.
    pub map_types: BTreeMap<String, String>,
    /// File's word for a type, or its id → who needs whom, when it is learned.
    pub needs: BTreeMap<String, Needs>,
    /// How the files are written, where detection is not trusted.
    pub given: Given,
}

impl Default for ImportOptions {
    fn default() -> Self {
        ImportOptions {
            source: "csv".to_owned(),
            learn: false,
            map_types: BTreeMap::new(),
            needs: BTreeMap::new(),
            given: Given::default(),
        }
    }
}

/// A row of one of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    file: usize,
    line: u64,
}

/// Why rows are refused, by file and line; a row may have several reasons.
type Reasons = BTreeMap<Place, Vec<(String, Phrase)>>;

/// What an import would do.
#[derive(Debug)]
pub struct ImportPlan {
    /// The edits, ready to be committed.
    pub edits: EditList,
    /// What they amount to, and what was refused.
    pub summary: ImportSummary,
    dialects: Vec<Dialect>,
    reasons: Reasons,
}

impl ImportPlan {
    /// Returns, for each file with refused rows, its position among the files, its dialect, and the phrases of each
    /// refused line: what [`cairn_exchange::write_rejects`] needs once the phrases have words.
    pub fn rejects(&self) -> impl Iterator<Item = (usize, &Dialect, BTreeMap<u64, Vec<&Phrase>>)> + '_ {
        self.dialects.iter().enumerate().filter_map(|(file, dialect)| {
            let own: BTreeMap<u64, Vec<&Phrase>> = self
                .reasons
                .iter()
                .filter(|(place, _)| place.file == file)
                .map(|(place, reasons)| (place.line, reasons.iter().map(|(_, phrase)| phrase).collect()))
                .collect();
            (!own.is_empty()).then_some((file, dialect, own))
        })
    }
}

/// Everything one import is made of while it is planned.
struct Planner<'a> {
    generation: &'a Generation,
    options: &'a ImportOptions,
    contents: &'a [FileContent],
    cancel: &'a CancelToken,
    names: Vec<String>,
    /// The estate's declarations and whatever is learned on the way.
    declarations: Declarations,
    learned_from: (usize, usize),
    catalogue: Arc<Catalogue>,
    edits: EditPacker,
    summary: ImportSummary,
    reasons: Reasons,
}

/// Returns what importing the files would do. Nothing is changed; the same estate, files, options and ids give the
/// same plan.
///
/// # Errors
/// [`EngineError::File`] when a file as a whole cannot be read, [`EngineError::Cancelled`], [`EngineError::UnknownWords`] when a file uses classes
/// or types that the estate does not know and may not learn, [`EngineError::NoSuchType`]. Rows that cannot be taken
/// are in the summary instead.
pub fn plan(
    generation: &Generation,
    files: &[ImportFile<'_>],
    options: &ImportOptions,
    ids: &mut IdSource,
    cancel: &CancelToken,
) -> Result<ImportPlan, EngineError> {
    let contents = read_all(files, options)?;
    cancel.check()?;
    for type_id in options.map_types.values() {
        if generation.catalogue().type_number(type_id).is_none() {
            return Err(EngineError::NoSuchType { type_id: type_id.clone() });
        }
    }
    let declarations = generation.catalogue().declarations();
    let mut planner = Planner {
        generation,
        options,
        contents: &contents,
        cancel,
        names: files.iter().map(|file| file.name.clone()).collect(),
        learned_from: (declarations.classes.len(), declarations.relationship_types.len()),
        declarations,
        catalogue: Arc::clone(generation.catalogue()),
        edits: EditPacker::default(),
        summary: ImportSummary { source: options.source.clone(), ..ImportSummary::default() },
        reasons: Reasons::default(),
    };
    planner.describe_files();
    let mut unknown = learn::Unknown::default();
    let classes = planner.learn_classes(&mut unknown)?;
    let mut items = planner.plan_items(&classes, ids)?;
    planner.plan_relationships(&mut items, &mut unknown)?;
    drop(items);
    if !unknown.is_empty() {
        return Err(unknown.into_error());
    }
    planner.warn_of_unused_options();
    planner.finish()
}

/// Reads every file, side by side: each on a thread of its own.
fn read_all(files: &[ImportFile<'_>], options: &ImportOptions) -> Result<Vec<FileContent>, EngineError> {
    std::thread::scope(|scope| {
        let reading: Vec<_> = files.iter().map(|file| scope.spawn(|| read(file.bytes, &options.given))).collect();
        let joined = files.iter().zip(reading).map(|(file, reading)| match reading.join() {
            Ok(content) => content.map_err(|source| EngineError::File { file: file.name.clone(), source }),
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect()
    })
}

/// Applies a plan as one commit of kind `load`; `None` when there was nothing to do.
///
/// # Errors
/// What committing refuses; the estate is then what it was.
pub fn apply(
    engine: &Engine,
    plan: ImportPlan,
    reason: &str,
    act: &mut Act<'_>,
) -> Result<Option<Commit>, EngineError> {
    if plan.edits.is_empty() {
        return Ok(None);
    }
    engine.commit_list(act.draft(CommitKind::Load, reason), plan.edits, act).map(Some)
}

impl Planner<'_> {
    fn refuse(&mut self, place: Place, column: &str, mut phrase: Phrase) {
        for (name, value) in &mut phrase.params {
            // A cell may hold 64 KiB; a sentence names it by its beginning. The file and what is allowed stay whole.
            if !matches!(name.as_str(), "file" | "allowed") {
                *value = shortened(value);
            }
        }
        // Whoever looks for it in the file knows it by the name that it has there.
        let column = self.contents[place.file].own_column(column).to_owned();
        if let Some(named) = phrase.params.get_mut("column") {
            named.clone_from(&column);
        }
        self.reasons.entry(place).or_default().push((column, phrase));
    }

    /// Notes what was read of each file, and the rows that could not be.
    fn describe_files(&mut self) {
        for (file, content) in self.contents.iter().enumerate() {
            let name = self.names[file].clone();
            let (kind, rows) = match &content.rows {
                Rows::Items(rows) => ("items", rows.len()),
                Rows::Relationships(rows) => ("relationships", rows.len()),
            };
            self.summary.files.push(FileView {
                name: name.clone(),
                kind: kind.to_owned(),
                encoding: content.dialect.encoding,
                delimiter: content.dialect.delimiter,
                rows: (rows + content.refused.len()) as u64,
            });
            if !content.ignored_columns.is_empty() {
                let columns = content.ignored_columns.join(", ");
                self.summary
                    .warnings
                    .push(Phrase::new("warning-columns-not-kept").with("file", name).with("columns", columns));
            }
            if !content.unnamed_columns.is_empty() {
                let columns: Vec<String> = content.unnamed_columns.iter().map(ToString::to_string).collect();
                let phrase = Phrase::new("warning-columns-unnamed").with("file", &self.names[file]);
                self.summary.warnings.push(phrase.with("columns", columns.join(", ")));
            }
            for row in &content.refused {
                let phrase = view::refusal_phrase(&row.refusal).with("column", &row.column);
                self.refuse(Place { file, line: row.line }, &row.column, phrase);
            }
        }
    }

    /// A misspelt word in an option must not look as if it had been obeyed.
    fn warn_of_unused_options(&mut self) {
        if self.options.needs.is_empty() && self.options.map_types.is_empty() {
            return;
        }
        let used: BTreeSet<&str> = self
            .contents
            .iter()
            .filter_map(|content| match &content.rows {
                Rows::Items(_) => None,
                Rows::Relationships(rows) => Some(rows.types.iter()),
            })
            .flatten()
            .map(|(word, _)| word)
            .collect();
        let is_used = |word: &String| used.iter().any(|used| used == word || self.own_word(used) == *word);
        let options = self.options.needs.keys().map(|word| ("--needs", word));
        let options = options.chain(self.options.map_types.keys().map(|word| ("--map-type", word)));
        let unused: Vec<Phrase> = options
            .filter(|(_, word)| !is_used(word))
            .map(|(option, word)| Phrase::new("warning-option-unused").with("option", option).with("word", word))
            .collect();
        self.summary.warnings.extend(unused);
    }

    fn resolve(&mut self) -> Result<(), EngineError> {
        self.catalogue = crate::catalogue::resolve(self.declarations.clone())?;
        Ok(())
    }

    fn finish(mut self) -> Result<ImportPlan, EngineError> {
        let mut learned = Declarations::default();
        learned.classes.extend(self.declarations.classes.drain(self.learned_from.0..));
        learned.relationship_types.extend(self.declarations.relationship_types.drain(self.learned_from.1..));
        self.summary.learned_classes = learned.classes.iter().map(|class| class.id.clone()).collect();
        let first: Vec<Edit> = learned
            .elements()
            .map_err(|error| EngineError::Serialise("what was learned", error))?
            .into_iter()
            .filter(|element| element.kind != "setting")
            .map(|element| Edit::Model { before: None, after: Some(Box::new(element)) })
            .collect();
        self.edits.put_before(first);
        for (place, reasons) in &self.reasons {
            let is_item = matches!(self.contents[place.file].rows, Rows::Items(_));
            let tally = if is_item { &mut self.summary.items } else { &mut self.summary.relationships };
            tally.rejected += 1;
            for (column, reason) in reasons {
                self.summary.refused.push(RefusedView {
                    file: self.names[place.file].clone(),
                    line: place.line,
                    column: column.clone(),
                    reason: reason.clone(),
                });
            }
        }
        let dialects = self.contents.iter().map(|content| content.dialect.clone()).collect();
        Ok(ImportPlan { edits: self.edits.finish(), summary: self.summary, dialects, reasons: self.reasons })
    }
}
