//! A whole generation as bytes: written down part by part, and read back much faster than its records are filed.
//!
//! What is written is what [`crate::Loader`] makes, column by column; nothing is compressed and nothing is decided. A
//! part that changes here is another [`IMAGE_FORM`]: whoever keeps an image compares it before anything is read.

use std::borrow::Cow;
use std::io::{self, BufRead, Write};
use std::sync::{Arc, OnceLock};
use std::thread::ScopedJoinHandle;

use cairn_model::requirement::{Strength, Threshold};
use cairn_model::topology::{Flat, FlatRef, Link, NeedKey, RequirementFacts, Topology};
use cairn_model::{Catalogue, Terms};
use rustc_hash::FxHashMap;

use crate::adjacency::Adjacency;
use crate::columns::{put, put_list, put_number, take, take_bytes, take_count, take_list, unfit};
use crate::generation::{Generation, TermsMap};
use crate::index::{Buckets, RowIndex};
use crate::items::{ItemChunk, Items, Row};
use crate::load::{id_index, topology};
use crate::relationships::Relationships;

/// The form of the parts. It is another one whenever a byte of them means something else, or a generation is made of the
/// same records in another way.
pub const IMAGE_FORM: u32 = 1;
/// How many parts a generation is written in. Each can be read alone, so that several threads share the work.
pub const IMAGE_PARTS: usize = 5;

/// A generation, made ready to be written down.
#[derive(Debug)]
pub struct Image<'g> {
    generation: &'g Generation,
    topology: Cow<'g, Topology>,
    by_id: Cow<'g, RowIndex>,
}

impl Generation {
    /// Returns the generation made ready to be written down; what commits have laid over it is folded in.
    #[must_use]
    pub fn image(&self) -> Image<'_> {
        let topology =
            if self.topology.flat().is_some() { Cow::Borrowed(&self.topology) } else { Cow::Owned(topology(self)) };
        let by_id =
            if self.by_id.buckets().is_some() { Cow::Borrowed(&self.by_id) } else { Cow::Owned(id_index(&self.items)) };
        Image { generation: self, topology, by_id }
    }

    /// Returns how many rows of the generation hold nothing any more, and how many there are.
    #[must_use]
    pub fn empty_rows(&self) -> (usize, usize) {
        let rows = self.items.rows() as usize + self.relationships.rows() as usize;
        (rows - self.items.alive() - self.relationships.alive(), rows)
    }
}

impl Image<'_> {
    /// Writes one of the [`IMAGE_PARTS`] parts.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, part: usize, out: &mut dyn Write) -> io::Result<()> {
        let generation = self.generation;
        match part {
            0 | 1 => generation.items.write_half(part, out),
            2 => {
                generation.relationships.write(out)?;
                write_terms(&generation.terms, out)
            }
            3 => {
                let rows = generation.items.rows();
                generation.outgoing.write(rows, out)?;
                generation.incoming.write(rows, out)?;
                let buckets = self.by_id.buckets().ok_or_else(|| unfit("an index with a tail"))?;
                put_list(out, &buckets.starts)?;
                put_number(out, buckets.entries.len() as u64)?;
                put(out, &buckets.entries, |&(hash, row)| (u64::from(hash) << 32 | u64::from(row)).to_le_bytes())
            }
            _ => write_topology(&self.topology.flat().ok_or_else(|| unfit("a topology with an overlay"))?, out),
        }
    }
}

/// What reading the parts leads to, before it is put together.
struct Sides {
    first: Vec<ItemChunk>,
    second: Vec<ItemChunk>,
    relationships: Relationships,
    terms: TermsMap,
    outgoing: Adjacency,
    incoming: Adjacency,
    by_id: Buckets,
    topology: Topology,
}

