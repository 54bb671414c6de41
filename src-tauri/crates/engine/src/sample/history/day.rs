//! Days and hours of the history, on the clock of Hong Kong.

use cairn_model::Timestamp;
use cairn_model::change::Window;

pub(super) const MINUTE: i64 = 60_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// The day on which the estate is loaded, in UTC: the first of November 2024.
pub(super) const LOADED: i64 = 1_730_419_200_000;
/// The first night on which something is changed, and the last one before the sample is made, as days after the load.
const FIRST_NIGHT: i64 = 12;
const LAST_NIGHT: i64 = 726;
/// The nights at the turns of the year on which nothing is changed, first and one behind the last.
const FROZEN: [(i64, i64); 2] = [(48, 63), (413, 428)];

/// Returns the first millisecond of a day after the load, in UTC: eight in the morning in Hong Kong.
pub(super) const fn day(number: i64) -> i64 {
    LOADED + number * DAY
}

/// Returns the nights on which something may be changed, as days after the load.
pub(super) fn nights() -> Vec<i64> {
    let is_frozen = |night: &i64| FROZEN.iter().any(|(first, behind)| (*first..*behind).contains(night));
    (FIRST_NIGHT..=LAST_NIGHT).filter(|night| !is_frozen(night)).collect()
}

/// Returns the window of the night that begins on a day: from one to five in the morning in Hong Kong.
pub(super) const fn night(number: i64) -> Window {
    let start = day(number) + 17 * HOUR;
    Window { start: Timestamp(start), end: Timestamp(start + 4 * HOUR) }
}

/// Returns the date of a moment in UTC, `2026-03-04`.
pub(super) fn date(at: i64) -> String {
    Timestamp(at).to_string().chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_works_at_the_turn_of_a_year() {
        assert_eq!(date(LOADED), "2024-11-01");
        let nights: Vec<String> = nights().into_iter().map(|night| date(day(night))).collect();
        assert_eq!(nights.first().map(String::as_str), Some("2024-11-13"));
        assert_eq!(nights.last().map(String::as_str), Some("2026-10-28"));
        let is_frozen = |date: &&String| date[5..] >= *"12-19" || date[5..] <= *"01-02";
        assert_eq!(nights.iter().filter(is_frozen).count(), 0);
        assert!(nights.contains(&"2025-12-18".to_owned()) && nights.contains(&"2026-01-03".to_owned()));
    }
}
