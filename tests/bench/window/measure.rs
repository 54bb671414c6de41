//! What is measured, how often, and against which bar (those of a window without a graphics card).

use std::fmt::{self, Display, Formatter};
use std::path::Path;
use std::time::Instant;

use fantoccini::Client;
use serde_json::{Value, json};

use crate::page::Page;
use crate::stage::Stage;
use crate::{empty, estate, residents};

/// What the page is asked to do; each script ends in a promise of milliseconds, or of frames a second.
const TOOLS: &str = include_str!("tools.js");
const RUNS: usize = 9;
const STARTS: usize = 5;
/// Items looked at one after the other.
const ITEMS: &str = "VM-00";
/// Items of which an outage is asked.
const SEEDS: &str = "RCK-00";
/// How many boxes a large map is to have.
const BOXES: u32 = 150;
/// Letters that one after the other narrow the table down and widen it again.
const WORDS: [&str; RUNS] = ["v", "vi", "vir", "virt", "virtu", "virt", "vir", "vi", "v"];

/// A bar, if there is one.
#[derive(Clone, Copy)]
pub enum Bar {
    AtMost(f64),
    AtLeast(f64),
    None,
}

/// One line of the table.
pub struct Line {
    name: String,
    values: Vec<f64>,
    bar: Bar,
}

impl Line {
    fn new(name: impl Into<String>, mut values: Vec<f64>, bar: Bar) -> Line {
        values.sort_by(f64::total_cmp);
        Line { name: name.into(), values, bar }
    }

    fn median(&self) -> f64 {
        self.values[self.values.len() / 2]
    }

    fn worst(&self) -> f64 {
        let end = if matches!(self.bar, Bar::AtLeast(_)) { self.values.first() } else { self.values.last() };
        *end.unwrap()
    }

    /// Returns whether the bar is met by the median.
    pub fn holds(&self) -> bool {
        match self.bar {
            Bar::AtMost(bar) => self.median() <= bar,
            Bar::AtLeast(bar) => self.median() >= bar,
            Bar::None => true,
        }
    }
}

impl Display for Line {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let bar = match self.bar {
            Bar::AtMost(bar) => format!("≤ {bar}"),
            Bar::AtLeast(bar) => format!("≥ {bar}"),
            Bar::None => String::new(),
        };
        let missed = if self.holds() { "" } else { "  missed" };
        write!(formatter, "{:<44} {:>9.1} {:>9.1} {bar:>9}{missed}", self.name, self.median(), self.worst())
    }
}

/// Returns everything that is measured on an estate of this many items.
pub async fn all(items: u64) -> Vec<Line> {
    let mut stage = Stage::new();
    stage.is_without_card = true;
    let estate = stage.path("generated.cairn");
    estate::make(&stage.path(""), &estate, items);
    let mut lines = starts(&mut stage, &estate).await;
    let page = stage.start("change manager", &[&estate]).await;
    time(&page, "home()").await;
    lines.push(Line::new("frames a second at rest", frames(&page, "rest()", 3).await, Bar::None));
    let lines = lines.into_iter().chain(table(&page).await).chain(picture(&page).await).collect();
    stage.end();
    lines
}

/// From the start of a program to what can be used, its memory, and the same of a window with nothing in it.
async fn starts(stage: &mut Stage, estate: &Path) -> Vec<Line> {
    let application = stage.application.clone();
    let (mut cold, mut bare) = (Vec::new(), Vec::new());
    let (mut memory, mut bare_memory, mut bare_frames) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        stage.application = std::env::current_exe().unwrap();
        let began = Instant::now();
        let client = stage.open("change manager", &[empty::argument().as_ref()]).await;
        ask(&client, "next()").await;
        bare.push(milliseconds(began));
        bare_frames.push(ask(&client, "rest()").await);
        bare_memory.push(megabytes(stage));
        stage.end();

        stage.application.clone_from(&application);
        let began = Instant::now();
        let client = stage.open("change manager", &[estate]).await;
        ask(&client, "home()").await;
        cold.push(milliseconds(began));
        memory.push(megabytes(stage));
        stage.end();
    }
    vec![
        Line::new("empty Tauri window: start", bare, Bar::None),
        Line::new("empty Tauri window: memory, MB", bare_memory, Bar::None),
        Line::new("empty Tauri window: frames a second at rest", bare_frames, Bar::None),
        Line::new("start to usable", cold, Bar::AtMost(2500.0)),
        Line::new("memory at Home, MB", memory, Bar::None),
    ]
}

