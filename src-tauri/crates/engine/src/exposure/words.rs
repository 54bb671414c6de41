//! What there is to say of error budgets.

use cairn_model::Phrase;
use cairn_model::impact::ItemRef;

use super::period::BudgetPeriod;
use super::view::{ChangeExposure, Exposed, ServiceExposure};

/// A tenth of a minute.
const TENTH_MS: i64 = 6_000;

/// Returns minutes to a tenth, a part of which counts as used.
#[must_use]
pub fn minutes_used(ms: i64) -> String {
    tenths(-(-ms).div_euclid(TENTH_MS))
}

/// Returns minutes to a tenth, a part of which is not there to be used.
#[must_use]
pub fn minutes_left(ms: i64) -> String {
    tenths(ms.div_euclid(TENTH_MS))
}

fn tenths(own: i64) -> String {
    let sign = if own < 0 { "-" } else { "" };
    let (whole, part) = (own.unsigned_abs() / 10, own.unsigned_abs() % 10);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// Returns what is left of a budget, in a sentence.
pub(super) fn budget_text(service: &ItemRef, period: BudgetPeriod, budget_ms: i64, used_ms: i64) -> Phrase {
    let left = budget_ms - used_ms;
    let code = if left < 0 { "budget-overdrawn" } else { "budget-left" };
    Phrase::new(code)
        .with("service", &service.name)
        .with("budget", minutes_left(budget_ms))
        .with("used", minutes_used(used_ms))
        .with("left", minutes_left(left))
        .with("over", minutes_used(-left))
        .with("period", period.id())
}

/// Returns what a change uses of the budget of a service; `fails` is what it uses if it fails.
pub(super) fn exposure_text(service: &str, exposed: &Exposed, fails: bool) -> Phrase {
    let phrase = |[planned, failing]: [&str; 2]| {
        let code = if fails { failing } else { planned };
        Phrase::new(code).with("service", service).with("exposed", minutes_used(exposed.exposed_ms))
    };
    if exposed.exposed_ms == 0 {
        return phrase(["exposure-nothing", "exposure-nothing-failing"]);
    }
    if exposed.counted_ms == 0 {
        return phrase(["exposure-not-counted", "exposure-not-counted-failing"]);
    }
    let Some(own) = exposed.budget else {
        return phrase(["exposure-no-target", "exposure-no-target-failing"]);
    };
    let codes = match (own.over, own.left_before_ms <= 0) {
        (false, _) => ["exposure-within", "exposure-within-failing"],
        (true, false) => ["exposure-over", "exposure-over-failing"],
        (true, true) => ["exposure-spent", "exposure-spent-failing"],
    };
    phrase(codes)
        .with("uses", minutes_used(exposed.counted_ms))
        .with("budget", minutes_left(own.budget_ms))
        .with("left", minutes_left(own.left_before_ms))
        .with("after", minutes_left(own.left_after_ms))
        .with("over", minutes_used(-own.left_after_ms))
        .with("until", own.end.to_minutes())
}

/// Returns the verdict: the worst service in a sentence, and how many others have less than the change uses.
pub(super) fn verdict(services: &[ServiceExposure]) -> Phrase {
    let is_over = |own: &Exposed| own.budget.is_some_and(|budget| budget.over);
    let over = services.iter().filter(|own| is_over(&own.planned)).count();
    let fails_over = services.iter().filter(|own| is_over(&own.fails)).count();
    match services.first() {
        None => Phrase::new("exposure-verdict-none"),
        Some(first) if over == 1 => first.text.clone(),
        _ if over > 1 => Phrase::new("exposure-verdict-over").with("count", over),
        _ if fails_over > 0 => Phrase::new("exposure-verdict-over-failing").with("count", fails_over),
        _ => Phrase::new("exposure-verdict-within").with("count", services.len()),
    }
}

/// Returns the answer of which nothing is known, and why.
pub(super) fn unknown(change: &str, seq: u64, why: Phrase) -> ChangeExposure {
    ChangeExposure { change: change.to_owned(), seq, spread: false, services: Vec::new(), text: why, known: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_is_rounded_up_and_what_is_left_down() {
        let check = |ms: i64, used: &str, left: &str| {
            assert_eq!((minutes_used(ms).as_str(), minutes_left(ms).as_str()), (used, left), "{ms}");
        };
        check(0, "0", "0");
        check(2_592_000, "43.2", "43.2");
        check(540_000, "9", "9");
        check(1, "0.1", "0");
        check(6_001, "0.2", "0.1");
        check(-1, "0", "-0.1");
        check(-360_000, "-6", "-6");
    }
}
