//! Generations reached by edits, step by step, against the same edits loaded anew.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::sync::Arc;

use cairn_estate::{Generation, IMAGE_PARTS, Loader, Lookup, Row, read_image};
use cairn_model::catalogue::{DEFAULT_CATALOGUE, Needs, load};
use cairn_model::topology::{LinkTarget, RequirementFacts, RequirementIndex};
use cairn_model::{
    Catalogue, CiId, Edit, Item, Level, Operation, OperationStatus, Relationship, RelationshipId, Requirement,
    RequirementKey, Strength, Terms, Threshold, Value,
};
use proptest::prelude::*;

/// Some classes between which types have another strength than their own.
const CLASSES: [&str; 6] = ["product", "physical_server", "switch", "generator", "site", "schema"];

/// Returns some relationship types: all whose strength depends on the classes, and as many others.
fn types(catalogue: &Catalogue) -> Vec<&str> {
    let depends = |number: usize| {
        let matrix = &catalogue.relationship_types()[number].definition.matrix;
        matrix.iter().any(|entry| entry.strength.is_some())
    };
    let numbers = (0..catalogue.relationship_types().len()).filter(|&number| depends(number) || number % 10 == 0);
    numbers.map(|number| catalogue.relationship_types()[number].definition.id.as_str()).collect()
}

/// A draw that the state of the estate turns into an edit.
type Draw = (u8, u16, u16, u16);

/// The estate in the plainest words, and the edits since the last commit.
#[derive(Default)]
struct Sketch {
    next_id: u128,
    items: BTreeMap<CiId, Item>,
    relationships: BTreeMap<RelationshipId, Relationship>,
    requirements: BTreeMap<(CiId, RequirementKey), Terms>,
    edits: Vec<Edit>,
}

fn pick<T>(values: impl ExactSizeIterator<Item = T>, draw: u16) -> Option<T> {
    let count = values.len();
    values.into_iter().nth(usize::from(draw).checked_rem(count)?)
}

/// Returns who needs because of a relationship, and in which requirement.
fn place_of(catalogue: &Catalogue, id: &RelationshipId) -> Option<(CiId, RequirementKey)> {
    let definition = &catalogue.relationship_type(&id.type_id).unwrap().definition;
    let consumer = match definition.needs {
        Needs::Source => id.from,
        Needs::Target => id.to,
        Needs::None => return None,
    };
    let key = match &id.label {
        Some(label) if label != "-" => RequirementKey::Label(label.clone()),
        None if definition.groups => RequirementKey::Type(id.type_id.clone()),
        _ => RequirementKey::Relationship(id.clone()),
    };
    Some((consumer, key))
}

impl Sketch {
    fn put_item(&mut self, id: CiId, after: Option<Item>) {
        let before = match &after {
            Some(after) => self.items.insert(id, after.clone()),
            None => self.items.remove(&id),
        };
        self.edits.push(Edit::Item { before: before.map(Box::new), after: after.map(Box::new) });
    }

    fn put_relationship(&mut self, id: &RelationshipId, after: Option<Relationship>) {
        let before = match &after {
            Some(after) => self.relationships.insert(id.clone(), after.clone()),
            None => self.relationships.remove(id),
        };
        self.edits.push(Edit::Relationship { before: before.map(Box::new), after: after.map(Box::new) });
    }

    fn put_terms(&mut self, place: (CiId, RequirementKey), after: Option<Terms>) {
        let before = match after {
            Some(after) => self.requirements.insert(place.clone(), after),
            None => self.requirements.remove(&place),
        };
        let (consumer, key) = place;
        let own = |terms| Box::new(Requirement { consumer, key: key.clone(), terms });
        self.edits.push(Edit::Requirement { before: before.map(own), after: after.map(own) });
    }

    fn add_item(&mut self, (_, class, state, status): Draw) {
        self.next_id += 1;
        let id = CiId(self.next_id);
        let item = Item {
            attributes: BTreeMap::new(),
            class: pick(CLASSES.iter(), class).unwrap().to_string(),
            id,
            key: format!("KEY-{}", self.next_id),
            name: format!("Item {}", self.next_id),
            operation: operation(status),
            source: None,
            source_id: None,
            state: if state % 4 == 0 { "planned" } else { "live" }.to_owned(),
            verified_at: None,
            verified_by: None,
        };
        self.put_item(id, Some(item));
    }

