//! Opening an estate against parsing the same data as NDJSON, each in a fresh process, files in the page cache.

use crate::Outcome;
use crate::child;
use crate::input::StoredEstate;
use crate::table::{Bar, Line, Table};
use crate::timing::alternate;

const BAR_PAGES: f64 = 0.5;
const BAR_IMAGE: f64 = 0.1;
/// The bars are those of a large estate: in a small one, opening the database is most of it.
const LARGE: u64 = 500_000;
const RUNS: usize = 9;

/// Measures opening a stored estate: from its pages, and from the image.
pub(crate) fn measure(estate: &StoredEstate, table: &mut Table) -> Outcome<()> {
    let image = estate.dir.join("image");
    let from_pages = || {
        if image.exists() {
            std::fs::remove_file(&image)?;
        }
        child::open(&estate.dir)
    };
    // Once each, unmeasured: both find their files in the page cache.
    from_pages()?;
    child::parse(&estate.ndjson)?;
    let bar = |bar| if estate.items < LARGE { Bar::None } else { Bar::AtMost(bar) };
    let size = format!("{} + {}", estate.items, estate.relationships);
    let pair = alternate(RUNS, from_pages, || child::parse(&estate.ndjson))?;
    let name = format!("open {size} from pages, vs serde_json on NDJSON");
    table.line(&Line::slower(name, pair, bar(BAR_PAGES)));
    // Whoever opened it from the pages kept an image on closing.
    let bytes = std::fs::metadata(&image)?.len();
    let pair = alternate(RUNS, || child::open(&estate.dir), || child::parse(&estate.ndjson))?;
    let name = format!("open {size} from the image");
    table.line(&Line::slower(name, pair, bar(BAR_IMAGE)));
    table.note(&format!("the image has {} MiB", bytes >> 20));
    Ok(())
}
