//! Time, and the only place of the benchmarks that reads a clock.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Returns what the work returns and how long it took; dropping the result is not counted.
#[expect(clippy::disallowed_methods, reason = "measuring is what a benchmark is for")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    let elapsed = start.elapsed();
    (result, elapsed)
}

/// How long ours and the reference took: medians of alternating runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// Cairn.
    pub(crate) ours: Duration,
    /// What it is compared with.
    pub(crate) reference: Duration,
}

impl Pair {
    /// Returns how often the reference fits into ours.
    pub(crate) fn ratio(self) -> f64 {
        self.ours.as_secs_f64() / self.reference.as_secs_f64()
    }
}

/// Runs both `runs` times, alternating and each time in the other order, and returns the medians.
pub(crate) fn alternate(
    runs: usize,
    mut ours: impl FnMut() -> Outcome<Duration>,
    mut reference: impl FnMut() -> Outcome<Duration>,
) -> Outcome<Pair> {
    let (mut of_ours, mut of_reference) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    for run in 0..runs {
        if run % 2 == 0 {
            of_ours.push(ours()?);
            of_reference.push(reference()?);
        } else {
            of_reference.push(reference()?);
            of_ours.push(ours()?);
        }
    }
    Ok(Pair { ours: median(of_ours), reference: median(of_reference) })
}

/// Returns the middle of some durations; zero of none.
pub(crate) fn median(mut durations: Vec<Duration>) -> Duration {
    durations.sort_unstable();
    durations.get(durations.len() / 2).copied().unwrap_or_default()
}

/// What many runs of one thing took.
#[derive(Debug)]
pub(crate) struct Spread(Vec<Duration>);

impl Spread {
    /// Returns the spread of some durations.
    pub(crate) fn of(mut durations: Vec<Duration>) -> Spread {
        durations.sort_unstable();
        Spread(durations)
    }

    /// Returns the middle; zero of none.
    pub(crate) fn p50(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    /// Returns what one in a hundred exceeds; zero of none.
    pub(crate) fn p99(&self) -> Duration {
        self.0.get(self.0.len() * 99 / 100).copied().unwrap_or_default()
    }
}

/// Returns a duration as a person reads it.
pub(crate) fn human(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 1e-3 {
        format!("{:.1} µs", seconds * 1e6)
    } else if seconds < 1.0 {
        format!("{:.2} ms", seconds * 1e3)
    } else {
        format!("{seconds:.2} s")
    }
}
