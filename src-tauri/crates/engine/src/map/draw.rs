//! From boxes to be to a picture: positions, lines, counts.

use std::collections::BTreeMap;

use cairn_estate::{Generation, Row};
use cairn_graph::{Lane, Line, Point, Spacing, consumers, layout_around};
use cairn_model::impact::ItemRef;
use cairn_model::{CiId, Level, Strength};
use rustc_hash::{FxHashMap, FxHashSet};

use super::arrange::Pile;
use super::{MapEdge, MapLane, MapNode, MapView, NodePart, PlacedBox};
use crate::error::EngineError;
use crate::item::reference;

/// Made for a screen: a name of two lines, an icon, a level.
pub(super) const SPACING: Spacing =
    Spacing { width: 184, height: 56, across: 24, between: 56, passage: 8, row_max: 12 };
/// More layers than any catalogue has classes: layers are counted from the top, lanes from the bottom.
const LAYERS_MAX: u32 = 1 << 20;
/// How many items of a group are named.
const MEMBERS_MAX: usize = 20;

/// What a map says of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Saying {
    pub(super) part: NodePart,
    pub(super) level: Level,
    pub(super) own: bool,
    pub(super) spares: Option<i64>,
}

/// What siblings have in common, for the key of their group and the class of their box.
pub(super) trait Kind {
    /// Returns what `expand` takes.
    fn key(&self) -> String;
    /// Returns the dense number of their class.
    fn class(&self) -> usize;
}

/// Puts the rows of each kind into the order in which they are named: by tier, name and id.
pub(super) fn by_name<K: Ord>(
    generation: &Generation,
    items: impl IntoIterator<Item = (K, Row)>,
) -> Result<BTreeMap<K, Vec<Row>>, EngineError> {
    let mut named: BTreeMap<K, Vec<(u8, String, CiId, Row)>> = BTreeMap::new();
    for (kind, row) in items {
        let item = reference(generation, row)?;
        named.entry(kind).or_default().push((item.tier.unwrap_or(u8::MAX), item.name, item.id, row));
    }
    let sorted = named.into_iter().map(|(kind, mut members)| {
        members.sort_unstable();
        (kind, members.into_iter().map(|(_, _, _, row)| row).collect())
    });
    Ok(sorted.collect())
}

/// Returns who is needed by an item, with the strength of the need.
pub(super) fn needed(generation: &Generation, row: Row) -> impl Iterator<Item = (Row, Strength)> + '_ {
    let topology = generation.topology();
    let own = (row < topology.vertex_count()).then(|| topology.requirements_of(row));
    own.into_iter().flatten().flat_map(move |index| {
        let strength = topology.requirement(index).strength;
        topology.members(index).iter().map(move |&member| (member, strength))
    })
}

/// Returns the map of boxes; `hidden` items belong to the answer and are in none. Boxes that are placed stay.
pub(super) fn draw<K: Kind>(
    generation: &Generation,
    piles: &[Pile<K>],
    hidden: u64,
    placed: &[PlacedBox],
    say: &dyn Fn(Row) -> Saying,
) -> Result<MapView, EngineError> {
    let place: FxHashMap<Row, usize> =
        (0..).zip(piles).flat_map(|(number, pile)| pile.rows.iter().map(move |&row| (row, number))).collect();
    let mut nodes: Vec<MapNode> =
        piles.iter().map(|pile| node(generation, pile, &place, say)).collect::<Result<_, _>>()?;
    let lines = lines(generation, &place, say);
    let layers: Vec<u32> = piles.iter().map(|pile| layer(generation, pile)).collect();
    let ends: Vec<Line> = lines.keys().map(|&(consumer, provider)| Line { consumer, provider }).collect();
    let known: FxHashMap<&str, Point> = placed.iter().map(|own| (own.id.as_str(), (own.x, own.y))).collect();
    let known: Vec<Option<Point>> = nodes.iter().map(|node| known.get(node.id.as_str()).copied()).collect();
    let picture = layout_around(&layers, &ends, &SPACING, &known);
    for ((node, &(x, y)), &row) in nodes.iter_mut().zip(&picture.boxes).zip(&picture.rows) {
        (node.x, node.y, node.row) = (x, y, u32::try_from(row).unwrap_or(u32::MAX));
    }
    let ways = picture.lines.into_iter().zip(picture.turned);
    let edges = lines.into_iter().zip(ways).map(|(((consumer, provider), edge), (points, turned))| MapEdge {
        provider: nodes[provider].id.clone(),
        consumer: nodes[consumer].id.clone(),
        count: edge.count,
        weak: edge.weak,
        strength: edge.strength,
        carries: edge.carries,
        turned,
        points,
    });
    let edges = edges.collect();
    let lane_of = |layer: u32| {
        let place = layers.iter().position(|own| *own == layer);
        place.map_or_else(String::new, |place| nodes[place].lane.clone())
    };
    let lane = |lane: &Lane| MapLane { id: lane_of(lane.layer), y: lane.top, height: lane.bottom - lane.top };
    let lanes = picture.lanes.iter().map(lane).collect();
    let groups = nodes.iter().filter(|node| node.count > 1);
    let folded = groups.clone().map(|node| node.count).sum();
    Ok(MapView {
        seq: generation.seq(),
        shown: place.len() as u64 - folded,
        folded,
        groups: groups.count() as u64,
        hidden,
        total: place.len() as u64 + hidden,
        edges,
        lanes,
        node_width: SPACING.width,
        node_height: SPACING.height,
        width: picture.width,
        height: picture.height,
        nodes,
    })
}

