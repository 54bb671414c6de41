//! What is out, on one sheet of paper for whoever is called at night.

use cairn_messages::Messages;
use cairn_model::outage::{Contact, ContractView, DeadlockView, OutItem, OutageSheet, RecentCommit, ServiceOut};
use cairn_model::{Level, OperationStatus, Timestamp};

use crate::impact_paper::ReportContext;
use crate::paper::{Cell, Line, Paper, Part, Section, Sign};
use crate::sentence::{Names, listed, of_services};

const HOUR: u64 = 60;
const DAY: u64 = 24 * HOUR;
/// How many names a field spells out.
const NAMES_MAX: usize = 8;

/// Returns what is out and whom it hits, in a few sentences.
#[must_use]
pub fn sheet_sentence(sheet: &OutageSheet, messages: &Messages) -> String {
    if sheet.out.is_empty() {
        return messages.word("outage-nothing");
    }
    let services = |level: Level| -> Vec<String> {
        let at = sheet.services.iter().filter(|own| own.level == level);
        at.map(|own| own.service.name.clone()).collect()
    };
    let count = sheet.out.len().to_string();
    let mut sentences = vec![messages.say("outage-out", [("count", count.as_str())])];
    if sheet.services.is_empty() {
        sentences.push(messages.word("outage-no-service"));
    }
    let levels = [
        (Level::Down, "outage-services-down"),
        (Level::Degraded, "outage-services-degraded"),
        (Level::AtRisk, "outage-services-at-risk"),
    ];
    for (level, code) in levels {
        sentences.extend(of_services(code, &services(level), messages));
    }
    sentences.join(if messages.language() == cairn_messages::Language::En { " " } else { "" })
}

/// Returns minutes as people say them: days and hours, hours and minutes, or minutes.
#[must_use]
pub fn spell_minutes(minutes: u64, messages: &Messages) -> String {
    let [days, hours, rest] = [minutes / DAY, minutes % DAY / HOUR, minutes % HOUR].map(|number| number.to_string());
    if minutes >= DAY {
        messages.say("duration-days", [("days", days.as_str()), ("hours", hours.as_str())])
    } else if minutes >= HOUR {
        messages.say("duration-hours", [("hours", hours.as_str()), ("minutes", rest.as_str())])
    } else {
        messages.say("duration-minutes", [("minutes", rest.as_str())])
    }
}

/// Returns what is left of a recovery time objective, or by how much it is overdue.
#[must_use]
pub fn rto_said(left: i64, messages: &Messages) -> String {
    let time = spell_minutes(left.unsigned_abs(), messages);
    let code = if left < 0 { "outage-rto-overdue" } else { "outage-rto-left" };
    messages.say(code, [("time", time.as_str())])
}

/// Returns which items wait for each other, and which link to cut; `need` is what the requirement is called.
#[must_use]
pub fn deadlock_said(deadlock: &DeadlockView, need: &str, messages: &Messages) -> String {
    let names = listed(Names(&deadlock.members).spelled(), messages);
    let freed = deadlock.freed.to_string();
    let params = [
        ("members", names.as_str()),
        ("consumer", deadlock.cut.consumer.name.as_str()),
        ("need", need),
        ("member", deadlock.cut.member.name.as_str()),
        ("freed", freed.as_str()),
    ];
    messages.say("recovery-deadlock", params)
}

struct Sheet<'a> {
    sheet: &'a OutageSheet,
    context: &'a ReportContext<'a>,
    messages: &'a Messages,
}

/// Returns the sheet on its way to a file; as PDF it is one page.
#[must_use]
pub fn outage_paper(sheet: &OutageSheet, context: &ReportContext<'_>, messages: &Messages) -> Paper {
    let own = Sheet { sheet, context, messages };
    let sections = [own.services(), own.out(), own.waves(), own.recent()];
    Paper {
        title: messages.word("outage-title"),
        above: context.above(sheet.seq, messages),
        verdict: sheet_sentence(sheet, messages),
        sections: sections.into_iter().flatten().collect(),
        is_one_sheet: true,
        ..Paper::default()
    }
}

