//! Service hours: when a service is agreed to work, by the clock of its zone.
//!
//! Written as `24x7`, or as ranges separated by `;`, each of them days and times: `Mon-Fri 09:00-18:00; Sat 09:00-13:00`.
//! Days are `Mon` … `Sun`, a span of them (`Sat-Mon` goes on over the end of the week), several with commas, or `daily`.
//! Times are `HH:MM-HH:MM`, several with commas; one that ends before it begins ends on the day after; `24:00` is an end.

use chrono::{DateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u32 = 24 * 60;
const WEEK_MINUTES: u32 = 7 * DAY_MINUTES;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
const WEEK_MS: i64 = 7 * DAY_MS;
/// The first Monday of the epoch, in local milliseconds since it.
const MONDAY_MS: i64 = 4 * DAY_MS;
/// Offsets are compared so far apart: no zone ever changed its clock twice within it.
const PROBE_MS: i64 = 6 * 3_600_000;
const ALWAYS: [&str; 3] = ["24x7", "24/7", "24×7"];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// When a service is agreed to work: ranges of minutes of the week from Monday 00:00, half-open, in order, apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceHours(Vec<(u32, u32)>);

impl ServiceHours {
    /// Returns hours without an end.
    #[must_use]
    pub fn round_the_clock() -> Self {
        ServiceHours(vec![(0, WEEK_MINUTES)])
    }

    /// Returns what a text says; `None` for one that does not say it as the head of this module has it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['–', '—'], "-");
        if ALWAYS.contains(&text.as_str()) {
            return Some(ServiceHours::round_the_clock());
        }
        let mut ranges = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (days, times) = part.split_once(char::is_whitespace)?;
            let times = times.split(|sign: char| sign == ',' || sign.is_whitespace()).filter(|time| !time.is_empty());
            let times: Vec<(u32, u32)> = times.map(time_range).collect::<Option<_>>()?;
            for day in days_of(days)? {
                ranges.extend(times.iter().map(|(start, end)| (day * DAY_MINUTES + start, day * DAY_MINUTES + end)));
            }
        }
        (!ranges.is_empty()).then(|| ServiceHours(folded(ranges)))
    }

    /// Returns whether no moment of the week is left out.
    #[must_use]
    pub fn is_round_the_clock(&self) -> bool {
        self.0 == [(0, WEEK_MINUTES)]
    }

    /// Returns the moments of `[from, to)`, in milliseconds of UTC, at which the clock of a zone shows a time within the
    /// hours: intervals in order and apart. A time that the clock shows twice counts twice, one that it skips not at all.
    #[must_use]
    pub fn between(&self, zone: Tz, (from, to): (i64, i64)) -> Vec<(i64, i64)> {
        if self.is_round_the_clock() {
            return if from < to { vec![(from, to)] } else { Vec::new() };
        }
        let mut open = Vec::new();
        for (start, end, offset) in spans(zone, from, to) {
            let (start, end) = (start + offset, end + offset);
            let mut week = MONDAY_MS + (start - MONDAY_MS).div_euclid(WEEK_MS) * WEEK_MS;
            while week < end {
                for &(opens, closes) in &self.0 {
                    let opens = (week + i64::from(opens) * MINUTE_MS).max(start);
                    let closes = (week + i64::from(closes) * MINUTE_MS).min(end);
                    if opens < closes {
                        open.push((opens - offset, closes - offset));
                    }
                }
                week += WEEK_MS;
            }
        }
        crate::collision::union(open)
    }
}

/// Returns the days that words name, 0 for Monday.
fn days_of(text: &str) -> Option<Vec<u32>> {
    if text == "daily" {
        return Some((0..7).collect());
    }
    let day = |word: &str| {
        let is_long_enough = word.len() >= 3;
        let found = DAYS.iter().position(|day| *day == word || (word.len() == 3 && day.starts_with(word)));
        found.filter(|_| is_long_enough).and_then(|place| u32::try_from(place).ok())
    };
    let mut days = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            None => days.push(day(part)?),
            Some((first, last)) => {
                let (first, last) = (day(first)?, day(last)?);
                days.extend((0..=(last + 7 - first) % 7).map(|step| (first + step) % 7));
            }
        }
    }
    Some(days)
}

/// Returns minutes after midnight; the end lies on the day after where it would be before the beginning.
fn time_range(text: &str) -> Option<(u32, u32)> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (minute(start).filter(|minute| *minute < DAY_MINUTES)?, minute(end)?);
    if start == end {
        return None;
    }
    Some((start, if end < start { end + DAY_MINUTES } else { end }))
}

fn minute(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str| {
        let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { digits.parse::<u32>().ok() } else { None }
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= DAY_MINUTES).then_some(minute)
}

/// Returns ranges of which some reach into the next week as ranges of one, in order and apart.
fn folded(ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut parts = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        parts.push((i64::from(start), i64::from(end.min(WEEK_MINUTES))));
        parts.push((0, i64::from(end.saturating_sub(WEEK_MINUTES))));
    }
    let minutes = |own: i64| u32::try_from(own).unwrap_or(WEEK_MINUTES);
    crate::collision::union(parts).into_iter().map(|(start, end)| (minutes(start), minutes(end))).collect()
}