fn node<K: Kind>(
    generation: &Generation,
    pile: &Pile<K>,
    place: &FxHashMap<Row, usize>,
    say: &dyn Fn(Row) -> Saying,
) -> Result<MapNode, EngineError> {
    let first = pile.rows.first().copied().unwrap_or_default();
    let is_single = pile.rows.len() == 1;
    let item = if is_single { Some(reference(generation, first)?) } else { None };
    let named = if is_single { &[] } else { &pile.rows[..pile.rows.len().min(MEMBERS_MAX)] };
    let classes = generation.catalogue().classes();
    let class = if is_single { Some(generation.class_number(first)) } else { pile.kind.as_ref().map(Kind::class) };
    let sayings: Vec<Saying> = pile.rows.iter().map(|&row| say(row)).collect();
    // What is around one item is counted; around thousands it would say nothing.
    let (needs_hidden, consumers_hidden) = if is_single { around(generation, first, place) } else { (0, 0) };
    Ok(MapNode {
        id: match &item {
            Some(item) => item.id.to_string(),
            None => pile.kind.as_ref().map_or_else(|| "others".to_owned(), Kind::key),
        },
        item,
        class: class.map(|class| classes[class].definition.id.clone()),
        lane: class
            .map_or_else(String::new, |class| classes[generation.catalogue().group_of(class)].definition.id.clone()),
        count: pile.rows.len() as u64,
        filter: None,
        value: None,
        inside: None,
        members: named.iter().map(|&row| reference(generation, row)).collect::<Result<Vec<ItemRef>, _>>()?,
        part: sayings.iter().map(|own| own.part).min().unwrap_or(NodePart::Root),
        level: sayings.iter().map(|own| own.level).max().unwrap_or_default(),
        own: sayings.iter().any(|own| own.own),
        spares: sayings.iter().filter_map(|own| own.spares).min(),
        needs_hidden,
        consumers_hidden,
        row: 0,
        x: 0,
        y: 0,
    })
}

/// Returns how many items an item needs, and how many need it, that have no box.
fn around(generation: &Generation, row: Row, place: &FxHashMap<Row, usize>) -> (u64, u64) {
    let distinct = |rows: &mut dyn Iterator<Item = Row>| {
        rows.filter(|row| !place.contains_key(row)).collect::<FxHashSet<Row>>().len() as u64
    };
    let needs = distinct(&mut needed(generation, row).map(|(row, _)| row));
    (needs, distinct(&mut consumers(generation.topology(), row)))
}

/// Returns the lane of a box: services on top, facilities at the bottom.
fn layer<K: Kind>(generation: &Generation, pile: &Pile<K>) -> u32 {
    let class = match (&pile.kind, pile.rows.as_slice()) {
        (_, [row]) => generation.class_number(*row),
        (Some(kind), _) => kind.class(),
        // What is of several classes has a lane of its own, below all others.
        (None, _) => return 0,
    };
    layer_of(generation, class)
}

/// Returns the lane of a class, counted from the bottom.
pub(crate) fn layer_of(generation: &Generation, class: usize) -> u32 {
    LAYERS_MAX.saturating_sub(u32::try_from(generation.catalogue().layer_of(class)).unwrap_or(u32::MAX)).max(1)
}

/// Needs behind one line.
struct Needs {
    count: u64,
    weak: u64,
    strength: Strength,
    carries: bool,
}

/// Returns the lines between boxes, by consumer and provider.
fn lines(
    generation: &Generation,
    place: &FxHashMap<Row, usize>,
    say: &dyn Fn(Row) -> Saying,
) -> BTreeMap<(usize, usize), Needs> {
    let mut lines: BTreeMap<(usize, usize), Needs> = BTreeMap::new();
    for (&row, &consumer) in place {
        for (member, strength) in needed(generation, row) {
            let Some(&provider) = place.get(&member) else { continue };
            if provider == consumer {
                continue;
            }
            let is_hard = strength > Strength::Soft;
            let carries = is_hard && say(member).level > Level::Unaffected && say(row).level > Level::Unaffected;
            let line =
                lines.entry((consumer, provider)).or_insert(Needs { count: 0, weak: 0, strength, carries: false });
            line.count += 1;
            line.weak += u64::from(!is_hard);
            line.strength = line.strength.max(strength);
            line.carries |= carries;
        }
    }
    lines
}
