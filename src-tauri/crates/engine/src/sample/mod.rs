//! The sample estates that ship with the product: a small one, kept as files, and the whole one, which is generated.
//!
//! What the whole one holds is the same to the byte for a version: neither clock nor entropy of the host is asked.

mod applications;
mod compute;
mod data;
mod dress;
mod edge;
mod facilities;
mod history;
mod network;
mod organisations;
mod rows;
mod services;
mod storage;
mod stories;

use std::path::Path;

use cairn_model::id::IdSource;
use cairn_model::{CancelToken, Commit, Timestamp};

pub use self::stories::{STORIES, Story, tells_stories};
use crate::act::Act;
use crate::engine::{Engine, NewEstate};
use crate::error::EngineError;
use crate::import::{ImportFile, ImportOptions, apply, plan};
use crate::reason::OwnReason;

const ITEMS: &str = include_str!("../../sample/items.csv");
const RELATIONSHIPS: &str = include_str!("../../sample/relationships.csv");

/// Counts up with every change of what [`whole`] returns.
pub const WHOLE_VERSION: u32 = 2;

/// Which of the possible estates; any number would do, but always this one.
const SEED: u64 = 0x6361_6972_6e00_0001;
/// The moment from which the ids of its items count: the first of November 2026.
const MADE: Timestamp = Timestamp(1_793_491_200_000);

/// Which sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sample {
    /// About ninety items.
    Small,
    /// About 1,470 items: 31 services on two data centres.
    Whole,
}

/// Creates an estate with a sample in it. The whole one has two years of history before the first of November 2026, made
/// by clock and entropy of its own: but for the ids of the estate, nothing of it comes from `act`. It is put in its place
/// when all of it is made. `told` hears how many deeds of how many are done, and ends the making with an error.
///
/// # Errors
/// As [`Engine::create`], what importing refuses, and what `told` says; nothing is left behind.
pub fn create(
    dir: &Path,
    new: &NewEstate,
    sample: Sample,
    act: &mut Act<'_>,
    told: &mut dyn FnMut(u64, u64) -> Result<(), EngineError>,
) -> Result<Engine, EngineError> {
    match sample {
        Sample::Small => Engine::filled(dir, new, act, |engine, act| {
            engine.found(act)?;
            load(engine, sample, act).map(drop)
        }),
        Sample::Whole => Engine::filled(dir, new, act, |engine, _| history::live_through(engine, told)),
    }
}

/// Loads a sample estate without its history, through the same import as every file, as one commit of kind `load`.
///
/// # Errors
/// What importing refuses.
pub fn load(engine: &Engine, sample: Sample, act: &mut Act<'_>) -> Result<Option<Commit>, EngineError> {
    let (items, relationships) = match sample {
        Sample::Small => (ITEMS.as_bytes().to_vec(), RELATIONSHIPS.as_bytes().to_vec()),
        Sample::Whole => whole()?,
    };
    let files = [("items.csv", &items), ("relationships.csv", &relationships)]
        .map(|(name, bytes)| ImportFile { name: name.to_owned(), bytes });
    let options = ImportOptions { source: stories::SOURCE.to_owned(), ..ImportOptions::default() };
    let mut ids = match sample {
        Sample::Small => act.ids(),
        Sample::Whole => whole_ids(),
    };
    let plan = plan(&engine.generation(), &files, &options, &mut ids, &CancelToken::default())?;
    apply(engine, plan, &OwnReason::Sample.to_string(), act)
}

/// Returns the ids of the whole sample. The same everywhere: what is said of it can be looked up by anybody.
fn whole_ids() -> IdSource {
    IdSource::new(MADE, *b"cairn whol")
}

