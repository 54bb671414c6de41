//! Boxes that stay where they are while others come: what a map does when somebody takes a group apart.
//!
//! A box that has a place keeps it. A new one goes into its lane, as near to its neighbours as there is room in one of
//! the rows that the lane has; lines run anew between the boxes. Only a lane that was not there before moves those
//! below it, whole.

use std::collections::BTreeMap;

use crate::layout::{Lane, Layout, Line, Point, Spacing, layout};

/// Returns the picture of boxes and lines in which the boxes that have a place keep it; as [`layout`] where none has,
/// or where the places cannot be those of a picture.
#[must_use]
pub fn layout_around(layers: &[u32], lines: &[Line], spacing: &Spacing, placed: &[Option<Point>]) -> Layout {
    let fresh = layout(layers, lines, spacing);
    let Some(kept) = Kept::of(layers, spacing, placed, &fresh) else { return fresh };
    kept.filled(lines)
}

/// Rows by number, from the top; what is placed already is in them.
struct Kept<'a> {
    layers: &'a [u32],
    spacing: &'a Spacing,
    fresh: &'a Layout,
    /// First and last row of each lane.
    rows: BTreeMap<u32, (i32, i32)>,
    /// Row and left edge of each box that has one.
    places: Vec<Option<(i32, i32)>>,
}

impl<'a> Kept<'a> {
    /// Returns the boxes that have a place; nothing when none has, when two overlap or when a lane reaches into another.
    fn of(layers: &'a [u32], spacing: &'a Spacing, placed: &[Option<Point>], fresh: &'a Layout) -> Option<Self> {
        let step = spacing.height + spacing.between;
        let mut places: Vec<Option<(i32, i32)>> = vec![None; layers.len()];
        let mut known: BTreeMap<u32, (i32, i32)> = BTreeMap::new();
        for (node, point) in placed.iter().enumerate().take(layers.len()) {
            let Some((x, y)) = *point else { continue };
            if x < 0 || y < 0 || y % step != 0 || x > COORDINATE_MAX || y > COORDINATE_MAX {
                return None;
            }
            let row = y / step;
            places[node] = Some((row, x));
            let lane = known.entry(layers[node]).or_insert((row, row));
            *lane = (lane.0.min(row), lane.1.max(row));
        }
        let lanes: Vec<(i32, i32)> = known.values().rev().copied().collect();
        let is_apart = lanes.windows(2).all(|lanes| lanes[0].1 < lanes[1].0);
        let mut all: Vec<(i32, i32)> = places.iter().flatten().copied().collect();
        all.sort_unstable();
        let is_free = all.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[1].1 - pair[0].1 >= spacing.width);
        if known.is_empty() || !is_apart || !is_free {
            return None;
        }
        let mut kept = Kept { layers, spacing, fresh, rows: BTreeMap::new(), places };
        kept.open_lanes(&known);
        Some(kept)
    }

    /// Gives every lane its rows; a new one moves those below.
    fn open_lanes(&mut self, known: &BTreeMap<u32, (i32, i32)>) {
        let step = self.spacing.height + self.spacing.between;
        let (mut next, mut shift) = (0, 0);
        for lane in &self.fresh.lanes {
            let rows = match known.get(&lane.layer) {
                Some(&(first, last)) => (first + shift, last + shift),
                None => {
                    let count = (lane.bottom - lane.top) / step + 1;
                    shift += count;
                    (next, next + count - 1)
                }
            };
            next = rows.1 + 1;
            self.rows.insert(lane.layer, rows);
            let layers = self.layers;
            let own = self.places.iter_mut().zip(layers).filter(|(_, layer)| **layer == lane.layer);
            for place in own.filter_map(|(place, _)| place.as_mut()) {
                place.0 += shift;
            }
        }
    }

    fn filled(mut self, lines: &[Line]) -> Layout {
        let mut around: Vec<Vec<usize>> = vec![Vec::new(); self.layers.len()];
        for line in lines {
            around[line.consumer].push(line.provider);
            around[line.provider].push(line.consumer);
        }
        // From the bottom: what is needed has its place before what needs it.
        let mut new: Vec<usize> = (0..self.layers.len()).filter(|&node| self.places[node].is_none()).collect();
        new.sort_by_key(|&node| (std::cmp::Reverse(self.fresh.rows[node]), self.fresh.boxes[node].0));
        for node in new {
            self.places[node] = Some(self.found(node, &around[node], lines));
        }
        let places: Vec<(i32, i32)> = self.places.iter().map(|place| place.unwrap_or_default()).collect();
        Picture::of(&self, &places).drawn(lines)
    }

    /// Returns the free place of a new box that is nearest to its neighbours.
    fn found(&self, node: usize, around: &[usize], lines: &[Line]) -> (i32, i32) {
        let near: Vec<i32> = around.iter().filter_map(|&other| self.places[other]).map(|(_, x)| x).collect();
        let count = i64::try_from(near.len()).unwrap_or(1).max(1);
        let sum: i64 = near.iter().map(|&x| i64::from(x)).sum();
        let wish = if near.is_empty() { self.fresh.boxes[node].0 } else { i32::try_from(sum / count).unwrap_or(0) };
        let (first, last) = self.rows[&self.layers[node]];
        let inside = |other: usize| self.places[other].filter(|_| self.layers[other] == self.layers[node]);
        let (mut upper, mut lower) = (first, last);
        for line in lines.iter().filter(|line| line.consumer == node || line.provider == node) {
            if line.consumer == node {
                lower = inside(line.provider).map_or(lower, |(row, _)| lower.min(row - 1));
            } else {
                upper = inside(line.consumer).map_or(upper, |(row, _)| upper.max(row + 1));
            }
        }
        let rows = if upper <= lower { upper..=lower } else { first..=last };
        let nearest = rows.rev().map(|row| (row, self.free(row, wish)));
        let nearest = nearest.min_by_key(|(_, x)| (x - wish).abs());
        nearest.unwrap_or((last, self.free(last, wish)))
    }

    /// Returns the left edge nearest to `wish` where a row has room for a box.
    fn free(&self, row: i32, wish: i32) -> i32 {
        let room = self.spacing.width + self.spacing.across;
        let taken: Vec<i32> = self.places.iter().flatten().filter(|(own, _)| *own == row).map(|(_, x)| *x).collect();
        let is_free = |x: i32| x >= 0 && taken.iter().all(|other| (x - other).abs() >= room);
        let beside = taken.iter().flat_map(|x| [x - room, x + room]);
        let all = std::iter::once(wish.max(0)).chain(beside).filter(|&x| is_free(x));
        all.min_by_key(|x| ((x - wish).abs(), *x)).unwrap_or(0)
    }
}

