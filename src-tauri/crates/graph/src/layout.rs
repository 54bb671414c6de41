//! Where the boxes of a map stand: lanes one above the other, in each lane rows of consumers above what they need, and
//! lines that never run behind a box.
//!
//! Layered drawing (Sugiyama, Tagawa & Toda 1981) in four passes, each a loop over numbers, none recursive:
//!
//! 1. Lines that lead from a higher lane to a lower one, or close a cycle in theirs, are turned around; cycles are
//!    found by a depth-first search with its own stack.
//! 2. Rows by longest path within each lane: a box stands above everything of its lane that it needs, and no lane
//!    reaches into another. A row wider than allowed is dealt out to several.
//! 3. A line that passes rows gets a bend in each; lines from one provider share their bends. Barycentre sweeps order
//!    the rows, and the order with the fewest crossings is kept.
//! 4. Each box is pulled to the middle of its neighbours, as far as order and distance allow: isotonic regression by
//!    pooling adjacent violators, in integers.
//!
//! The same boxes and lines give the same picture on every machine: nothing is random and nothing is rounded.

use std::collections::{BTreeMap, BTreeSet};

/// Sweeps over the rows, down and up in turn.
const ORDER_SWEEPS: usize = 12;
/// How much more a bend is pulled to the other bends of its line than to a box: long lines are to be straight.
const STRAIGHT: i64 = 6;
/// Passes that pull boxes to the middle of their neighbours.
const PULL_SWEEPS: usize = 6;
/// What a mean of positions is multiplied by, so that integers order it well enough.
const FINE: i64 = 1_024;

/// A line: who needs, and what is needed; both are numbers of boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Who needs.
    pub consumer: usize,
    /// What is needed.
    pub provider: usize,
}

/// Sizes and distances; all boxes are of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spacing {
    /// How wide a box is.
    pub width: i32,
    /// How high a box is.
    pub height: i32,
    /// Between two boxes of a row.
    pub across: i32,
    /// Between two rows.
    pub between: i32,
    /// What a line that passes a row takes of its width.
    pub passage: i32,
    /// The most boxes in a row; at least one.
    pub row_max: usize,
}

/// A point; x grows to the right, y downwards.
pub type Point = (i32, i32);

/// The picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The upper left corner of each box.
    pub boxes: Vec<Point>,
    /// The row of each box, from the top.
    pub rows: Vec<usize>,
    /// Each line, from what is needed to who needs it: a polyline of at least two points.
    pub lines: Vec<Vec<Point>>,
    /// Whether a line leads down, because it leaves a higher lane or closes a cycle: its provider stands above its
    /// consumer.
    pub turned: Vec<bool>,
    /// The lanes that have boxes, from the top.
    pub lanes: Vec<Lane>,
    /// How wide everything is.
    pub width: i32,
    /// How high everything is.
    pub height: i32,
}

/// A band across the picture that has all boxes of one layer and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The layer.
    pub layer: u32,
    /// Its upper edge: that of the boxes in its first row.
    pub top: i32,
    /// Its lower edge: that of the boxes in its last row.
    pub bottom: i32,
}

/// Returns the picture of boxes and lines. `layers` has for each box its lane, counted from the bottom; lanes without
/// boxes take no place. Ends of lines are numbers of boxes; a line from a box to itself is drawn as a point of it. Cost: a few passes over boxes × rows; meant for hundreds of boxes, not for an estate.
#[must_use]
pub fn layout(layers: &[u32], lines: &[Line], spacing: &Spacing) -> Layout {
    if layers.is_empty() {
        return Layout { lines: vec![Vec::new(); lines.len()], turned: vec![false; lines.len()], ..Layout::default() };
    }
    let turned = turned(layers, lines);
    let upward: Vec<Line> =
        lines.iter().zip(&turned).map(|(line, turned)| if *turned { line.reversed() } else { *line }).collect();
    let heights = heights(layers, &upward);
    let mut grid = Grid::new(&heights, &upward, spacing);
    grid.order();
    grid.place();
    grid.picture(lines, &upward, turned, layers)
}

impl Line {
    fn reversed(self) -> Line {
        Line { consumer: self.provider, provider: self.consumer }
    }

    fn is_loop(self) -> bool {
        self.consumer == self.provider
    }
}

