//! Error budgets against counting every minute, on random outages, hours, zones and periods.
#![allow(clippy::unwrap_used, reason = "a test")]

use cairn_engine::exposure::hours::ServiceHours;
use cairn_engine::exposure::period::BudgetPeriod;
use cairn_engine::exposure::sum::{Outage, Target, used};
use cairn_model::Level;
use cairn_testkit::oracle::exposure::{Clock, Count, Hours, Period, Promise, Trouble, count, day_of};
use proptest::prelude::*;

const MINUTE_MS: i64 = 60_000;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Returns hours as a person writes them.
fn written(hours: &Hours) -> String {
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    let ranges = hours.0.iter().map(|(days, start, end)| {
        let named: Vec<&str> = (0..7).filter(|day| days[*day]).map(|day| DAYS[day]).collect();
        format!("{} {}-{}", named.join(","), clock(*start), clock(*end))
    });
    ranges.collect::<Vec<_>>().join("; ")
}

/// Returns what the product computes.
fn computed(promise: &Promise, troubles: &[Trouble], at: i64) -> Count {
    let zone = match promise.clock {
        Clock::Utc => chrono_tz::UTC,
        Clock::HongKong => chrono_tz::Asia::Hong_Kong,
        Clock::London => chrono_tz::Europe::London,
        Clock::NewYork => chrono_tz::America::New_York,
    };
    let period = match promise.period {
        Period::Rolling => BudgetPeriod::Rolling30Days,
        Period::Months(1) => BudgetPeriod::CalendarMonth,
        Period::Months(3) => BudgetPeriod::CalendarQuarter,
        Period::Months(_) => BudgetPeriod::CalendarYear,
    };
    let hours = match &promise.hours {
        None => ServiceHours::parse("24x7").unwrap(),
        Some(hours) => ServiceHours::parse(&written(hours)).unwrap(),
    };
    let agreed = hours.between(zone, period.around(zone, at * MINUTE_MS));
    let outage = |&(start, end, level, planned): &Trouble| Outage {
        start: start * MINUTE_MS,
        end: end * MINUTE_MS,
        level: Level::from_number(level),
        planned: Level::from_number(planned),
    };
    let outages: Vec<Outage> = troubles.iter().map(outage).collect();
    let own = used(&outages, &agreed, promise.degraded_half);
    let agreed = agreed.iter().map(|(start, end)| end - start).sum();
    let target = format!("{}.{:02}", promise.target / 100, promise.target % 100);
    let budget = Target::parse(&target).unwrap().budget(agreed);
    let left = budget - own.counted(promise.excludes_planned);
    Count { agreed, budget, planned: own.planned_ms, unplanned: own.unplanned_ms, left }
}

fn hours() -> impl Strategy<Value = Hours> {
    let range =
        (prop::array::uniform7(any::<bool>()), 0_i64..1440, 1_i64..1440).prop_map(|(mut days, start, lasts)| {
            days[usize::try_from(start % 7).unwrap()] = true;
            (days, start, (start + lasts) % 1440)
        });
    prop::collection::vec(range, 1..4).prop_map(Hours)
}

fn promise() -> impl Strategy<Value = Promise> {
    let period = prop_oneof![
        3 => Just(Period::Rolling),
        3 => Just(Period::Months(1)),
        1 => Just(Period::Months(3)),
        1 => Just(Period::Months(12)),
    ];
    let clock = prop::sample::select(Clock::ALL.to_vec());
    (9_000_i64..=10_000, period, prop::option::weighted(0.8, hours()), clock, any::<bool>(), any::<bool>()).prop_map(
        |(target, period, hours, clock, excludes_planned, degraded_half)| Promise {
            target,
            period,
            hours,
            clock,
            excludes_planned,
            degraded_half,
        },
    )
}

/// Returns a minute, now and then near one at which a clock is changed, and outages before it of which no two overlap.
fn past() -> impl Strategy<Value = (i64, Vec<Trouble>)> {
    let from = day_of(2026, 1, 1) * 1440;
    let changed = [(2026, 3, 29), (2026, 10, 25), (2026, 3, 8), (2026, 11, 1)];
    let near: Vec<i64> = changed.iter().map(|(year, month, day)| day_of(*year, *month, *day) * 1440).collect();
    let at = prop_oneof![
        from..from + 525_600,
        (prop::sample::select(near), 0_i64..3_000).prop_map(|(day, minutes)| day + minutes)
    ];
    let trouble = (0_i64..6_000, 1_i64..2_000, 0_u8..4, 0_u8..4);
    (at, prop::collection::vec(trouble, 0..12)).prop_map(|(at, troubles)| {
        let mut end = at;
        let mut found: Vec<Trouble> = Vec::new();
        for (gap, lasts, level, planned) in troubles {
            let own = (end - gap - lasts, end - gap, level, planned.min(level));
            end = own.0;
            found.push(own);
        }
        found.reverse();
        (at, found)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn budgets_are_what_counting_every_minute_says(promise in promise(), (at, troubles) in past()) {
        let counted = count(&promise, &troubles, at);
        prop_assert_eq!(computed(&promise, &troubles, at), counted, "{:?}", promise.hours.as_ref().map(written));
    }
}

#[test]
fn the_oracle_itself_knows_what_the_design_says() {
    let promise = |target, period| Promise {
        target,
        period,
        hours: None,
        clock: Clock::London,
        excludes_planned: true,
        degraded_half: false,
    };
    let at = day_of(2026, 11, 22) * 1440;
    // Rolling 30 days of 99.9 %: 43.2 minutes (IMPACT 5).
    assert_eq!(count(&promise(9_990, Period::Rolling), &[], at).budget, 2_592_000);
    // October has an hour more in London than 31 days, March one less.
    let october = count(&promise(0, Period::Months(1)), &[], day_of(2026, 10, 25) * 1440);
    assert_eq!(october.agreed, (31 * 24 + 1) * 3_600_000);
    let march = count(&promise(0, Period::Months(1)), &[], day_of(2026, 3, 1) * 1440);
    assert_eq!(march.agreed, (31 * 24 - 1) * 3_600_000);
    let own = count(&promise(9_990, Period::Rolling), &[(at - 60, at - 50, 3, 3), (at - 40, at - 35, 3, 1)], at);
    assert_eq!((own.planned, own.unplanned, own.left), (600_000, 300_000, 2_292_000));
}
