//! What edits would do, without a change: asked on the spot, or kept under a name.

use cairn_api::{
    ChangeEditRequest, Session, WhatIf, WhatIfEditRequest, WhatIfLine, WhatIfOutcome, WhatIfPage, change_sentence,
    what_if_sentence,
};
use cairn_messages::Messages;
use cairn_model::change::{Compared, LevelsCompared, SinglePointsCompared};
use cairn_model::impact::ItemRef;
use cairn_model::{CancelToken, Level};
use clap::ArgMatches;

use super::Run;
use super::edits::{edits, named_files, of_edits, of_steps};
use super::verbs::short;
use crate::console::Console;
use crate::refusal::Refusal;
use crate::{DONE, FINDING, NOT_DONE};

/// How many lines a table shows.
const LINES_MAX: usize = 60;

fn text(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().unwrap_or_default()
}

fn given(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

/// Says what edits would do, or does something to what is kept. An edit that does not apply is a finding.
pub(crate) fn what_if(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let mut run = Run { session, messages, console };
    let Some((verb, own)) = matches.subcommand() else { return run.on_the_spot(matches) };
    let wif = || text(own, "what-if");
    match verb {
        "new" => {
            let plan = ChangeEditRequest { edit: of_edits(own)?, files: named_files(own)? };
            let request = WhatIfEditRequest { name: Some(text(own, "name")), note: given(own, "note"), plan };
            run.kept("done-what-if-new", &session.what_if_keep(&request)?)
        }
        "edit" => {
            let plan = ChangeEditRequest { edit: of_steps(own)?, files: named_files(own)? };
            let request = WhatIfEditRequest { name: None, note: given(own, "note"), plan };
            run.kept("done-what-if-edit", &session.what_if_edit(&wif(), &request)?)
        }
        "rename" => {
            let request = WhatIfEditRequest { name: Some(text(own, "name")), ..WhatIfEditRequest::default() };
            run.kept("done-what-if-rename", &session.what_if_edit(&wif(), &request)?)
        }
        "duplicate" => run.kept("done-what-if-new", &session.what_if_duplicate(&wif(), &text(own, "name"))?),
        "update" => run.kept("done-what-if-update", &session.what_if_update(&wif())?),
        "delete" => run.kept("done-what-if-delete", &session.what_if_delete(&wif())?),
        "to-change" => {
            let reply = session.what_if_to_change(&wif(), given(own, "reason").as_deref())?;
            run.report("done-change-new", &reply)
        }
        "list" => run.what_ifs(),
        "show" => run.page(&wif(), false),
        "ask" => run.page(&wif(), true),
        _ => Ok(NOT_DONE),
    }
}

impl Run<'_, '_> {
    fn on_the_spot(&mut self, matches: &ArgMatches) -> Result<u8, Refusal> {
        let (edits, files) = (edits(matches)?, named_files(matches)?);
        if edits.is_empty() && files.is_empty() {
            return Err(Refusal::usage("error-usage-nothing-planned"));
        }
        let options = crate::import::options(matches)?;
        let reply = self.session.what_if(&edits, &files, &options, &CancelToken::default())?;
        if self.console.json(&reply)? {
            return Ok(DONE);
        }
        self.answer(&reply)?;
        self.console.blank()?;
        self.console.say("what-if-unwritten", &[])?;
        Ok(DONE)
    }

    /// Says what became of a kept what-if, and what of it does not apply.
    fn kept(&mut self, code: &str, reply: &WhatIfOutcome) -> Result<u8, Refusal> {
        let refused = reply.imported.as_ref().is_some_and(|summary| !summary.refused.is_empty());
        let exit = if refused || !reply.problems.is_empty() { FINDING } else { DONE };
        if self.console.json(reply)? {
            return Ok(exit);
        }
        let (seq, dropped) = (reply.seq.map(|seq| seq.to_string()), reply.dropped.to_string());
        let params = [("id", reply.id.as_str()), ("name", reply.name.as_str()), ("dropped", dropped.as_str())];
        match &seq {
            Some(seq) => self.console.say(code, &[&params[..], &[("seq", seq.as_str())]].concat())?,
            None => self.console.say("what-if-as-it-was", &params)?,
        }
        for problem in &reply.problems {
            self.console.line(&format!("  ! {}", self.session.say(problem, self.messages)))?;
        }
        if let Some(summary) = &reply.imported {
            crate::import::summary(summary, self.messages, self.console)?;
        }
        Ok(exit)
    }

    fn what_ifs(&mut self) -> Result<u8, Refusal> {
        let list = self.session.what_ifs()?;
        if self.console.json(&list)? {
            return Ok(DONE);
        }
        if list.what_ifs.is_empty() {
            self.console.say("what-if-none", &[])?;
        }
        let row = |own: &WhatIfLine| {
            let head = &own.head;
            let planned = (own.edits + own.outages).to_string();
            let change = head.change.clone().unwrap_or_default();
            let edited = head.edited_at.to_minutes();
            vec![head.id.clone(), head.name.clone(), planned, edited, head.edited_by.clone(), change]
        };
        let rows: Vec<Vec<String>> = list.what_ifs.iter().map(row).collect();
        let columns = ["column-id", "column-name", "#column-edits", "column-when", "column-who", "column-change"];
        self.console.table(&columns, &rows)?;
        Ok(DONE)
    }

    fn page(&mut self, words: &str, asks: bool) -> Result<u8, Refusal> {
        let mut page = self.session.what_if_show(words, &CancelToken::default())?;
        let exit = if page.problems.is_empty() { DONE } else { FINDING };
        if !asks {
            page.what_if = None;
        }
        if self.console.json(&page)? {
            return Ok(exit);
        }
        self.what_if_head(&page)?;
        match &page.what_if {
            Some(answer) => self.answer(answer)?,
            None => self.steps(&page.steps)?,
        }
        if exit == FINDING {
            self.console.blank()?;
            self.console.say("what-if-does-not-apply", &[("id", &page.head.id)])?;
            for problem in &page.problems {
                self.console.line(&format!("  ! {}", self.session.say(problem, self.messages)))?;
            }
        } else if page.steps.iter().all(|step| step.edits.is_empty() && step.outages.is_empty()) {
            self.console.say("change-nothing-planned", &[])?;
        }
        Ok(exit)
    }

    fn what_if_head(&mut self, page: &WhatIfPage) -> Result<(), Refusal> {
        let head = &page.head;
        let (based, seq, at) = (head.based_on.to_string(), page.seq.to_string(), head.at.to_minutes());
        self.console.line(&format!("{} {}", head.id, head.name))?;
        let params = [("who", head.actor.as_str()), ("at", &at), ("based", &based), ("seq", &seq)];
        self.console.say("what-if-head", &params)?;
        if !head.note.is_empty() {
            self.console.line(&head.note)?;
        }
        if let Some(change) = &head.change {
            self.console.say("what-if-became", &[("change", change)])?;
        }
        self.console.blank()?;
        Ok(())
    }

    fn answer(&mut self, reply: &WhatIf) -> Result<(), Refusal> {
        if let Some(compared) = &reply.compared {
            self.console.line(&what_if_sentence(compared, self.messages))?;
        }
        self.console.line(&change_sentence(&reply.analysis, self.messages))?;
        let (seq, digest) = (reply.seq.to_string(), short(&reply.analysis.hashes.evidence));
        self.console.say("impact-footer", &[("seq", &seq), ("analysis", digest)])?;
        self.steps(&reply.steps)?;
        if let Some(compared) = &reply.compared {
            self.side_by_side(compared)?;
        }
        self.verdicts(&reply.analysis)
    }

    fn side_by_side(&mut self, compared: &Compared) -> Result<(), Refusal> {
        let tier = |item: &ItemRef| item.tier.map(|tier| tier.to_string()).unwrap_or_default();
        let mut services = Vec::new();
        for own in &compared.services {
            let points = own.single_points.as_ref().map(|points| self.points(points)).unwrap_or_default();
            let mut row = vec![own.levels.item.name.clone(), tier(&own.levels.item)];
            row.extend(self.levels_of(&own.levels));
            row.push(points);
            services.push(row);
        }
        let columns = [
            "column-service",
            "#column-tier",
            "column-before",
            "column-during",
            "column-after",
            "column-single-points",
        ];
        self.console.section("what-if-services", &columns, &services, LINES_MAX)?;
        let margins = compared.margins.iter().map(|own| {
            let spares = |count: Option<i64>| count.map_or_else(|| "–".to_owned(), |count| count.to_string());
            let group = self.session.need_word(&own.group, self.messages);
            vec![own.item.name.clone(), group, spares(own.before), spares(own.during), spares(own.after)]
        });
        let margins: Vec<Vec<String>> = margins.collect();
        let columns = ["column-name", "column-group", "#column-before", "#column-during", "#column-after"];
        self.console.section("what-if-margins", &columns, &margins, LINES_MAX)?;
        self.turned(compared)
    }

    fn turned(&mut self, compared: &Compared) -> Result<(), Refusal> {
        let mut rows = Vec::new();
        for (sign, groups) in [("+", &compared.assumed_added), ("−", &compared.assumed_removed)] {
            for own in groups {
                let group = self.session.need_word(&own.group, self.messages);
                rows.push(vec![sign.to_owned(), own.item.name.clone(), group]);
            }
        }
        self.console.section("what-if-assumed", &["column-sign", "column-name", "column-group"], &rows, LINES_MAX)?;
        let mut rows = Vec::new();
        for (sign, errors) in [("+", &compared.errors_added), ("−", &compared.errors_removed)] {
            for own in errors {
                rows.push(vec![sign.to_owned(), cairn_api::model_error(own, self.messages)]);
            }
        }
        self.console.section("what-if-errors", &["column-sign", "column-note"], &rows, LINES_MAX)
    }

    fn levels_of(&self, own: &LevelsCompared) -> [String; 3] {
        let word = |level: Level| self.messages.word(&format!("level-{}", level.id()));
        let side = |level: Option<Level>| level.map_or_else(|| "–".to_owned(), word);
        [side(own.before), word(own.during), side(own.after)]
    }

    /// Returns what comes with a plus, what goes with a minus, and how many stay.
    fn points(&self, points: &SinglePointsCompared) -> String {
        let signed = |sign: &str, items: &[ItemRef]| -> Vec<String> {
            items.iter().map(|item| format!("{sign}{} {}", item.key, item.name)).collect()
        };
        let mut parts = [signed("+", &points.added), signed("−", &points.removed)].concat();
        if !points.kept.is_empty() {
            parts.push(self.messages.say("what-if-kept", [("count", points.kept.len().to_string().as_str())]));
        }
        parts.join(", ")
    }
}