/// Returns how far the clock of a zone is ahead of UTC at a moment, in milliseconds.
fn offset(zone: Tz, at: i64) -> i64 {
    let moment = DateTime::<Utc>::from_timestamp_millis(at);
    let ahead = moment.map(|own| zone.offset_from_utc_datetime(&own.naive_utc()).fix().local_minus_utc());
    i64::from(ahead.unwrap_or_default()) * 1000
}

/// Returns `[from, to)` in pieces during which the clock is not changed, each with its offset.
fn spans(zone: Tz, from: i64, to: i64) -> Vec<(i64, i64, i64)> {
    let mut spans = Vec::new();
    let (mut start, mut at) = (from, from);
    let mut current = offset(zone, from);
    while at < to {
        let next = (at + PROBE_MS).min(to);
        let ahead = offset(zone, next);
        if ahead != current {
            let (mut before, mut after) = (at, next);
            while after - before > 1 {
                let middle = before + (after - before) / 2;
                if offset(zone, middle) == current { before = middle } else { after = middle }
            }
            spans.push((start, after, current));
            (start, current) = (after, ahead);
        }
        at = next;
    }
    spans.push((start, to, current));
    spans.retain(|(start, end, _)| start < end);
    spans
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use cairn_model::Timestamp;

    use super::*;

    #[test]
    fn hours_are_read_as_they_are_written() {
        let check = |text: &str, expected: Option<&[(u32, u32)]>| {
            assert_eq!(ServiceHours::parse(text).map(|own| own.0).as_deref(), expected, "{text}");
        };
        let day = |day: u32, start: u32, end: u32| (day * 1440 + start * 60, day * 1440 + end * 60);
        check("24x7", Some(&[(0, 10_080)]));
        check(" 24/7 ", Some(&[(0, 10_080)]));
        check("daily 00:00-24:00", Some(&[(0, 10_080)]));
        check("Mon-Fri 09:00-18:00", Some(&[0, 1, 2, 3, 4].map(|own| day(own, 9, 18))));
        check("Mon – Fri 09:00-18:00", None);
        check("mon–tuesday 09:00–18:00; Sun 09:00-13:00", Some(&[day(0, 9, 18), day(1, 9, 18), day(6, 9, 13)]));
        check("Mon,Wed 09:00-12:00,13:00-18:00", Some(&[day(0, 9, 12), day(0, 13, 18), day(2, 9, 12), day(2, 13, 18)]));
        check("Sun-Mon 22:00-06:00", Some(&[day(0, 0, 6), day(0, 22, 30), day(6, 22, 24)]));
        for none in [
            "",
            ";",
            "24 hours, every day",
            "09:00-18:00",
            "Mon-Fri",
            "Mo 09:00-18:00",
            "Mon 9:00-18:00",
            "Mon 09:00-09:00",
            "Mon 09:00-24:30",
            "Mon 24:00-09:00",
            "Mon 09:60-18:00",
            "Mon 09:00-18:00; Holidays 10:00-12:00",
        ] {
            check(none, None);
        }
    }

    #[test]
    fn the_clock_of_the_zone_says_when_hours_are() {
        let check = |hours: &str, zone: Tz, from: &str, to: &str, expected: &[(&str, &str)]| {
            let at = |text: &str| Timestamp::parse(text).unwrap().0;
            let expected: Vec<(i64, i64)> = expected.iter().map(|(start, end)| (at(start), at(end))).collect();
            assert_eq!(
                ServiceHours::parse(hours).unwrap().between(zone, (at(from), at(to))),
                expected,
                "{hours} {zone}"
            );
        };
        let london = chrono_tz::Europe::London;
        check(
            "Sat-Mon 09:00-18:00",
            chrono_tz::Asia::Hong_Kong,
            "2026-11-21T02:00:00Z",
            "2026-11-23T00:00:00Z",
            &[("2026-11-21T02:00:00Z", "2026-11-21T10:00:00Z"), ("2026-11-22T01:00:00Z", "2026-11-22T10:00:00Z")],
        );
        // The clock goes back at 01:00 UTC: the hour from 01:00 is there twice, and its first half belongs to the hours twice.
        check(
            "daily 00:00-01:30",
            london,
            "2026-10-24T23:00:00Z",
            "2026-10-25T22:00:00Z",
            &[("2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"), ("2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z")],
        );
        // It goes forward at 01:00 UTC: from 01:00 to 02:00 there is nothing.
        check(
            "daily 00:30-02:30",
            london,
            "2026-03-29T00:00:00Z",
            "2026-03-29T23:00:00Z",
            &[("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")],
        );
        check("daily 09:00-10:00", london, "2026-03-29T08:30:00Z", "2026-03-29T08:30:00Z", &[]);
    }
}
