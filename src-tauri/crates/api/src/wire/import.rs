//! Importing files: read, preview, apply. What is applied is what was previewed.

use std::collections::BTreeMap;

use cairn_engine::import::ImportOptions;
use cairn_exchange::{EncodingName, FileKind, Given, HeadColumn};
use cairn_model::Phrase;
use cairn_model::catalogue::Needs;
use serde::{Deserialize, Serialize};

use super::file::{FileIn, FileReply, put};
use super::said::ImportSaid;
use crate::change::WatchedReply;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::{Code, Failure};
use crate::import::{ImportRequest, NamedFile};

/// How to read files and understand them; what is absent is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ImportChoices", optional_fields))]
pub struct Choices {
    /// Which system the files speak for.
    #[serde(default)]
    pub source: Option<String>,
    /// Learn classes and types the estate does not know.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub learn: bool,
    /// The id of a type of the estate, by the file's word for it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub map_types: BTreeMap<String, String>,
    /// Who needs whom, by the file's word for a type, when it is learned.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub needs: BTreeMap<String, Needs>,
    /// The character between cells.
    #[serde(default)]
    pub delimiter: Option<char>,
    /// The encoding.
    #[serde(default)]
    pub encoding: Option<EncodingName>,
    /// The names of the columns, for a file without a header row.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// What a column is called here, by its name in the file; one with an empty name is not read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<BTreeMap<String, String>>"))]
    pub rename: BTreeMap<String, String>,
}

impl Choices {
    pub(crate) fn options(self) -> ImportOptions {
        let known = ImportOptions::default();
        ImportOptions {
            source: self.source.filter(|source| !source.trim().is_empty()).unwrap_or(known.source),
            learn: self.learn,
            map_types: self.map_types,
            needs: self.needs,
            given: Given {
                delimiter: self.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()),
                encoding: self.encoding,
                columns: self.columns,
                rename: self.rename,
            },
        }
    }
}

/// Files to import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ImportPreview {
    /// The files.
    pub files: Vec<FileIn>,
    /// How to read them.
    #[serde(default)]
    pub choices: Option<Choices>,
}

/// A column of a file, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ColumnView {
    /// Its name in the file.
    pub name: String,
    /// The name by which it is known here; empty when it is not read.
    pub known_as: String,
    /// What it is taken for.
    pub meaning: ColumnMeaning,
    /// Some of its values.
    pub samples: Vec<String>,
}

/// What a column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ColumnMeaning {
    /// It says what a row is: its id, its class, an end of a relationship.
    Role,
    /// An attribute of the model.
    Attribute,
    /// An attribute that the model does not know: kept as text with items, not kept with relationships.
    Unknown,
    /// It is not read.
    LeftOut,
}

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FileColumns {
    /// The name of the file.
    pub file: String,
    /// `items` or `relationships`; absent when the columns do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The columns, in the order of the file.
    pub columns: Vec<ColumnView>,
}

/// The columns of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ImportColumns {
    /// The files, as they were given.
    pub files: Vec<FileColumns>,
}

/// Files to import as they were previewed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ImportApply {
    /// The files.
    pub files: Vec<FileIn>,
    /// How to read them.
    #[serde(default)]
    pub choices: Option<Choices>,
    /// The record no. the preview was made on: when the estate has gone on since, nothing is applied.
    pub seq: u64,
    /// Why, for the record; the names of the files when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What an import amounts to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ImportResult"))]
pub struct ImportReply {
    /// The record that was made, or the newest one of a preview.
    pub seq: u64,
    /// A record was made: there was something new.
    pub recorded: bool,
    /// What it amounts to.
    pub summary: ImportSaid,
    /// The refused rows of each file with their reasons, ready to be mended, as CSV.
    pub rejects: Vec<FileReply>,
    /// What was looked at again because of the record.
    pub watched: WatchedReply,
}

pub(crate) fn files(given: &[FileIn]) -> Result<Vec<NamedFile>, Failure> {
    given.iter().map(FileIn::read).collect()
}

fn import(desk: &Desk, request: &ImportRequest, seq: u64, work: &Work<'_>) -> Result<ImportReply, Failure> {
    let open = desk.estate()?;
    let (reply, rejects) = open.session.import(request, work.messages, work.cancel)?;
    let reject =
        |file: crate::import::RejectsFile| put(&format!("{}.rejected.csv", file.of), "text/csv", &file.bytes, None);
    Ok(ImportReply {
        seq: reply.seq.unwrap_or(seq),
        recorded: reply.seq.is_some(),
        summary: open.session.import_said(&reply.summary, work.messages),
        rejects: rejects.into_iter().map(reject).collect::<Result<_, _>>()?,
        watched: reply.watched,
    })
}

pub(crate) fn columns(desk: &Desk, request: &ImportPreview, _work: &Work<'_>) -> Result<ImportColumns, Failure> {
    let generation = desk.estate()?.session.engine.generation();
    let attributes = generation.catalogue().attributes();
    let given = request.choices.clone().unwrap_or_default().options().given;
    let mut columns = Vec::new();
    for file in files(&request.files)? {
        let head = cairn_exchange::head(&file.bytes, &given)
            .map_err(|source| cairn_engine::EngineError::File { file: file.name.clone(), source })?;
        let meaning = |column: &HeadColumn| match column {
            own if own.known_as.is_empty() => ColumnMeaning::LeftOut,
            own if own.has_role => ColumnMeaning::Role,
            own if attributes.iter().any(|known| known.id == own.known_as) => ColumnMeaning::Attribute,
            _ => ColumnMeaning::Unknown,
        };
        let view = |column: HeadColumn| ColumnView {
            meaning: meaning(&column),
            name: column.name,
            known_as: column.known_as,
            samples: column.samples,
        };
        let kind = head.kind.map(|kind| match kind {
            FileKind::Items => "items".to_owned(),
            FileKind::Relationships => "relationships".to_owned(),
        });
        columns.push(FileColumns { file: file.name, kind, columns: head.columns.into_iter().map(view).collect() });
    }
    Ok(ImportColumns { files: columns })
}

pub(crate) fn preview(desk: &Desk, request: &ImportPreview, work: &Work<'_>) -> Result<ImportReply, Failure> {
    work.step(0, 2, "job-reading")?;
    let files = files(&request.files)?;
    work.step(1, 2, "job-planning")?;
    let options = request.choices.clone().unwrap_or_default().options();
    let seq = desk.estate()?.session.engine.generation().seq();
    import(desk, &ImportRequest { files, options, dry_run: true, reason: String::new() }, seq, work)
}

pub(crate) fn apply(desk: &Desk, request: &ImportApply, work: &Work<'_>) -> Result<ImportReply, Failure> {
    work.step(0, 3, "job-reading")?;
    let files = files(&request.files)?;
    let seq = desk.estate()?.session.engine.generation().seq();
    if seq != request.seq {
        let phrase = Phrase::new("import-estate-moved").with("was", request.seq).with("now", seq);
        return Err(Failure::new(Code::Conflict, phrase));
    }
    work.step(1, 3, "job-applying")?;
    let options = request.choices.clone().unwrap_or_default().options();
    import(desk, &ImportRequest { files, options, dry_run: false, reason: request.reason.clone() }, seq, work)
}
