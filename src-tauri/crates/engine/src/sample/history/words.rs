//! What people write into the changes of the history.

use cairn_estate::Generation;
use cairn_model::change::{ChangeKind, StepResult};
use cairn_model::{Timestamp, Value};

use super::day::date;
use super::family::Work;
use super::plan::{Asked, Ending, Step};
use crate::change::EditWords;
use crate::error::EngineError;
use crate::item::find;

/// Returns the name of an item.
pub(super) fn name(live: &Generation, item: &str) -> Result<String, EngineError> {
    Ok(live.view(find(live, item)?)?.name.to_owned())
}

/// Returns the title of a step.
pub(super) fn step(live: &Generation, step: &Step) -> Result<String, EngineError> {
    let name = name(live, &step.item)?;
    Ok(match step.work {
        Work::Firmware => format!("Load the firmware and restart {name}"),
        Work::Version => format!("Put the new version in place and restart {name}"),
        Work::Patch => format!("Drain {name}, patch it and take it back"),
        Work::Renew => format!("Put the new certificate in place of {name}"),
        Work::Test => format!("Take {name} out, test it under load and take it back"),
        Work::Extend(terabytes) => format!("Add {terabytes} TB to {name}"),
        Work::Restart => format!("Restart {name} once more, to prove it"),
    })
}

/// Returns the planned edits of a step, from what the estate says of the item now, and how the item goes out.
pub(super) fn edits(live: &Generation, step: &Step, at: Timestamp) -> Result<Vec<EditWords>, EngineError> {
    let known = live.item(find(live, &step.item)?)?;
    let value = |field: &str| known.attributes.get(field).map(Value::to_string).unwrap_or_default();
    let set = match step.work {
        Work::Firmware => Some(("firmware", next_version(&value("firmware"), "9.1.0"))),
        Work::Version => Some(("version", next_version(&value("version"), "1.0"))),
        Work::Patch => Some(("patch_level", date(at.0).chars().take(7).collect())),
        Work::Renew => Some(("expiry", a_year_later(&value("expiry")))),
        Work::Test => Some(("last_test", date(at.0))),
        Work::Extend(terabytes) => {
            Some(("capacity", (value("capacity").parse::<u64>().unwrap_or_default() + terabytes).to_string()))
        }
        Work::Restart => None,
    };
    let item = step.item.clone();
    let set = set.map(|(field, value)| EditWords::Set { item: item.clone(), field: field.to_owned(), value });
    let out = step.out.map(|mode| EditWords::Out { item: item.clone(), mode });
    Ok(set.into_iter().chain(out).collect())
}

/// Returns the version after one: its last number counts up.
fn next_version(known: &str, first: &str) -> String {
    let (front, last) = known.rsplit_once('.').unwrap_or((known, ""));
    match last.parse::<u32>() {
        Ok(last) => format!("{front}.{}", last + 1),
        Err(_) => first.to_owned(),
    }
}

/// Returns a date one year later; no date of the sample is a leap day.
fn a_year_later(known: &str) -> String {
    let (year, rest) = known.split_at_checked(4).unwrap_or(("", ""));
    year.parse::<u32>().map_or_else(|_| known.to_owned(), |year| format!("{}{rest}", year + 1))
}

/// Returns how work is tested, and how it is undone.
pub(super) fn plans(work: Work) -> (&'static str, &'static str) {
    match work {
        Work::Firmware | Work::Patch => (
            "Watch alarms and traffic for ten minutes after the restart",
            "Start from the image that is kept beside it",
        ),
        Work::Version => ("Run the smoke tests against the new version", "Put the former version back and restart"),
        Work::Renew => ("Connect with a strict client", "Put the former certificate back, which is still valid"),
        Work::Test => ("Run it under full load for an hour", "Take it back into service as it was"),
        Work::Extend(_) => ("Look at the free space from every host", "Nothing has to be undone"),
        Work::Restart => ("Watch alarms for ten minutes", "Nothing has to be undone"),
    }
}

/// Returns what is said of a step.
pub(super) fn told(result: StepResult) -> &'static str {
    match result {
        StepResult::Done => "Done, and tested as planned",
        StepResult::NotDone => "Not begun: the night was over",
        StepResult::BackedOut => "Taken back: the tests did not pass",
    }
}

/// Returns why a change ended as it did.
pub(super) fn end(own: &Asked) -> &'static str {
    match own.ending {
        Ending::BackedOut => "The tests did not pass, and everything was taken back",
        Ending::Failed => "The step could not begin before the window was over",
        Ending::Partly => "The last step was left for another night",
        _ => "",
    }
}

/// Returns what was learned from a change.
pub(super) fn review(own: &Asked) -> &'static str {
    match own.ending {
        Ending::BackedOut => "The test centre has to be brought to the load of the real one first",
        Ending::Failed => "The preparation took two hours; ask for a longer window next time",
        Ending::Partly => "What was done works; the rest is asked for anew",
        _ if own.is_late => "Done in time, and written down too late: the team was asleep, and then it was forgotten",
        _ if own.kind == ChangeKind::Emergency => "The cause is known, and what mended it goes into the next release",
        _ => "Went as planned",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_follows_from_the_one_before() {
        for (known, next) in [("", "9.1.0"), ("9.1.0", "9.1.1"), ("16.4", "16.5"), ("4.19", "4.20"), ("x", "9.1.0")] {
            assert_eq!(next_version(known, "9.1.0"), next);
        }
        assert_eq!(a_year_later("2027-03-14"), "2028-03-14");
    }
}