/// Returns for each line whether it leaves a higher lane, or leads back into the path of a depth-first search from
/// consumers to providers of one lane.
fn turned(layers: &[u32], lines: &[Line]) -> Vec<bool> {
    let count = layers.len();
    let mut needs: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut has_consumer = vec![false; count];
    let mut turned: Vec<bool> = lines.iter().map(|line| layers[line.consumer] < layers[line.provider]).collect();
    let is_inside = |line: &Line| !line.is_loop() && layers[line.consumer] == layers[line.provider];
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| is_inside(line)) {
        needs[line.consumer].push(number);
        has_consumer[line.provider] = true;
    }
    let (mut is_open, mut is_done) = (vec![false; count], vec![false; count]);
    // What nobody needs comes first: from there a search runs with the lines.
    let tops = (0..count).filter(|&node| !has_consumer[node]);
    for start in tops.chain(0..count).collect::<Vec<_>>() {
        if is_done[start] {
            continue;
        }
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        is_open[start] = true;
        while let Some((node, next)) = path.last_mut() {
            let Some(&number) = needs[*node].get(*next) else {
                (is_open[*node], is_done[*node]) = (false, true);
                path.pop();
                continue;
            };
            *next += 1;
            let provider = lines[number].provider;
            if is_open[provider] {
                turned[number] = true;
            } else if !is_done[provider] {
                is_open[provider] = true;
                path.push((provider, 0));
            }
        }
    }
    turned
}

/// How high a box stands, counted from the bottom: its lane, and its place in it.
type Height = (u32, u32);

/// Returns how high each box stands: above everything of its lane that it needs.
fn heights(layers: &[u32], upward: &[Line]) -> Vec<Height> {
    let mut heights: Vec<Height> = layers.iter().map(|&layer| (layer, 0)).collect();
    let mut waits = vec![0_usize; layers.len()];
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); layers.len()];
    let is_inside = |line: &&Line| !line.is_loop() && layers[line.consumer] == layers[line.provider];
    for line in upward.iter().filter(is_inside) {
        above[line.provider].push(line.consumer);
        waits[line.consumer] += 1;
    }
    let mut ready: Vec<usize> = (0..layers.len()).filter(|&node| waits[node] == 0).collect();
    let mut next = 0;
    while let Some(&node) = ready.get(next) {
        next += 1;
        for &consumer in &above[node] {
            heights[consumer].1 = heights[consumer].1.max(heights[node].1.saturating_add(1));
            waits[consumer] -= 1;
            if waits[consumer] == 0 {
                ready.push(consumer);
            }
        }
    }
    heights
}

/// What stands in a row: a box, or the bend of the lines of one provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    /// The box; `None` for a bend.
    node: Option<usize>,
    row: usize,
    /// The middle.
    x: i32,
}

struct Grid<'a> {
    spacing: &'a Spacing,
    /// Boxes first, by number; then bends.
    cells: Vec<Cell>,
    /// Cells by row, from the top, from left to right.
    rows: Vec<Vec<usize>>,
    /// Neighbours one row further up and one further down.
    up: Vec<Vec<usize>>,
    down: Vec<Vec<usize>>,
    /// The bend of a provider in a row.
    bends: BTreeMap<(usize, usize), usize>,
    width: i32,
}

impl<'a> Grid<'a> {
    fn new(heights: &[Height], upward: &[Line], spacing: &'a Spacing) -> Self {
        let row_of = rows_of(heights, spacing.row_max.max(1));
        let count = row_of.iter().max().map_or(0, |row| row + 1);
        let cells: Vec<Cell> =
            row_of.iter().enumerate().map(|(node, &row)| Cell { node: Some(node), row, x: 0 }).collect();
        let mut grid = Grid {
            spacing,
            rows: vec![Vec::new(); count],
            up: vec![Vec::new(); cells.len()],
            down: vec![Vec::new(); cells.len()],
            cells,
            bends: BTreeMap::new(),
            width: 0,
        };
        let mut joined: BTreeSet<(usize, usize)> = BTreeSet::new();
        for line in upward.iter().filter(|line| !line.is_loop()) {
            let mut below = line.provider;
            for row in (row_of[line.consumer] + 1..row_of[line.provider]).rev() {
                let bend = grid.bend(line.provider, row);
                joined.insert((below, bend));
                below = bend;
            }
            joined.insert((below, line.consumer));
        }
        for (below, above) in joined {
            grid.up[below].push(above);
            grid.down[above].push(below);
        }
        for cell in 0..grid.cells.len() {
            let row = grid.cells[cell].row;
            grid.rows[row].push(cell);
        }
        grid
    }

    /// Returns the bend of a provider's lines in a row.
    fn bend(&mut self, provider: usize, row: usize) -> usize {
        if let Some(&bend) = self.bends.get(&(provider, row)) {
            return bend;
        }
        let bend = self.cells.len();
        self.cells.push(Cell { node: None, row, x: 0 });
        self.up.push(Vec::new());
        self.down.push(Vec::new());
        self.bends.insert((provider, row), bend);
        bend
    }