    fn edit_item(&mut self, catalogue: &Catalogue, (_, which, field, value): Draw) {
        let Some(mut item) = pick(self.items.values(), which).cloned() else { return };
        match field % 5 {
            0 => item.state = pick(catalogue.states().iter(), value).unwrap().id.clone(),
            1 => item.operation = operation(value),
            2 => item.class = pick(CLASSES.iter(), value).unwrap().to_string(),
            3 => item.name = format!("Renamed {value}"),
            _ => drop(item.attributes.insert("notes".to_owned(), Value::Text("so much to say ".repeat(200)))),
        }
        self.put_item(item.id, Some(item));
    }

    fn remove_item(&mut self, catalogue: &Catalogue, which: u16) {
        let Some(&id) = pick(self.items.keys(), which) else { return };
        let around: Vec<_> = self.relationships.keys().filter(|own| own.from == id || own.to == id).cloned().collect();
        around.iter().for_each(|own| self.remove_relationship(catalogue, own));
        let terms: Vec<_> = self.requirements.keys().filter(|(consumer, _)| *consumer == id).cloned().collect();
        terms.into_iter().for_each(|place| self.put_terms(place, None));
        self.put_item(id, None);
    }

    fn add_relationship(&mut self, catalogue: &Catalogue, (label, from, to, kind): Draw) {
        let (Some(&from), Some(&to)) = (pick(self.items.keys(), from), pick(self.items.keys(), to)) else { return };
        let label = match label % 4 {
            0 => Some("-".to_owned()),
            1 => Some("pair".to_owned()),
            2 => Some(format!("group {}", kind % 3)),
            _ => None,
        };
        let type_id = pick(types(catalogue).into_iter(), kind).unwrap().to_owned();
        let id = RelationshipId { from, label, to, type_id };
        let mut own = Relationship::declared(id.clone());
        if let Some(before) = self.relationships.get(&id) {
            own.clone_from(before);
            own.source = Some(format!("source {kind}"));
            own.verified_by = (kind % 2 == 0).then(|| "auditor".to_owned());
        }
        self.put_relationship(&id, Some(own));
    }

    /// The terms of a requirement go before its last relationship does.
    fn remove_relationship(&mut self, catalogue: &Catalogue, id: &RelationshipId) {
        let place = place_of(catalogue, id);
        let stays = |other: &RelationshipId| other != id && place_of(catalogue, other) == place;
        let is_last = !self.relationships.keys().any(stays);
        let gone = |own: &(CiId, RequirementKey)| match &own.1 {
            RequirementKey::Relationship(own) => own == id,
            _ => is_last && Some(own) == place.as_ref(),
        };
        let terms: Vec<_> = self.requirements.keys().filter(|own| gone(own)).cloned().collect();
        terms.into_iter().for_each(|place| self.put_terms(place, None));
        self.put_relationship(id, None);
    }

    fn edit_terms(&mut self, generation: &Generation, (_, which, k, strength): Draw) {
        // A requirement is asked of a generation: of the last one, of which the relationship may be gone.
        let Some(id) = pick(self.relationships.keys(), which).cloned() else { return };
        let Some(row) = generation.relationship_row(&id) else { return };
        let Some((consumer, key)) = generation.requirement_of(row) else { return };
        // One relationship of a group may have terms of its own: an info one leaves the group.
        let key = if k % 5 == 0 { RequirementKey::Relationship(id) } else { key };
        let strength = pick(Strength::ALL.iter().copied(), strength % 8).filter(|_| strength % 8 < 4);
        let terms = Terms { min_up: Some(Threshold::Count(u32::from(k % 3) + 1)), strength, degraded_below: None };
        self.put_terms((generation.id(consumer), key), (k % 7 != 0).then_some(terms));
    }

