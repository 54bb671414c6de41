//! When a back-up is due: by the day and the time of the zone in which the machine stands.

use std::path::PathBuf;

use cairn_model::Timestamp;
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// After one that failed, the next try is made this much later, unless the next turn comes before.
const RETRY: i64 = 60 * MINUTE;
/// 1970-01-01 was a Thursday, three days after a Monday.
const FIRST_WEEKDAY: i64 = 3;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "BackupRhythm"))]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Every day.
    Daily,
    /// Once a week.
    Weekly,
}

/// When to back up, and where to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "BackupSchedule"))]
pub struct Schedule {
    /// How often.
    pub rhythm: Rhythm,
    /// On which day of the week, 0 for Monday; of no meaning when daily.
    #[serde(default)]
    pub weekday: u8,
    /// At which minute of the day.
    pub minute: u16,
    /// The directory of the back-ups.
    pub to: PathBuf,
    /// How many back-ups to keep there.
    pub keep: u64,
    /// The public keys that back-ups are encrypted for; none for back-ups that are not. A passphrase is kept nowhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
}

impl Schedule {
    /// Returns the last turn at or before a moment. `offset` is by how many minutes the zone is ahead of UTC.
    fn turn(&self, now: Timestamp, offset: i32) -> i64 {
        let ahead = i64::from(offset) * MINUTE;
        let local = now.0.saturating_add(ahead);
        let day = local.div_euclid(DAY);
        let (every, first) = match self.rhythm {
            Rhythm::Daily => (1, day),
            Rhythm::Weekly => {
                let since = (day + FIRST_WEEKDAY - i64::from(self.weekday)).rem_euclid(7);
                (7, day - since)
            }
        };
        let turn = first * DAY + i64::from(self.minute) * MINUTE;
        (if turn > local { turn - every * DAY } else { turn }) - ahead
    }

    /// Returns the next turn after a moment.
    pub(crate) fn next(&self, now: Timestamp, offset: i32) -> Timestamp {
        let every = if self.rhythm == Rhythm::Daily { 1 } else { 7 };
        Timestamp(self.turn(now, offset) + every * DAY)
    }

    /// Returns whether a turn was missed: one since the schedule was made, for which nothing was backed up. `good` is
    /// when the last back-up was made, `failed` when one was last tried in vain.
    pub(crate) fn is_due(
        &self,
        (since, good, failed): (Timestamp, Option<Timestamp>, Option<Timestamp>),
        now: Timestamp,
        offset: i32,
    ) -> bool {
        let turn = self.turn(now, offset);
        let is_missed = turn > since.0 && good.is_none_or(|good| good.0 < turn);
        let may_try = failed.is_none_or(|failed| failed.0 < turn || now.0 - failed.0 >= RETRY);
        is_missed && may_try
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn schedule(rhythm: Rhythm, weekday: u8, minute: u16) -> Schedule {
        Schedule { rhythm, weekday, minute, to: PathBuf::new(), keep: 3, recipients: Vec::new() }
    }

    #[test]
    fn the_next_turn_is_by_the_clock_of_the_wall() {
        let check = |own: &Schedule, now: &str, offset: i32, next: &str| {
            assert_eq!(own.next(at(now), offset), at(next), "{own:?} {now} {offset}");
        };
        let night = schedule(Rhythm::Daily, 0, 22 * 60);
        check(&night, "2026-11-22T09:00:00Z", 0, "2026-11-22T22:00:00Z");
        check(&night, "2026-11-22T22:00:00Z", 0, "2026-11-23T22:00:00Z");
        // Hong Kong is eight hours ahead: 22:00 there is 14:00 UTC.
        check(&night, "2026-11-22T13:59:00Z", 480, "2026-11-22T14:00:00Z");
        check(&night, "2026-11-22T14:01:00Z", 480, "2026-11-23T14:00:00Z");
        check(&night, "2026-11-22T02:00:00Z", -300, "2026-11-22T03:00:00Z");
        // 2026-11-22 is a Sunday.
        let sunday = schedule(Rhythm::Weekly, 6, 60);
        check(&sunday, "2026-11-22T00:30:00Z", 0, "2026-11-22T01:00:00Z");
        check(&sunday, "2026-11-22T01:30:00Z", 0, "2026-11-29T01:00:00Z");
        check(&schedule(Rhythm::Weekly, 0, 60), "2026-11-22T01:30:00Z", 0, "2026-11-23T01:00:00Z");
        // Sunday 17:30 UTC is Monday in Hong Kong.
        check(&schedule(Rhythm::Weekly, 0, 60), "2026-11-22T17:30:00Z", 480, "2026-11-29T17:00:00Z");
    }

    #[test]
    fn a_turn_that_was_missed_is_made_up_for_once() {
        let own = schedule(Rhythm::Daily, 0, 22 * 60);
        let check = |since: &str, good: Option<&str>, failed: Option<&str>, now: &str, expect: bool| {
            let known = (at(since), good.map(at), failed.map(at));
            assert_eq!(own.is_due(known, at(now), 0), expect, "{since} {good:?} {failed:?} {now}");
        };
        // Made after today's turn: nothing was missed.
        check("2026-11-20T23:00:00Z", None, None, "2026-11-21T09:00:00Z", false);
        check("2026-11-20T23:00:00Z", None, None, "2026-11-21T22:00:00Z", true);
        // The machine was off at 22:00.
        check("2026-11-01T00:00:00Z", Some("2026-11-19T22:00:05Z"), None, "2026-11-21T08:00:00Z", true);
        check("2026-11-01T00:00:00Z", Some("2026-11-21T08:00:05Z"), None, "2026-11-21T08:01:00Z", false);
        // One that failed is tried again, not at once.
        let good = Some("2026-11-19T22:00:05Z");
        check("2026-11-01T00:00:00Z", good, Some("2026-11-21T08:00:00Z"), "2026-11-21T08:30:00Z", false);
        check("2026-11-01T00:00:00Z", good, Some("2026-11-21T08:00:00Z"), "2026-11-21T09:00:00Z", true);
        check("2026-11-01T00:00:00Z", good, Some("2026-11-21T21:50:00Z"), "2026-11-21T22:00:00Z", true);
    }
}
