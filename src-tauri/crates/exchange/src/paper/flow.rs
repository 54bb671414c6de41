//! From blocks to sheets: what stands where, and what it is to who hears it. Nothing is drawn here.

use std::rc::Rc;

use cairn_messages::Messages;
use cairn_model::Level;
use resvg::usvg::Tree;

use super::signs::{ACCENT, BAD, BAND, GOOD, INK, Ink, QUIET, WIDTH as SIGN, ink};
use super::structure::{Role, Told};
use super::typeset::{LINE, Lines, Look, Typesetter};
use super::{Line, Paper, Part, ROWS_MAX, Section, Tone};
use crate::text::{TEXT_MAX, shortened};

/// A4 in points, and what is left free around the text.
pub(super) const SHEET_WIDTH: f32 = 595.28;
pub(super) const SHEET_HEIGHT: f32 = 841.89;
pub(super) const MARGIN: f32 = 42.0;
const BOTTOM: f32 = SHEET_HEIGHT - 50.0;
pub(super) const WIDTH: f32 = SHEET_WIDTH - 2.0 * MARGIN;

pub(super) const SMALL: f32 = 7.5;
pub(super) const TEXT: f32 = 8.5;
const VERDICT: f32 = 10.5;
const HEADING: f32 = 10.0;
const SUBHEADING: f32 = 9.0;
const TITLE: f32 = 16.0;

/// Between columns, and between blocks.
pub(super) const GAP: f32 = 8.0;
const BLOCK: f32 = 11.0;
/// What must have room below a heading.
const WITH_HEADING: f32 = 46.0;
/// What is said between the heading and a drawing, in two lines, and below it in one.
const CAPTION: f32 = 28.0;
/// How far the lines of a list stand in.
const INDENT: f32 = 16.0;
/// How wide the names of facts are.
const FACT: f32 = 120.0;
/// How far the text of a note stands in on all sides, and how wide the bar at its side is.
const NOTE: f32 = 5.0;
const BAR: f32 = 2.0;
/// How many characters the name of a fact has.
const NAME_MAX: usize = 400;

/// Something that is drawn.
pub(super) enum Mark {
    Lines(Box<Lines>, f32, f32),
    /// A field behind a text, or a bar beside one.
    Band(f32, f32, f32, f32, Ink),
    /// A line across.
    Rule(f32, f32, f32),
    /// The sign of a level, in a square.
    Sign(Level, f32, f32, f32),
    Drawing(Rc<Tree>, f32, f32, f32, f32),
    /// An empty field: who hears a table hears that it is there.
    Nothing,
}

/// A mark, and whether it is told to who hears the paper.
pub(super) struct Placed {
    pub(super) mark: Mark,
    pub(super) is_told: bool,
}

/// Sheets, as they fill.
pub(super) struct Flow<'a> {
    pub(super) setter: &'a mut Typesetter,
    pub(super) messages: &'a Messages,
    /// Those that are still to come.
    drawings: std::slice::Iter<'a, Rc<Tree>>,
    pub(super) rows_max: usize,
    flowed: Flowed,
    pub(super) y: f32,
}

/// A paper as sheets, what it tells, and where its headings stand: their words, the sheet, and how far down.
#[derive(Default)]
pub(super) struct Flowed {
    pub(super) sheets: Vec<Vec<Placed>>,
    pub(super) told: Vec<Told>,
    pub(super) headings: Vec<(String, usize, f32)>,
}

pub(super) fn look(size: f32, ink: Ink) -> Look {
    Look { size, is_strong: false, is_at_end: false, ink }
}

pub(super) fn strong(size: f32, ink: Ink) -> Look {
    Look { is_strong: true, ..look(size, ink) }
}

/// Returns the sheets of a paper, with its drawings in the order in which they stand in it; tables show at most `rows_max`
/// rows.
pub(super) fn sheets(
    paper: &Paper,
    drawings: &[Rc<Tree>],
    setter: &mut Typesetter,
    rows_max: usize,
    messages: &Messages,
) -> Flowed {
    let rows_max = rows_max.min(ROWS_MAX);
    let flowed = Flowed { sheets: vec![Vec::new()], ..Flowed::default() };
    let mut flow = Flow { setter, messages, drawings: drawings.iter(), rows_max, flowed, y: MARGIN };
    for sentence in &paper.above {
        flow.paragraph(sentence, look(SMALL, QUIET), 1.0);
    }
    flow.y += 3.0;
    flow.spoken(&paper.title, strong(TITLE, INK), 4.0, Role::Heading(1, paper.title.clone()));
    flow.paragraph(&paper.verdict, look(VERDICT, INK), 4.0);
    if let Some(legend) = &paper.legend {
        flow.paragraph(legend, look(SMALL, QUIET), 2.0);
    }
    for part in &paper.opening {
        flow.part(part);
    }
    for section in &paper.sections {
        flow.section(section);
    }
    flow.flowed
}