    /// Orders every row by the middle of its neighbours and keeps the order with the fewest crossings.
    fn order(&mut self) {
        let mut best = (self.crossings(), self.rows.clone());
        for sweep in 0..ORDER_SWEEPS {
            let downwards = sweep % 2 == 0;
            let last = self.rows.len();
            for step in 1..last {
                let row = if downwards { step } else { last - 1 - step };
                let from = if downwards { row - 1 } else { row + 1 };
                self.order_row(row, from);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    fn order_row(&mut self, row: usize, from: usize) {
        let places = self.places(from);
        let mut keyed: Vec<(i64, usize, usize)> = Vec::with_capacity(self.rows[row].len());
        for (own, &cell) in self.rows[row].iter().enumerate() {
            let neighbours = if from < row { &self.up[cell] } else { &self.down[cell] };
            let sum: i64 = neighbours.iter().filter_map(|neighbour| places.get(neighbour)).sum();
            // Without neighbours a cell stays about where it is.
            let middle = match i64::try_from(neighbours.len()) {
                Ok(count) if count > 0 => sum * FINE / count,
                _ => self.share(own, row, from),
            };
            keyed.push((middle, own, cell));
        }
        keyed.sort_unstable();
        self.rows[row] = keyed.into_iter().map(|(_, _, cell)| cell).collect();
    }

    /// Returns a place of one row as the same share of another.
    fn share(&self, place: usize, row: usize, other: usize) -> i64 {
        let length = |row: usize| i64::try_from(self.rows[row].len()).unwrap_or(1).max(1);
        i64::try_from(place).unwrap_or(0) * FINE * length(other) / length(row)
    }

    fn places(&self, row: usize) -> BTreeMap<usize, i64> {
        self.rows[row].iter().copied().zip(0..).collect()
    }

    /// Returns how many pairs of lines between neighbouring rows cross.
    fn crossings(&self) -> usize {
        (1..self.rows.len())
            .map(|row| {
                let above = self.places(row - 1);
                let mut ends: Vec<(usize, i64)> = self.rows[row]
                    .iter()
                    .enumerate()
                    .flat_map(|(place, cell)| self.up[*cell].iter().map(move |up| (place, *up)))
                    .filter_map(|(place, up)| Some((place, *above.get(&up)?)))
                    .collect();
                ends.sort_unstable();
                inversions(ends.iter().filter_map(|(_, up)| usize::try_from(*up).ok()), self.rows[row - 1].len())
            })
            .sum()
    }

    fn size(&self, cell: usize) -> i32 {
        if self.cells[cell].node.is_some() { self.spacing.width } else { self.spacing.passage }
    }

    /// Returns how far from the left the middle of each cell of a row is when they stand side by side, and the width.
    fn packed(&self, row: usize) -> (Vec<i32>, i32) {
        let mut left = 0;
        let mut middles = Vec::with_capacity(self.rows[row].len());
        for &cell in &self.rows[row] {
            let size = self.size(cell);
            middles.push(left + size / 2);
            left += size + self.spacing.across;
        }
        (middles, (left - self.spacing.across).max(0))
    }

    /// Gives every cell its middle.
    fn place(&mut self) {
        self.width = (0..self.rows.len()).map(|row| self.packed(row).1).max().unwrap_or(0);
        for row in 0..self.rows.len() {
            let (middles, width) = self.packed(row);
            let left = (self.width - width) / 2;
            for (&cell, middle) in self.rows[row].iter().zip(middles) {
                self.cells[cell].x = left + middle;
            }
        }
        for sweep in 0..PULL_SWEEPS {
            for step in 0..self.rows.len() {
                self.pull(if sweep % 2 == 0 { step } else { self.rows.len() - 1 - step });
            }
        }
    }

    /// Moves the cells of a row as near to the middle of all their neighbours as order and distance allow.
    fn pull(&mut self, row: usize) {
        let (middles, width) = self.packed(row);
        let is_bend = |cell: usize| self.cells[cell].node.is_none();
        let wanted = |cell: usize| {
            let around = self.up[cell].iter().chain(&self.down[cell]);
            let (sum, weights) = around.fold((0_i64, 0_i64), |(sum, weights), &other| {
                let weight = if is_bend(cell) && is_bend(other) { STRAIGHT } else { 1 };
                (sum + weight * i64::from(self.cells[other].x), weights + weight)
            });
            if weights == 0 { i64::from(self.cells[cell].x) } else { sum / weights }
        };
        // Less its packed middle, a place may not be smaller than the one before it.
        let slack = i64::from(self.width - width);
        let wishes: Vec<i64> =
            self.rows[row].iter().zip(&middles).map(|(&cell, &middle)| wanted(cell) - i64::from(middle)).collect();
        let granted = ascending(&wishes);
        for ((&cell, middle), shift) in self.rows[row].iter().zip(middles).zip(granted) {
            self.cells[cell].x = middle + i32::try_from(shift.clamp(0, slack)).unwrap_or(0);
        }
    }

    fn top(&self, row: usize) -> i32 {
        i32::try_from(row).unwrap_or(i32::MAX).saturating_mul(self.spacing.height + self.spacing.between)
    }

    /// Returns the lanes, from the top.
    fn lanes(&self, layers: &[u32]) -> Vec<Lane> {
        let mut lanes: BTreeMap<u32, (i32, i32)> = BTreeMap::new();
        for (cell, &layer) in self.cells.iter().zip(layers) {
            let (top, bottom) = (self.top(cell.row), self.top(cell.row).saturating_add(self.spacing.height));
            let known = lanes.entry(layer).or_insert((top, bottom));
            *known = (known.0.min(top), known.1.max(bottom));
        }
        lanes.into_iter().rev().map(|(layer, (top, bottom))| Lane { layer, top, bottom }).collect()
    }

    fn picture(&self, lines: &[Line], upward: &[Line], turned: Vec<bool>, layers: &[u32]) -> Layout {
        let nodes = || self.cells.iter().filter(|cell| cell.node.is_some());
        let corner = |cell: &Cell| (cell.x - self.spacing.width / 2, self.top(cell.row));
        let mut drawn: Vec<Vec<Point>> = Vec::with_capacity(lines.len());
        for (line, is_turned) in upward.iter().zip(&turned) {
            let mut points = self.polyline(*line);
            if *is_turned {
                points.reverse();
            }
            drawn.push(points);
        }
        Layout {
            boxes: nodes().map(corner).collect(),
            rows: nodes().map(|cell| cell.row).collect(),
            lines: drawn,
            turned,
            lanes: self.lanes(layers),
            width: self.width,
            height: self.top(self.rows.len()) - self.spacing.between,
        }
    }

    /// Returns the way of a line from the upper edge of the lower box to the lower edge of the upper one.
    fn polyline(&self, line: Line) -> Vec<Point> {
        let (from, to) = (self.cells[line.provider], self.cells[line.consumer]);
        let mut points = vec![(from.x, self.top(from.row))];
        if line.is_loop() {
            points.push((from.x, self.top(from.row)));
            return points;
        }
        for row in (to.row + 1..from.row).rev() {
            if let Some(&bend) = self.bends.get(&(line.provider, row)) {
                let x = self.cells[bend].x;
                points.extend([(x, self.top(row) + self.spacing.height), (x, self.top(row))]);
            }
        }
        points.push((to.x, self.top(to.row) + self.spacing.height));
        points
    }
}

/// Returns how many pairs of numbers below `limit` stand in the wrong order, by a tree of partial sums (Fenwick 1994).
fn inversions(numbers: impl Iterator<Item = usize>, limit: usize) -> usize {
    let mut sums = vec![0_usize; limit + 1];
    let (mut seen, mut count) = (0, 0);
    for number in numbers {
        let (mut place, mut not_greater) = (number + 1, 0);
        while place > 0 {
            not_greater += sums[place];
            place &= place - 1;
        }
        count += seen - not_greater;
        seen += 1;
        place = number + 1;
        while place <= limit {
            sums[place] += 1;
            place += place & place.wrapping_neg();
        }
    }
    count
}

/// Returns the row of each box from the top; the boxes of one height are dealt out in turn when they are too many.
fn rows_of(heights: &[Height], row_max: usize) -> Vec<usize> {
    let mut by_height: BTreeMap<Height, Vec<usize>> = BTreeMap::new();
    for (node, height) in heights.iter().enumerate() {
        by_height.entry(*height).or_default().push(node);
    }
    let mut rows = vec![0; heights.len()];
    let mut next = 0;
    for nodes in by_height.values().rev() {
        let needed = nodes.len().div_ceil(row_max);
        for (place, &node) in nodes.iter().enumerate() {
            rows[node] = next + place % needed;
        }
        next += needed;
    }
    rows
}

/// Returns the ascending numbers nearest to the wishes in the sum of squares, by pooling adjacent violators.
fn ascending(wishes: &[i64]) -> Vec<i64> {
    let mut pools: Vec<(i64, i64)> = Vec::with_capacity(wishes.len());
    for &wish in wishes {
        let mut pool = (wish, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum.div_euclid(count) <= pool.0.div_euclid(pool.1) {
                break;
            }
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(sum, count)| (0..count).map(move |_| sum.div_euclid(count))).collect()
}
