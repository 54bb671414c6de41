//! Generating estates of any size, layered like a data centre, for benches and tests.
//!
//! The same numbers give the same bytes for ever: the generator of random numbers is written out here (SplitMix64,
//! Steele, Lea & Flood 2014, doi 10.1145/2714064.2660195), for no library promises that across versions.

use std::io::Write;

use cairn_exchange::CsvSink;

use crate::error::EngineError;

/// How large an estate to generate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// How many items, at least 20.
    pub items: u64,
    /// How many relationships.
    pub relationships: u64,
    /// The share of relationships that belong to a group of two to four with a declared k, 0 to 1.
    pub grouped: f64,
    /// Which of the possible estates.
    pub seed: u64,
}

/// One layer: its class, its share of the items in thousandths, and what its items need by which type.
struct Layer {
    class: &'static str,
    share: u64,
    needs: &'static [(&'static str, usize)],
}

/// From the ground up; an item needs items of lower layers only.
const LAYERS: [Layer; 11] = [
    Layer { class: "site", share: 1, needs: &[] },
    Layer { class: "power_distribution_unit", share: 9, needs: &[("located_in", 0)] },
    Layer { class: "rack", share: 20, needs: &[("located_in", 0)] },
    Layer { class: "switch", share: 20, needs: &[("located_in", 2), ("powered_by", 1)] },
    Layer { class: "storage_array", share: 10, needs: &[("located_in", 2), ("powered_by", 1)] },
    Layer { class: "hypervisor", share: 60, needs: &[("located_in", 2), ("powered_by", 1), ("uplinks_to", 3)] },
    Layer { class: "virtual_machine", share: 400, needs: &[("hosted_on", 5), ("stored_on", 4), ("depends_on", 3)] },
    Layer { class: "database_instance", share: 60, needs: &[("runs_on", 6), ("stored_on", 4)] },
    Layer { class: "application_component", share: 300, needs: &[("runs_on", 6), ("depends_on", 7)] },
    Layer { class: "application", share: 100, needs: &[("depends_on", 8), ("depends_on", 7)] },
    Layer { class: "business_service", share: 20, needs: &[("depends_on", 9)] },
];

/// SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// Returns one of the choices, of which there is at least one.
    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap_or(0)]
    }
}

/// The first item of each layer, and one behind the last.
fn starts(items: u64) -> [u64; LAYERS.len() + 1] {
    let mut starts = [0; LAYERS.len() + 1];
    let total: u64 = LAYERS.iter().map(|layer| layer.share).sum();
    let mut shares = 0;
    for (layer, of_layer) in LAYERS.iter().enumerate() {
        shares += of_layer.share;
        // Every layer has at least one item, and leaves at least one to each layer above.
        let above = (LAYERS.len() - 1 - layer) as u64;
        starts[layer + 1] =
            (items * shares / total).clamp(starts[layer] + 1, items.saturating_sub(above).max(layer as u64 + 1));
    }
    starts
}

/// Writes the items and the relationships of an estate, row by row: memory does not grow with the size.
///
/// # Errors
/// What the writers say.
pub fn generate(size: &Size, items: impl Write, relationships: impl Write) -> Result<(), EngineError> {
    let starts = starts(size.items.max(20));
    write_items(size, &starts, items)?;
    write_relationships(size, &starts, relationships)
}

fn write_items(size: &Size, starts: &[u64; LAYERS.len() + 1], out: impl Write) -> Result<(), EngineError> {
    let mut random = Random(size.seed);
    let mut sink = CsvSink::new(out);
    sink.row(["id", "class", "name", "status", "tier", "environment", "serial", "owner", "description"])?;
    for (layer, of_layer) in LAYERS.iter().enumerate() {
        for item in starts[layer]..starts[layer + 1] {
            let number = item - starts[layer];
            let status = match random.below(100) {
                0 => "maintenance",
                1 => "planned",
                _ => "live",
            };
            // Only what nothing stands on is ever planned: a missing foundation is not what is measured.
            let status = if layer < 6 { "live" } else { status };
            let environment = random.pick(&["production", "production", "production", "test"]);
            let row = [
                format!("ci-{item}"),
                of_layer.class.to_owned(),
                format!("{} {number:06}", of_layer.class.replace('_', " ")),
                status.to_owned(),
                (1 + random.below(4)).to_string(),
                environment.to_owned(),
                format!("SN{:012X}", random.next() >> 16),
                format!("Team {:03}", random.below(200)),
                format!("Generated item {item} of the {} layer", of_layer.class.replace('_', " ")),
            ];
            sink.row(row.iter().map(String::as_str))?;
        }
    }
    Ok(sink.finish()?)
}