/// Returns the generation that [`Image::write`] wrote, as of record no. `seq`. `catalogue` is the one that it was made
/// with.
///
/// # Errors
/// What the parts say when they are read, and [`io::ErrorKind::InvalidData`] when they do not fit together. No part can
/// make a generation that points outside of itself; whether it says what was written, a checksum has to tell.
pub fn read_image<R: BufRead + Send>(
    seq: u64,
    catalogue: Arc<Catalogue>,
    parts: [R; IMAGE_PARTS],
) -> io::Result<Generation> {
    let Sides { mut first, second, relationships, terms, outgoing, incoming, by_id, topology } = read_sides(parts)?;
    first.extend(second);
    let items = Items::of(first, catalogue.classes().len(), catalogue.states().len())?;
    let (rows, ends) = (items.rows(), relationships.rows());
    let members = topology.vertex_count() == rows && topology.member_relationships_below(ends);
    if !members
        || !relationships.holds(rows, catalogue.relationship_types().len())
        || !outgoing.holds(rows, ends)
        || !incoming.holds(rows, ends)
        || !by_id.holds(rows)
    {
        return Err(unfit("parts that belong together"));
    }
    let (types, texts) = (catalogue.relationship_types().len(), &relationships.texts);
    let leads = |&(consumer, key): &(Row, NeedKey)| {
        consumer < rows
            && match key {
                NeedKey::Label(label) => texts.has(label),
                NeedKey::Type(number) => (number as usize) < types,
                NeedKey::Alone(row) => row < ends,
            }
    };
    if !terms.iter().all(|(place, _)| leads(place)) {
        return Err(unfit("terms of requirements"));
    }
    let by_id = RowIndex::of(by_id);
    let by_word = OnceLock::new();
    Ok(Generation { seq, catalogue, items, relationships, by_id, by_word, outgoing, incoming, terms, topology })
}

/// Reads on four threads: each has about a quarter of the bytes.
fn read_sides<R: BufRead + Send>(parts: [R; IMAGE_PARTS]) -> io::Result<Sides> {
    let [mut first, mut second, mut related, mut around, mut needs] = parts;
    std::thread::scope(|scope| {
        let first = scope.spawn(move || Items::read_half(&mut first));
        let second = scope.spawn(move || Items::read_half(&mut second));
        let topology = scope.spawn(move || read_topology(&mut needs));
        let relationships = Relationships::read(&mut related)?;
        let terms = read_terms(&mut related)?;
        let (outgoing, incoming) = (Adjacency::read(&mut around)?, Adjacency::read(&mut around)?);
        let by_id = read_buckets(&mut around)?;
        let (first, second, topology) = (joined(first)?, joined(second)?, joined(topology)?);
        Ok(Sides { first, second, relationships, terms, outgoing, incoming, by_id, topology })
    })
}