    fn draw(&mut self, generation: &Generation, draw: Draw) {
        let catalogue = generation.catalogue();
        let known = self.edits.len();
        match draw.0 % 16 {
            0..3 => self.add_item(draw),
            3..7 => self.edit_item(catalogue, draw),
            7 => self.remove_item(catalogue, draw.1),
            8..12 => self.add_relationship(catalogue, (draw.0 / 16, draw.1, draw.2, draw.3)),
            12 => {
                if let Some(id) = pick(self.relationships.keys(), draw.1).cloned() {
                    self.remove_relationship(catalogue, &id);
                }
            }
            _ => self.edit_terms(generation, draw),
        }
        // Terms that were not there cannot be removed: such an edit says nothing on either side.
        let says_nothing = |edit: &Edit| matches!(edit, Edit::Requirement { before: None, after: None });
        let drawn = self.edits.split_off(known);
        self.edits.extend(drawn.into_iter().filter(|edit| !says_nothing(edit)));
    }
}

fn operation(draw: u16) -> Operation {
    let status = pick(OperationStatus::ALL.iter().copied(), draw % 8).filter(|_| draw % 8 < 3).unwrap_or_default();
    Operation { status, ..Operation::default() }
}

/// A requirement without dense numbers: facts, members, and by which relationship each is one.
type Wired = (String, Vec<(CiId, RelationshipId)>);

fn wired(generation: &Generation, requirement: RequirementIndex) -> Wired {
    let topology = generation.topology();
    let facts = RequirementFacts { consumer: 0, ..topology.requirement(requirement) };
    let consumer = generation.id(topology.requirement(requirement).consumer);
    let relationships = topology.member_relationships(requirement).iter();
    let members = topology.members(requirement).iter().zip(relationships);
    let mut members: Vec<_> = members
        .map(|(&member, &relationship)| (generation.id(member), generation.relationship(relationship).unwrap().id))
        .collect();
    members.sort();
    (format!("{consumer} {facts:?}"), members)
}

/// Everything that can be read of one item.
#[derive(Debug, PartialEq)]
struct Around {
    item: Item,
    page: u32,
    found: bool,
    relationships: BTreeSet<(String, u32)>,
    facts: (bool, Level),
    requirements: BTreeSet<Wired>,
    links: Vec<String>,
}

fn around(generation: &Generation, row: Row) -> Around {
    let topology = generation.topology();
    let ends = generation.outgoing(row).iter().chain(generation.incoming(row));
    let read = |&own: &u32| (format!("{:?}", generation.relationship(own)), generation.relationship_page(own));
    let links = topology.links(row);
    assert!(links.is_sorted(), "single hard needs first, each ascending");
    let mut links: Vec<String> = links
        .iter()
        .map(|link| match link.target() {
            LinkTarget::Consumer(consumer) => generation.id(consumer).to_string(),
            LinkTarget::Counted(counted) => {
                let counted = topology.counted(counted);
                assert_eq!(counted.facts, topology.requirement(counted.requirement));
                format!("{:?}", wired(generation, counted.requirement))
            }
        })
        .collect();
    links.sort();
    let facts = topology.vertex(row);
    let item = generation.item(row).unwrap();
    Around {
        found: generation.lookup(&item.key) == Lookup::Found(row) && generation.row(item.id) == Some(row),
        item,
        page: generation.item_page(row),
        relationships: ends.map(read).collect(),
        facts: (facts.participates, facts.context),
        requirements: topology.requirements_of(row).map(|own| wired(generation, own)).collect(),
        links,
    }
}

fn read(generation: &Generation) -> BTreeMap<CiId, Around> {
    assert_eq!(generation.rows().count(), generation.item_count());
    generation.rows().map(|row| (generation.id(row), around(generation, row))).collect()
}

fn context(generation: &Generation) -> BTreeSet<CiId> {
    assert!(generation.topology().context().is_sorted());
    generation.topology().context().iter().map(|&row| generation.id(row)).collect()
}

fn is_as_drawn(sketch: &Sketch, generation: &Generation) {
    let counts = (generation.item_count(), generation.relationship_count(), generation.requirement_count());
    assert_eq!(counts, (sketch.items.len(), sketch.relationships.len(), sketch.requirements.len()));
    for ((consumer, key), &terms) in &sketch.requirements {
        let found = generation.terms(generation.row(*consumer).unwrap(), key);
        assert_eq!(found.map(|found| found.terms), Some(terms), "{consumer} {key:?}");
    }
    for item in sketch.items.values() {
        assert_eq!(&generation.item(generation.row(item.id).unwrap()).unwrap(), item);
    }
}

