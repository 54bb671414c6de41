//! Outages as records of their own: their list, one of them, and what is done to it.

use cairn_engine::outage::{OutageDeed, OutageEntry, OutageItemLine, OutageService};
use cairn_messages::Messages;
use cairn_model::Timestamp;
use cairn_model::impact::ItemRef;
use cairn_model::outage::{Outage, OutageEvent};
use serde::{Deserialize, Serialize};

use super::set::WorkingSet;
use crate::contract::Work;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::outages::{OutageList, OutageReply, OutageRequest};
use crate::session::Session;

/// Which outages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutagesRequest {
    /// Of which estate; the live one when absent.
    #[serde(default, skip_serializing_if = "WorkingSet::is_live")]
    pub set: WorkingSet,
    /// Only those in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Which outage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageId {
    /// Its id, or its number alone.
    pub outage: String,
}

/// A correction of an outage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageEditBody {
    /// Its id, or its number alone.
    pub outage: String,
    /// What is said of it.
    pub said: OutageRequest,
}

/// What takes an outage onwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageMoveBody {
    /// Its id, or its number alone.
    pub outage: String,
    /// What is done.
    pub deed: OutageDeed,
    /// What there is to say of it at the same time.
    pub said: OutageRequest,
}

/// Where an outage may go, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageWaySaid {
    /// What takes it there.
    pub deed: OutageDeed,
    /// Why it is refused as things are, as sentences; none when it is not.
    pub unmet: Vec<String>,
}

/// A value of an outage that became another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageFieldSaid {
    /// What it is called.
    pub name: String,
    /// What it was; empty when there was none.
    pub before: String,
    /// What it is; empty when there is none.
    pub after: String,
}

/// Something that happened to an outage, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageEventSaid {
    /// The record no. that carries it.
    pub record: u64,
    /// When.
    pub at: Timestamp,
    /// Who, as asserted.
    pub actor: String,
    /// What.
    pub what: String,
    /// The state after.
    pub state: String,
    /// Why, in the words of who did it.
    pub reason: String,
    /// What became another.
    pub fields: Vec<OutageFieldSaid>,
}

/// An outage with everything there is to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageView {
    /// The record no. of the estate it was asked of.
    pub seq: u64,
    /// What there is to say of it, in a sentence.
    pub sentence: String,
    /// The outage.
    pub outage: Outage,
    /// Its state in words.
    pub state: String,
    /// It may be corrected.
    pub editable: bool,
    /// Its items are out now.
    pub holds: bool,
    /// It has not begun.
    pub ahead: bool,
    /// The record no. of its newest version, to be handed back with what is done to it.
    pub revision: u64,
    /// Its items: those that are out first.
    pub items: Vec<OutageItemLine>,
    /// Services that it alone hits, worst first.
    pub services: Vec<OutageService>,
    /// Where it may go.
    pub ways: Vec<OutageWaySaid>,
    /// What the change is called that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_title: Option<String>,
    /// The item that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause_item: Option<ItemRef>,
    /// What happened to it, newest first.
    pub events: Vec<OutageEventSaid>,
}

/// What became of an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutageDone {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its state afterwards.
    pub state: String,
    /// The record that was made; absent when there was nothing to record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// How many items' operation it set.
    pub set: u64,
    /// Why items were left to somebody else, as sentences.
    pub kept: Vec<String>,
    /// It is called planned, and nobody announced it before it began.
    pub not_agreed: bool,
}

impl Session {
    /// Says the states of outages in words.
    pub(crate) fn say_states(&self, outages: &mut [OutageEntry], messages: &Messages) {
        for own in outages {
            own.said = Some(self.outage_state_word(&own.state, messages));
        }
    }

    fn event_said(&self, own: &OutageEvent, messages: &Messages) -> OutageEventSaid {
        let fields = own.fields.iter().map(|field| {
            let [name, before, after] = self.outage_field(field, messages);
            OutageFieldSaid { name, before, after }
        });
        OutageEventSaid {
            record: own.record,
            at: own.at,
            actor: own.actor.clone(),
            what: messages.word(&format!("outage-event-{}", own.what)),
            state: self.outage_state_word(&own.to, messages),
            reason: own.reason.clone(),
            fields: fields.collect(),
        }
    }
}

pub(crate) fn list(desk: &Desk, request: &OutagesRequest, work: &Work<'_>) -> Result<OutageList, Failure> {
    let open = desk.estate()?;
    let mut list = open.session.outages(request.state.as_deref(), request.set.at.as_deref())?.answer;
    open.session.say_states(&mut list.outages, work.messages);
    Ok(list)
}

pub(crate) fn show(desk: &Desk, request: &OutageId, work: &Work<'_>) -> Result<OutageView, Failure> {
    let open = desk.estate()?;
    let (session, messages) = (&open.session, work.messages);
    let page = session.outage_show(&request.outage, work.cancel)?;
    let way = |own: cairn_engine::outage::OutageWay| {
        Some(OutageWaySaid { deed: own.deed?, unmet: session.said(&own.unmet, messages) })
    };
    Ok(OutageView {
        seq: page.seq,
        sentence: session.say(&page.text, messages),
        state: session.outage_state_word(&page.outage.state, messages),
        editable: page.editable,
        holds: page.holds,
        ahead: page.ahead,
        revision: page.revision,
        items: page.items,
        services: page.services,
        ways: page.ways.into_iter().filter_map(way).collect(),
        change_title: page.change_title,
        cause_item: page.cause_item,
        events: page.outage.history.iter().rev().map(|own| session.event_said(own, messages)).collect(),
        outage: page.outage,
    })
}

fn done(
    desk: &Desk,
    work: &Work<'_>,
    verb: impl FnOnce(&Session) -> Result<OutageReply, Failure>,
) -> Result<OutageDone, Failure> {
    let open = desk.estate()?;
    let reply = verb(&open.session)?;
    Ok(OutageDone {
        state: open.session.outage_state_word(&reply.state, work.messages),
        kept: reply.kept.iter().map(|own| open.session.say(&own.text, work.messages)).collect(),
        id: reply.id,
        title: reply.title,
        seq: reply.seq,
        set: reply.set,
        not_agreed: reply.not_agreed,
    })
}

pub(crate) fn create(desk: &Desk, request: &OutageRequest, work: &Work<'_>) -> Result<OutageDone, Failure> {
    done(desk, work, |session| session.outage_new(request))
}

pub(crate) fn edit(desk: &Desk, request: &OutageEditBody, work: &Work<'_>) -> Result<OutageDone, Failure> {
    done(desk, work, |session| session.outage_edit(&request.outage, &request.said))
}

pub(crate) fn go_on(desk: &Desk, request: &OutageMoveBody, work: &Work<'_>) -> Result<OutageDone, Failure> {
    done(desk, work, |session| session.outage_move(&request.outage, request.deed, &request.said))
}
