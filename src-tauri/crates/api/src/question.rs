//! Asking: items, one item, impact, and the report of it.

use cairn_engine::impact::{ImpactQuestion, judge};
use cairn_engine::item::{ItemPage, ItemWindow};
use cairn_engine::outage::{CauseQuestion, CauseReport, RecoveryReport, causes, recovery_order};
use cairn_engine::weakness::{CutReport, WeaknessQuestion, WeaknessReport, cuts, weakness};
use cairn_exchange::{ReportContext, impact_html};
use cairn_messages::Messages;
use cairn_model::CancelToken;
use cairn_model::impact::ImpactReport;

use crate::failure::Failure;
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

    /// Returns an impact report as one self-contained HTML page.
    ///
    /// # Errors
    /// [`Failure`] when the estate's name cannot be read.
    pub fn impact_html(&self, report: &Dated<ImpactReport>, messages: &Messages) -> Result<String, Failure> {
        let messages = &messages.isolating();
        let moment = report.at.iter().flat_map(|at| moment_sentences(at, messages)).collect();
        let context = ReportContext {
            estate: &self.engine.info()?.estate.name,
            made_at: self.host.now(),
            class_word: &|id| self.class_word(id, messages),
            need_word: &|name| self.need_word(name, messages),
            moment,
        };
        Ok(impact_html(&report.answer, &context, messages))
    }
}