fn write_relationships(size: &Size, starts: &[u64; LAYERS.len() + 1], out: impl Write) -> Result<(), EngineError> {
    let mut random = Random(size.seed ^ 0x5eed);
    let mut sink = CsvSink::new(out);
    sink.row(["source_id", "type", "target_id", "group", "min_up"])?;
    let consumers = starts[LAYERS.len()] - starts[1];
    let mut taken = Taken::default();
    // Whenever the share has fallen behind, the next relationships form a group.
    let (mut grouped, mut total) = (0_u64, 1_u64);
    for layer in 1..LAYERS.len() {
        for item in starts[layer]..starts[layer + 1] {
            let place = item - starts[1];
            // Spread exactly: rounding never loses a relationship.
            let count = size.relationships * (place + 1) / consumers - size.relationships * place / consumers;
            taken.0.clear();
            let mut written = 0;
            let mut groups = 0;
            while written < count {
                let left = count - written;
                let in_group = left >= 2 && (grouped as f64) < size.grouped * total as f64;
                let members = if in_group { (2 + random.below(3)).min(left) } else { 1 };
                groups += u64::from(in_group);
                grouped += if in_group { members } else { 0 };
                total += members;
                let consumer = Consumer { layer, item, starts };
                let rows = consumer.needs(members, &mut taken, &mut random);
                for (type_id, provider) in rows {
                    let (group, min_up) = if in_group {
                        (format!("g{groups}"), if members > 2 { members - 1 } else { 1 }.to_string())
                    } else {
                        ("-".to_owned(), String::new())
                    };
                    let cells = [format!("ci-{item}"), type_id.to_owned(), format!("ci-{provider}"), group, min_up];
                    sink.row(cells.iter().map(String::as_str))?;
                }
                written += members;
            }
        }
    }
    Ok(sink.finish()?)
}

/// What one consumer needs already: type and provider.
#[derive(Default)]
struct Taken(Vec<(&'static str, u64)>);

struct Consumer<'a> {
    layer: usize,
    item: u64,
    starts: &'a [u64; LAYERS.len() + 1],
}

impl Consumer<'_> {
    /// Returns distinct providers of one type, near the consumer's own place in its layer; another type is tried when
    /// a layer has no more to give, and in the end `depends_on` anything below.
    fn needs(&self, members: u64, taken: &mut Taken, random: &mut Random) -> Vec<(&'static str, u64)> {
        let options = LAYERS[self.layer].needs;
        let (type_id, below) = random.pick(options);
        let mut found = Vec::new();
        for (type_id, first, end) in [
            (type_id, self.starts[below], self.starts[below + 1]),
            ("depends_on", self.starts[0], self.starts[self.layer]),
        ] {
            let width = end - first;
            let own = self.item - self.starts[self.layer];
            let own_width = self.starts[self.layer + 1] - self.starts[self.layer];
            let start = (own * width / own_width + random.below(1 + width / 50)) % width;
            let candidates = (0..width).map(|step| first + (start + step) % width);
            for provider in candidates {
                if found.len() as u64 == members {
                    return found;
                }
                if !taken.0.contains(&(type_id, provider)) {
                    taken.0.push((type_id, provider));
                    found.push((type_id, provider));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(size: &Size) -> (String, String) {
        let (mut items, mut relationships) = (Vec::new(), Vec::new());
        generate(size, &mut items, &mut relationships).unwrap();
        (String::from_utf8(items).unwrap(), String::from_utf8(relationships).unwrap())
    }

    #[test]
    fn an_estate_has_the_size_asked_for_and_the_same_bytes_again() {
        let size = Size { items: 2_000, relationships: 8_000, grouped: 0.2, seed: 7 };
        let (items, relationships) = text(&size);
        assert_eq!(items.lines().count(), 2_001);
        assert_eq!(relationships.lines().count(), 8_001);
        assert_eq!(text(&size), (items, relationships.clone()));
        assert_ne!(text(&Size { seed: 8, ..size }).1, relationships);
        let grouped = relationships.lines().filter(|line| line.contains(",g")).count();
        assert!((1_500..=1_700).contains(&grouped), "{grouped} of 8000 are grouped, 20 % asked for");
    }

    #[test]
    fn the_smallest_estate_has_every_layer() {
        let (items, _) = text(&Size { items: 20, relationships: 40, grouped: 0.5, seed: 1 });
        for layer in &LAYERS {
            assert!(items.contains(&format!(",{},", layer.class)), "{}", layer.class);
        }
    }
}
