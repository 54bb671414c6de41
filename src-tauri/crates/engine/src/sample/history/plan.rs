//! The changes of two years, as they are planned to go before any of them is asked for.

use super::day::{self, HOUR, MINUTE};
use super::family::{EMERGENCY, FAMILIES, Family, SUSPENDED, Work};
use crate::generate::Random;
use cairn_model::Timestamp;
use cairn_model::change::{ChangeKind, Window};
use cairn_model::impact::OutageMode;

/// How a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    Done,
    BackedOut,
    Failed,
    Partly,
    Rejected,
    Cancelled,
    /// It is still a draft.
    Draft,
    /// Nobody has decided yet.
    Awaiting,
    /// One of those who have to has.
    HalfDecided,
    /// Its night is still to come.
    Scheduled,
}

/// A step: its item, what is done to it, and how it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) item: String,
    pub(super) work: Work,
    pub(super) out: Option<OutageMode>,
    pub(super) minutes: u32,
}

/// A change that will be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The title; `{}` is the name of the first item.
    pub(super) title: &'static str,
    pub(super) reason: &'static str,
    pub(super) team: &'static str,
    pub(super) kind: ChangeKind,
    /// The template that it is made from, or that is made from it.
    pub(super) template: Option<&'static str>,
    pub(super) steps: Vec<Step>,
    pub(super) answer: u32,
    pub(super) window: Window,
    /// Midnight in UTC of the day that its dates count from: that of its window, unless it is still to come.
    pub(super) base: i64,
    pub(super) ending: Ending,
    /// It is sent back once to be planned better.
    pub(super) is_returned: bool,
    /// Its records come only days after it was done.
    pub(super) is_late: bool,
}

/// Endings of the changes that do not simply succeed, in turn.
const OTHERWISE: [Ending; 5] = [Ending::BackedOut, Ending::Failed, Ending::Partly, Ending::Rejected, Ending::Cancelled];
/// How many of those decided on by people end otherwise, and which of these failed where it would have been cancelled.
const OTHERWISE_COUNT: usize = 36;
const FAILED_INSTEAD: usize = 34;
/// One in so many is sent back once.
const RETURNED_EACH: usize = 50;
/// Standard changes begin when their templates are there: after so many millionths of the time.
const STANDARD_FROM: u64 = 70_000;

fn step(family: &Family, item: &str) -> Step {
    Step { item: item.to_owned(), work: family.work, out: family.out, minutes: family.minutes }
}

fn asked(family: &Family, item: &str, kind: ChangeKind) -> Asked {
    Asked {
        title: family.title,
        reason: family.reason,
        team: family.team,
        kind,
        template: family.template,
        steps: vec![step(family, item)],
        answer: family.answer,
        window: day::night(0),
        base: 0,
        ending: Ending::Done,
        is_returned: false,
        is_late: false,
    }
}

/// Returns the items of a family, by id, from among all ids of the estate.
fn items<'i>(family: &Family, ids: &'i [String]) -> Vec<&'i String> {
    let begins = |id: &str, fronts: &[&str]| fronts.iter().any(|front| id.starts_with(front));
    ids.iter().filter(|id| begins(id, family.items) && !begins(id, family.but)).collect()
}

/// Returns every change that is over when the sample is made, in no particular order. `ids` are those of all items,
/// ascending.
pub(super) fn past(ids: &[String], random: &mut Random) -> Vec<Asked> {
    let mut placed: Vec<(u64, Asked)> = Vec::new();
    let mut emergencies = Vec::new();
    for (number, family) in FAMILIES.iter().enumerate() {
        let of_family = items(family, ids);
        let item = |place: usize| of_family[place % of_family.len().max(1)].as_str();
        if of_family.is_empty() {
            continue;
        }
        if number == EMERGENCY {
            emergencies = (0..family.count).map(|k| asked(family, item(k), ChangeKind::Emergency)).collect();
            continue;
        }
        let is_standard = family.template.is_some();
        if is_standard {
            placed.push((number as u64, asked(family, item(0), ChangeKind::Normal)));
        }
        let part = 1_000_000 / family.count as u64;
        for k in 0..family.count {
            let place = part * k as u64 + random.below(part);
            let (kind, place) = if is_standard {
                (ChangeKind::Standard, STANDARD_FROM + place * (1_000_000 - STANDARD_FROM) / 1_000_000)
            } else {
                (ChangeKind::Normal, 100 + place)
            };
            placed.push((place, asked(family, item(k + usize::from(is_standard)), kind)));
        }
    }
    placed.sort_by(|left, right| (left.0, &left.1.steps[0].item).cmp(&(right.0, &right.1.steps[0].item)));
    let mut changes: Vec<Asked> = placed.into_iter().map(|(_, asked)| asked).collect();
    end_otherwise(&mut changes);
    at_night(&mut changes);
    by_day(&mut emergencies, random);
    changes.append(&mut emergencies);
    changes.push(late());
    changes
}

