//! Planned edits from the options of a command line, in the order in which they stand there.

use std::path::PathBuf;

use cairn_api::{ChangeEdit, ChangeEditRequest, EditWords, NamedFile};
use cairn_model::change::Window;
use cairn_model::impact::OutageMode;
use cairn_model::{Phrase, Strength};
use clap::ArgMatches;

use crate::estate::moment;
use crate::files;
use crate::refusal::Refusal;

/// Reads what stands behind an option once.
type Reader = fn(&[String]) -> Result<Vec<EditWords>, Refusal>;

/// Every option that plans an edit.
const OPTIONS: [(&str, Reader); 12] = [
    ("add", |values| Ok(vec![EditWords::Add { class: value(values, 0), name: value(values, 1) }])),
    ("retire", |values| Ok(values.iter().map(|item| EditWords::Retire { item: item.clone() }).collect())),
    ("set", |values| {
        let (item, field, value) = (value(values, 0), value(values, 1), value(values, 2));
        Ok(vec![EditWords::Set { item, field, value }])
    }),
    ("as-found", |values| Ok(vec![EditWords::AsFound { item: value(values, 0), field: value(values, 1) }])),
    ("connect", |values| {
        let (from, type_id, to) = (value(values, 0), value(values, 1), value(values, 2));
        Ok(vec![EditWords::Connect { from, type_id, to, label: values.get(3).cloned() }])
    }),
    ("disconnect", |values| {
        let (from, type_id, to) = (value(values, 0), value(values, 1), value(values, 2));
        Ok(vec![EditWords::Disconnect { from, type_id, to, label: values.get(3).cloned() }])
    }),
    ("need", need),
    ("replace", |values| Ok(vec![EditWords::Replace { old: value(values, 0), new: value(values, 1) }])),
    ("out", |values| Ok(out(values, OutageMode::FullOutage))),
    ("degrade", |values| Ok(out(values, OutageMode::Degraded))),
    ("restart", |values| Ok(out(values, OutageMode::Restart))),
    ("no-interruption", |values| Ok(out(values, OutageMode::NoInterruption))),
];

fn value(values: &[String], place: usize) -> String {
    values.get(place).cloned().unwrap_or_default()
}

fn out(values: &[String], mode: OutageMode) -> Vec<EditWords> {
    values.iter().map(|item| EditWords::Out { item: item.clone(), mode }).collect()
}

/// A lone minus leaves as it is.
fn need(values: &[String]) -> Result<Vec<EditWords>, Refusal> {
    let given = |place: usize| values.get(place).filter(|text| *text != "-").cloned();
    let strength = match given(4) {
        None => None,
        Some(text) => match Strength::from_id(&text) {
            Some(strength) => Some(strength),
            None => return Err(Refusal::said(Phrase::new("error-usage-strength").with("text", text))),
        },
    };
    Ok(vec![EditWords::Need {
        item: value(values, 0),
        group: value(values, 1),
        min_up: given(2),
        degraded_below: given(3),
        strength,
    }])
}

/// Returns the planned edits in the order in which they stand on the line.
pub(super) fn edits(matches: &ArgMatches) -> Result<Vec<EditWords>, Refusal> {
    let mut found: Vec<(usize, EditWords)> = Vec::new();
    for (option, read) in OPTIONS {
        let places: Vec<usize> = matches.indices_of(option).into_iter().flatten().collect();
        let mut position = 0;
        for values in matches.get_occurrences::<String>(option).into_iter().flatten() {
            let values: Vec<String> = values.cloned().collect();
            let place = places.get(position).copied().unwrap_or_default();
            position += values.len();
            found.extend(read(&values)?.into_iter().map(|edit| (place, edit)));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, edit)| edit).collect())
}

/// Returns the files to plan.
pub(super) fn named_files(matches: &ArgMatches) -> Result<Vec<NamedFile>, Refusal> {
    let paths = matches.get_many::<PathBuf>("import").into_iter().flatten();
    paths.map(|path| Ok(NamedFile { name: path.display().to_string(), bytes: files::read(path)? })).collect()
}

/// Returns the values of an option of the form WORD=VALUE.
pub(super) fn pairs(matches: &ArgMatches, option: &str) -> Result<Vec<(String, String)>, Refusal> {
    let texts = matches.get_many::<String>(option).into_iter().flatten();
    texts
        .map(|text| match text.split_once('=') {
            Some((word, value)) if !word.is_empty() => Ok((word.trim().to_owned(), value.to_owned())),
            _ => {
                let phrase = Phrase::new("error-usage-pair").with("text", text);
                Err(Refusal::said(phrase.with("option", format!("--{option}"))))
            }
        })
        .collect()
}

