//! The stories that are planted in the whole sample, by the items that each is about.

/// A story that the estate tells to who asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its number in the design.
    pub number: u8,
    /// What it is about: ids in the source `sample`, the most telling first.
    pub items: &'static [&'static str],
}

/// The stories, by number.
pub const STORIES: [Story; 7] = [
    // Both instances of a database that is believed to be in two centres lie on one array.
    Story { number: 1, items: &["svc-mygovhk", "arr-11", "dbi-mygovhk-1", "dbi-mygovhk-2"] },
    // Either UPS may be out for maintenance; both together take the centre down.
    Story { number: 2, items: &["ups-11", "ups-12"] },
    // Names and the directory need each other; only one of the needs can wait.
    Story { number: 3, items: &["svc-dns", "svc-directory"] },
    // A circuit contracted below what the services over it promise.
    Story { number: 7, items: &["cir-13", "ctr-circuit-basic", "svc-gateway"] },
    // Sixty machines move to the new complex.
    Story { number: 8, items: &["farm-2", "farm-3"] },
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