fn terms_pages(sketch: &Sketch, generation: &Generation) -> Vec<u32> {
    let page = |(consumer, key): &(CiId, RequirementKey)| {
        generation.terms(generation.row(*consumer).unwrap(), key).unwrap().page
    };
    sketch.requirements.keys().map(page).collect()
}

/// Returns the generation written down and read back.
fn through_an_image(generation: &Generation) -> Generation {
    let image = generation.image();
    let parts: [Vec<u8>; IMAGE_PARTS] = std::array::from_fn(|part| {
        let mut bytes = Vec::new();
        image.write(part, &mut bytes).unwrap();
        bytes
    });
    // Blocks so small that every element lies across two of them some time.
    let parts = parts.each_ref().map(|bytes| BufReader::with_capacity(37, &bytes[..]));
    read_image(generation.seq(), Arc::clone(generation.catalogue()), parts).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_steps_lead_where_loading_anew_leads(
        draws in proptest::collection::vec(any::<Draw>(), 1..500), per_commit in 1..24_usize
    ) {
        let catalogue: Arc<Catalogue> = Arc::new(load("default.toml", DEFAULT_CATALOGUE).unwrap());
        let mut sketch = Sketch::default();
        let mut generation = Loader::new(Arc::clone(&catalogue)).finish(0).unwrap();
        for draws in draws.chunks(per_commit) {
            draws.iter().for_each(|&draw| sketch.draw(&generation, draw));
            let edits = std::mem::take(&mut sketch.edits);
            let seq = generation.seq() + 1;
            let pages: Vec<_> = (0..edits.len()).map(|edit| u32::try_from(edit * 1_000).ok().map(|page| page + u32::try_from(seq).unwrap())).collect();
            let before = seq.is_multiple_of(5).then(|| (generation.clone(), read(&generation)));
            let anew = generation.rebuild(seq, Arc::clone(&catalogue), edits.iter()).unwrap().stored(&pages);
            let applied = generation.apply(seq, Arc::clone(&catalogue), &edits).unwrap();
            is_as_drawn(&sketch, applied.generation());
            generation = applied.stored(&pages);
            is_as_drawn(&sketch, &generation);
            prop_assert_eq!(read(&generation), read(&anew));
            prop_assert_eq!(context(&generation), context(&anew));
            prop_assert_eq!(terms_pages(&sketch, &generation), terms_pages(&sketch, &anew));
            prop_assert_eq!(generation.difference(&anew), None);
            if seq.is_multiple_of(4) {
                let kept = through_an_image(&generation);
                is_as_drawn(&sketch, &kept);
                prop_assert_eq!(read(&kept), read(&anew));
                prop_assert_eq!(context(&kept), context(&anew));
                prop_assert_eq!(terms_pages(&sketch, &kept), terms_pages(&sketch, &anew));
                prop_assert_eq!(generation.difference(&kept), None);
                // Go on from what was read back.
                generation = kept;
            }
            if seq.is_multiple_of(3) {
                // Go on from one that has a base.
                generation = anew;
            }
            if let Some((earlier, as_read)) = before {
                prop_assert_eq!(read(&earlier), as_read, "readers of an earlier generation see it unchanged");
            }
        }
    }
}

