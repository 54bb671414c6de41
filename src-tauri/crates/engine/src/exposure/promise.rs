//! What a service promises, from its attributes.

use std::collections::BTreeMap;

use cairn_model::{Phrase, Value};
use chrono_tz::Tz;

use super::hours::ServiceHours;
use super::period::BudgetPeriod;
use super::sum::Target;
use super::view::PromiseView;

/// The attributes in which the catalogue keeps a promise.
const TARGET: &str = "sla_target";
const PERIOD: &str = "sla_period";
const HOURS: &str = "service_hours";
const ZONE: &str = "sla_time_zone";
const EXCLUDES_PLANNED: &str = "sla_excludes_planned";
const DEGRADED_HALF: &str = "sla_degraded_half";

/// What a service promises.
#[derive(Clone, Debug)]
pub(super) struct Promise {
    pub(super) target: Target,
    pub(super) period: BudgetPeriod,
    pub(super) hours: ServiceHours,
    pub(super) zone: Tz,
    pub(super) excludes_planned: bool,
    pub(super) degraded_half: bool,
    pub(super) view: PromiseView,
}

/// When and how a service counts, whether or not it promises a target.
#[derive(Clone, Debug)]
pub(super) struct Counting {
    pub(super) hours: ServiceHours,
    pub(super) zone: Tz,
    pub(super) excludes_planned: bool,
    pub(super) degraded_half: bool,
    notes: Vec<Phrase>,
}

fn text(attributes: &BTreeMap<String, Value>, name: &str) -> String {
    attributes.get(name).map(ToString::to_string).map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// Returns whether an attribute says yes: values that come out of the log may be text.
fn is_set(attributes: &BTreeMap<String, Value>, name: &str) -> bool {
    text(attributes, name) == "true"
}

impl Counting {
    pub(super) fn of(attributes: &BTreeMap<String, Value>) -> Self {
        let mut notes = Vec::new();
        let (hours, zone) = (text(attributes, HOURS), text(attributes, ZONE));
        let read = ServiceHours::parse(&hours);
        if read.is_none() {
            let code = if hours.is_empty() { "promise-hours-absent" } else { "promise-hours-unread" };
            notes.push(Phrase::new(code).with("text", &hours));
        }
        let known = crate::collision::zone(&zone);
        if known.is_none() && !zone.is_empty() {
            notes.push(Phrase::new("promise-zone-unread").with("text", &zone));
        }
        Counting {
            hours: read.unwrap_or_else(ServiceHours::round_the_clock),
            zone: known.unwrap_or(Tz::UTC),
            excludes_planned: is_set(attributes, EXCLUDES_PLANNED),
            degraded_half: is_set(attributes, DEGRADED_HALF),
            notes,
        }
    }
}

impl Promise {
    /// Returns what attributes promise, or why that is nothing.
    pub(super) fn of(attributes: &BTreeMap<String, Value>) -> Result<Self, Phrase> {
        let (target, period) = (text(attributes, TARGET), text(attributes, PERIOD));
        let read = match target.as_str() {
            "" => return Err(Phrase::new("promise-target-absent")),
            target => Target::parse(target).ok_or_else(|| Phrase::new("promise-target-unread").with("text", target))?,
        };
        let Counting { hours, zone, excludes_planned, degraded_half, mut notes } = Counting::of(attributes);
        let known = BudgetPeriod::of(&period);
        if known.is_none() {
            let code = if period.is_empty() { "promise-period-absent" } else { "promise-period-unread" };
            notes.push(Phrase::new(code).with("text", &period));
        }
        let period = known.unwrap_or_default();
        let view = PromiseView {
            target,
            period,
            hours: text(attributes, HOURS),
            round_the_clock: hours.is_round_the_clock(),
            zone: zone.name().to_owned(),
            excludes_planned,
            degraded_half,
            notes,
        };
        Ok(Promise { target: read, period, hours, zone, excludes_planned, degraded_half, view })
    }

    /// Returns the agreed time of a period: intervals in order and apart.
    pub(super) fn agreed(&self, period: (i64, i64)) -> Vec<(i64, i64)> {
        self.hours.between(self.zone, period)
    }

    /// Returns how long the service may be down in so much agreed time, and that time.
    pub(super) fn budget(&self, agreed: &[(i64, i64)]) -> (i64, i64) {
        let agreed_ms = agreed.iter().map(|(start, end)| end - start).sum();
        (self.target.budget(agreed_ms), agreed_ms)
    }
}