/// No picture is larger: what comes from outside must not overflow.
const COORDINATE_MAX: i32 = 10_000_000;

/// Where every box stands.
struct Picture<'a> {
    spacing: &'a Spacing,
    lanes: Vec<Lane>,
    /// Row and left edge.
    places: &'a [(i32, i32)],
    /// The left edges of the boxes of each row.
    taken: BTreeMap<i32, Vec<i32>>,
}

impl<'a> Picture<'a> {
    fn of(kept: &Kept<'a>, places: &'a [(i32, i32)]) -> Self {
        let mut taken: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
        for &(row, x) in places {
            taken.entry(row).or_default().push(x);
        }
        let step = kept.spacing.height + kept.spacing.between;
        let lane = |(&layer, &(first, last)): (&u32, &(i32, i32))| Lane {
            layer,
            top: first * step,
            bottom: last * step + kept.spacing.height,
        };
        Picture { spacing: kept.spacing, lanes: kept.rows.iter().rev().map(lane).collect(), places, taken }
    }

    fn top(&self, row: i32) -> i32 {
        row * (self.spacing.height + self.spacing.between)
    }

    fn drawn(&self, lines: &[Line]) -> Layout {
        let boxes: Vec<Point> = self.places.iter().map(|&(row, x)| (x, self.top(row))).collect();
        let (mut drawn, mut turned) = (Vec::with_capacity(lines.len()), Vec::with_capacity(lines.len()));
        for line in lines {
            let (points, is_turned) = self.way(*line);
            drawn.push(points);
            turned.push(is_turned);
        }
        let right = boxes.iter().map(|(x, _)| x + self.spacing.width);
        let bends = drawn.iter().flatten().map(|(x, _)| *x);
        Layout {
            rows: self.places.iter().map(|(row, _)| usize::try_from(*row).unwrap_or(0)).collect(),
            width: right.chain(bends).max().unwrap_or(0),
            height: self.lanes.iter().map(|lane| lane.bottom).max().unwrap_or(0),
            lanes: self.lanes.clone(),
            boxes,
            lines: drawn,
            turned,
        }
    }

    /// Returns the way of a line from what is needed to who needs it, and whether it ends downwards.
    fn way(&self, line: Line) -> (Vec<Point>, bool) {
        let half = self.spacing.width / 2;
        let ((from_row, from_x), (to_row, to_x)) = (self.places[line.provider], self.places[line.consumer]);
        let (from, to) = (from_x + half, to_x + half);
        if line.consumer == line.provider {
            return (vec![(from, self.top(from_row)); 2], false);
        }
        if from_row == to_row {
            // Over both, in the space between two rows.
            let over = self.top(from_row) - self.spacing.between / 3;
            let top = self.top(from_row);
            return (vec![(from, top), (from, over), (to, over), (to, top)], true);
        }
        let is_turned = from_row < to_row;
        let (mut points, passed): (Vec<Point>, Vec<i32>) = if is_turned {
            (vec![(from, self.top(from_row) + self.spacing.height)], (from_row + 1..to_row).collect())
        } else {
            (vec![(from, self.top(from_row))], (to_row + 1..from_row).rev().collect())
        };
        let mut x = from;
        for (step, row) in (0..).zip(&passed) {
            let left = i32::try_from(passed.len()).unwrap_or(i32::MAX) - step;
            x = self.gap(*row, x + (to - x) / (left + 1));
            let (top, bottom) = (self.top(*row), self.top(*row) + self.spacing.height);
            points.extend(if is_turned { [(x, top), (x, bottom)] } else { [(x, bottom), (x, top)] });
        }
        points.push(if is_turned { (to, self.top(to_row)) } else { (to, self.top(to_row) + self.spacing.height) });
        (points, is_turned)
    }

    /// Returns where a line may pass a row, as near to `wish` as there is no box.
    fn gap(&self, row: i32, wish: i32) -> i32 {
        let aside = (self.spacing.across / 2).max(1);
        let none = Vec::new();
        let taken = self.taken.get(&row).unwrap_or(&none);
        let is_free = |x: i32| taken.iter().all(|left| x < *left || x > left + self.spacing.width);
        let beside = taken.iter().flat_map(|left| [left - aside, left + self.spacing.width + aside]);
        let all = std::iter::once(wish).chain(beside).filter(|&x| is_free(x));
        all.min_by_key(|x| ((x - wish).abs(), *x)).unwrap_or(wish)
    }
}
