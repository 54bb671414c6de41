//! The table of results.

use serde_json::json;

use crate::timing::{Pair, human};

/// What a value is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bar {
    /// The value may not be larger.
    AtMost(f64),
    /// The value may not be smaller.
    AtLeast(f64),
    /// Shown only.
    None,
}

impl Bar {
    fn is_met(self, value: f64) -> bool {
        match self {
            Bar::AtMost(bar) => value <= bar,
            Bar::AtLeast(bar) => value >= bar,
            Bar::None => true,
        }
    }
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What was measured.
    pub(crate) name: String,
    /// What Cairn needed.
    pub(crate) ours: String,
    /// What the reference needed.
    pub(crate) reference: String,
    /// What the bar is held against.
    pub(crate) value: f64,
    /// The unit of value and bar.
    pub(crate) unit: &'static str,
    /// The bar.
    pub(crate) bar: Bar,
}

impl Line {
    /// Returns the line of a comparison whose value is ours divided by the reference.
    pub(crate) fn slower(name: String, pair: Pair, bar: Bar) -> Line {
        let (ours, reference) = (human(pair.ours), human(pair.reference));
        Line { name, ours, reference, value: pair.ratio(), unit: "×", bar }
    }

    /// Returns the line of a comparison whose value is the reference divided by ours.
    pub(crate) fn faster(name: String, pair: Pair, bar: Bar) -> Line {
        Line { value: 1.0 / pair.ratio(), ..Line::slower(name, pair, bar) }
    }
}

/// Prints lines as they come and remembers whether a bar was missed.
#[derive(Debug)]
pub(crate) struct Table {
    json: bool,
    barred: u32,
    missed: u32,
}

impl Table {
    /// Returns an empty table, printed for a person or as JSON.
    pub(crate) fn new(json: bool) -> Table {
        Table { json, barred: 0, missed: 0 }
    }

    /// Returns whether every bar was met.
    pub(crate) fn is_met(&self) -> bool {
        self.missed == 0
    }

    /// Prints the names of the columns.
    pub(crate) fn heading(&self) {
        self.row(["measurement", "ours", "reference", "value", "bar", ""]);
    }

    /// Prints one line and counts its bar.
    pub(crate) fn line(&mut self, line: &Line) {
        let is_met = line.bar.is_met(line.value);
        self.barred += u32::from(line.bar != Bar::None);
        self.missed += u32::from(!is_met);
        let unit = line.unit;
        let bar = match line.bar {
            Bar::AtMost(bar) => format!("≤ {bar}{unit}"),
            Bar::AtLeast(bar) => format!("≥ {bar}{unit}"),
            Bar::None => String::new(),
        };
        let outcome = match line.bar {
            Bar::None => "",
            _ if is_met => "ok",
            _ => "MISSED",
        };
        let value = format!("{:.2}{unit}", line.value);
        if self.json {
            let bar = (line.bar != Bar::None).then_some(&bar);
            let json = json!({
                "name": line.name, "ours": line.ours, "reference": line.reference,
                "value": line.value, "unit": unit.trim(), "bar": bar, "met": is_met,
            });
            println!("{json}");
        } else {
            self.row([&line.name, &line.ours, &line.reference, &value, &bar, outcome]);
        }
    }

    /// Prints something that belongs to the line before.
    pub(crate) fn note(&self, note: &str) {
        if self.json {
            println!("{}", json!({ "note": note }));
        } else {
            println!("    {note}");
        }
    }

    /// Prints how many bars were missed.
    pub(crate) fn finish(&self) {
        let (barred, missed) = (self.barred, self.missed);
        if !self.json {
            println!("{} of {barred} bars met, {missed} missed", barred - missed);
        }
    }

    fn row(&self, [name, ours, reference, value, bar, outcome]: [&str; 6]) {
        if !self.json {
            println!("{name:<52} {ours:>11} {reference:>11} {value:>10} {bar:>10}  {outcome}");
        }
    }
}
