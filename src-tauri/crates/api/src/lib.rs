//! The wire contract: what may be asked of an estate, what comes back, and how a refusal looks.
//!
//! The command line, the desktop and the tests call the same handlers over the same [`Host`]. Replies are plain data;
//! their JSON is documented in `docs/command-line.md` and only ever extended.
//!
//! *Architecture Invariant:* a handler decides nothing; it hands a request to the engine once and brings the answer
//! back. Words are chosen by whoever shows the answer: replies and failures carry codes and parameters.

mod backup;
mod baseline;
mod calendar;
mod change;
mod confirm;
pub mod contract;
pub mod desk;
mod draft;
mod estate;
mod exposure;
mod failure;
mod generate;
mod host;
mod import;
mod keeping;
mod map_file;
mod meter;
mod moment;
mod outages;
mod past;
mod question;
mod report;
mod salvage;
mod schedule;
mod sealed;
mod session;
mod snapshot;
mod taken_back;
mod what_if;
pub mod wire;
mod words;

pub use backup::{BackupReply, BackupRequest};
pub use baseline::{BaselineCounts, BaselineReply, BaselineRequest, BaselinesReply, BaselinesRequest, DiffRequest};
pub use cairn_engine::Moment;
pub use cairn_engine::baseline::{
    Authorisation, AuthorisationCounts, BaselineDiff, BaselineLine, CommitLine, DiffLine, EditCounts, ElementLine,
    Noun, NounCounts, SealedBy, What,
};
pub use cairn_engine::change::{
    Basis, ChangeBrief, ChangeEdit, ChangeLine, ChangePage, Closing, Currency, DecisionWords, EditLine, EditWords,
    NewChange, OutageLine, PlanDifference, Statement, StepPage, StepReport, Way, WhatIf, WhatIfHead, WhatIfLine,
    WhatIfPage,
};
pub use cairn_engine::checkpoint::{Checkpoint, CheckpointStanding};
pub use cairn_engine::collision::{
    Calendar, CalendarEntry, Collision, CollisionItem, CollisionKind, CollisionQuestion, CollisionReport, HitService,
    NewFreeze, NewMaintenanceWindow, OpenWindow, Part, SLOT_DAYS, ScopeWords, Slot,
};
pub use cairn_engine::exposure::{
    BudgetOutage, BudgetQuestion, BudgetReport, ChangeExposure, Exposed, PromiseView, ServiceBudget, ServiceExposure,
    ServiceWithout, minutes_left, minutes_used,
};
pub use cairn_engine::generate::Size;
pub use cairn_engine::impact::{ImpactQuestion, ImpactSince};
pub use cairn_engine::import::{ImportOptions, ImportSummary, RefusedView, Tally};
pub use cairn_engine::item::{
    Direction, FieldChange, HistoryLine, ItemLine, ItemPage, ItemWindow, NeedLine, RelationshipLine,
};
pub use cairn_engine::map::{AroundQuestion, BOXES_DEFAULT, EstateLanes, EstateQuestion, GROUPS_MAX, MapView};
pub use cairn_engine::outage::{
    CauseQuestion, CauseReport, CauseView, OutageDeed, OutageEntry, OutageItemLine, OutagePage, OutageService,
    OutageWay,
};
pub use cairn_engine::place::estate_around;
pub use cairn_engine::purge::PurgeRequest;
pub use cairn_engine::sample::Sample;
pub use cairn_engine::weakness::{
    CutPairView, CutReport, PairGroup, ServiceCuts, ServiceWeakness, TierFinding, TypeConfirmation, WeaknessQuestion,
    WeaknessReport, WorkList,
};
pub use cairn_exchange::sealed::{SealWith, Secret};
pub use cairn_exchange::{
    EncodingName, FILE_BYTES_MAX, Given, MapFormat, MapOf, MapSubject, ReportFormat, change_sentence, deadlock_said,
    held, listed, model_error, needs, rto_said, sheet_sentence, verdict_sentence, what_if_sentence,
};
pub use cairn_messages::Language;
pub use cairn_model::outage::{DeadlockView, OutageSheet, RecoveryItem, RecoveryReport};
pub use calendar::{CalendarList, RuleReply, time_of_day};
pub use change::{ChangeEditRequest, ChangeList, ChangeReply, WatchedReply};
pub use confirm::ConfirmReply;
pub use draft::{Draft, spool_beside};
pub use estate::{AgainstReply, LogExportReply, OperationReply, StateCount};
pub use estate::{CheckReply, ClassCount, CreateRequest, EstateReply, FindingView, LogReply, OperationRequest};
pub use exposure::{causes_said, promise_notes, promise_said};
pub use failure::{Code, Failure, say};
pub use generate::generate;
pub use host::Host;
pub use import::{ImportReply, ImportRequest, NamedFile, RejectsFile};
pub use keeping::{CompactReply, TakeOverReply, compact, migrate};
pub use map_file::{MapHead, WrittenFile, map_format};
pub use moment::{Dated, moment_sentences, moment_words};
pub use outages::{OutageItemRequest, OutageKept, OutageList, OutageReply, OutageRequest};
pub use question::report_format;
pub use salvage::{Diagnostics, SalvageReply, diagnostics, salvage};
pub use schedule::{collision_line, recurs};
pub use sealed::{OpenKey, unsealed};
pub use session::{Migration, Session};
pub use snapshot::{SnapshotCheckReply, SnapshotFinding, SnapshotView, snapshot_check, snapshot_import};
pub use snapshot::{SnapshotExportRequest, SnapshotImportReply, SnapshotImportRequest};
pub use taken_back::{PurgeReply, PurgedPlaceView, RevertReply};
pub use what_if::{WhatIfEditRequest, WhatIfList, WhatIfOutcome};
pub use wire::calendar::slot_sentence;
pub use wire::exposure::budgets_sentence;
pub use words::Refused;