impl Flow<'_> {
    fn place(&mut self, mark: Mark, is_told: bool) {
        if let Some(sheet) = self.flowed.sheets.last_mut() {
            sheet.push(Placed { mark, is_told });
        }
    }

    /// Puts what nobody needs to hear.
    pub(super) fn put(&mut self, mark: Mark) {
        self.place(mark, false);
    }

    /// Puts what is told.
    pub(super) fn tell(&mut self, mark: Mark) {
        self.flowed.told.push(Told::Drawn);
        self.place(mark, true);
    }

    pub(super) fn begin(&mut self, role: Role) {
        self.flowed.told.push(Told::Begin(role));
    }

    pub(super) fn end(&mut self) {
        self.flowed.told.push(Told::End);
    }

    /// Begins a new sheet where there is no room for so much.
    pub(super) fn room(&mut self, height: f32) -> bool {
        let is_new = self.y + height > BOTTOM && self.y > MARGIN;
        if is_new {
            self.flowed.sheets.push(Vec::new());
            self.y = MARGIN;
        }
        is_new
    }

    pub(super) fn paragraph(&mut self, text: &str, look: Look, after: f32) {
        self.spoken(text, look, after, Role::Paragraph);
    }

    /// Puts a text, line by line of who wrote it: a plan may be longer than a sheet.
    fn spoken(&mut self, text: &str, look: Look, after: f32, role: Role) {
        if text.trim().is_empty() {
            return;
        }
        self.begin(role);
        for piece in shortened(text, TEXT_MAX).lines() {
            let lines = self.setter.lines(piece, look, Some(WIDTH));
            let height = lines.height();
            self.room(height);
            self.tell(Mark::Lines(Box::new(lines), MARGIN, self.y));
            self.y += height;
        }
        self.end();
        self.y += after;
    }

    fn section(&mut self, section: &Section) {
        // A drawing stands on the sheet of its heading, and no heading at the foot of a sheet.
        let has_drawing = section.parts.iter().any(|part| matches!(part, Part::Drawing { .. }));
        let first = match (section.parts.first(), self.drawings.as_slice().first()) {
            (_, Some(tree)) if has_drawing => drawn(tree).1 + CAPTION,
            (Some(Part::Heading(..)), _) => WITH_HEADING + 4.0 * SUBHEADING,
            _ => WITH_HEADING,
        };
        self.room(BLOCK + 2.0 * HEADING + first);
        self.y += BLOCK;
        self.begin(Role::Section);
        self.flowed.headings.push((section.heading.clone(), self.flowed.sheets.len() - 1, self.y));
        self.heading(&section.heading, section.count, strong(HEADING, ACCENT), 2);
        for part in &section.parts {
            self.part(part);
        }
        self.end();
    }

    fn heading(&mut self, heading: &str, count: Option<usize>, look: Look, level: u16) {
        let words = match count {
            Some(count) => format!("{heading} · {count}"),
            None => heading.to_owned(),
        };
        self.spoken(&words, look, 3.0, Role::Heading(level, heading.to_owned()));
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Table(table) => self.table(table),
            Part::List { is_ordered, lines } => self.list(lines, *is_ordered),
            Part::Remark(text) => self.paragraph(text, look(SMALL, QUIET), 2.0),
            Part::Text(tone, text) => self.text(*tone, text),
            Part::Heading(heading, count) => {
                self.room(SUBHEADING * 2.0 + WITH_HEADING);
                self.y += 5.0;
                self.heading(heading, *count, strong(SUBHEADING, INK), 3);
            }
            Part::Facts(facts) | Part::Digests(facts) => self.facts(facts),
            Part::Drawing { told, .. } => {
                if let Some(tree) = self.drawings.next() {
                    self.drawing(tree, told);
                }
            }
        }
    }

    fn text(&mut self, tone: Tone, text: &str) {
        let (band, bar) = match tone {
            Tone::Lead => return self.paragraph(text, look(VERDICT, INK), 4.0),
            Tone::Strong => return self.paragraph(text, strong(VERDICT, INK), 2.0),
            Tone::Plain => return self.paragraph(text, look(TEXT, INK), 3.0),
            Tone::Note => (BAND, QUIET),
            Tone::Good => (GOOD, ACCENT),
            Tone::Bad => (BAD, ink(Level::Down)),
        };
        let lines = self.setter.lines(&shortened(text, TEXT_MAX), look(TEXT, INK), Some(WIDTH - 3.0 * NOTE));
        let height = lines.height() + 2.0 * NOTE;
        self.room(height);
        let y = self.y;
        self.put(Mark::Band(MARGIN, y, WIDTH, height, band));
        self.put(Mark::Band(MARGIN, y, BAR, height, bar));
        self.begin(Role::Paragraph);
        self.tell(Mark::Lines(Box::new(lines), MARGIN + 2.0 * NOTE, y + NOTE));
        self.end();
        self.y += height + 5.0;
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        self.y += 3.0;
        self.begin(Role::Facts);
        for (name, value) in facts {
            let name = self.setter.lines(&shortened(name, NAME_MAX), look(SMALL, QUIET), Some(FACT - GAP));
            self.beside(Some(name), None, ("", value), FACT);
            self.end_item();
        }
        self.end();
        self.y += 4.0;
    }

    fn list(&mut self, lines: &[Line], is_ordered: bool) {
        self.begin(Role::List { is_ordered });
        for (number, line) in lines.iter().enumerate() {
            let mark = match line.mark {
                "" if is_ordered => format!("{}.", number + 1),
                "" => "•".to_owned(),
                mark => mark.to_owned(),
            };
            // The sign of a level stands in the place of the dot.
            let sign = line.sign.as_ref().filter(|_| !is_ordered && line.mark.is_empty()).map(|sign| sign.level);
            let mark = self.setter.lines(&mark, look(TEXT, QUIET), Some(INDENT));
            let word = line.sign.as_ref().map(|sign| sign.word.as_str()).unwrap_or_default();
            let lead = [word, &line.about].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let text = match (lead.is_empty(), line.about.is_empty()) {
                (true, _) => line.text.clone(),
                (false, true) => format!(" {}", line.text),
                (false, false) => format!(" — {}", line.text),
            };
            self.beside(sign.is_none().then_some(mark), sign, (&lead, &text), INDENT);
            if !line.under.is_empty() {
                let under =
                    self.setter.lines(&shortened(&line.under, TEXT_MAX), look(SMALL, QUIET), Some(WIDTH - INDENT));
                let height = under.height();
                self.room(height);
                self.tell(Mark::Lines(Box::new(under), MARGIN + INDENT, self.y));
                self.y += height + 2.0;
            }
            self.end_item();
        }
        self.end();
    }

    /// Ends an item of a list, and what is said in it.
    fn end_item(&mut self) {
        self.end();
        self.end();
    }

    /// Begins an item of a list: a text beside what it is called or its sign, line by line of who wrote it. What is put
    /// next belongs to it until it is ended.
    fn beside(&mut self, name: Option<Lines>, sign: Option<Level>, (lead, text): (&str, &str), indent: f32) {
        let width = Some(WIDTH - indent);
        let text = shortened(text, TEXT_MAX);
        let mut pieces = text.lines();
        let first = self.setter.led(lead, pieces.next().unwrap_or_default(), look(TEXT, INK), width);
        let name_height = name.as_ref().map_or(0.0, Lines::height);
        self.room(first.height().max(name_height));
        let (top, side) = (self.y, TEXT * SIGN);
        self.begin(Role::Item);
        if let Some(level) = sign {
            self.put(Mark::Sign(level, MARGIN, top + (TEXT * LINE - side) / 2.0, side));
        }
        if let Some(name) = name {
            self.begin(Role::Label);
            self.tell(Mark::Lines(Box::new(name), MARGIN, top));
            self.end();
        }
        self.begin(Role::Said);
        self.y += first.height();
        self.tell(Mark::Lines(Box::new(first), MARGIN + indent, top));
        for piece in pieces {
            let lines = self.setter.lines(piece, look(TEXT, INK), width);
            let height = lines.height();
            self.room(height);
            self.tell(Mark::Lines(Box::new(lines), MARGIN + indent, self.y));
            self.y += height;
        }
        if self.y >= top {
            self.y = self.y.max(top + name_height);
        }
        self.y += 2.0;
    }

    fn drawing(&mut self, tree: &Rc<Tree>, told: &str) {
        let (width, height) = drawn(tree);
        self.room(height);
        let y = self.y;
        self.begin(Role::Drawing(told.to_owned()));
        self.tell(Mark::Drawing(Rc::clone(tree), MARGIN, y, width, height));
        self.end();
        self.y += height + 4.0;
    }
}

/// Returns how large a drawing is on a sheet: no larger than on the screen, and never more than one sheet.
fn drawn(tree: &Tree) -> (f32, f32) {
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (WIDTH / width).min((BOTTOM - MARGIN - WITH_HEADING - CAPTION) / height).min(0.75);
    (width * scale, height * scale)
}