fn joined<T>(thread: ScopedJoinHandle<'_, io::Result<T>>) -> io::Result<T> {
    match thread.join() {
        Ok(read) => read,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

fn read_buckets(from: &mut dyn BufRead) -> io::Result<Buckets> {
    let starts = take_list(from)?;
    let count = take_count(from)?;
    let entries = take(from, count, |bytes: [u8; 8]| {
        let (words, _) = bytes.as_chunks::<4>();
        (u32::from_le_bytes(words[1]), u32::from_le_bytes(words[0]))
    })?;
    Ok(Buckets { starts, entries })
}

fn strength_number(strength: Strength) -> u8 {
    match strength {
        Strength::Info => 0,
        Strength::Soft => 1,
        Strength::Degrading => 2,
        Strength::Hard => 3,
    }
}

fn strength_of(number: u8) -> Strength {
    match number & 3 {
        0 => Strength::Info,
        1 => Strength::Soft,
        2 => Strength::Degrading,
        _ => Strength::Hard,
    }
}

/// 20 bytes: consumer, n, k, q, then strength and three flags.
fn facts_bytes(facts: &RequirementFacts) -> [u8; 20] {
    let mut bytes = [0; 20];
    let flags = [facts.assumed, facts.k_exceeds_members, facts.has_absent_member];
    let words = [facts.consumer, facts.n, facts.k, facts.q];
    for (place, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
        *place = word.to_le_bytes();
    }
    bytes[16] = strength_number(facts.strength);
    for (place, flag) in bytes[17..].iter_mut().zip(flags) {
        *place = u8::from(flag);
    }
    bytes
}

fn facts_of(bytes: [u8; 20]) -> RequirementFacts {
    let (words, _) = bytes.as_chunks::<4>();
    let [consumer, n, k, q] = [0, 1, 2, 3].map(|place| u32::from_le_bytes(words[place]));
    RequirementFacts {
        consumer,
        n,
        k,
        q,
        strength: strength_of(bytes[16]),
        assumed: bytes[17] != 0,
        k_exceeds_members: bytes[18] != 0,
        has_absent_member: bytes[19] != 0,
    }
}

fn write_topology(flat: &FlatRef<'_>, out: &mut dyn Write) -> io::Result<()> {
    put_number(out, flat.facts.len() as u64)?;
    out.write_all(&flat.facts)?;
    put_number(out, flat.requirements.len() as u64)?;
    put(out, flat.requirements, facts_bytes)?;
    for list in [flat.member_offsets, flat.members, flat.member_relationships, flat.requirement_offsets] {
        put_list(out, list)?;
    }
    put_list(out, flat.link_offsets)?;
    put_number(out, flat.links.len() as u64)?;
    put(out, flat.links, |link| link.bits().to_le_bytes())
}

fn read_topology(from: &mut dyn BufRead) -> io::Result<Topology> {
    let vertices = take_count(from)?;
    let facts = take_bytes(from, vertices)?;
    let count = take_count(from)?;
    let requirements = take(from, count, facts_of)?;
    let (member_offsets, members) = (take_list(from)?, take_list(from)?);
    let (member_relationships, requirement_offsets) = (take_list(from)?, take_list(from)?);
    let link_offsets = take_list(from)?;
    let count = take_count(from)?;
    let links = take(from, count, |bytes| Link::of_bits(u32::from_le_bytes(bytes)))?;
    let flat = Flat {
        facts,
        requirements,
        member_offsets,
        members,
        member_relationships,
        requirement_offsets,
        link_offsets,
        links,
    };
    Topology::of_flat(flat).ok_or_else(|| unfit("a topology"))
}

/// Kind of a threshold, and its number.
fn threshold_bytes(threshold: Option<Threshold>) -> (u8, u32) {
    match threshold {
        None => (0, 0),
        Some(Threshold::Count(count)) => (1, count),
        Some(Threshold::Percent(share)) => (2, share),
    }
}

fn threshold_of(kind: u8, number: u32) -> Option<Threshold> {
    match kind {
        0 => None,
        1 => Some(Threshold::Count(number)),
        _ => Some(Threshold::Percent(number)),
    }
}

/// 24 bytes each: consumer, key, the numbers of both thresholds, page, then kind of key, kinds of both thresholds, and
/// strength + 1.
fn write_terms(terms: &TermsMap, out: &mut dyn Write) -> io::Result<()> {
    put_number(out, terms.len() as u64)?;
    put(out, terms.iter(), |(&(consumer, key), &(terms, page))| {
        let (kind, key) = match key {
            NeedKey::Label(key) => (0, key),
            NeedKey::Type(key) => (1, key),
            NeedKey::Alone(key) => (2, key),
        };
        let (up_kind, up) = threshold_bytes(terms.min_up);
        let (below_kind, below) = threshold_bytes(terms.degraded_below);
        let strength = terms.strength.map_or(0, |strength| strength_number(strength) + 1);
        let mut bytes = [0; 24];
        for (place, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip([consumer, key, up, below, page]) {
            *place = word.to_le_bytes();
        }
        bytes[20..].copy_from_slice(&[kind, up_kind, below_kind, strength]);
        bytes
    })
}

fn read_terms(from: &mut dyn BufRead) -> io::Result<TermsMap> {
    let count = take_count(from)?;
    let entries = take(from, count, |bytes: [u8; 24]| {
        let (words, _) = bytes.as_chunks::<4>();
        let [consumer, key, up, below, page] = [0, 1, 2, 3, 4].map(|place| u32::from_le_bytes(words[place]));
        let [kind, up_kind, below_kind, strength] = words[5];
        let key = match kind {
            0 => NeedKey::Label(key),
            1 => NeedKey::Type(key),
            _ => NeedKey::Alone(key),
        };
        let own = Terms {
            min_up: threshold_of(up_kind, up),
            degraded_below: threshold_of(below_kind, below),
            strength: strength.checked_sub(1).map(strength_of),
        };
        ((consumer, key), (own, page))
    })?;
    Ok(entries.into_iter().collect::<FxHashMap<_, _>>().into())
}
