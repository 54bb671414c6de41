//! What may be done with a change: which command leads along a transition.

use serde::{Deserialize, Serialize};

use super::view::ChangePage;

/// A command that takes a change onwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ChangeDeed {
    /// Hands it over to be assessed.
    Submit,
    /// Analyses it.
    Assess,
    /// Decides on it.
    Decide,
    /// Sets its window.
    Schedule,
    /// Starts it.
    Start,
    /// Says what came of a step.
    Step,
    /// Ends the doing.
    Finish,
    /// Closes it.
    Close,
    /// Gives it up.
    Cancel,
}

/// Which deed leads along which transition; what leads on stands before what leads back.
const LEADING: [(&str, ChangeDeed); 18] = [
    ("start", ChangeDeed::Start),
    ("submit", ChangeDeed::Submit),
    ("approve", ChangeDeed::Decide),
    ("schedule", ChangeDeed::Schedule),
    ("assess", ChangeDeed::Assess),
    ("ask", ChangeDeed::Assess),
    ("authorise", ChangeDeed::Assess),
    ("finish_implemented", ChangeDeed::Finish),
    ("finish_partly", ChangeDeed::Finish),
    ("finish_backed_out", ChangeDeed::Finish),
    ("finish_failed", ChangeDeed::Finish),
    ("close", ChangeDeed::Close),
    ("review", ChangeDeed::Close),
    ("revise", ChangeDeed::Assess),
    ("ask_again", ChangeDeed::Assess),
    ("reject", ChangeDeed::Decide),
    ("return", ChangeDeed::Decide),
    ("cancel", ChangeDeed::Cancel),
];

impl ChangeDeed {
    /// Returns the deed that leads along a transition; `None` for one that an estate added.
    #[must_use]
    pub fn along(transition: &str) -> Option<Self> {
        LEADING.iter().find(|(own, _)| *own == transition).map(|(_, deed)| *deed)
    }

    /// Returns whether it may be tried although something is missing: it brings that, or says what it is.
    #[must_use]
    pub fn may_be_tried(self) -> bool {
        use ChangeDeed::{Assess, Close, Decide, Finish, Schedule};
        matches!(self, Assess | Decide | Schedule | Finish | Close)
    }
}

/// Returns what may be done now, what leads on before what leads back.
#[must_use]
pub fn deeds(page: &ChangePage) -> Vec<ChangeDeed> {
    let change = &page.change;
    let is_running = change.started_at.is_some() && change.finished_at.is_none();
    let is_untold = page.steps.iter().any(|step| !change.outcomes.contains_key(&step.step));
    let mut deeds: Vec<ChangeDeed> = (is_running && is_untold).then_some(ChangeDeed::Step).into_iter().collect();
    for (transition, deed) in LEADING {
        let way = page.ways.iter().find(|way| way.transition == transition);
        if way.is_some_and(|way| way.unmet.is_empty() || deed.may_be_tried()) && !deeds.contains(&deed) {
            deeds.push(deed);
        }
    }
    deeds
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;
    use crate::change::default_policy;

    #[test]
    fn every_transition_of_the_policy_is_led_along_by_a_deed() {
        let policy = default_policy().unwrap();
        let lost = policy.transitions.iter().filter(|own| ChangeDeed::along(&own.id).is_none());
        assert_eq!(lost.map(|own| own.id.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
        let is_declared = |id: &str| policy.transitions.iter().any(|own| own.id == id);
        assert_eq!(LEADING.iter().find(|(id, _)| !is_declared(id)), None);
        assert_eq!(ChangeDeed::along("of_the_estate"), None);
    }
}
