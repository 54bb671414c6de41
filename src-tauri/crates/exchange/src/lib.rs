//! File formats: readers that yield candidate rows and diagnostics, writers of views.
//!
//! A reader never trusts its input and never stops at the first bad row: it returns what it could read beside what it
//! could not, each with line and column.
//!
//! *Architecture Invariant:* nothing here matches rows with what an estate already holds, and nothing here writes to
//! a store; a file's words come out as the file has them.

mod candidate;
mod change_paper;
mod dialect;
mod encoding;
mod head;
mod impact_paper;
mod lines;
mod map;
mod outage_paper;
mod paper;
mod read;
mod reject;
mod rows;
mod schedule;
pub mod sealed;
mod sentence;
pub mod snapshot;
mod text;
mod what_if;
mod write;

pub use candidate::{Cell, FileContent, FileKind, ItemCandidate, Refusal, RefusedRow, RelationshipCandidate, Rows};
pub use change_paper::{
    ChangeReport, ChangeReportContext, DeciderRow, DifferenceRow, EditRow, MissingRow, OutageRow, Standing,
    StatementRow, StepRow, change_paper,
};
pub use dialect::{Dialect, FROM_COLUMNS, Given, LABEL_COLUMNS, TO_COLUMNS};
pub use encoding::{Decoded, EncodingName, decode};
pub use head::{FileHead, HeadColumn, head};
pub use impact_paper::{ReportContext, impact_paper};
pub use map::{MapContext, MapFile, MapFileError, MapFormat, MapOf, MapSubject, map_file, usual_font_directories};
pub use outage_paper::{deadlock_said, outage_paper, rto_said, sheet_sentence, spell_minutes};
pub use paper::{Paper, ReportFormat};
pub use read::{FILE_BYTES_MAX, FileError, read};
pub use reject::write_rejects;
pub use rows::{Attributes, ItemRows, RelationshipRows, Words};
pub use schedule::{ScheduleEvent, ScheduleReport, ScheduleTable, ics, schedule_paper};
pub use sentence::{change_sentence, held, listed, model_error, needs, verdict_sentence};
pub use what_if::what_if_sentence;
pub use write::{CsvSink, guard_formula};
