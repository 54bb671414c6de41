//! Asking: items, one item, impact, and the report of it.

use cairn_engine::impact::{ImpactQuestion, judge};
use cairn_engine::item::{ItemPage, ItemWindow};
use cairn_exchange::{ReportContext, impact_html};
use cairn_messages::Messages;
use cairn_model::CancelToken;
use cairn_model::impact::ImpactReport;

use crate::failure::Failure;
use crate::session::Session;

impl Session {
    /// Returns a window of the items that a filter selects.
    ///
    /// # Errors
    /// [`Failure`] when the filter cannot be read or names what the estate does not know.
    pub fn items(&self, filter: &str, offset: usize, limit: usize) -> Result<ItemWindow, Failure> {
        Ok(cairn_engine::item::list(&self.engine.generation(), filter, offset, limit)?)
    }

    /// Returns everything there is to know of the item that `words` mean.
    ///
    /// # Errors
    /// [`Failure`] when no item or several are meant.
    pub fn show(&self, words: &str) -> Result<ItemPage, Failure> {
        Ok(cairn_engine::item::show(&self.engine, words)?)
    }

    /// Returns what an outage breaks, what holds and why. Nothing is written.
    ///
    /// # Errors
    /// [`Failure`] when an item named is not there, is ambiguous or takes no part in analyses.
    pub fn impact(&self, question: &ImpactQuestion, cancel: &CancelToken) -> Result<ImpactReport, Failure> {
        Ok(judge(&self.engine.generation(), question, cancel)?)
    }

    /// Returns an impact report as one self-contained HTML page.
    ///
    /// # Errors
    /// [`Failure`] when the estate's name cannot be read.
    pub fn impact_html(&self, report: &ImpactReport, messages: &Messages) -> Result<String, Failure> {
        let context = ReportContext {
            estate: &self.engine.info()?.estate.name,
            made_at: self.host.now(),
            class_word: &|id| self.class_word(id, messages),
            need_word: &|name| self.need_word(name, messages),
        };
        Ok(impact_html(report, &context, messages))
    }
}
