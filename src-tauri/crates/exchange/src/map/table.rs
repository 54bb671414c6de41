//! Maps as tables: every box with its counts, then every line.

use cairn_messages::Messages;
use cairn_model::impact::ItemRef;

use super::{Drawing, MapContext, MapOf, MapSubject, Words, line_word};
use crate::write::CsvSink;

/// What stands over the boxes.
const NODES: [&str; 12] = [
    "map-column-kind",
    "map-column-id",
    "map-column-key",
    "map-column-name",
    "map-column-type",
    "map-column-lane",
    "map-column-level",
    "map-column-part",
    "map-column-count",
    "map-column-inside",
    "map-column-needs-hidden",
    "map-column-needed-by-hidden",
];
/// What stands over the lines.
const EDGES: [&str; 6] = [
    "map-column-kind",
    "map-column-needed",
    "map-column-needed-by",
    "map-column-line",
    "map-column-relationships",
    "map-column-weak",
];

/// A box as it is written.
struct Row<'a> {
    id: String,
    item: Option<&'a ItemRef>,
    class: &'a str,
    lane: String,
    count: u64,
    inside: Option<u64>,
    needs_hidden: Option<u64>,
    consumers_hidden: Option<u64>,
}

/// A line as it is written: its ends by the ids of their boxes.
struct Ends {
    provider: String,
    consumer: String,
    count: Option<u64>,
    weak: Option<u64>,
}

/// Returns two tables in one file, told apart by their first column: `node` and `edge`.
pub(super) fn table(of: MapOf<'_>, context: &MapContext<'_>, messages: &Messages) -> std::io::Result<Vec<u8>> {
    let words = Words { messages, class_word: context.class_word };
    let (drawing, has_levels) = match of {
        MapOf::View(view, subject) => {
            (Drawing::of_view(view, subject, context, messages), subject == MapSubject::Impact)
        }
        MapOf::Change(map, _) => (Drawing::of_change(map, words).in_lanes(&map.lanes, context), true),
    };
    let (rows, ends) = (rows(of, context), ends(of));
    let mut bytes = Vec::new();
    let mut sink = CsvSink::new(&mut bytes);
    sink.row(NODES.map(|column| words.word(column)).iter().map(String::as_str))?;
    let number = |count: Option<u64>| count.map_or_else(String::new, |count| count.to_string());
    for (row, drawn) in rows.iter().zip(&drawing.boxes) {
        let name = row.item.map_or_else(|| drawn.name.clone(), |item| item.name.clone());
        let class = if row.class.is_empty() { String::new() } else { (context.class_word)(row.class) };
        let key = row.item.map_or_else(String::new, |item| item.key.clone());
        let [inside, needs, consumers] = [row.inside, row.needs_hidden, row.consumers_hidden].map(number);
        let tag = drawn.tag.clone().unwrap_or_default();
        let count = row.count.to_string();
        let cells = [
            "node",
            &row.id,
            &key,
            &name,
            &class,
            &row.lane,
            &drawn.level_line,
            &tag,
            &count,
            &inside,
            &needs,
            &consumers,
        ];
        sink.row(cells)?;
    }
    sink.row(EDGES.map(|column| words.word(column)).iter().map(String::as_str))?;
    for (ends, line) in ends.iter().zip(&drawing.lines) {
        let kind = words.word(line_word(line.kind, line.is_weak, has_levels));
        sink.row(["edge", &ends.provider, &ends.consumer, &kind, &number(ends.count), &number(ends.weak)])?;
    }
    sink.finish()?;
    Ok(bytes)
}

fn rows<'a>(of: MapOf<'a>, context: &MapContext<'_>) -> Vec<Row<'a>> {
    match of {
        MapOf::View(view, subject) => {
            let is_estate = subject == MapSubject::Estate;
            let row = |node: &'a cairn_model::map::MapNode| Row {
                id: node.id.clone(),
                item: node.item.as_ref(),
                class: node.class.as_deref().unwrap_or_default(),
                lane: (context.lane_word)(&node.lane),
                count: node.count,
                inside: node.inside,
                needs_hidden: (!is_estate).then_some(node.needs_hidden),
                consumers_hidden: (!is_estate).then_some(node.consumers_hidden),
            };
            view.nodes.iter().map(row).collect()
        }
        MapOf::Change(map, _) => {
            let row = |(number, own): (usize, &'a cairn_model::change::MapBox)| Row {
                id: own.item.as_ref().map_or_else(|| (number + 1).to_string(), |item| item.id.to_string()),
                item: own.item.as_ref(),
                class: own.item.as_ref().map_or(own.class.as_str(), |item| item.class.as_str()),
                lane: (context.lane_word)(&own.lane),
                count: own.count,
                inside: None,
                needs_hidden: None,
                consumers_hidden: None,
            };
            map.boxes.iter().enumerate().map(row).collect()
        }
    }
}

fn ends(of: MapOf<'_>) -> Vec<Ends> {
    match of {
        MapOf::View(view, _) => {
            let ends = |edge: &cairn_model::map::MapEdge| Ends {
                provider: edge.provider.clone(),
                consumer: edge.consumer.clone(),
                count: Some(edge.count),
                weak: Some(edge.weak),
            };
            view.edges.iter().map(ends).collect()
        }
        MapOf::Change(map, _) => {
            let id = |number: usize| {
                let item = map.boxes.get(number).and_then(|own| own.item.as_ref());
                item.map_or_else(|| (number + 1).to_string(), |item| item.id.to_string())
            };
            let line = |line: &cairn_model::change::MapLine| Ends {
                provider: id(line.provider),
                consumer: id(line.consumer),
                count: None,
                weak: None,
            };
            map.lines.iter().map(line).collect()
        }
    }
}
