//! When a weekly maintenance window is open, in UTC.

use cairn_model::Timestamp;
use cairn_model::change::{MaintenanceWindow, Window};
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

const MINUTE_MS: i64 = 60_000;
/// A local time that does not exist is looked for so many minutes later: no zone ever skipped more than a day.
const SKIPPED_MAX: i64 = 24 * 60;

/// Returns the zone of a name of the IANA database.
pub(crate) fn zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// Returns the occurrences of a window that overlap `[from, to)`, in order; none for a zone that nobody knows. An occurrence
/// begins at its local time (the first of two, the first moment after one that is skipped) and lasts its minutes, whatever
/// the clock does meanwhile.
#[must_use]
pub fn occurrences(window: &MaintenanceWindow, from: Timestamp, to: Timestamp) -> Vec<Window> {
    let (Some(zone), Some(first), Some(last)) = (zone(&window.zone), date(from), date(to)) else { return Vec::new() };
    let length = i64::from(window.minutes) * MINUTE_MS;
    // The local day may be one before or after that of UTC; an occurrence may have begun days ago.
    let back = Days::new(2 + u64::from(window.minutes / (24 * 60)));
    let (Some(mut day), Some(last)) = (first.checked_sub_days(back), last.checked_add_days(Days::new(1))) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    while day <= last {
        let is_day = window.weekdays.iter().any(|weekday| u32::from(*weekday) == day.weekday().number_from_monday());
        let start = is_day.then(|| begins(zone, day, window.start_minute)).flatten();
        if let Some(start) = start {
            let own = Window { start, end: Timestamp(start.0 + length) };
            if own.start < to && from < own.end {
                found.push(own);
            }
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    found.sort_unstable_by_key(|own| own.start);
    found
}

fn date(at: Timestamp) -> Option<NaiveDate> {
    DateTime::<Utc>::from_timestamp_millis(at.0).map(|moment| moment.date_naive())
}

/// Returns the moment at which a zone's clock shows a minute of a day: the first of two, the first behind one that is skipped.
pub(crate) fn begins(zone: Tz, day: NaiveDate, minute: u32) -> Option<Timestamp> {
    let local: NaiveDateTime = day.and_hms_opt(0, 0, 0)? + Duration::minutes(i64::from(minute));
    let moment =
        (0..=SKIPPED_MAX).find_map(|later| zone.from_local_datetime(&(local + Duration::minutes(later))).earliest());
    moment.map(|moment| Timestamp(moment.timestamp_millis()))
}

/// Returns the union of intervals, in order and apart from each other.
pub(crate) fn union(mut intervals: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    intervals.retain(|(start, end)| start < end);
    intervals.sort_unstable();
    let mut union: Vec<(i64, i64)> = Vec::with_capacity(intervals.len());
    for (start, end) in intervals {
        match union.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => union.push((start, end)),
        }
    }
    union
}

/// Returns what of an interval lies outside of a union.
pub(super) fn outside((start, end): (i64, i64), union: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut left = Vec::new();
    let mut at = start;
    for &(open, close) in union.iter().filter(|(open, close)| *open < end && start < *close) {
        if at < open {
            left.push((at, open));
        }
        at = at.max(close);
    }
    if at < end {
        left.push((at, end));
    }
    left
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use cairn_model::change::CalendarScope;

    use super::*;

    fn window(weekdays: &[u8], start_minute: u32, minutes: u32, zone: &str) -> MaintenanceWindow {
        MaintenanceWindow {
            actor: String::new(),
            at: Timestamp(0),
            id: String::new(),
            minutes,
            name: String::new(),
            scope: CalendarScope::Everything,
            start_minute,
            weekdays: weekdays.to_vec(),
            zone: zone.to_owned(),
        }
    }

    #[test]
    fn occurrences_begin_at_the_local_time_of_their_zone() {
        let check = |own: &MaintenanceWindow, from: &str, to: &str, expected: &[(&str, &str)]| {
            let at = |text: &str| Timestamp::parse(text).unwrap();
            let expected: Vec<Window> =
                expected.iter().map(|(start, end)| Window { start: at(start), end: at(end) }).collect();
            assert_eq!(occurrences(own, at(from), at(to)), expected, "{own:?}");
        };
        // Sunday 02:00 in Hong Kong is Saturday 18:00 UTC.
        check(
            &window(&[7], 120, 240, "Asia/Hong_Kong"),
            "2026-12-01T00:00:00Z",
            "2026-12-14T00:00:00Z",
            &[("2026-12-05T18:00:00Z", "2026-12-05T22:00:00Z"), ("2026-12-12T18:00:00Z", "2026-12-12T22:00:00Z")],
        );
        // The period cuts nothing off: an occurrence that has begun is there with its beginning.
        check(
            &window(&[7], 120, 240, "Asia/Hong_Kong"),
            "2026-12-05T21:59:00Z",
            "2026-12-05T22:30:00Z",
            &[("2026-12-05T18:00:00Z", "2026-12-05T22:00:00Z")],
        );
        check(&window(&[7], 120, 240, "Asia/Hong_Kong"), "2026-12-05T22:00:00Z", "2026-12-06T00:00:00Z", &[]);
        // 2026-03-29, 02:30 does not exist in Berlin; 2026-10-25, 02:30 is there twice.
        let night = window(&[7], 150, 60, "Europe/Berlin");
        check(
            &night,
            "2026-03-29T00:00:00Z",
            "2026-03-30T00:00:00Z",
            &[("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")],
        );
        check(
            &night,
            "2026-10-25T00:00:00Z",
            "2026-10-26T00:00:00Z",
            &[("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")],
        );
        // Longer than a day.
        check(
            &window(&[1], 0, 3 * 24 * 60, "UTC"),
            "2026-12-09T12:00:00Z",
            "2026-12-09T13:00:00Z",
            &[("2026-12-07T00:00:00Z", "2026-12-10T00:00:00Z")],
        );
        check(&window(&[1], 0, 60, "Mars/Base"), "2026-12-09T12:00:00Z", "2026-12-19T13:00:00Z", &[]);
    }

    #[test]
    fn what_lies_outside_is_what_is_left() {
        let union = union(vec![(5, 7), (0, 3), (2, 4), (4, 5), (9, 9)]);
        assert_eq!(union, [(0, 7)]);
        let check = |interval, union: &[(i64, i64)], expected: &[(i64, i64)]| {
            assert_eq!(outside(interval, union), expected, "{interval:?}");
        };
        check((1, 6), &union, &[]);
        check((-2, 8), &union, &[(-2, 0), (7, 8)]);
        check((2, 12), &[(0, 3), (5, 6), (12, 14)], &[(3, 5), (6, 12)]);
        check((1, 2), &[], &[(1, 2)]);
    }
}