async fn table(page: &Page) -> Vec<Line> {
    let mut open = Vec::new();
    for _ in 0..RUNS {
        time(page, "leave()").await;
        open.push(time(page, "items()").await);
    }
    let scroll = frames(page, "scroll()", 3).await;
    let blank = time(page, "blank()").await;
    let mut typed = Vec::new();
    for word in WORDS {
        typed.push(time(page, &format!("type({})", json!(word))).await);
    }
    let (mut item, mut item_whole) = (Vec::new(), Vec::new());
    for key in keys(ITEMS) {
        let opened = both(page, &format!("item({})", json!(key))).await;
        item.push(opened[0]);
        item_whole.push(opened[1]);
        time(page, "items()").await;
    }
    vec![
        Line::new("Items: open", open, Bar::AtMost(400.0)),
        Line::new("Items: frames a second while scrolling", scroll, Bar::AtLeast(20.0)),
        Line::new("Items: frames with an empty row, %", vec![blank], Bar::None),
        Line::new("Items: key to rows", typed, Bar::AtMost(250.0)),
        Line::new("Item: open", item, Bar::AtMost(150.0)),
        Line::new("Item: open, with the map of its neighbours", item_whole, Bar::None),
    ]
}

async fn picture(page: &Page) -> Vec<Line> {
    let (mut painted, mut opened) = (Vec::new(), Vec::new());
    let (mut few, mut many) = (0.0_f64, 0.0_f64);
    for key in keys(SEEDS) {
        time(page, "leave()").await;
        let asked = both(page, &format!("impact({})", json!(key))).await;
        painted.push(asked[0]);
        few = few.max(asked[1]);
        let grown = both(page, &format!("grow({BOXES})")).await;
        opened.push(grown[0]);
        many = many.max(grown[1]);
    }
    let pan = frames(page, "pan()", 3).await;
    vec![
        Line::new(format!("Impact: asked to painted, up to {few} boxes"), painted, Bar::AtMost(1500.0)),
        Line::new(format!("Impact: a group opened, up to {many} boxes"), opened, Bar::AtMost(1500.0)),
        Line::new("Impact: frames a second while panning", pan, Bar::AtLeast(20.0)),
    ]
}

/// Returns keys from all over the estate.
fn keys(class: &str) -> [String; RUNS] {
    std::array::from_fn(|run| format!("{class}{:04}", (run + 1) * 100))
}

/// Returns what memory the window takes, with what drives it.
fn megabytes(stage: &Stage) -> f64 {
    residents::megabytes(stage.processes.last().unwrap().id())
}

fn milliseconds(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1000.0
}

fn script(act: &str) -> String {
    format!("{TOOLS}\nreturn {act};")
}

async fn time(page: &Page, act: &str) -> f64 {
    page.run(&script(act), Vec::new()).await.as_f64().unwrap()
}

/// Returns the two numbers that an act answers with.
async fn both(page: &Page, act: &str) -> [f64; 2] {
    let both = page.run(&script(act), Vec::new()).await;
    [both[0].as_f64().unwrap(), both[1].as_f64().unwrap()]
}

async fn frames(page: &Page, act: &str, runs: usize) -> Vec<f64> {
    let mut all = Vec::new();
    for _ in 0..runs {
        all.push(time(page, act).await);
    }
    all
}

async fn ask(client: &Client, act: &str) -> f64 {
    let answer = client.execute(&script(act), Vec::<Value>::new()).await.unwrap();
    answer.as_f64().unwrap()
}
