//! Error budgets counted minute by minute (IMPACT 5, *exposure*): no interval is ever computed with.
//!
//! Readings: a minute belongs to the service hours when the clock on the wall shows a time within them, so that an hour shown
//! twice counts twice. What was planned uses what the planned outages alone would have used; everything beyond is unplanned.
//! Degraded uses half of a minute where the promise says so, else nothing; down uses all of it.

/// A place with a clock on its wall, by rules written down here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// No rule.
    Utc,
    /// Eight hours ahead.
    HongKong,
    /// An hour ahead from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.
    London,
    /// Five hours behind; four from 02:00 on the second Sunday of March to 02:00 on the first Sunday of November.
    NewYork,
}

/// What a clock on the wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: i64,
    /// Day of the week, 0 for Monday.
    pub weekday: i64,
    /// Minutes after midnight.
    pub minute: i64,
}

/// The civil date of a day since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted_month + 2) / 5 + 1)
}

/// The day since 1970-01-01 of a civil date, which there has to be, by looking for it.
#[must_use]
pub fn day_of(year: i64, month: i64, day: i64) -> i64 {
    let near = (year - 1970) * 365;
    (near..).find(|own| civil(*own) == (year, month, day)).unwrap_or(near)
}

fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// The day of the `nth` Sunday of a month, counted from 1; 0 is the last one.
fn sunday(year: i64, month: i64, nth: usize) -> i64 {
    let first = day_of(year, month, 1);
    let sundays: Vec<i64> = (first..first + 31).filter(|day| civil(*day).1 == month && weekday(*day) == 6).collect();
    if nth == 0 { sundays[sundays.len() - 1] } else { sundays[nth - 1] }
}

impl Clock {
    /// Every clock.
    pub const ALL: [Clock; 4] = [Clock::Utc, Clock::HongKong, Clock::London, Clock::NewYork];

    /// The moments, in minutes of UTC, between which the clock of a year is an hour ahead of its winter.
    fn summer(self, year: i64) -> Option<(i64, i64)> {
        match self {
            Clock::Utc | Clock::HongKong => None,
            Clock::London => Some((sunday(year, 3, 0) * 1440 + 60, sunday(year, 10, 0) * 1440 + 60)),
            Clock::NewYork => Some((sunday(year, 3, 2) * 1440 + 7 * 60, sunday(year, 11, 1) * 1440 + 6 * 60)),
        }
    }

    /// What the clock shows in a minute of UTC; `summers` are those of the years around.
    fn shows(self, minute: i64, summers: &[(i64, i64)]) -> Shown {
        let winter = match self {
            Clock::Utc | Clock::London => 0,
            Clock::HongKong => 480,
            Clock::NewYork => -300,
        };
        let is_summer = summers.iter().any(|(start, end)| (*start..*end).contains(&minute));
        let local = minute + winter + if is_summer { 60 } else { 0 };
        let day = local.div_euclid(1440);
        let (year, month, _) = civil(day);
        Shown { year, month, weekday: weekday(day), minute: local.rem_euclid(1440) }
    }
}

/// Hours of the week: days, minute of the first, and minute of the end, which lies on the next day when it is not later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours(pub Vec<([bool; 7], i64, i64)>);

impl Hours {
    fn hold(&self, shown: &Shown) -> bool {
        let is_on = |days: &[bool; 7], weekday: i64| (0..).zip(days).any(|(day, is_on)| *is_on && day == weekday);
        let yesterday = (shown.weekday + 6) % 7;
        self.0.iter().any(|(days, start, end)| {
            if start < end {
                is_on(days, shown.weekday) && (*start..*end).contains(&shown.minute)
            } else {
                (is_on(days, shown.weekday) && shown.minute >= *start)
                    || (is_on(days, yesterday) && shown.minute < *end)
            }
        })
    }
}

/// Over how long a target is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The 30 days before.
    Rolling,
    /// So many months of the calendar: 1, 3 or 12.
    Months(i64),
}

/// What a service promises.
#[derive(Clone, Debug)]
pub struct Promise {
    /// What is promised, in hundredths of a per cent.
    pub target: i64,
    /// Over how long.
    pub period: Period,
    /// When it is agreed to work; always when absent.
    pub hours: Option<Hours>,
    /// Whose clock.
    pub clock: Clock,
    /// Planned time does not count.
    pub excludes_planned: bool,
    /// Degraded counts half.
    pub degraded_half: bool,
}

/// A time in which something was wrong, in minutes of UTC: from, to, its level and that of what was planned alone (3 is down,
/// 2 degraded).
pub type Trouble = (i64, i64, u8, u8);

