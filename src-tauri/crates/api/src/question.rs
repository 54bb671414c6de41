//! Asking: items, one item, impact, and the report of it.

use cairn_engine::impact::{ImpactQuestion, ImpactSince, judge, since};
use cairn_engine::item::{ItemPage, ItemWindow};
use cairn_engine::map::MapView;
use cairn_engine::outage::{CauseQuestion, CauseReport, causes, outage_sheet, recovery_order};
use cairn_engine::weakness::{CutReport, WeaknessQuestion, WeaknessReport, WorkList, cuts, weakness, work_list};
use cairn_exchange::{MapFormat, MapOf, MapSubject, Paper, ReportContext, ReportFormat, impact_paper, outage_paper};
use cairn_messages::Messages;
use cairn_model::CancelToken;
use cairn_model::impact::ImpactReport;
use cairn_model::outage::{OutageSheet, RecoveryReport};

use crate::failure::Failure;
use crate::map_file::{MapHead, WrittenFile, written};
use crate::moment::{Dated, moment_sentences};
use crate::session::Session;

impl Session {
    /// Returns a window of the items that a filter selects; `at` is a moment of the past, `None` the present.
    ///
    /// # Errors
    /// [`Failure`] when the filter cannot be read or names what the estate does not know, or there is no such moment.
    pub fn items(
        &self,
        filter: &str,
        offset: usize,
        limit: usize,
        at: Option<&str>,
    ) -> Result<Dated<ItemWindow>, Failure> {
        self.dated(at, |generation| cairn_engine::item::list(generation, filter, offset, limit))
    }

    /// Returns everything there is to know of the item that `words` mean; at a moment of the past: that was known then.
    ///
    /// # Errors
    /// [`Failure`] when no item or several are meant, or there is no such moment.
    pub fn show(&self, words: &str, at: Option<&str>) -> Result<Dated<ItemPage>, Failure> {
        self.dated(at, |generation| cairn_engine::item::show(&self.engine, generation, words))
    }

