//! The map: no two boxes overlap, consumers stand above what they need, and no line runs behind a box.

use cairn_graph::{Layout, Line, Point, Spacing, layout, layout_around};
use proptest::prelude::*;

const SPACING: Spacing = Spacing { width: 100, height: 40, across: 12, between: 50, passage: 6, row_max: 4 };

fn line(consumer: usize, provider: usize) -> Line {
    Line { consumer, provider }
}

/// Asserts what holds for every picture.
fn assert_sound(layers: &[u32], lines: &[Line], picture: &Layout) {
    let Spacing { width, height, row_max, .. } = SPACING;
    assert_eq!(picture.boxes.len(), layers.len());
    assert_eq!((picture.lines.len(), picture.turned.len()), (lines.len(), lines.len()));
    for (first, (x, y)) in picture.boxes.iter().enumerate() {
        assert!(*x >= 0 && *y >= 0 && x + width <= picture.width && y + height <= picture.height, "{picture:?}");
        for (other_x, other_y) in &picture.boxes[first + 1..] {
            let apart = (x - other_x).abs() >= width || (y - other_y).abs() >= height;
            assert!(apart, "two boxes overlap: {picture:?}");
        }
    }
    for row in 0..layers.len() {
        assert!(picture.rows.iter().filter(|own| **own == row).count() <= row_max, "a row is too wide");
    }
    for ((line, points), turned) in lines.iter().zip(&picture.lines).zip(&picture.turned) {
        assert!(points.len() >= 2, "every line has two ends");
        let (consumer, provider) = (picture.boxes[line.consumer], picture.boxes[line.provider]);
        let middle = |(x, _): (i32, i32)| x + width / 2;
        let ends = (points[0], points[points.len() - 1]);
        if line.consumer == line.provider {
            continue;
        }
        if *turned {
            assert!(provider.1 < consumer.1, "a line that closes a cycle leads down");
            assert_eq!(ends, ((middle(provider), provider.1 + height), (middle(consumer), consumer.1)));
        } else {
            assert!(consumer.1 < provider.1, "consumers stand above what they need: {picture:?}");
            assert_eq!(ends, ((middle(provider), provider.1), (middle(consumer), consumer.1 + height)));
        }
        // Between two points a line either crosses the space between two rows, or a row beside its boxes.
        for pair in points.windows(2) {
            for (x, y) in &picture.boxes {
                let (left, right) = (pair[0].0.min(pair[1].0), pair[0].0.max(pair[1].0));
                let (top, bottom) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
                let apart = bottom <= *y || top >= y + height || right < *x || left > x + width;
                assert!(apart, "a line runs behind a box: {picture:?}");
            }
        }
    }
}

/// Asserts that no two boxes overlap and no line runs behind one.
fn assert_no_overlap(picture: &Layout) {
    let Spacing { width, height, .. } = SPACING;
    for (first, (x, y)) in picture.boxes.iter().enumerate() {
        for (other_x, other_y) in &picture.boxes[first + 1..] {
            assert!((x - other_x).abs() >= width || (y - other_y).abs() >= height, "two boxes overlap: {picture:?}");
        }
        for pair in picture.lines.iter().flat_map(|points| points.windows(2)) {
            let (left, right) = (pair[0].0.min(pair[1].0), pair[0].0.max(pair[1].0));
            let (top, bottom) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
            let apart = bottom <= *y || top >= y + height || right < *x || left > x + width;
            assert!(apart, "a line runs behind a box: {picture:?}");
        }
    }
}

#[test]
fn places_that_are_none_are_no_obstacle() {
    let (layers, lines) = ([0, 1], [line(1, 0)]);
    let fresh = layout(&layers, &lines, &SPACING);
    for placed in [[None, None], [Some((0, 1)), None], [Some((-5, 0)), None], [Some((0, i32::MAX)), None]] {
        assert_eq!(layout_around(&layers, &lines, &SPACING, &placed), fresh, "{placed:?}");
    }
    // Two on one another, and lanes upside down.
    for placed in [[Some((0, 90)), Some((0, 0))], [Some((0, 0)), Some((0, 90))], [Some((0, 0)), Some((0, 0))]] {
        assert_no_overlap(&layout_around(&layers, &lines, &SPACING, &placed));
    }
}

fn check(layers: &[u32], lines: &[Line], rows: &[usize], turned: &[usize]) {
    let picture = layout(layers, lines, &SPACING);
    assert_sound(layers, lines, &picture);
    assert_eq!(picture.rows, rows);
    let found: Vec<usize> = (0..lines.len()).filter(|&number| picture.turned[number]).collect();
    assert_eq!(found, turned);
}

#[test]
fn rows_follow_the_longest_path() {
    check(&[], &[], &[], &[]);
    check(&[0], &[], &[0], &[]);
    check(&[0, 0, 0], &[line(0, 1), line(1, 2), line(0, 2)], &[0, 1, 2], &[]);
}

#[test]
fn a_layer_lifts_a_box_and_empty_layers_take_no_place() {
    check(&[9, 0, 0], &[line(1, 2)], &[0, 1, 2], &[]);
    check(&[0, 0, 40], &[line(1, 2)], &[1, 1, 0], &[0]);
}

