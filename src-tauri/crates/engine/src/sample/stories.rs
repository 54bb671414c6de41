//! The stories that are planted in the whole sample, by the items that each is about.

use cairn_estate::Generation;

use super::whole_ids;

/// The source that the items of a sample say they come from.
pub(super) const SOURCE: &str = "sample";

/// A story that the estate tells to who asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its number in the design.
    pub number: u8,
    /// What it is about: ids in the source `sample`, the most telling first.
    pub items: &'static [&'static str],
}

/// The stories, by number.
pub const STORIES: [Story; 11] = [
    // Both instances of a database that is believed to be in two centres lie on one array.
    Story { number: 1, items: &["svc-mygovhk", "arr-11", "dbi-mygovhk-1", "dbi-mygovhk-2"] },
    // Either UPS may be out for maintenance; both together take the centre down.
    Story { number: 2, items: &["ups-11", "ups-12", "grp-ups-1"] },
    // Names and the directory need each other; only one of the needs can wait.
    Story { number: 3, items: &["svc-dns", "svc-directory"] },
    // Since the end of the third quarter somebody changed a firewall and asked nobody.
    Story { number: 4, items: &["fw-23"] },
    // What could not wait was done in minutes, and written down days later.
    Story { number: 5, items: &["cmp-iamauth-risk-server-1"] },
    // A login was out for all but nine of the minutes that it may be in thirty days.
    Story { number: 6, items: &["svc-iamauth", "app-iamauth"] },
    // A circuit contracted below what the services over it promise.
    Story { number: 7, items: &["cir-13", "ctr-circuit-basic", "svc-gateway"] },
    // Sixty machines move to the new complex.
    Story { number: 8, items: &["farm-2", "farm-3"] },
    // An upgrade is planned into the freeze at the turn of the year.
    Story { number: 9, items: &["svc-erks", "app-erks"] },
    // A farm is patched host by host.
    Story {
        number: 10,
        items: &[
            "farm-4",
            "svc-smartlab",
            "hv-401",
            "hv-402",
            "hv-403",
            "hv-404",
            "hv-405",
            "hv-406",
            "hv-407",
            "hv-408",
            "hv-409",
            "hv-410",
        ],
    },
    // A cluster whose k nobody declared.
    Story { number: 11, items: &["dbc-city", "dbi-city-1", "dbi-city-2"] },
];

/// Returns whether the stories can be told of an estate: every item that one of them is about is there, whatever became
/// of it since. O(items of the stories); O(1) for an estate that was not made of the sample.
#[must_use]
pub fn tells_stories(generation: &Generation) -> bool {
    // The first id is the same everywhere. Without it, nobody's estate is put in an index by its words just to be asked.
    if generation.row(whole_ids().next_id()).is_none() {
        return false;
    }
    let mut items = STORIES.iter().flat_map(|story| story.items);
    items.all(|id| !generation.rows_of_source_id(SOURCE, id).is_empty())
}
