//! What is measured: generated tables, and the estates made of them in memory and on disk. Never timed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cairn_engine::generate::{Size, generate};
use cairn_engine::import::{ImportFile, ImportOptions, ImportPlan, apply, plan};
use cairn_engine::{Act, Engine, NewEstate};
use cairn_estate::{Generation, Loader};
use cairn_model::catalogue::{DEFAULT_CATALOGUE, load};
use cairn_model::packed::{write_item, write_relationship, write_requirement};
use cairn_model::{CancelToken, Edit};

use crate::Outcome;
use crate::act::{acting, holder};
use crate::ndjson;

/// The share of relationships that belong to groups.
const GROUPED: f64 = 0.2;
const SEED: u64 = 2026;
/// How long an estate may take to be let go of by who had it open before.
const OPEN_WAIT: Duration = Duration::from_secs(5);

/// A generated estate as two tables.
#[derive(Debug)]
pub(crate) struct Tables {
    /// `items.csv`.
    pub(crate) items: Vec<u8>,
    /// `relationships.csv`.
    pub(crate) relationships: Vec<u8>,
}

impl Tables {
    /// Returns a generated estate with `per_item` relationships for each item.
    pub(crate) fn generate(items: u64, per_item: u64) -> Outcome<Tables> {
        let size = Size { items, relationships: items * per_item, grouped: GROUPED, seed: SEED };
        let mut tables = Tables { items: Vec::new(), relationships: Vec::new() };
        generate(&size, &mut tables.items, &mut tables.relationships)?;
        Ok(tables)
    }

    /// Returns what importing the tables into an estate would do.
    pub(crate) fn plan(&self, generation: &Generation, act: &mut Act<'_>) -> Outcome<ImportPlan> {
        let files = [("items.csv", &self.items), ("relationships.csv", &self.relationships)]
            .map(|(name, bytes)| ImportFile { name: name.to_owned(), bytes });
        let plan = plan(generation, &files, &ImportOptions::default(), &mut act.ids(), &CancelToken::default())?;
        match plan.summary.refused.first() {
            None => Ok(plan),
            Some(refused) => Err(format!("a generated row was refused: {refused:?}").into()),
        }
    }

    /// Returns the estate that the tables make, in memory only.
    pub(crate) fn generation(&self) -> Outcome<Generation> {
        let catalogue = load("default.toml", DEFAULT_CATALOGUE).map_err(|problems| format!("{problems:?}"))?;
        let catalogue = Arc::new(catalogue);
        let empty = Loader::new(Arc::clone(&catalogue)).finish(0)?;
        let plan = acting(|act| self.plan(&empty, act))?;
        let mut loader = Loader::new(catalogue);
        let mut record = Vec::new();
        for edit in plan.edits.iter() {
            record.clear();
            match edit {
                Edit::Item { after: Some(item), .. } => {
                    write_item(&mut record, &item);
                    loader.item(0, &record)?;
                }
                Edit::Relationship { after: Some(relationship), .. } => {
                    write_relationship(&mut record, &relationship);
                    loader.relationship(0, &record)?;
                }
                Edit::Requirement { after: Some(requirement), .. } => {
                    write_requirement(&mut record, &requirement);
                    loader.requirement(0, &record)?;
                }
                _ => return Err("a generated estate learns nothing".into()),
            }
        }
        Ok(loader.finish(1)?)
    }
}

/// An estate on disk with the same data as NDJSON beside it; both are removed when this is dropped.
#[derive(Debug)]
pub(crate) struct StoredEstate {
    /// The directory of the estate.
    pub(crate) dir: PathBuf,
    /// A directory with the same data as NDJSON.
    pub(crate) ndjson: PathBuf,
    /// How many items it has.
    pub(crate) items: u64,
    /// How many relationships.
    pub(crate) relationships: u64,
}

impl StoredEstate {
    /// Imports a generated estate with four relationships for each item.
    pub(crate) fn create(items: u64) -> Outcome<StoredEstate> {
        StoredEstate::import(items, "stored.cairn", true)
    }

    /// Imports a generated estate as [`StoredEstate::create`] does, with nothing beside it.
    pub(crate) fn alone(items: u64) -> Outcome<StoredEstate> {
        StoredEstate::import(items, "alone.cairn", false)
    }

    fn import(items: u64, name: &str, has_ndjson: bool) -> Outcome<StoredEstate> {
        let work = work_dir()?;
        let stored =
            StoredEstate { dir: work.join(name), ndjson: work.join("ndjson"), items, relationships: items * 4 };
        remove(&stored.dir)?;
        let tables = Tables::generate(items, 4)?;
        let engine = empty_estate(&stored.dir)?;
        acting(|act| {
            let plan = tables.plan(&engine.generation(), act)?;
            if has_ndjson {
                ndjson::write(&stored.ndjson, &plan.edits)?;
            }
            apply(&engine, plan, "bench", act)?;
            Ok(stored)
        })
    }
}

impl Drop for StoredEstate {
    fn drop(&mut self) {
        // What is left behind lies in the target directory and is replaced by the next run.
        let _ = fs::remove_dir_all(&self.dir);
        let _ = fs::remove_dir_all(&self.ndjson);
    }
}

impl StoredEstate {
    /// Opens it.
    pub(crate) fn engine(&self) -> Outcome<Engine> {
        Ok(Engine::open(&self.dir, &holder(), OPEN_WAIT)?)
    }
}

/// Creates an estate with the default catalogue and nothing in it.
pub(crate) fn empty_estate(dir: &Path) -> Outcome<Engine> {
    let new = NewEstate { name: "Bench".to_owned(), holder: holder() };
    Ok(acting(|act| Engine::create(dir, &new, act))?)
}

/// Returns the directory for what is written: `bench` in the target directory, never a file system in memory.
pub(crate) fn work_dir() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.parent().and_then(Path::parent).ok_or("the program lies in no target directory")?;
    let work = target.join("bench");
    fs::create_dir_all(&work)?;
    match file_system(&work)?.as_deref() {
        Some(kind @ ("tmpfs" | "ramfs")) => {
            Err(format!("{} is {kind}: nothing is durable there", work.display()).into())
        }
        _ => Ok(work),
    }
}

/// Returns the kind of file system that a directory lies on; `None` where the system does not say.
pub(crate) fn file_system(dir: &Path) -> Outcome<Option<String>> {
    let Ok(mounts) = fs::read_to_string("/proc/self/mounts") else { return Ok(None) };
    let dir = dir.canonicalize()?;
    let mounted = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        Some((fields.next()?, fields.next()?))
    });
    let nearest = mounted.filter(|(place, _)| dir.starts_with(place)).max_by_key(|(place, _)| place.len());
    Ok(nearest.map(|(_, kind)| kind.to_owned()))
}

/// Removes a directory and everything in it, if it is there.
pub(crate) fn remove(dir: &Path) -> Outcome<()> {
    if dir.exists() {
        fs::remove_dir_all(dir)?;
    }
    Ok(())
}