#[test]
fn two_members_that_change_places_change_links_and_nothing_else() {
    let catalogue: Arc<Catalogue> = Arc::new(load("default.toml", DEFAULT_CATALOGUE).unwrap());
    let mut sketch = Sketch::default();
    for state in [1, 0, 1] {
        sketch.add_item((0, 1, state, 7));
    }
    let relate = |to: u128| RelationshipId {
        from: CiId(1),
        label: Some("pair".to_owned()),
        to: CiId(to),
        type_id: "depends_on".to_owned(),
    };
    for to in [2, 3] {
        sketch.put_relationship(&relate(to), Some(Relationship::declared(relate(to))));
    }
    let empty = Loader::new(Arc::clone(&catalogue)).finish(0).unwrap();
    let step = |generation: &Generation, sketch: &mut Sketch| {
        let edits = std::mem::take(&mut sketch.edits);
        let pages = vec![Some(1); edits.len()];
        let anew = generation.rebuild(1, Arc::clone(&catalogue), edits.iter()).unwrap().stored(&pages);
        let next = generation.apply(1, Arc::clone(&catalogue), &edits).unwrap().stored(&pages);
        assert_eq!(read(&next), read(&anew));
        next
    };
    let links = |generation: &Generation, id| {
        let links = generation.topology().links(generation.row(CiId(id)).unwrap());
        links.len()
    };
    let first = step(&empty, &mut sketch);
    assert_eq!([2, 3].map(|id| links(&first, id)), [0, 1]);
    for (id, state) in [(2, "live"), (3, "planned")] {
        let mut item = sketch.items[&CiId(id)].clone();
        state.clone_into(&mut item.state);
        sketch.put_item(item.id, Some(item));
    }
    let second = step(&first, &mut sketch);
    assert_eq!([2, 3].map(|id| links(&second, id)), [1, 0]);
}

#[test]
fn an_image_has_nothing_of_what_was_replaced_or_removed() {
    let catalogue: Arc<Catalogue> = Arc::new(load("default.toml", DEFAULT_CATALOGUE).unwrap());
    let mut sketch = Sketch::default();
    let mut generation = Loader::new(Arc::clone(&catalogue)).finish(0).unwrap();
    for step in 0..3 {
        match step {
            0 => (0..3).for_each(|_| sketch.add_item((0, 1, 1, 7))),
            1 => {
                let mut item = sketch.items[&CiId(2)].clone();
                item.name = "Renamed".to_owned();
                sketch.put_item(item.id, Some(item));
            }
            _ => sketch.put_item(CiId(3), None),
        }
        let edits = std::mem::take(&mut sketch.edits);
        generation = generation.apply(step + 1, Arc::clone(&catalogue), &edits).unwrap().stored(&[Some(0), Some(0)]);
    }
    let (mut bytes, image) = (Vec::new(), generation.image());
    (0..IMAGE_PARTS).for_each(|part| image.write(part, &mut bytes).unwrap());
    let has = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert_eq!((has("Item 1"), has("Renamed")), (true, true));
    assert_eq!((has("Item 2"), has("Item 3")), (false, false));
    assert_eq!(generation.empty_rows(), (1, 3));
}

#[test]
fn parts_that_are_cut_or_altered_make_no_generation_that_points_outside_of_itself() {
    let catalogue: Arc<Catalogue> = Arc::new(load("default.toml", DEFAULT_CATALOGUE).unwrap());
    let mut sketch = Sketch::default();
    let empty = Loader::new(Arc::clone(&catalogue)).finish(0).unwrap();
    (0..4).for_each(|number| sketch.add_item((0, number, 1, 7)));
    (0..6).for_each(|number| sketch.add_relationship(&catalogue, (2, number, number + 1, number)));
    let edits = std::mem::take(&mut sketch.edits);
    let generation = empty.rebuild(1, Arc::clone(&catalogue), edits.iter()).unwrap().stored(&[]);
    let image = generation.image();
    let parts: [Vec<u8>; IMAGE_PARTS] = std::array::from_fn(|part| {
        let mut bytes = Vec::new();
        image.write(part, &mut bytes).unwrap();
        bytes
    });
    for part in 0..IMAGE_PARTS {
        for at in 0..parts[part].len() {
            let mut cut = parts.clone();
            cut[part].truncate(at);
            assert!(
                read_image(1, Arc::clone(&catalogue), cut.each_ref().map(|bytes| &bytes[..])).is_err(),
                "{part}/{at}"
            );
            let mut altered = parts.clone();
            altered[part][at] ^= 0xff;
            if let Ok(read) = read_image(1, Arc::clone(&catalogue), altered.each_ref().map(|bytes| &bytes[..])) {
                // Whatever it says, nothing of it leads outside.
                for row in read.rows() {
                    let _ = (read.item(row), read.topology().links(row).len(), read.topology().vertex(row));
                    let around = read.outgoing(row).iter().chain(read.incoming(row));
                    around.for_each(|&own| drop(read.relationship(own)));
                    read.topology().requirements_of(row).for_each(|own| drop(read.topology().members(own).to_vec()));
                }
            }
        }
    }
}
