//! From an edit of one item to the first answer that counts it in.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cairn_api::{ImpactQuestion, OperationRequest, Session};
use cairn_model::{CancelToken, OperationStatus};

use crate::Outcome;
use crate::act::BenchHost;
use crate::child;
use crate::edit::{QUIET, keys, request};
use crate::input::StoredEstate;
use crate::table::{Bar, Line, Table};
use crate::timing::{Spread, human, timed};

const BAR_MILLISECONDS: f64 = 5.0;
const BAR_GROWTH: f64 = 1.5;

/// Measures recording that an item goes out of service and asking what that breaks, each time another item, in a process
/// that did nothing before.
pub(crate) fn measure(sizes: &[u64], table: &mut Table) -> Outcome<()> {
    let mut before: Option<(u64, Duration)> = None;
    for &items in sizes {
        let estate = StoredEstate::alone(items)?;
        let times = Spread::of(child::answers(&estate.dir)?);
        drop(estate);
        let own = times.p50();
        table.line(&Line {
            name: format!("answer after an edit of one of {items}: p50"),
            ours: human(own),
            reference: String::new(),
            value: own.as_secs_f64() * 1e3,
            unit: " ms",
            bar: if before.is_none() { Bar::AtMost(BAR_MILLISECONDS) } else { Bar::None },
        });
        table.note(&format!("p99 {}; durable, the answer of the generation after it included", human(times.p99())));
        if let Some((smaller, reference)) = before {
            table.line(&Line {
                name: format!("answer after an edit: {items} against {smaller}"),
                ours: human(own),
                reference: human(reference),
                value: own.as_secs_f64() / reference.as_secs_f64(),
                unit: "×",
                bar: Bar::AtMost(BAR_GROWTH),
            });
        }
        before.get_or_insert((items, own));
    }
    Ok(())
}

/// What the child does: edits the estate in `dir` and asks, again and again; returns the times of the pairs.
pub(crate) fn times(dir: &Path) -> Outcome<Vec<Duration>> {
    let session = Session::open(dir, Arc::new(BenchHost::default())).map_err(|failure| format!("{failure:?}"))?;
    let mut times = Vec::new();
    // What is only planned takes no part in analyses.
    for key in keys(&session, "state:live")? {
        let question = ImpactQuestion { down: vec![key.clone()], ..ImpactQuestion::default() };
        let (made, elapsed) = timed(|| {
            session.set_operation(&request(&key))?;
            session.impact(&question, None, &CancelToken::default())
        });
        black_box(made.map_err(|failure| format!("{failure:?}"))?);
        times.push(elapsed);
        // Else what is asked would be more and more: whatever is out of service counts in every answer.
        let back = OperationRequest { status: OperationStatus::InService, ..request(&key) };
        session.set_operation(&back).map_err(|failure| format!("{failure:?}"))?;
        std::thread::sleep(QUIET);
    }
    Ok(times)
}
