//! The periods that targets are promised for.

use cairn_model::Timestamp;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

const DAY_MS: i64 = 24 * 3_600_000;

/// The period over which availability is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BudgetPeriod {
    /// The 30 days of 24 hours before a moment.
    #[default]
    #[serde(rename = "rolling_30_days")]
    Rolling30Days,
    /// A month of the calendar.
    CalendarMonth,
    /// January to March, April to June, and so on.
    CalendarQuarter,
    /// A year of the calendar.
    CalendarYear,
}

impl BudgetPeriod {
    /// Every period.
    pub const ALL: [BudgetPeriod; 4] =
        [Self::Rolling30Days, Self::CalendarMonth, Self::CalendarQuarter, Self::CalendarYear];

    /// Returns the identifier used in attributes and on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Rolling30Days => "rolling_30_days",
            Self::CalendarMonth => "calendar_month",
            Self::CalendarQuarter => "calendar_quarter",
            Self::CalendarYear => "calendar_year",
        }
    }

    /// Returns the period of an identifier.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.id() == id)
    }

    /// Returns the period of a moment, half-open, in milliseconds of UTC: the 30 days before it, or the month, quarter or
    /// year in which it lies by the clock of a zone.
    #[must_use]
    pub fn around(self, zone: Tz, at: i64) -> (i64, i64) {
        let rolling = (at.saturating_sub(30 * DAY_MS), at);
        let months = match self {
            Self::Rolling30Days => return rolling,
            Self::CalendarMonth => 1,
            Self::CalendarQuarter => 3,
            Self::CalendarYear => 12,
        };
        // A moment beyond what a calendar has belongs to no month of it.
        calendar(zone, at, months).unwrap_or(rolling)
    }

    /// Returns the periods that `[from, to)` touches, in order: of rolling ones the one that ends with it.
    #[must_use]
    pub fn touched(self, zone: Tz, (from, to): (i64, i64)) -> Vec<(i64, i64)> {
        if self == Self::Rolling30Days {
            return vec![self.around(zone, to)];
        }
        let mut periods = vec![self.around(zone, from)];
        while let Some(&(_, end)) = periods.last().filter(|(_, end)| *end < to) {
            let next = self.around(zone, end);
            if next.1 <= end {
                break;
            }
            periods.push(next);
        }
        periods
    }
}

fn calendar(zone: Tz, at: i64, months: u32) -> Option<(i64, i64)> {
    let local = DateTime::<Utc>::from_timestamp_millis(at)?.with_timezone(&zone);
    let first = local.month0() / months * months;
    let start = NaiveDate::from_ymd_opt(local.year(), first + 1, 1)?;
    let end = start.checked_add_months(chrono::Months::new(months))?;
    let begins = |day| crate::collision::begins(zone, day, 0).map(|Timestamp(at)| at);
    Some((begins(start)?, begins(end)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn periods_are_those_of_the_zone() {
        let check = |period: BudgetPeriod, at: &str, expected: (&str, &str)| {
            let ms = |text: &str| Timestamp::parse(text).unwrap().0;
            let own = period.around(chrono_tz::Europe::London, ms(at));
            assert_eq!(own, (ms(expected.0), ms(expected.1)), "{period:?} {at}");
            assert_eq!(BudgetPeriod::of(period.id()), Some(period));
            assert_eq!(serde_json::to_value(period).unwrap(), period.id());
        };
        let at = "2026-10-31T12:00:00Z";
        check(BudgetPeriod::Rolling30Days, at, ("2026-10-01T12:00:00Z", at));
        // October begins in summer time and ends in winter time.
        check(BudgetPeriod::CalendarMonth, at, ("2026-09-30T23:00:00Z", "2026-11-01T00:00:00Z"));
        check(BudgetPeriod::CalendarQuarter, at, ("2026-09-30T23:00:00Z", "2027-01-01T00:00:00Z"));
        check(BudgetPeriod::CalendarYear, at, ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
        // The last half hour of September in UTC is October in London.
        check(BudgetPeriod::CalendarMonth, "2026-09-30T23:30:00Z", ("2026-09-30T23:00:00Z", "2026-11-01T00:00:00Z"));
    }

    #[test]
    fn a_window_touches_the_periods_it_lies_in() {
        let ms = |text: &str| Timestamp::parse(text).unwrap().0;
        let check = |period: BudgetPeriod, from: &str, to: &str, expected: &[&str]| {
            let own = period.touched(chrono_tz::UTC, (ms(from), ms(to)));
            let starts: Vec<i64> = expected.iter().map(|start| ms(start)).collect();
            assert_eq!(own.iter().map(|own| own.0).collect::<Vec<_>>(), starts, "{period:?} {from}");
        };
        let (from, to) = ("2026-11-30T23:00:00Z", "2026-12-01T01:00:00Z");
        check(BudgetPeriod::CalendarMonth, from, to, &["2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"]);
        check(BudgetPeriod::CalendarMonth, from, "2026-12-01T00:00:00Z", &["2026-11-01T00:00:00Z"]);
        check(BudgetPeriod::CalendarQuarter, from, to, &["2026-10-01T00:00:00Z"]);
        check(BudgetPeriod::Rolling30Days, from, to, &["2026-11-01T01:00:00Z"]);
    }
}
