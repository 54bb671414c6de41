//! The rows of a generated estate: items and relationships, written as the two files that any import reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use cairn_exchange::CsvSink;

use crate::error::EngineError;
use crate::generate::Random;

/// An item that is being made.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) name: String,
    status: &'static str,
    values: BTreeMap<&'static str, String>,
}

impl Item {
    /// Sets an attribute.
    pub(super) fn set(&mut self, attribute: &'static str, value: impl Display) -> &mut Item {
        self.values.insert(attribute, value.to_string());
        self
    }

    /// Sets an attribute, unless somebody has.
    pub(super) fn or_set(&mut self, attribute: &'static str, value: impl Display) -> &mut Item {
        self.values.entry(attribute).or_insert_with(|| value.to_string());
        self
    }

    /// Says what it is.
    pub(super) fn is(&mut self, description: impl Display) -> &mut Item {
        self.set("description", description)
    }

    pub(super) fn tier(&mut self, tier: u8) -> &mut Item {
        self.set("tier", tier)
    }

    pub(super) fn planned(&mut self) -> &mut Item {
        self.status = "planned";
        self
    }

    /// Returns an attribute.
    pub(super) fn value(&self, attribute: &str) -> Option<&str> {
        self.values.get(attribute).map(String::as_str)
    }
}

/// A relationship that is being made.
pub(super) struct Link {
    from: String,
    kind: &'static str,
    to: String,
    group: &'static str,
    min_up: Option<u32>,
    degraded_below: Option<u32>,
    strength: &'static str,
}

/// Items and relationships, in the order in which they were made.
pub(super) struct Rows {
    pub(super) items: Vec<Item>,
    links: Vec<Link>,
    /// The next free rack unit, by rack.
    units: BTreeMap<String, u32>,
    pub(super) random: Random,
}

/// How many of a group are needed, and below how many it is worse.
#[derive(Clone, Copy)]
pub(super) struct Of {
    pub(super) group: &'static str,
    pub(super) k: u32,
    pub(super) q: Option<u32>,
}

/// `k` of the members of a group.
pub(super) const fn of(group: &'static str, k: u32) -> Of {
    Of { group, k, q: None }
}

impl Rows {
    pub(super) fn new(seed: u64) -> Rows {
        Rows { items: Vec::new(), links: Vec::new(), units: BTreeMap::new(), random: Random::new(seed) }
    }

    /// Adds a live item.
    pub(super) fn item(&mut self, class: &'static str, id: &str, name: &str) -> &mut Item {
        let item = Item { id: id.to_owned(), class, name: name.to_owned(), status: "live", values: BTreeMap::new() };
        self.items.push(item);
        let last = self.items.len() - 1;
        &mut self.items[last]
    }

    /// Relates one item to another.
    pub(super) fn link(&mut self, from: &str, kind: &'static str, to: &str) {
        self.push(from, kind, to, "", None, "");
    }

    /// Relates one item to another with a strength of its own.
    pub(super) fn link_as(&mut self, from: &str, kind: &'static str, to: &str, strength: &'static str) {
        self.push(from, kind, to, "", None, strength);
    }

    /// Relates one item to several, of which it needs `k`.
    pub(super) fn needs(&mut self, from: &str, kind: &'static str, of: Of, to: &[String]) {
        for member in to {
            self.push(from, kind, member, of.group, Some(of), "");
        }
    }

    /// Relates several items to the one that needs `k` of them.
    pub(super) fn make_up(&mut self, members: &[String], kind: &'static str, of: Of, whole: &str) {
        for member in members {
            self.push(member, kind, whole, of.group, Some(of), "");
        }
    }

    /// Relates several items to the one that works worse without `k` of them.
    pub(super) fn improve(&mut self, members: &[String], kind: &'static str, of: Of, whole: &str) {
        for member in members {
            self.push(member, kind, whole, of.group, Some(of), "degrading");
        }
    }

    fn push(
        &mut self,
        from: &str,
        kind: &'static str,
        to: &str,
        group: &'static str,
        of: Option<Of>,
        strength: &'static str,
    ) {
        self.links.push(Link {
            from: from.to_owned(),
            kind,
            to: to.to_owned(),
            group,
            min_up: of.map(|of| of.k),
            degraded_below: of.and_then(|of| of.q),
            strength,
        });
    }

    /// Returns the next free unit of a rack, from the bottom.
    pub(super) fn unit(&mut self, rack: &str) -> u32 {
        let unit = self.units.entry(rack.to_owned()).or_insert(0);
        *unit += 2;
        *unit
    }

    /// Returns how many items there are of a class.
    pub(super) fn count(&self, class: &str) -> usize {
        self.items.iter().filter(|item| item.class == class).count()
    }

    /// Returns how many items are related to one in this way.
    pub(super) fn linked(&self, kind: &str, to: &str) -> usize {
        self.links.iter().filter(|link| link.kind == kind && link.to == to).count()
    }

    /// Returns `items.csv` and `relationships.csv`.
    pub(super) fn files(&self) -> Result<(Vec<u8>, Vec<u8>), EngineError> {
        Ok((self.items_file()?, self.links_file()?))
    }

    fn items_file(&self) -> Result<Vec<u8>, EngineError> {
        let columns: BTreeSet<&str> = self.items.iter().flat_map(|item| item.values.keys().copied()).collect();
        let mut bytes = Vec::new();
        let mut sink = CsvSink::new(&mut bytes);
        sink.row(["id", "class", "name", "status"].into_iter().chain(columns.iter().copied()))?;
        for item in &self.items {
            let own = [item.id.as_str(), item.class, &item.name, item.status];
            sink.row(own.into_iter().chain(columns.iter().map(|&column| item.value(column).unwrap_or_default())))?;
        }
        sink.finish()?;
        Ok(bytes)
    }

    fn links_file(&self) -> Result<Vec<u8>, EngineError> {
        let mut bytes = Vec::new();
        let mut sink = CsvSink::new(&mut bytes);
        sink.row(["source_id", "type", "target_id", "group", "min_up", "degraded_below", "strength"])?;
        let number = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
        for link in &self.links {
            let (k, q) = (number(link.min_up), number(link.degraded_below));
            sink.row([link.from.as_str(), link.kind, &link.to, link.group, &k, &q, link.strength])?;
        }
        sink.finish()?;
        Ok(bytes)
    }
}
