//! Baselines: create, list, diff.

use cairn_api::{
    Authorisation, BaselineDiff, BaselineRequest, BaselinesRequest, CommitLine, DiffLine, DiffRequest, EditCounts,
    Noun, SealedBy, Session, What, moment_words,
};
use cairn_messages::Messages;
use clap::ArgMatches;

use crate::console::Console;
use crate::items::{changed, moment};
use crate::refusal::Refusal;
use crate::{DONE, FINDING, NOT_DONE};

/// How many lines of a difference a table shows.
const LINES_MAX: usize = 200;

pub(crate) fn baseline(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    match matches.subcommand() {
        Some(("create", own)) => create(own, session, console),
        Some(("list", own)) => list(own, session, messages, console),
        Some(("diff", own)) => diff(own, session, messages, console),
        _ => Ok(NOT_DONE),
    }
}

fn create(matches: &ArgMatches, session: &Session, console: &mut Console<'_>) -> Result<u8, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let reply = session.create_baseline(&BaselineRequest {
        name: text("name").unwrap_or_default(),
        at: moment(matches).map(str::to_owned),
        reason: text("reason").unwrap_or_default(),
    })?;
    if !console.json(&reply)? {
        let [marked, seq] = [reply.marked, reply.seq].map(|number| number.to_string());
        let when = reply.recorded_at.to_minutes();
        let params = [("name", &*reply.name), ("marked", &*marked), ("when", &*when), ("seq", &*seq)];
        console.say("done-baseline", &params)?;
    }
    Ok(DONE)
}

fn list(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let by = matches.get_one::<String>("by").map(|by| match by.as_str() {
        "changes" => SealedBy::Changes,
        _ => SealedBy::People,
    });
    let request = BaselinesRequest { text: matches.get_one::<String>("text").cloned(), by };
    let reply = session.baselines(&request, messages)?;
    if console.json(&reply)? {
        return Ok(DONE);
    }
    if reply.baselines.is_empty() {
        let total = reply.counts.total;
        match total {
            0 => console.say("baseline-none", &[])?,
            _ => console.say("baseline-none-such", &[("total", &total.to_string())])?,
        }
        return Ok(DONE);
    }
    let rows: Vec<Vec<String>> = reply
        .baselines
        .iter()
        .map(|line| {
            let created = line.created.as_ref();
            vec![
                line.name.clone(),
                line.seq.to_string(),
                line.recorded_at.to_minutes(),
                line.records_since.to_string(),
                created.map(|commit| commit.actor.clone()).unwrap_or_default(),
                created.map(|commit| commit.recorded_at.to_minutes()).unwrap_or_default(),
                created.map(|commit| commit.said.as_ref().unwrap_or(&commit.reason).clone()).unwrap_or_default(),
                created.and_then(change).unwrap_or_else(|| messages.word("baseline-no-authority")),
            ]
        })
        .collect();
    let columns = [
        "column-name",
        "#column-record",
        "column-recorded",
        "#column-records-since",
        "column-who",
        "column-created",
        "column-reason",
        "column-authority",
    ];
    console.table(&columns, &rows)?;
    Ok(DONE)
}

/// Returns the change and the step that authorised a commit.
fn change(commit: &CommitLine) -> Option<String> {
    let change = commit.change.clone()?;
    Some(commit.step.map_or_else(|| change.clone(), |step| format!("{change}/{step}")))
}

fn diff(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let request = DiffRequest { from: text("from").unwrap_or_default(), to: text("to"), filter: text("filter") };
    let diff = session.baseline_diff(&request)?;
    let code = if diff.authorisation.unauthorised > 0 { FINDING } else { DONE };
    if !console.json(&diff)? {
        Tables { diff: &diff, session, messages }.show(console)?;
    }
    Ok(code)
}

struct Tables<'a> {
    diff: &'a BaselineDiff,
    session: &'a Session,
    messages: &'a Messages,
}