    /// Returns what an outage breaks, what holds and why; at a moment of the past: what it would have broken then.
    /// Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when an item named is not there, is ambiguous or takes no part in analyses, or there is no such
    /// moment.
    pub fn impact(
        &self,
        question: &ImpactQuestion,
        at: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Dated<ImpactReport>, Failure> {
        self.dated(at, |generation| judge(generation, question, cancel))
    }

    /// Returns what the same outage would have done at the moment that `from` means against what it does, or did at `at`,
    /// with the records that made the difference. Nothing is written.
    ///
    /// # Errors
    /// As [`Session::impact`]; [`Failure`] when `from` is not the earlier of the two.
    pub fn impact_since(
        &self,
        question: &ImpactQuestion,
        from: &str,
        at: Option<&str>,
        messages: &Messages,
        cancel: &CancelToken,
    ) -> Result<ImpactSince, Failure> {
        let later = match at {
            Some(words) => {
                let past = self.engine.at(words)?;
                let moment = past.moment();
                (past.generation, moment)
            }
            None => {
                let generation = self.engine.generation();
                let moment = self.engine.moment(&generation.seq().to_string())?;
                (generation, moment)
            }
        };
        let mut answer = since(&self.engine, question, from, later, cancel)?;
        for own in &mut answer.commits {
            own.said = self.reason_said(own.commit.kind, &own.commit.reason, messages);
        }
        Ok(answer)
    }

    /// Returns what takes services down alone; at a moment of the past: what would have then. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when a service named is not there, is ambiguous, none, or takes no part in analyses, or there is no such
    /// moment.
    pub fn weakness(
        &self,
        question: &WeaknessQuestion,
        at: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Dated<WeaknessReport>, Failure> {
        self.dated(at, |generation| weakness(generation, question, cancel))
    }

    /// Returns what takes services down in twos; `tell` hears how much of all has been gone through.
    ///
    /// # Errors
    /// As [`Session::weakness`].
    pub fn cuts(
        &self,
        question: &WeaknessQuestion,
        at: Option<&str>,
        tell: &mut dyn FnMut(u64, u64),
        cancel: &CancelToken,
    ) -> Result<Dated<CutReport>, Failure> {
        self.dated(at, |generation| cuts(generation, question, tell, cancel))
    }

    /// Returns what the model leaves open: redundancy nobody declared, requirements that cannot be right, types nobody
    /// confirmed; at a moment of the past: what it left open then.
    ///
    /// # Errors
    /// [`Failure`] when there is no such moment.
    pub fn work_list(&self, at: Option<&str>, cancel: &CancelToken) -> Result<Dated<WorkList>, Failure> {
        self.dated(at, |generation| work_list(generation, cancel))
    }

    /// Returns the order in which what is down now can be brought up; at a moment of the past: what was down then.
    ///
    /// # Errors
    /// [`Failure`] when there is no such moment.
    pub fn recovery(&self, at: Option<&str>, cancel: &CancelToken) -> Result<Dated<RecoveryReport>, Failure> {
        self.dated(at, |generation| recovery_order(generation, cancel))
    }

    /// Returns the single failures that explain everything that was reported. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when an item named is not there, is ambiguous or takes no part in analyses, or there is no such moment.
    pub fn causes(
        &self,
        question: &CauseQuestion,
        at: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Dated<CauseReport>, Failure> {
        self.dated(at, |generation| causes(generation, question, cancel))
    }

    /// Returns everything about what is out: who is hit since when, who can help, what changed lately, and the order in
    /// which it comes up; at a moment of the past: what was out then, with times counted to then.
    ///
    /// # Errors
    /// [`Failure`] when the log cannot be read, or there is no such moment.
    pub fn outage_sheet(
        &self,
        at: Option<&str>,
        messages: &Messages,
        cancel: &CancelToken,
    ) -> Result<Dated<OutageSheet>, Failure> {
        let now = match at {
            Some(words) => self.engine.moment(words)?.recorded_at.min(self.host.now()),
            None => self.host.now(),
        };
        let mut sheet = self.dated(at, |generation| outage_sheet(&self.engine, generation, now, cancel))?;
        self.say_reasons(&mut sheet.answer, messages);
        Ok(sheet)
    }

    /// Says why the records of a sheet were made, where the product wrote it.
    pub(crate) fn say_reasons(&self, sheet: &mut OutageSheet, messages: &Messages) {
        for own in &mut sheet.recent {
            own.said = self.reason_said(own.commit.kind, &own.commit.reason, messages);
        }
    }

    /// Returns the sheet of what is out as a file; as PDF it is one page, with the fonts of the host.
    ///
    /// # Errors
    /// [`Failure`] when the estate's name cannot be read, or the host has no font for a PDF.
    pub fn outage_report(
        &self,
        sheet: &Dated<OutageSheet>,
        format: ReportFormat,
        messages: &Messages,
    ) -> Result<WrittenFile, Failure> {
        self.paper_file(sheet.at.as_ref(), None, format, messages, |context, messages| {
            outage_paper(&sheet.answer, context, messages)
        })
    }

    /// Returns an impact report as a file, with its map: one self-contained page of HTML, or PDF with the fonts of the host.
    ///
    /// # Errors
    /// [`Failure`] when the estate's name cannot be read, or the host has no font for a PDF.
    pub fn impact_report(
        &self,
        report: &Dated<ImpactReport>,
        map: &MapView,
        format: ReportFormat,
        messages: &Messages,
    ) -> Result<WrittenFile, Failure> {
        let head = MapHead { at: report.at.clone(), ..MapHead::default() };
        let drawn = self.map_file(MapOf::View(map, MapSubject::Impact), &head, MapFormat::Svg, messages)?;
        let map = String::from_utf8_lossy(&drawn.bytes).into_owned();
        self.paper_file(report.at.as_ref(), Some(map), format, messages, |context, messages| {
            impact_paper(&report.answer, context, messages)
        })
    }

    fn paper_file(
        &self,
        at: Option<&cairn_engine::Moment>,
        map: Option<String>,
        format: ReportFormat,
        messages: &Messages,
        paper: impl FnOnce(&ReportContext<'_>, &Messages) -> Paper,
    ) -> Result<WrittenFile, Failure> {
        let messages = for_paper(format, messages);
        let context = ReportContext {
            estate: &self.engine.info()?.estate.name,
            made_at: self.host.now(),
            class_word: &|id| self.class_word(id, &messages),
            need_word: &|name| self.need_word(name, &messages),
            moment: at.into_iter().flat_map(|at| moment_sentences(at, &messages)).collect(),
            map,
        };
        let file = paper(&context, &messages).file(format, &self.host.font_directories(), &messages);
        written(file, &messages)
    }
}

/// Returns the words for a paper: a browser knows marks of isolation, and what is drawn is drawn sign by sign.
pub(crate) fn for_paper(format: ReportFormat, messages: &Messages) -> Messages {
    if format == ReportFormat::Html { messages.isolating() } else { messages.unmarked() }
}

/// Returns what the end of the name of a report asks for: PDF, or a page of HTML for any other.
#[must_use]
pub fn report_format(path: &std::path::Path) -> ReportFormat {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ReportFormat::of_extension(extension).unwrap_or(ReportFormat::Html)
}