/// Returns the items and the relationships of the whole sample, as two CSV files.
///
/// # Errors
/// What the writer says.
pub fn whole() -> Result<(Vec<u8>, Vec<u8>), EngineError> {
    let mut rows = rows::Rows::new(SEED);
    facilities::add(&mut rows);
    network::add(&mut rows);
    storage::add(&mut rows);
    compute::add(&mut rows);
    data::add(&mut rows);
    data::gateways(&mut rows);
    applications::add(&mut rows);
    compute::clusters(&mut rows);
    services::add(&mut rows);
    compute::hosted(&mut rows);
    edge::add(&mut rows);
    organisations::add(&mut rows);
    dress::dress(&mut rows);
    dress::name_references(&mut rows);
    rows.files()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use sha2::{Digest, Sha256};

    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).unwrap();
        // The few quoted cells of the sample stand behind those that are read here.
        text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_whole_sample_is_the_same_to_the_byte() {
        let (items, relationships) = whole().unwrap();
        let sum = Sha256::new().chain_update(&items).chain_update(&relationships).finalize();
        let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        // Another number needs another WHOLE_VERSION beside it.
        assert_eq!(
            (WHOLE_VERSION, sum.as_str()),
            (2, "5beb32b731297912bbbc1377eb6086801a4f5b58e07b732961af6a52ddee328b")
        );
    }

    #[test]
    fn the_whole_sample_has_the_numbers_of_the_design() {
        let (items, relationships) = whole().unwrap();
        let (items, relationships) = (cells(&items), cells(&relationships));
        let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
        for item in &items {
            *classes.entry(&item[1]).or_default() += 1;
        }
        assert!((1_440..=1_500).contains(&items.len()), "{}", items.len());
        assert!((3_800..=4_200).contains(&relationships.len()), "{}", relationships.len());
        // What somebody needs some of, by consumer, type and group; a type that belongs to its target has that for
        // consumer.
        let mut groups: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
        for row in relationships.iter().filter(|row| !row[4].is_empty()) {
            let is_of_target = ["member_of", "component_of", "supports"].contains(&row[1].as_str());
            let consumer = if is_of_target { &row[2] } else { &row[0] };
            *groups.entry((consumer, &row[1], &row[3])).or_default() += 1;
        }
        let declared = groups.values().filter(|&&members| members > 1).count();
        assert!((840..=880).contains(&declared), "{declared}");
        for (class, count) in [
            ("utility_feed", 4),
            ("generator", 6),
            ("ups", 8),
            ("hall", 6),
            ("rack", 32),
            ("power_distribution_unit", 12),
            ("cooling_unit", 24),
            ("circuit", 6 + 2),
            ("router", 4 + 16),
            ("firewall", 8),
            ("switch", 4 + 8 + 32),
            ("load_balancer", 8),
            ("compute_cluster", 4),
            ("hypervisor", 40),
            ("physical_server", 20),
            ("virtual_machine", 180),
            ("kubernetes_cluster", 3),
            ("node", 24),
            ("workload", 40),
            ("storage_array", 4),
            ("san_switch", 8),
            ("volume", 40),
            ("database_cluster", 14),
            ("database_instance", 30),
            ("schema", 30),
            ("application_component", 90 + 8),
            ("message_queue", 6),
            ("cache", 6),
            ("certificate", 30),
            ("smart_lamppost", 400),
            ("sensor_kit", 100),
            ("iot_gateway", 8),
        ] {
            assert_eq!(classes.get(class), Some(&count), "{class}");
        }
    }

    #[test]
    fn the_whole_sample_is_wired_as_the_design_says() {
        let (_, relationships) = whole().unwrap();
        let relationships = cells(&relationships);
        for (consumer, kind, group, k, n) in [
            ("grp-feeds-1", "member_of", "", "1", 2),
            ("grp-generators-1", "member_of", "", "2", 3),
            ("grp-power-1", "member_of", "", "1", 2),
            ("grp-ups-2", "member_of", "", "3", 4),
            ("rack-1-07", "powered_by", "", "1", 2),
            ("hall-2c", "cooled_by", "", "3", 4),
            ("leaf-2-16", "uplinks_to", "", "1", 4),
            ("spine-14", "uplinks_to", "", "1", 2),
            ("rtr-21", "uplinks_to", "", "1", 3),
            ("rtr-21", "protected_by", "firewalls", "1", 2),
            ("farm-3", "member_of", "", "8", 10),
            ("k8s-2", "member_of", "", "6", 8),
            ("hv-210", "uplinks_to", "", "1", 2),
            ("hv-210", "zoned_via", "", "1", 2),
            ("bm-105", "uplinks_to", "", "1", 2),
            ("arr-22", "zoned_via", "", "1", 2),
            ("dbc-govhk", "member_of", "", "1", 2),
            ("app-govhk", "component_of", "web server", "1", 2),
            ("grp-gateways", "member_of", "", "4", 8),
            ("grp-messaging-2", "member_of", "", "2", 3),
            ("post-kt-100", "uplinks_to", "", "1", 2),
            ("svc-lamppost", "supports", "sensor kits", "90", 100),
        ] {
            let is_of_target = ["member_of", "component_of", "supports"].contains(&kind);
            let own = |row: &&Vec<String>| {
                row[usize::from(is_of_target) * 2] == consumer && row[1] == kind && row[3] == group
            };
            let members: Vec<&str> = relationships.iter().filter(own).map(|row| row[4].as_str()).collect();
            assert_eq!(members, vec![k; n], "{consumer} {kind}");
        }
    }

    #[test]
    fn what_a_story_is_about_is_there() {
        let (items, _) = whole().unwrap();
        let items = cells(&items);
        let ids: BTreeSet<&str> = items.iter().map(|item| item[0].as_str()).collect();
        for story in STORIES {
            for item in story.items {
                assert!(ids.contains(item), "{item} of story {}", story.number);
            }
        }
    }
}