impl Tables<'_> {
    fn show(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let [from, to] = [&self.diff.from, &self.diff.to].map(|moment| moment_words(moment, self.messages));
        console.say("diff-between", &[("from", &from), ("to", &to)])?;
        if let Some(filter) = &self.diff.filter {
            console.say("diff-filter", &[("filter", filter)])?;
        }
        if self.diff.lines.is_empty() && self.diff.model.is_empty() {
            return console.say("diff-nothing", &[]);
        }
        self.counts(console)?;
        let rows: Vec<Vec<String>> = self.diff.lines.iter().map(|line| self.line(line)).collect();
        let columns =
            ["column-authorised", "column-noun", "column-key", "column-name", "column-changed", "column-records"];
        console.section("diff-lines", &columns, &rows, LINES_MAX)?;
        let rows: Vec<Vec<String>> = self
            .diff
            .model
            .iter()
            .map(|line| vec![line.kind.clone(), line.id.clone(), self.what(line.what), self.commits(&line.commits)])
            .collect();
        let columns = ["column-kind", "column-name", "column-changed", "column-records"];
        console.section("diff-model", &columns, &rows, LINES_MAX)
    }

    fn counts(&self, console: &mut Console<'_>) -> Result<(), Refusal> {
        let counts = &self.diff.counts;
        let row = |code: &str, counts: &EditCounts| {
            let numbers = [counts.added, counts.changed, counts.removed].map(|count| count.to_string());
            [vec![self.messages.word(code)], numbers.to_vec()].concat()
        };
        let rows = [
            row("kind-items", &counts.items),
            row("kind-relationships", &counts.relationships),
            row("status-requirements", &counts.requirements),
            row("diff-model", &counts.model),
        ];
        console.blank()?;
        console.table(&["column-noun", "#edit-added", "#edit-changed", "#edit-removed"], &rows)?;
        let authorisation = &self.diff.authorisation;
        let [unauthorised, authorised, not_required] =
            [authorisation.unauthorised, authorisation.authorised, authorisation.not_required]
                .map(|count| count.to_string());
        let params = [("unauthorised", &*unauthorised), ("authorised", &*authorised), ("not-required", &*not_required)];
        console.say("diff-authorisation", &params)
    }

    fn line(&self, line: &DiffLine) -> Vec<String> {
        vec![
            self.authorisation(line.authorisation),
            self.messages.word(&format!("noun-{}", line.noun.id())),
            line.item.key.clone(),
            self.name(line),
            self.changed(line),
            self.commits(&line.commits),
        ]
    }

    /// What nobody authorised stands out among lines.
    fn authorisation(&self, own: Authorisation) -> String {
        let word = self.messages.word(&format!("authorisation-{}", own.id()));
        if own == Authorisation::Unauthorised { word.to_uppercase() } else { word }
    }

    /// Names the record: an item, both ends of a relationship, a need of its consumer.
    fn name(&self, line: &DiffLine) -> String {
        let item = &line.item.name;
        match (line.noun, &line.type_id, &line.other) {
            (Noun::Relationship, Some(type_id), Some(other)) => {
                let kind = self.session.type_word(type_id, true, self.messages);
                let label = line.label.as_ref().map(|label| format!(" ({label})")).unwrap_or_default();
                format!("{item} — {kind} → {}{label}", other.name)
            }
            (Noun::Requirement, ..) => {
                let need = self.session.need_word(line.requirement.as_deref().unwrap_or_default(), self.messages);
                let other = line.other.as_ref().map(|other| format!(" → {}", other.name)).unwrap_or_default();
                format!("{item} — {need}{other}")
            }
            _ => item.clone(),
        }
    }

    fn what(&self, what: What) -> String {
        self.messages.word(&format!("edit-{}", what.id()))
    }

    /// An item that came or went is not spelt out: the command `show` does that.
    fn changed(&self, line: &DiffLine) -> String {
        match (line.what, line.noun) {
            (What::Changed, _) => changed(&line.fields),
            (what, Noun::Requirement) => format!("{}; {}", self.what(what), changed(&line.fields)),
            (what, _) => self.what(what),
        }
    }

    fn commits(&self, commits: &[CommitLine]) -> String {
        commits.iter().map(|commit| self.commit(commit)).collect::<Vec<_>>().join("; ")
    }

    fn commit(&self, commit: &CommitLine) -> String {
        let recorded = commit.recorded_at.to_minutes();
        let effective = Some(commit.effective_at.to_minutes()).filter(|effective| *effective != recorded);
        let effective = effective.map(|when| self.messages.say("diff-effective", [("when", when.as_str())]));
        let parts = [
            Some(commit.seq.to_string()),
            Some(self.messages.word(&format!("record-kind-{}", commit.kind.id()))),
            Some(commit.actor.clone()),
            Some(recorded),
            effective,
            change(commit),
            Some(commit.reason.clone()).filter(|reason| !reason.is_empty()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
