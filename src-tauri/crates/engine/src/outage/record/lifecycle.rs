//! Announcing, opening, correcting, ending and closing an outage: each is one commit with the document and the operation of
//! its items, or nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use cairn_estate::Generation;
use cairn_model::outage::{OUTAGE_KIND, Outage, OutageEvent};
use cairn_model::{CiId, Commit, CommitDraft, CommitKind, Edit, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use super::documents::{find_outage, outages};
use super::draft::{OutageEdit, Saying, corrections};
use super::guard::{Ground, check_times, unmet};
use super::hold::{Held, Holding, KeptItem};
use crate::act::Act;
use crate::change::{document_edit, known_actor};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::reason::OwnReason;

/// What is noted when something is corrected and the state stays.
const EDIT: &str = "edit";

/// What takes an outage onwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum OutageDeed {
    /// What was announced begins.
    Open,
    /// It is over.
    End,
    /// Everything there is to say of it was said.
    Close,
    /// What was announced does not come about.
    Cancel,
}

impl OutageDeed {
    /// Every deed.
    pub const ALL: [OutageDeed; 4] = [Self::Open, Self::End, Self::Close, Self::Cancel];

    /// Returns the transition that it takes.
    #[must_use]
    pub fn transition(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::End => "end",
            Self::Close => "close",
            Self::Cancel => "cancel",
        }
    }

    /// Returns the deed that takes a transition; `None` for one that begins a record, and for one that an estate added.
    #[must_use]
    pub fn along(transition: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.transition() == transition)
    }
}

/// What became of an outage.
#[derive(Clone, Debug)]
pub struct OutageStep {
    /// The outage afterwards.
    pub outage: Outage,
    /// The record that was made; `None` when there was nothing to record.
    pub commit: Option<Commit>,
    /// How many items' operation it set.
    pub set: u64,
    /// Items whose operation was left to somebody else.
    pub kept: Vec<KeptItem>,
}

/// Enters an outage, as one record: a planned one that is ahead is announced, one that has an end is entered as over, any
/// other is open from then on.
///
/// # Errors
/// [`EngineError::Refused`] for an unknown actor and for words that make no sense, [`EngineError::Guarded`],
/// [`EngineError::EndsBeforeStart`], and what naming an item refuses; nothing is changed then.
pub fn record_outage(engine: &Engine, edit: &OutageEdit, act: &mut Act<'_>) -> Result<OutageStep, EngineError> {
    let actor = known_actor(act)?;
    if edit.title.is_none() {
        return Err(EngineError::Refused(Phrase::new("guard-outage-title")));
    }
    commit(engine, act, |live, act| {
        let all = outages(engine)?;
        let from = edit.from.unwrap_or(act.now);
        let transition = match edit.to {
            Some(_) => "enter",
            None if from > act.now && edit.planned == Some(true) => "announce",
            None => "record",
        };
        let before = blank(engine, &all, from);
        let doing = Doing { engine, live, all: &all, before: None, actor: &actor };
        doing.done(before, transition, edit, act)
    })
}

/// Corrects or adds to an outage, as one record. While it is open the operation of its items follows.
///
/// # Errors
/// As [`record_outage`]; [`EngineError::Refused`] when there is none of that name, when it may not be edited any more, or
/// was edited since it was looked at.
pub fn edit_outage(
    engine: &Engine,
    words: &str,
    edit: &OutageEdit,
    act: &mut Act<'_>,
) -> Result<OutageStep, EngineError> {
    changed(engine, words, EDIT, edit, act)
}

/// Takes an outage onwards, with what there is to say of it at the same time, as one record.
///
/// # Errors
/// As [`edit_outage`]; [`EngineError::Guarded`] with everything that is missing; [`EngineError::NoReason`] when it is
/// cancelled without one.
pub fn move_outage(
    engine: &Engine,
    words: &str,
    deed: OutageDeed,
    edit: &OutageEdit,
    act: &mut Act<'_>,
) -> Result<OutageStep, EngineError> {
    if deed == OutageDeed::Cancel && edit.reason.trim().is_empty() {
        return Err(EngineError::NoReason);
    }
    let mut edit = edit.clone();
    if deed == OutageDeed::End {
        edit.to = Some(edit.to.or(act.effective_at).unwrap_or(act.now));
    }
    changed(engine, words, deed.transition(), &edit, act)
}