/// Lets some end otherwise than with success.
fn end_otherwise(changes: &mut [Asked]) {
    let mut decided: Vec<&mut Asked> =
        changes.iter_mut().filter(|own| own.kind == ChangeKind::Normal && own.template.is_none()).collect();
    let count = decided.len();
    for number in 0..OTHERWISE_COUNT {
        let ending = if number == FAILED_INSTEAD { Ending::Failed } else { OTHERWISE[number % OTHERWISE.len()] };
        let own = &mut decided[(2 * number + 1) * count / (2 * OTHERWISE_COUNT)];
        own.ending = ending;
        if ending == Ending::Partly {
            let (work, out) = (Work::Restart, Some(OutageMode::Restart));
            let item = own.steps[0].item.clone();
            own.steps.push(Step { item, work, out, minutes: 20 });
        }
    }
    let whole = decided.iter_mut().filter(|own| own.ending == Ending::Done);
    for own in whole.skip(RETURNED_EACH / 2).step_by(RETURNED_EACH) {
        own.is_returned = true;
    }
    let last = changes.iter_mut().rev().find(|own| own.kind == ChangeKind::Standard && own.template == Some(SUSPENDED));
    if let Some(own) = last {
        own.ending = Ending::BackedOut;
    }
}

/// Gives every change a night of its own, in their order.
fn at_night(changes: &mut [Asked]) {
    let (nights, count) = (day::nights(), changes.len().max(1));
    for (number, own) in changes.iter_mut().enumerate() {
        let night = nights[number * nights.len() / count];
        (own.base, own.window) = (day::day(night), day::night(night));
    }
}

/// Spreads what cannot wait over the days; nothing else is done by day.
fn by_day(changes: &mut [Asked], random: &mut Random) {
    for (number, own) in (0..).zip(changes) {
        let day = 40 + number * 59 + i64::try_from(random.below(20)).unwrap_or_default();
        at_once(own, day::day(day) + 6 * HOUR + i64::try_from(random.below(120)).unwrap_or_default() * MINUTE);
    }
}

/// Lets a change be asked for at a moment, to be done within four hours.
fn at_once(own: &mut Asked, at: i64) {
    own.base = at;
    own.window = Window { start: Timestamp(at + 25 * MINUTE), end: Timestamp(at + 4 * HOUR) };
}

/// Returns the change that could not wait for its records: the last of those that could not wait (story 5).
fn late() -> Asked {
    let step = Step {
        item: "cmp-iamauth-risk-server-1".to_owned(),
        work: Work::Version,
        out: Some(OutageMode::Restart),
        minutes: 25,
    };
    let mut own = asked(&FAMILIES[EMERGENCY], "", ChangeKind::Emergency);
    own.steps = vec![step];
    (own.title, own.reason) = ("Mend the rules of {}", "They refused every login for half an hour");
    own.is_late = true;
    at_once(&mut own, day::day(711) + 13 * HOUR);
    own
}

/// Returns what is still open when the sample is made: two that collide, one in a freeze, a farm host by host.
pub(super) fn open() -> Vec<Asked> {
    let restart = Some(OutageMode::Restart);
    let one = |item: &str, work, out, minutes| Step { item: item.to_owned(), work, out, minutes };
    let ups = |item: &str| vec![one(item, Work::Test, Some(OutageMode::FullOutage), 150)];
    let change = |title, reason, team, steps: Vec<Step>, (night, from): (i64, i64), ending| {
        let start = day::night(night).start.0 + from * HOUR;
        Asked {
            title,
            reason,
            team,
            kind: ChangeKind::Normal,
            template: None,
            steps,
            answer: 2,
            window: Window { start: Timestamp(start), end: Timestamp(start + 4 * HOUR) },
            base: day::day(732),
            ending,
            is_returned: false,
            is_late: false,
        }
    };
    let hosts = (1..=10).map(|number| one(&format!("hv-4{number:02}"), Work::Patch, restart, 20)).collect();
    let yearly = "The contract of maintenance demands it once a year";
    let mut open = vec![
        change("Maintain and test {}", yearly, "facilities", ups("ups-11"), (770, 0), Ending::Scheduled),
        change("Maintain and test {}", yearly, "facilities", ups("ups-12"), (770, 1), Ending::Awaiting),
        change("Patch farm 4 host by host", "The yearly patches", "compute", hosts, (763, 0), Ending::Scheduled),
        change(
            "Upgrade the {}",
            "The release in use reaches its end with the year",
            "application",
            vec![one("app-erks", Work::Version, restart, 60)],
            (780, 0),
            Ending::Awaiting,
        ),
        change(
            "Renew the {}",
            "It expires, and everything that signs rests on it",
            "security",
            vec![one("cert-iamsign", Work::Renew, None, 30)],
            (756, 0),
            Ending::HalfDecided,
        ),
        change(
            "Double {}",
            "What was measured in summer needs more room",
            "storage",
            vec![one("vol-dbi-city-1", Work::Extend(4), None, 20)],
            (769, 0),
            Ending::Draft,
        ),
    ];
    let nodes = FAMILIES.iter().find(|family| family.items.contains(&"node-1"));
    open.extend(nodes.map(|family| {
        let mut own = asked(family, "node-28", ChangeKind::Standard);
        (own.window, own.base, own.ending) = (day::night(760), day::day(731), Ending::Scheduled);
        own
    }));
    open
}
