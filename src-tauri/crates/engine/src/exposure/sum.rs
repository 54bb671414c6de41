//! The arithmetic of error budgets: integers throughout, nothing is rounded but where it says so.

use cairn_model::Level;

/// A target names at most so many digits behind the point.
const DIGITS: usize = 6;
/// One hundred per cent, in units of the last digit.
const WHOLE: i64 = 100_000_000;

/// The share of agreed time that a service promises to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// What is not promised, in millionths of a per cent.
    missing: i64,
}

impl Target {
    /// Returns the target that a decimal number of per cent says; `None` for what is none, is beyond 100 or has more than
    /// six digits behind the point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let part = part.trim_end_matches('0');
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || part.len() > DIGITS || !is_number(whole) || !is_number(part) {
            return None;
        }
        let promised: i64 = format!("{whole}{part:0<DIGITS$}").parse().ok()?;
        (promised <= WHOLE).then_some(Target { missing: WHOLE - promised })
    }

    /// Returns the time that a service may be down in so many milliseconds of agreed time; a part of a millisecond is not
    /// there to be used.
    #[must_use]
    pub fn budget(self, agreed_ms: i64) -> i64 {
        let budget = i128::from(agreed_ms) * i128::from(self.missing) / i128::from(WHOLE);
        i64::try_from(budget).unwrap_or(i64::MAX)
    }
}

/// A time during which a service did not work as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// When it began, in milliseconds.
    pub start: i64,
    /// The first millisecond behind it.
    pub end: i64,
    /// How bad it was.
    pub level: Level,
    /// How bad what was planned would have been alone; never worse than `level`.
    pub planned: Level,
}

/// What outages use of a budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// By what was planned, in milliseconds.
    pub planned_ms: i64,
    /// By everything else, in milliseconds.
    pub unplanned_ms: i64,
}

impl Used {
    /// Returns what counts against the budget.
    #[must_use]
    pub fn counted(self, excludes_planned: bool) -> i64 {
        if excludes_planned { self.unplanned_ms } else { self.unplanned_ms + self.planned_ms }
    }
}

/// Returns how much a level uses of each millisecond, in halves of one.
fn halves(level: Level, degraded_half: bool) -> i64 {
    match level {
        Level::Down => 2,
        Level::Degraded if degraded_half => 1,
        _ => 0,
    }
}

/// Returns for how long `[start, end)` lies within intervals, which are in order and apart.
#[must_use]
pub fn within((start, end): (i64, i64), intervals: &[(i64, i64)]) -> i64 {
    let first = intervals.partition_point(|(_, closes)| *closes <= start);
    let open = intervals[first..].iter().take_while(|(opens, _)| *opens < end);
    open.map(|(opens, closes)| (end.min(*closes) - start.max(*opens)).max(0)).sum()
}

/// Returns what outages, of which no two overlap, use within the agreed time, which is in order and apart. Half a millisecond
/// counts as a whole one.
#[must_use]
pub fn used(outages: &[Outage], agreed: &[(i64, i64)], degraded_half: bool) -> Used {
    let (mut all, mut planned) = (0, 0);
    for own in outages {
        let lasts = within((own.start, own.end), agreed);
        all += lasts * halves(own.level, degraded_half);
        planned += lasts * halves(own.planned, degraded_half);
    }
    let whole = |halves: i64| halves / 2 + halves % 2;
    Used { planned_ms: whole(planned), unplanned_ms: whole(all - planned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_what_a_target_leaves_of_the_agreed_time() {
        let check = |target: &str, agreed: i64, expected: Option<i64>| {
            assert_eq!(Target::parse(target).map(|own| own.budget(agreed)), expected, "{target}");
        };
        let thirty_days = 30 * 24 * 3_600_000;
        check("99.9", thirty_days, Some(2_592_000));
        check("99.900000000", thirty_days, Some(2_592_000));
        check("100", thirty_days, Some(0));
        check("0", thirty_days, Some(thirty_days));
        check(" 99.95 ", thirty_days, Some(1_296_000));
        check("99.999999", 1_000_000_000, Some(10));
        check("99.999999", 999_999_999, Some(9));
        for none in ["", "100.1", "99,9", "-1", "99.9999999", "99.9 %", "1000", "abc", "."] {
            check(none, thirty_days, None);
        }
    }

    #[test]
    fn what_was_planned_alone_is_planned_and_the_rest_is_not() {
        let outage = |start, end, level, planned| Outage { start, end, level, planned };
        let check = |outages: &[Outage], half: bool, expected: (i64, i64)| {
            let own = used(outages, &[(0, 10), (20, 30)], half);
            assert_eq!((own.planned_ms, own.unplanned_ms), expected, "{outages:?}");
        };
        use Level::{AtRisk, Degraded, Down, Unaffected};
        check(&[outage(5, 25, Down, Unaffected)], false, (0, 10));
        check(&[outage(5, 25, Down, Down)], false, (10, 0));
        // Maintenance left it at risk, a failure took it down: that was not planned.
        check(&[outage(5, 25, Down, AtRisk)], false, (0, 10));
        check(&[outage(5, 25, Degraded, Unaffected)], false, (0, 0));
        check(&[outage(5, 25, Degraded, Unaffected)], true, (0, 5));
        check(&[outage(5, 25, Down, Degraded)], true, (5, 5));
        check(&[outage(0, 1, Degraded, Unaffected), outage(1, 3, Degraded, Degraded)], true, (1, 1));
        check(&[outage(10, 20, Down, Unaffected), outage(30, 99, Down, Unaffected)], false, (0, 0));
    }
}
