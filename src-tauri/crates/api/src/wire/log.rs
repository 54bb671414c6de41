//! The log: who did what, when and why.

use std::collections::BTreeMap;

use cairn_model::{Commit, CommitKind, Timestamp};
use serde::{Deserialize, Serialize};

use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;

/// How many records come without being asked for more.
const LIMIT_DEFAULT: u32 = 100;
/// How many come at most.
const LIMIT_MAX: u32 = 1_000;

/// Which records of the log, newest first. What is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct LogRequest {
    /// How many, 1,000 at most; 100 when absent.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where the window starts, from 0.
    #[serde(default)]
    pub offset: Option<u32>,
    /// Who recorded, exactly.
    #[serde(default)]
    pub actor: Option<String>,
    /// Of which kind.
    #[serde(default)]
    pub kind: Option<CommitKind>,
    /// Recorded at this moment or later.
    #[serde(default)]
    pub since: Option<Timestamp>,
    /// Recorded before this moment.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// Words that the reason, as written or as said, or the change holds, upper and lower case alike.
    #[serde(default)]
    pub text: Option<String>,
    /// Records that edited this item: words for it.
    #[serde(default)]
    pub item: Option<String>,
}

/// How many records somebody made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ActorCount {
    /// Who, as asserted.
    pub actor: String,
    /// How many.
    pub records: u64,
}

/// How many records are of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct KindCount {
    /// The kind.
    pub kind: CommitKind,
    /// How many.
    pub records: u64,
}

/// The header of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RecordSaid {
    /// The header.
    #[serde(flatten)]
    pub commit: Commit,
    /// Its reason in words, where the product wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// A window of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogPage {
    /// The newest record no.
    pub seq: u64,
    /// How many records the question selects.
    pub total: u64,
    /// The headers of the window.
    pub commits: Vec<RecordSaid>,
    /// Who recorded how many of what the question selects, leaving its actor aside; most first.
    pub actors: Vec<ActorCount>,
    /// How many are of which kind of what the question selects, leaving its kind aside; most first.
    pub kinds: Vec<KindCount>,
}

impl LogRequest {
    /// Returns whether a record passes everything but the questions of actor and kind.
    fn holds(&self, RecordSaid { commit, said }: &RecordSaid) -> bool {
        let text = self.text.as_deref().unwrap_or_default().trim().to_lowercase();
        let change = commit.change.as_ref().map(ToString::to_string).unwrap_or_default();
        let said = format!("{} {} {change}", commit.reason, said.as_deref().unwrap_or_default()).to_lowercase();
        self.since.is_none_or(|since| commit.recorded_at >= since)
            && self.until.is_none_or(|until| commit.recorded_at < until)
            && text.split_whitespace().all(|word| said.contains(word))
    }
}

pub(crate) fn log(desk: &Desk, request: &LogRequest, work: &Work<'_>) -> Result<LogPage, Failure> {
    let open = desk.estate()?;
    let engine = &open.session.engine;
    let generation = engine.generation();
    let commits = match &request.item {
        None => engine.commits(usize::MAX)?,
        Some(words) => {
            let row = cairn_engine::item::find(&generation, words)?;
            let history = engine.item_history(generation.id(row), generation.seq())?;
            history.into_iter().rev().map(|(commit, _)| commit).collect()
        }
    };
    let said = |commit: &Commit| open.session.reason_said(commit.kind, &commit.reason, work.messages);
    let mut commits: Vec<RecordSaid> =
        commits.into_iter().map(|commit| RecordSaid { said: said(&commit), commit }).collect();
    commits.retain(|commit| request.holds(commit));
    let by_actor = |commit: &Commit| request.actor.as_ref().is_none_or(|actor| *actor == commit.actor);
    let by_kind = |commit: &Commit| request.kind.is_none_or(|kind| kind == commit.kind);
    let mut actors: BTreeMap<&str, u64> = BTreeMap::new();
    let mut kinds: Vec<KindCount> = Vec::new();
    for RecordSaid { commit, .. } in &commits {
        if by_kind(commit) {
            *actors.entry(&commit.actor).or_default() += 1;
        }
        if by_actor(commit) {
            match kinds.iter_mut().find(|own| own.kind == commit.kind) {
                Some(own) => own.records += 1,
                None => kinds.push(KindCount { kind: commit.kind, records: 1 }),
            }
        }
    }
    let count = |(actor, records): (&str, u64)| ActorCount { actor: actor.to_owned(), records };
    let mut actors: Vec<ActorCount> = actors.into_iter().map(count).collect();
    actors.sort_by_key(|own| std::cmp::Reverse(own.records));
    kinds.sort_by_key(|own| std::cmp::Reverse(own.records));
    commits.retain(|RecordSaid { commit, .. }| by_actor(commit) && by_kind(commit));
    let total = commits.len() as u64;
    let limit = request.limit.unwrap_or(LIMIT_DEFAULT).min(LIMIT_MAX) as usize;
    let window = commits.into_iter().skip(request.offset.unwrap_or_default() as usize).take(limit);
    Ok(LogPage { seq: generation.seq(), total, commits: window.collect(), actors, kinds })
}