fn changed(
    engine: &Engine,
    words: &str,
    what: &str,
    edit: &OutageEdit,
    act: &mut Act<'_>,
) -> Result<OutageStep, EngineError> {
    let actor = known_actor(act)?;
    commit(engine, act, |live, act| {
        let before = find_outage(engine, words)?;
        if let Some(based) = edit.based_on.filter(|based| *based != before.revision()) {
            let event = before.history.last().map(|event| event.actor.clone()).unwrap_or_default();
            let phrase = Phrase::new("outage-changed-since").with("outage", &before.id).with("who", event);
            return Err(EngineError::Refused(phrase.with("based", based).with("record", before.revision())));
        }
        let all = outages(engine)?;
        let doing = Doing { engine, live, all: &all, before: Some(&before), actor: &actor };
        doing.done(before.clone(), what, edit, act)
    })
}

/// What a record is made of, and what there is to say of it.
type Planned = (Option<(CommitDraft, Vec<Edit>)>, (Outage, Held));

fn commit(
    engine: &Engine,
    act: &mut Act<'_>,
    plan: impl FnOnce(&Arc<Generation>, &mut Act<'_>) -> Result<Planned, EngineError>,
) -> Result<OutageStep, EngineError> {
    let (commit, (outage, held)) = engine.commit_planned(act, plan)?;
    let set = commit.as_ref().map_or(0, |commit| commit.operations.saturating_sub(1));
    Ok(OutageStep { outage, commit, set, kept: held.kept })
}

/// Returns the next outage before anything is said of it.
fn blank(engine: &Engine, all: &[Outage], from: Timestamp) -> Outage {
    let number = |own: &Outage| own.id.rsplit('-').next().and_then(|digits| digits.parse::<u64>().ok());
    let last = all.iter().filter_map(number).max().unwrap_or_default();
    Outage {
        announced: None,
        cause: String::new(),
        cause_item: None,
        change: None,
        expected_end: None,
        from,
        history: Vec::new(),
        id: format!("{}-{:06}", engine.outage_policy().key_prefix, last + 1),
        items: Vec::new(),
        planned: false,
        state: String::new(),
        title: String::new(),
        to: None,
    }
}

struct Doing<'a> {
    engine: &'a Engine,
    live: &'a Generation,
    all: &'a [Outage],
    before: Option<&'a Outage>,
    actor: &'a str,
}