impl Sheet<'_> {
    fn say(&self, code: &str, name: &str, value: &str) -> String {
        self.messages.say(code, [(name, value)])
    }

    fn services(&self) -> Option<Section> {
        let rows = self.sheet.services.iter().map(|own| self.service(own)).collect();
        let columns = [
            "column-level",
            "column-service",
            "column-since",
            "column-rto-left",
            "column-owner",
            "column-support",
            "column-contract",
        ];
        Section::table("outage-services", &columns, rows, self.messages)
    }

    fn service(&self, own: &ServiceOut) -> Vec<Cell> {
        let mut under: Vec<String> = Vec::new();
        if let Some(tier) = own.service.tier {
            under.push(self.say("report-tier", "tier", &tier.to_string()));
        }
        if !own.customers.is_empty() {
            let names = listed(Names(&own.customers).first(NAMES_MAX), self.messages);
            under.push(self.say("outage-customers", "names", &names));
        }
        let left = match (own.rto_left, own.rto) {
            (Some(left), Some(rto)) => {
                let of = self.say("outage-rto-of", "time", &spell_minutes(rto, self.messages));
                Cell::text(rto_said(left, self.messages)).under(of)
            }
            (None, Some(rto)) => {
                Cell::text("").under(self.say("outage-rto-of", "time", &spell_minutes(rto, self.messages)))
            }
            _ => Cell::text(""),
        };
        vec![
            Cell::sign(Sign::of(own.level, own.own, self.messages)),
            Cell::head(&own.service.name).under(under.join(" · ")),
            self.since(own.since),
            left,
            self.contact(own.owner.as_ref()),
            self.contact(own.support.as_ref()),
            self.contracts(&own.contracts),
        ]
    }

    fn since(&self, since: Option<Timestamp>) -> Cell {
        let Some(since) = since else { return Cell::text(self.messages.word("outage-since-unknown")) };
        let minutes = u64::try_from((self.sheet.now.0 - since.0) / 60_000).unwrap_or_default();
        let ago = self.say("outage-ago", "time", &spell_minutes(minutes, self.messages));
        Cell::text(since.to_minutes()).under(ago)
    }

    fn contact(&self, contact: Option<&Contact>) -> Cell {
        let Some(contact) = contact else { return Cell::text("–") };
        let reached = [contact.telephone.clone(), contact.on_call.clone()];
        Cell::text(&contact.name).under(reached.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    }

    fn contracts(&self, contracts: &[ContractView]) -> Cell {
        let Some(first) = contracts.first() else { return Cell::text("–") };
        let target = first.target.as_ref().map(|target| format!("{target} %"));
        let supplier = first.supplier.iter().flat_map(|own| [Some(own.name.clone()), own.telephone.clone()]).flatten();
        let more = (contracts.len() > 1).then(|| format!("+{}", contracts.len() - 1));
        let parts = first.reference.clone().into_iter().chain(target).chain(supplier).chain(more);
        Cell::text(&first.contract.name).under(parts.collect::<Vec<_>>().join(" · "))
    }

    fn out(&self) -> Option<Section> {
        let rows = self.sheet.out.iter().map(|own| self.item_out(own)).collect();
        let columns =
            ["column-operation", "column-name", "column-since", "column-reason", "column-support", "column-contract"];
        Section::table("outage-items", &columns, rows, self.messages)
    }

    fn item_out(&self, own: &OutItem) -> Vec<Cell> {
        let context = &own.context;
        let level = if context.operation == OperationStatus::OutOfService { Level::Down } else { Level::Degraded };
        let word = self.messages.word(&format!("operation-{}", context.operation.id()));
        let until = own.expected_end.map(|end| self.say("outage-expected-end", "when", &end.to_minutes()));
        let under = own.record.clone().into_iter().chain(until).collect::<Vec<_>>().join(" · ");
        let class = (self.context.class_word)(&context.item.class);
        vec![
            Cell::sign(Sign { level, word }),
            Cell::head(&context.item.name).under(format!("{} · {class}", context.item.key)),
            self.since(context.since),
            Cell::text(context.reason.as_deref().unwrap_or_default()).under(under),
            self.contact(own.support.as_ref().or(own.owner.as_ref())),
            self.contracts(&own.contracts),
        ]
    }

    fn waves(&self) -> Option<Section> {
        let report = &self.sheet.recovery;
        let wave = |(place, wave): (usize, &Vec<cairn_model::outage::RecoveryItem>)| {
            let items: Vec<_> = wave.iter().map(|own| own.item.clone()).collect();
            vec![
                Cell::head((place + 1).to_string()),
                Cell::number(wave.len()),
                Cell::text(listed(Names(&items).first(NAMES_MAX), self.messages)),
            ]
        };
        let rows: Vec<_> = report.waves.iter().enumerate().map(wave).collect();
        let columns = ["column-wave", "#column-count", "column-what-comes-up"];
        let table = Section::table("recovery-waves", &columns, rows, self.messages);
        let said = |text: String| Line { text, ..Line::default() };
        let deadlocks = report
            .deadlocks
            .iter()
            .map(|own| said(deadlock_said(own, &(self.context.need_word)(&own.cut.need), self.messages)));
        let cycles = report
            .warnings
            .iter()
            .map(|cycle| said(self.say("recovery-warning", "members", &listed(Names(cycle).spelled(), self.messages))));
        let waiting = (!report.waiting.is_empty()).then(|| {
            said(self.say("recovery-waiting", "members", &listed(Names(&report.waiting).spelled(), self.messages)))
        });
        let lines: Vec<Line> = deadlocks.chain(waiting).chain(cycles).collect();
        if table.is_none() && lines.is_empty() {
            return None;
        }
        let heading = self.messages.word("recovery-waves");
        let mut section = table.unwrap_or(Section { heading, parts: Vec::new(), ..Section::default() });
        if !lines.is_empty() {
            section.parts.push(Part::List { is_ordered: false, lines });
        }
        Some(section)
    }

    fn recent(&self) -> Option<Section> {
        if self.sheet.out.is_empty() {
            return None;
        }
        let hours = self.sheet.recent_hours.to_string();
        let rows: Vec<_> = self.sheet.recent.iter().map(|own| self.commit(own)).collect();
        let columns = ["column-record", "column-when", "column-who", "column-what", "column-touched"];
        let heading = self.say("outage-recent", "hours", &hours);
        match Section::table("outage-recent", &columns, rows, self.messages) {
            Some(section) => Some(Section { heading, count: None, ..section }),
            None => {
                let none = Part::Remark(self.messages.word("outage-recent-none"));
                Some(Section { heading, parts: vec![none], ..Section::default() })
            }
        }
    }

    fn commit(&self, own: &RecentCommit) -> Vec<Cell> {
        let what = own.said.as_deref().unwrap_or(&own.commit.reason);
        let change = own.commit.change.as_ref().map(ToString::to_string).unwrap_or_default();
        let touched = match own.touched {
            _ if own.model => self.messages.word("outage-touched-model"),
            None => self.messages.word("outage-touched-many"),
            Some(count) => {
                let more = usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(own.items.len());
                let more = (more > 0).then(|| format!("+{more}"));
                listed(Names(&own.items).first(NAMES_MAX).chain(more), self.messages)
            }
        };
        vec![
            Cell::key(&own.commit.seq.to_string()),
            Cell::text(own.commit.recorded_at.to_minutes()),
            Cell::text(&own.commit.actor),
            Cell::text(what).under(change),
            Cell::text(touched),
        ]
    }
}
