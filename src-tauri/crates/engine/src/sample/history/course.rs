//! When each deed of a change is done.

use cairn_model::change::ChangeKind;

use super::day::{DAY, HOUR, MINUTE};
use super::plan::{Asked, Ending};

/// What somebody does with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    Raise,
    Plan,
    Submit,
    Assess,
    /// Sends it back to be planned better.
    Return,
    /// Plans it better, and hands it over again.
    Revise,
    /// So many of those who have to decide on it do; all of them when there are fewer.
    Approve(usize),
    Reject,
    Cancel,
    Schedule,
    Start,
    /// Tells of a step that it was done, or was not.
    Step(u32, bool),
    /// Takes a step back.
    BackOut(u32),
    Finish,
    /// Hands in the plans for test and back-out of what could not wait.
    Records,
    Close,
    Template,
}

use Deed::{
    Approve, Assess, BackOut, Cancel, Close, Finish, Plan, Raise, Records, Reject, Return, Revise, Schedule, Start,
    Step, Submit, Template,
};

/// Deeds with their moments, ascending.
type Course = Vec<(i64, Deed)>;

/// Returns what is done with a change, and when.
pub(super) fn course(own: &Asked) -> Course {
    let mut course = match own.kind {
        ChangeKind::Normal => decided(own),
        ChangeKind::Standard => authorised(own),
        ChangeKind::Emergency => hurried(own),
    };
    match own.ending {
        Ending::Draft => course.truncate(2),
        Ending::Awaiting => course.retain(|(_, deed)| *deed <= Assess),
        Ending::Rejected => {
            course.retain(|(_, deed)| !matches!(deed, Approve(_) | Schedule));
            course.push((own.base - 4 * DAY + 6 * HOUR, Reject));
        }
        Ending::Cancelled => course.push((own.base - DAY + 3 * HOUR, Cancel)),
        Ending::HalfDecided => course.retain(|(_, deed)| *deed != Schedule),
        Ending::Scheduled => {}
        Ending::Done | Ending::BackedOut | Ending::Failed | Ending::Partly => {
            let finished = done(own, &mut course);
            closed(own, finished, &mut course);
        }
    }
    course
}

/// What people decide on takes more than a week.
fn decided(own: &Asked) -> Course {
    let at = |days: i64, hour: i64| own.base - days * DAY + hour * HOUR;
    let mut course = vec![(at(9, 1), Raise), (at(9, 2), Plan), (at(8, 2), Submit), (at(7, 3), Assess)];
    if own.is_returned {
        course.extend([(at(6, 3), Return), (at(6, 5), Revise), (at(5, 2), Assess)]);
    }
    let count = if own.ending == Ending::HalfDecided { 1 } else { usize::MAX };
    course.extend([(at(4, 6), Approve(count)), (at(3, 2), Schedule)]);
    course
}

/// What a template authorises takes two days.
fn authorised(own: &Asked) -> Course {
    let from = own.base - 2 * DAY + 2 * HOUR;
    let deeds = [Raise, Plan, Submit, Assess, Schedule];
    (0..).zip(deeds).map(|(place, deed)| (from + place * 10 * MINUTE, deed)).collect()
}

/// What cannot wait takes minutes.
fn hurried(own: &Asked) -> Course {
    let at = |minutes: i64| own.base + minutes * MINUTE;
    vec![
        (at(0), Raise),
        (at(5), Plan),
        (at(8), Submit),
        (at(11), Assess),
        (at(18), Approve(usize::MAX)),
        (at(24), Schedule),
    ]
}

/// Adds how a change is carried out; returns when that is over.
fn done(own: &Asked, course: &mut Course) -> i64 {
    let mut at = own.window.start.0 + 5 * MINUTE;
    course.push((at, Start));
    for (number, step) in (1..).zip(&own.steps) {
        at += i64::from(step.minutes) * MINUTE;
        let is_last = number as usize == own.steps.len();
        let is_done = !(own.ending == Ending::Failed || own.ending == Ending::Partly && is_last);
        course.push((at, Step(number, is_done)));
        if own.ending == Ending::BackedOut {
            at += i64::from(step.minutes) * MINUTE / 2;
            course.push((at, BackOut(number)));
        }
    }
    at += 5 * MINUTE;
    course.push((at, Finish));
    at
}

/// Adds how a change is closed.
fn closed(own: &Asked, finished: i64, course: &mut Course) {
    let mut at = own.base + DAY + 2 * HOUR + 30 * MINUTE;
    if own.kind == ChangeKind::Emergency {
        at = if own.is_late { finished + 63 * HOUR } else { finished + 2 * HOUR };
        course.push((at, Records));
        at += 10 * MINUTE;
    }
    course.push((at, Close));
    if own.kind == ChangeKind::Normal && own.template.is_some() {
        course.push((at + DAY, Template));
    }
}