/// What was counted, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Agreed time of the period.
    pub agreed: i64,
    /// What may be used.
    pub budget: i64,
    /// What was planned.
    pub planned: i64,
    /// What was not.
    pub unplanned: i64,
    /// What is left.
    pub left: i64,
}

/// Counts the budget of a promise at a minute of UTC.
#[must_use]
pub fn count(promise: &Promise, troubles: &[Trouble], at: i64) -> Count {
    let year = civil(at.div_euclid(1440)).0;
    let summers: Vec<_> = (year - 1..=year + 2).filter_map(|year| promise.clock.summer(year)).collect();
    let part = |minute: i64, months: i64| {
        let shown = promise.clock.shows(minute, &summers);
        (shown.year, (shown.month - 1) / months)
    };
    let minutes: Vec<i64> = match promise.period {
        Period::Rolling => (at - 43_200..at).collect(),
        Period::Months(months) => {
            let own = part(at, months);
            // No month has more than 32 days.
            (at - months * 46_080..at + months * 46_080).filter(|minute| part(*minute, months) == own).collect()
        }
    };
    let (mut agreed, mut all, mut planned) = (0, 0, 0);
    let halves = |level: u8| match level {
        3 => 2,
        2 if promise.degraded_half => 1,
        _ => 0,
    };
    for minute in minutes {
        if promise.hours.as_ref().is_some_and(|hours| !hours.hold(&promise.clock.shows(minute, &summers))) {
            continue;
        }
        agreed += 60_000;
        for (start, end, level, by_plan) in troubles {
            if (*start..*end).contains(&minute) {
                all += halves(*level) * 30_000;
                planned += halves(*by_plan) * 30_000;
            }
        }
    }
    let unplanned = all - planned;
    let budget = agreed * (10_000 - promise.target) / 10_000;
    let used = if promise.excludes_planned { unplanned } else { all };
    Count { agreed, budget, planned, unplanned, left: budget - used }
}

/// What a record says of an item's operation (ADR 23, r). Items are numbers, moments are minutes of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The record no.
    pub record: u64,
    /// The item.
    pub item: usize,
    /// From when on it holds.
    pub from: i64,
    /// What the item is from then on: 3 is down, 2 degraded, 0 in service.
    pub level: u8,
    /// The record carries an outage, which tells itself how long the item was out.
    pub of_outage: bool,
}

/// What an outage that came about says, as it was corrected last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The item.
    pub item: usize,
    /// 3 is down, 2 degraded.
    pub level: u8,
    /// The record no. that says so.
    pub record: u64,
    /// Its first minute.
    pub since: i64,
    /// The first minute behind it; absent while it lasts.
    pub until: Option<i64>,
}

/// What was agreed before it began (ADR 23, t): these items in this window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The items.
    pub items: Vec<usize>,
    /// Its first minute.
    pub start: i64,
    /// The first minute behind it.
    pub end: i64,
}

/// Everything that was recorded of what was out.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// Records of operation, in the order in which they were made.
    pub words: Vec<Word>,
    /// What outages say.
    pub said: Vec<Said>,
    /// What was agreed.
    pub agreed: Vec<Agreed>,
}

impl Recorded {
    /// The level of an item in a minute: the worst of what people said, each until the next record of the item, and of what outages
    /// say, each until somebody said otherwise in a later record.
    fn level(&self, item: usize, minute: i64) -> u8 {
        let own: Vec<&Word> = self.words.iter().filter(|word| word.item == item).collect();
        let mut worst = 0;
        for (place, word) in own.iter().enumerate() {
            let until = own.get(place + 1).map_or(i64::MAX, |next| next.from);
            if !word.of_outage && (word.from..until).contains(&minute) {
                worst = worst.max(word.level);
            }
        }
        for said in self.said.iter().filter(|said| said.item == item) {
            let is_overruled =
                own.iter().any(|word| !word.of_outage && word.record > said.record && word.from <= minute);
            if said.since <= minute && said.until.is_none_or(|until| minute < until) && !is_overruled {
                worst = worst.max(said.level);
            }
        }
        worst
    }

    /// The troubles, minute by minute up to the present one, of a service that needs each of these items.
    #[must_use]
    pub fn troubles(&self, items: &[usize], (from, to): (i64, i64)) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        for minute in from..to {
            let levels = items.iter().map(|&item| (item, self.level(item, minute)));
            let is_agreed = |item: usize| {
                let holds = |own: &Agreed| (own.start..own.end).contains(&minute) && own.items.contains(&item);
                self.agreed.iter().any(holds)
            };
            let (mut all, mut planned) = (0, 0);
            for (item, level) in levels {
                all = all.max(level);
                if is_agreed(item) {
                    planned = planned.max(level);
                }
            }
            if all >= 2 {
                troubles.push((minute, minute + 1, all, planned));
            }
        }
        troubles
    }
}