#[test]
fn a_box_stays_in_its_lane_whatever_it_needs() {
    // 0 stands low and needs 1, which stands high: the line leads down.
    check(&[0, 3], &[line(0, 1)], &[1, 0], &[0]);
    // 2 needs a box of its own lane and one below.
    check(&[0, 1, 1], &[line(2, 1), line(1, 0)], &[2, 1, 0], &[]);
}

#[test]
fn a_cycle_is_cut_once() {
    check(&[0, 0, 0], &[line(0, 1), line(1, 2), line(2, 0)], &[0, 1, 2], &[2]);
    check(&[0, 0], &[line(0, 1), line(1, 0), line(1, 1)], &[0, 1], &[1]);
}

#[test]
fn a_wide_row_is_dealt_out() {
    let lines: Vec<Line> = (1..10).map(|provider| line(0, provider)).collect();
    check(&[0; 10], &lines, &[0, 1, 2, 3, 1, 2, 3, 1, 2, 3], &[]);
}

#[test]
fn two_lines_that_need_not_cross_do_not() {
    // 0 and 1 need 3 and 2: the lower row is turned around.
    let picture = layout(&[1, 1, 0, 0], &[line(0, 3), line(1, 2)], &SPACING);
    assert!(picture.boxes[3].0 < picture.boxes[2].0, "{picture:?}");
}

#[test]
fn a_chain_of_a_hundred_thousand_is_no_stack() {
    let count = 100_000;
    let heights = vec![0; count];
    let mut lines: Vec<Line> = (1..count).map(|provider| line(provider - 1, provider)).collect();
    lines.push(line(count - 1, 0));
    let picture = layout(&heights, &lines, &SPACING);
    assert_eq!(picture.turned.iter().filter(|turned| **turned).count(), 1);
    assert_eq!(picture.rows[count - 1], count - 1);
}

prop_compose! {
    fn graph()(count in 1_usize..40)(
        layers in prop::collection::vec(0_u32..6, count),
        lines in prop::collection::vec((0..count, 0..count), 0..90),
    ) -> (Vec<u32>, Vec<Line>) {
        (layers, lines.into_iter().map(|(consumer, provider)| line(consumer, provider)).collect())
    }
}

proptest! {
    #[test]
    fn what_is_placed_stays_while_others_come((layers, lines) in graph(), seed in any::<u64>()) {
        // Some of the boxes of each lane are there, and the others come.
        let is_there = |node: usize| node.is_multiple_of(2) || seed >> (node % 64) & 1 == 1;
        let there: Vec<usize> = (0..layers.len()).filter(|&node| is_there(node)).collect();
        let place = |node: usize| there.iter().position(|&own| own == node);
        let few_layers: Vec<u32> = there.iter().map(|&node| layers[node]).collect();
        let few_lines: Vec<Line> = lines
            .iter()
            .filter_map(|own| Some(line(place(own.consumer)?, place(own.provider)?)))
            .collect();
        let before = layout(&few_layers, &few_lines, &SPACING);
        let placed: Vec<Option<Point>> = (0..layers.len()).map(|node| Some(before.boxes[place(node)?])).collect();
        let after = layout_around(&layers, &lines, &SPACING, &placed);
        let known = |layer: &u32| few_layers.contains(layer);
        let is_new_lane = layers.iter().any(|layer| !known(layer));
        for (was, is) in placed.iter().zip(&after.boxes) {
            if let Some(was) = was {
                prop_assert!(was.0 == is.0 && (was.1 == is.1 || is_new_lane && was.1 < is.1), "{was:?} → {is:?}");
            }
        }
        assert_no_overlap(&after);
        for (layer, (_, y)) in layers.iter().zip(&after.boxes) {
            let own = after.lanes.iter().filter(|lane| lane.top <= *y && y + SPACING.height <= lane.bottom);
            prop_assert_eq!(own.map(|lane| lane.layer).collect::<Vec<_>>(), vec![*layer]);
        }
        prop_assert_eq!(&after, &layout_around(&layers, &lines, &SPACING, &placed));
    }

    #[test]
    fn every_picture_is_sound((layers, lines) in graph()) {
        let picture = layout(&layers, &lines, &SPACING);
        assert_sound(&layers, &lines, &picture);
        prop_assert_eq!(&picture, &layout(&layers, &lines, &SPACING));
    }

    #[test]
    fn without_cycles_a_line_is_turned_only_where_it_leaves_a_higher_lane((layers, lines) in graph()) {
        let lines: Vec<Line> = lines.into_iter().filter(|line| line.consumer < line.provider).collect();
        let picture = layout(&layers, &lines, &SPACING);
        for (line, turned) in lines.iter().zip(picture.turned) {
            prop_assert_eq!(turned, layers[line.consumer] < layers[line.provider]);
        }
    }

    #[test]
    fn a_lane_has_the_boxes_of_its_layer_and_no_others((layers, lines) in graph()) {
        let picture = layout(&layers, &lines, &SPACING);
        for lanes in picture.lanes.windows(2) {
            prop_assert!(lanes[0].layer > lanes[1].layer && lanes[0].bottom < lanes[1].top, "{:?}", lanes);
        }
        for (layer, (_, y)) in layers.iter().zip(&picture.boxes) {
            let inside: Vec<u32> = picture
                .lanes
                .iter()
                .filter(|lane| lane.top <= *y && y + SPACING.height <= lane.bottom)
                .map(|lane| lane.layer)
                .collect();
            prop_assert_eq!(&inside, &vec![*layer]);
        }
    }
}