impl Doing<'_> {
    /// Returns what becomes of an outage when something is said of it and it takes a transition, or is edited.
    fn done(&self, mut own: Outage, what: &str, edit: &OutageEdit, act: &Act<'_>) -> Result<Planned, EngineError> {
        let policy = self.engine.outage_policy();
        let from = own.state.clone();
        let declared = policy.transition(what, &from);
        let Some(state) = policy.state(declared.map_or(&from, |declared| &declared.to)) else {
            return self.unreachable(&own, what, act);
        };
        if what != EDIT && declared.is_none() {
            return self.unreachable(&own, what, act);
        }
        if what == EDIT && !state.editable {
            let phrase = Phrase::new("outage-not-editable").with("outage", &own.id).with("state", &from);
            return Err(EngineError::Refused(phrase));
        }
        if what == EDIT && edit.to.is_some() && (state.holds || state.ahead) {
            return Err(EngineError::Refused(Phrase::new("outage-end-by-end").with("outage", &own.id)));
        }
        let record = self.live.seq() + 1;
        let saying = Saying { engine: self.engine, live: self.live, state, now: act.now, record };
        let named = saying.take(&mut own, edit)?;
        own.state.clone_from(&state.id);
        saying.announce(&mut own);
        if !state.ahead && !state.never_was {
            // What was announced is true from the record on that says it began.
            for entry in own.items.iter_mut().filter(|entry| entry.record.is_none()) {
                entry.record = Some(record);
            }
        }
        let ground = self.ground(&own, act);
        if what == EDIT {
            self.still_holds(&ground, state.ahead)?;
        } else {
            let mut unmet = unmet(policy, what, &from, &ground)?;
            match (unmet.pop(), self.before) {
                (None, _) => {}
                // There is nothing yet that could not go on.
                (Some(only), None) if unmet.is_empty() => return Err(EngineError::Refused(only)),
                (Some(last), _) => {
                    unmet.push(last);
                    let (change, transition) = (own.id.clone(), what.to_owned());
                    return Err(EngineError::Guarded { change, transition, unmet });
                }
            }
        }
        check_times(self.live, &own, !state.ahead && !state.never_was, act.now)?;
        self.planned(own, (what, &from), edit, named, act)
    }

    fn ground<'g>(&'g self, outage: &'g Outage, act: &Act<'_>) -> Ground<'g> {
        let head = self.engine.store().head().recorded_at;
        Ground { live: self.live, outage, now: act.now, head }
    }

    /// Returns why there is no such way.
    fn unreachable(&self, own: &Outage, what: &str, act: &Act<'_>) -> Result<Planned, EngineError> {
        let unmet = unmet(self.engine.outage_policy(), what, &own.state, &self.ground(own, act))?;
        Err(EngineError::Guarded { change: own.id.clone(), transition: what.to_owned(), unmet })
    }

    /// Refuses an edit after which an outage could not have come where it is.
    fn still_holds(&self, ground: &Ground<'_>, ahead: bool) -> Result<(), EngineError> {
        let own = ground.outage;
        let phrase = |code: &str, at: Timestamp| {
            let phrase = Phrase::new(code).with("at", at.to_minutes()).with("now", ground.now.to_minutes());
            Err(EngineError::Refused(phrase))
        };
        if ahead && own.expected_end.is_none() {
            return Err(EngineError::Refused(Phrase::new("guard-outage-expected-end")));
        }
        if !ahead && own.from > ground.now {
            return phrase("guard-outage-begun", own.from);
        }
        match own.to.filter(|to| *to > ground.now) {
            Some(to) => phrase("guard-outage-end-ahead", to),
            None => Ok(()),
        }
    }

    fn planned(
        &self,
        mut own: Outage,
        (what, from): (&str, &str),
        edit: &OutageEdit,
        named: BTreeSet<CiId>,
        act: &Act<'_>,
    ) -> Result<Planned, EngineError> {
        let policy = self.engine.outage_policy();
        let holding = Holding {
            engine: self.engine,
            live: self.live,
            policy,
            before: self.before,
            after: &own,
            all: self.all,
            // What begins to hold says it of every item.
            named: &if what == EDIT { named } else { own.items.iter().map(|entry| entry.item).collect() },
        };
        let held = holding.settle()?;
        let nothing = self.before.is_some_and(|before| before == &own) && what == EDIT;
        if nothing && held.edits.is_empty() {
            return Ok((None, (own, held)));
        }
        let fields = self.before.map(|before| corrections(before, &own)).unwrap_or_default();
        let (actor, at, to) = (self.actor.to_owned(), act.now, own.state.clone());
        let (from, what_text) = (from.to_owned(), what.to_owned());
        let (reason, record) = (edit.reason.trim().to_owned(), self.live.seq() + 1);
        own.history.push(OutageEvent { actor, at, fields, from, reason, record, to, what: what_text });
        let is_about_operation = !held.edits.is_empty() || what == "enter";
        let kind = if is_about_operation { CommitKind::Operation } else { CommitKind::Process };
        let deed = OwnReason::Outage { what: what.to_owned(), id: own.id.clone(), title: own.title.clone() };
        let mut draft = act.draft(kind, &deed.to_string());
        draft.effective_at = self.effective(&own, what, edit, act);
        let mut edits = vec![document_edit(OUTAGE_KIND, &own.id, self.before, Some(&own))?];
        edits.extend(held.edits.iter().cloned());
        Ok((Some((draft, edits)), (own, held)))
    }

    /// Returns when reality changed as is recorded.
    fn effective(&self, own: &Outage, what: &str, edit: &OutageEdit, act: &Act<'_>) -> Timestamp {
        let meant = match what {
            "record" | "open" => Some(own.from),
            "end" | "enter" => own.to,
            _ if !edit.back.is_empty() => edit.at,
            _ => None,
        };
        act.effective_at.or(meant).unwrap_or(act.now)
    }
}