/// Returns everything that is to be edited of a change.
pub(super) fn request(matches: &ArgMatches) -> Result<ChangeEditRequest, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let likelihood = pairs(matches, "likelihood")?.into_iter().map(|(question, answer)| {
        let refused = || Phrase::new("error-usage-number").with("text", &answer).with("option", "--likelihood");
        match answer.trim().parse::<u32>() {
            Ok(number) => Ok((question, number)),
            Err(_) => Err(Refusal::said(refused().with("help", "cairn change edit --help"))),
        }
    });
    let edit = ChangeEdit {
        title: text("title"),
        reason: text("reason"),
        test_plan: text("test-plan"),
        back_out_plan: text("back-out-plan"),
        likelihood: likelihood.collect::<Result<_, Refusal>>()?,
        statements: pairs(matches, "statement")?,
        downgrade: text("risk").zip(text("because")),
        waive: pairs(matches, "waive")?,
        window: window(matches)?,
        bring_up_to_date: matches.get_flag("up-to-date"),
        ..of_steps(matches)?
    };
    Ok(ChangeEditRequest { edit, files: named_files(matches)? })
}

/// Returns what is to be edited of the steps of a plan, without files.
pub(super) fn of_steps(matches: &ArgMatches) -> Result<ChangeEdit<'static>, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let number = |name: &str| matches.get_one::<u32>(name).copied();
    Ok(ChangeEdit {
        new_step: text("new-step"),
        step: number("step"),
        step_title: text("step-title"),
        minutes: number("minutes"),
        implementer: text("implementer"),
        step_back_out: text("step-back-out"),
        remove: matches.get_many("remove-edit").into_iter().flatten().copied().collect(),
        keep_up: matches.get_many("keep-up").into_iter().flatten().cloned().collect(),
        remove_step: matches.get_flag("remove-step"),
        ..of_edits(matches)?
    })
}

/// Returns what is planned, in whatever step, without files.
pub(super) fn of_edits(matches: &ArgMatches) -> Result<ChangeEdit<'static>, Refusal> {
    let (edits, options) = (edits(matches)?, crate::import::options(matches)?);
    Ok(ChangeEdit { edits, options, ..ChangeEdit::default() })
}

/// Returns the window that is proposed: both ends of it, or none.
fn window(matches: &ArgMatches) -> Result<Option<Window>, Refusal> {
    let at = |name: &str| moment(matches.get_one::<String>(name).cloned());
    Ok(at("window-start")?.zip(at("window-end")?).map(|(start, end)| Window { end, start }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let messages = cairn_messages::Messages::new(cairn_messages::Language::En);
        let arguments = ["cairn", "what-if"].into_iter().chain(line.split(' '));
        let matches = crate::args::command(&messages, None).try_get_matches_from(arguments).unwrap();
        let found = edits(matches.subcommand().unwrap().1).unwrap();
        let said = |edit: &EditWords| match edit {
            EditWords::Add { name, .. } => format!("add {name}"),
            EditWords::Connect { from, to, label, .. } => {
                format!("connect {from} {to}{}", label.as_ref().map(|label| format!(" [{label}]")).unwrap_or_default())
            }
            EditWords::Retire { item } => format!("retire {item}"),
            EditWords::Out { item, mode } => format!("{} {item}", mode.id()),
            EditWords::Need { group, min_up, degraded_below, strength, .. } => {
                format!("need {group} {min_up:?} {degraded_below:?} {strength:?}")
            }
            EditWords::Set { value, .. } => format!("set {value:?}"),
            other => format!("{other:?}"),
        };
        assert_eq!(found.iter().map(said).collect::<Vec<_>>(), expected, "{line}");
    }

    #[test]
    fn edits_keep_the_order_of_the_line() {
        check(
            "--add server A --connect A t B --add server C --connect C t A",
            &["add A", "connect A B", "add C", "connect C A"],
        );
        check(
            "--out a b --retire c d --restart e --out f",
            &["full_outage a", "full_outage b", "retire c", "retire d", "restart e", "full_outage f"],
        );
        check(
            "--connect a t b web --connect a t c - --set x y -5",
            &["connect a b [web]", "connect a c [-]", "set \"-5\""],
        );
        check(
            "--need a web 2 --need a web - 75% soft",
            &["need web Some(\"2\") None None", "need web None Some(\"75%\") Some(Soft)"],
        );
    }
}
