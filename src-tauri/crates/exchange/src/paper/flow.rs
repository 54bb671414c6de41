//! From blocks to sheets: what stands where. Nothing is drawn here.

use std::rc::Rc;

use cairn_messages::Messages;
use cairn_model::Level;
use resvg::usvg::Tree;

use super::page::places;
use super::signs::{ACCENT, INK, Ink, QUIET, WIDTH as SIGN, ink};
use super::typeset::{Lines, Look, Typesetter};
use super::{Cell, Line, Paper, Part, ROWS_MAX, Section, Table, left_out};
use crate::text::{TEXT_MAX, shortened};

/// A4 in points, and what is left free around the text.
pub(super) const SHEET_WIDTH: f32 = 595.28;
pub(super) const SHEET_HEIGHT: f32 = 841.89;
pub(super) const MARGIN: f32 = 42.0;
const BOTTOM: f32 = SHEET_HEIGHT - 50.0;
const WIDTH: f32 = SHEET_WIDTH - 2.0 * MARGIN;

pub(super) const SMALL: f32 = 7.5;
const TEXT: f32 = 8.5;
const VERDICT: f32 = 10.5;
const HEADING: f32 = 10.0;
const TITLE: f32 = 16.0;

/// Between columns, above and below what stands in a row, and between blocks.
const GAP: f32 = 8.0;
const PAD: f32 = 2.6;
const BLOCK: f32 = 11.0;
/// What must have room below a heading.
const WITH_HEADING: f32 = 46.0;
/// How far the lines of a list stand in.
const INDENT: f32 = 16.0;
/// How wide the names of facts are.
const FACT: f32 = 120.0;
/// How many characters a field shows, and how many rows say how wide columns are.
const CELL_MAX: usize = 400;
const MEASURED_MAX: usize = 120;

/// Something that is drawn.
pub(super) enum Mark {
    Lines(Box<Lines>, f32, f32),
    /// A field behind a heading.
    Band(f32, f32, f32, f32),
    /// A line across.
    Rule(f32, f32, f32),
    /// The sign of a level, in a square.
    Sign(Level, f32, f32, f32),
    Drawing(Rc<Tree>, f32, f32, f32, f32),
}

/// Sheets, as they fill.
struct Flow<'a> {
    setter: &'a mut Typesetter,
    messages: &'a Messages,
    /// Those that are still to come.
    drawings: std::slice::Iter<'a, Rc<Tree>>,
    rows_max: usize,
    flowed: Flowed,
    y: f32,
}

/// A paper as sheets, and where its headings stand: their words, the sheet, and how far down.
#[derive(Default)]
pub(super) struct Flowed {
    pub(super) sheets: Vec<Vec<Mark>>,
    pub(super) headings: Vec<(String, usize, f32)>,
}

pub(super) fn look(size: f32, ink: Ink) -> Look {
    Look { size, is_strong: false, is_at_end: false, ink }
}

fn strong(size: f32, ink: Ink) -> Look {
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
    let flowed = Flowed { sheets: vec![Vec::new()], headings: Vec::new() };
    let mut flow = Flow { setter, messages, drawings: drawings.iter(), rows_max, flowed, y: MARGIN };
    for sentence in &paper.above {
        flow.paragraph(sentence, look(SMALL, QUIET), 0.0, 1.0);
    }
    flow.y += 3.0;
    flow.paragraph(&paper.title, strong(TITLE, INK), 0.0, 4.0);
    flow.paragraph(&paper.verdict, look(VERDICT, INK), 0.0, 4.0);
    if let Some(legend) = &paper.legend {
        flow.paragraph(legend, look(SMALL, QUIET), 0.0, 2.0);
    }
    for section in &paper.sections {
        flow.section(section);
    }
    flow.flowed
}

impl Flow<'_> {
    fn put(&mut self, mark: Mark) {
        if let Some(sheet) = self.flowed.sheets.last_mut() {
            sheet.push(mark);
        }
    }

    /// Begins a new sheet where there is no room for so much.
    fn room(&mut self, height: f32) -> bool {
        let is_new = self.y + height > BOTTOM && self.y > MARGIN;
        if is_new {
            self.flowed.sheets.push(Vec::new());
            self.y = MARGIN;
        }
        is_new
    }

    fn paragraph(&mut self, text: &str, look: Look, indent: f32, after: f32) {
        if text.is_empty() {
            return;
        }
        let lines = self.setter.lines(&shortened(text, TEXT_MAX), look, Some(WIDTH - indent));
        self.room(lines.height());
        let (height, y) = (lines.height(), self.y);
        self.put(Mark::Lines(Box::new(lines), MARGIN + indent, y));
        self.y += height + after;
    }

    fn section(&mut self, section: &Section) {
        let first = match (section.parts.first(), self.drawings.as_slice().first()) {
            (Some(Part::Drawing { .. }), Some(tree)) => drawn(tree).1,
            _ => WITH_HEADING,
        };
        self.room(BLOCK + 2.0 * HEADING + first);
        self.y += BLOCK;
        self.flowed.headings.push((section.heading.clone(), self.flowed.sheets.len() - 1, self.y));
        let heading = match section.count {
            Some(count) => format!("{} · {count}", section.heading),
            None => section.heading.clone(),
        };
        self.paragraph(&heading, strong(HEADING, ACCENT), 0.0, 3.0);
        for part in &section.parts {
            match part {
                Part::Table(table) => self.table(table),
                Part::List { is_ordered, lines } => self.list(lines, *is_ordered),
                Part::Remark(text) => self.paragraph(text, look(SMALL, QUIET), 0.0, 2.0),
                Part::Facts(facts) => {
                    for (name, value) in facts {
                        self.beside(name, look(SMALL, QUIET), value, FACT);
                    }
                }
                Part::Drawing { .. } => {
                    if let Some(tree) = self.drawings.next() {
                        self.drawing(tree);
                    }
                }
            }
        }
    }

    /// Puts a text beside what it is called.
    fn beside(&mut self, name: &str, name_look: Look, text: &str, indent: f32) {
        let name = self.setter.lines(&shortened(name, CELL_MAX), name_look, Some(indent - GAP));
        let text = self.setter.lines(&shortened(text, TEXT_MAX), look(TEXT, INK), Some(WIDTH - indent));
        let height = name.height().max(text.height());
        self.room(height);
        let y = self.y;
        self.put(Mark::Lines(Box::new(name), MARGIN, y));
        self.put(Mark::Lines(Box::new(text), MARGIN + indent, y));
        self.y += height + 2.0;
    }

    fn list(&mut self, lines: &[Line], is_ordered: bool) {
        for (number, line) in lines.iter().enumerate() {
            let sign = line.sign.as_ref().map(|sign| format!("{} ", sign.word)).unwrap_or_default();
            let about = if line.about.is_empty() { String::new() } else { format!("{} — ", line.about) };
            let text = format!("{sign}{about}{}", line.text);
            let mark = if is_ordered { format!("{}.", number + 1) } else { "•".to_owned() };
            self.beside(&mark, look(TEXT, QUIET), &text, INDENT);
        }
    }

    fn drawing(&mut self, tree: &Rc<Tree>) {
        let (width, height) = drawn(tree);
        self.room(height);
        let y = self.y;
        self.put(Mark::Drawing(Rc::clone(tree), MARGIN, y, width, height));
        self.y += height + 4.0;
    }

    fn table(&mut self, table: &Table) {
        let widths = self.widths(table);
        self.table_head(table, &widths);
        for row in table.rows.iter().take(self.rows_max) {
            let fields = self.fields(row, table, &widths);
            let height = fields.iter().map(Field::height).fold(0.0, f32::max) + 2.0 * PAD;
            if self.room(height) {
                self.table_head(table, &widths);
            }
            let top = self.y + PAD;
            for field in fields {
                self.field(field, top);
            }
            self.y += height;
            let y = self.y;
            self.put(Mark::Rule(MARGIN, y, WIDTH));
        }
        self.y += 2.0;
        if let Some(sentence) = left_out(table.rows.len().min(self.rows_max), table.rows.len(), self.messages) {
            self.paragraph(&sentence, look(SMALL, QUIET), 0.0, 2.0);
        }
    }

    fn table_head(&mut self, table: &Table, widths: &[f32]) {
        let mut lines = Vec::with_capacity(widths.len());
        for (column, &width) in table.columns.iter().zip(widths) {
            let look = Look { is_at_end: column.is_number, ..strong(SMALL, QUIET) };
            lines.push(self.setter.lines(&column.heading, look, Some(width)));
        }
        let height = lines.iter().map(Lines::height).fold(0.0, f32::max) + 2.0 * PAD;
        self.room(height + TEXT * 2.0);
        let (mut x, y) = (MARGIN, self.y);
        self.put(Mark::Band(MARGIN, y, WIDTH, height));
        for (lines, &width) in lines.into_iter().zip(widths) {
            let top = y + height - PAD - lines.height();
            self.put(Mark::Lines(Box::new(lines), x + GAP / 2.0, top));
            x += width + GAP;
        }
        self.y += height;
    }

    /// Returns how wide each column is: as wide as what stands in it where there is room, else none is wider than it must
    /// be for all of them to fit.
    fn widths(&mut self, table: &Table) -> Vec<f32> {
        let mut natural: Vec<f32> = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            // A heading may be broken, a word of it not.
            let longest = column.heading.split_whitespace().map(|word| self.setter.width(word, strong(SMALL, QUIET)));
            natural.push(longest.fold(0.0, f32::max) + 1.0);
        }
        for row in table.rows.iter().take(MEASURED_MAX.min(self.rows_max)) {
            for (place, cell) in places(row).zip(row).filter(|(_, cell)| cell.span == 1) {
                natural[place] = natural[place].max(self.cell_width(cell));
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a few columns")]
        let available = WIDTH - GAP * natural.len() as f32;
        let is_number: Vec<bool> = table.columns.iter().map(|column| column.is_number).collect();
        shared(natural, &is_number, available)
    }

    fn cell_width(&mut self, cell: &Cell) -> f32 {
        let text = self.setter.width(&shortened(&cell.text, CELL_MAX), cell_look(cell)) + 1.0;
        let under = self.setter.width(&shortened(&cell.under, CELL_MAX), look(SMALL, QUIET)) + 1.0;
        let sign = cell.sign.as_ref();
        let sign = sign.map_or(0.0, |own| self.setter.width(&own.word, strong(TEXT, INK)) + TEXT * SIGN + 5.0);
        text.max(under).max(sign)
    }

    fn fields(&mut self, row: &[Cell], table: &Table, widths: &[f32]) -> Vec<Field> {
        let mut fields = Vec::with_capacity(row.len());
        for (place, cell) in places(row).zip(row) {
            let left: f32 = widths[..place].iter().map(|width| width + GAP).sum();
            let over = &widths[place..(place + cell.span).min(widths.len())];
            let width = over.iter().map(|width| width + GAP).sum::<f32>() - GAP;
            let is_at_end = table.columns[place].is_number;
            let mut field = Field { x: MARGIN + GAP / 2.0 + left, sign: None, parts: Vec::new() };
            if let Some(sign) = &cell.sign {
                let look = strong(TEXT, ink(sign.level));
                let lines = self.setter.lines(&sign.word, look, Some((width - TEXT * SIGN - 3.0).max(TEXT)));
                field.sign = Some((sign.level, lines));
            }
            if !cell.text.is_empty() {
                let look = Look { is_at_end, ..cell_look(cell) };
                field.parts.push(self.setter.lines(&shortened(&cell.text, CELL_MAX), look, Some(width)));
            }
            if !cell.under.is_empty() {
                let look = Look { is_at_end, ..look(SMALL, QUIET) };
                field.parts.push(self.setter.lines(&shortened(&cell.under, CELL_MAX), look, Some(width)));
            }
            fields.push(field);
        }
        fields
    }

    fn field(&mut self, field: Field, top: f32) {
        let mut y = top;
        if let Some((level, lines)) = field.sign {
            let side = TEXT * SIGN;
            let height = lines.height();
            self.put(Mark::Sign(level, field.x, y + (TEXT * 1.32 - side) / 2.0, side));
            self.put(Mark::Lines(Box::new(lines), field.x + side + 3.0, y));
            y += height;
        }
        for lines in field.parts {
            let height = lines.height();
            self.put(Mark::Lines(Box::new(lines), field.x, y));
            y += height;
        }
    }
}

/// Returns how large a drawing is on a sheet: no larger than on the screen, and never more than one sheet.
fn drawn(tree: &Tree) -> (f32, f32) {
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (WIDTH / width).min((BOTTOM - MARGIN - WITH_HEADING) / height).min(0.75);
    (width * scale, height * scale)
}

/// What stands in a field of a row.
struct Field {
    x: f32,
    sign: Option<(Level, Lines)>,
    parts: Vec<Lines>,
}

impl Field {
    fn height(&self) -> f32 {
        let sign = self.sign.as_ref().map_or(0.0, |(_, lines)| lines.height());
        sign + self.parts.iter().map(Lines::height).sum::<f32>()
    }
}

fn cell_look(cell: &Cell) -> Look {
    if cell.is_head { strong(TEXT, INK) } else { look(TEXT, INK) }
}

/// Returns the widths that columns get of what is available: all what they would like where that fits, and columns of
/// words what is left; else the widest give, down to the same width.
fn shared(natural: Vec<f32>, is_number: &[bool], available: f32) -> Vec<f32> {
    let wanted: f32 = natural.iter().sum();
    if wanted <= available {
        let words: f32 = natural.iter().zip(is_number).filter(|(_, number)| !**number).map(|(width, _)| width).sum();
        let left = available - wanted;
        let more =
            |(width, &number): (f32, &bool)| if number || words <= 0.0 { width } else { width + left * width / words };
        return natural.into_iter().zip(is_number).map(more).collect();
    }
    let mut sorted = natural.clone();
    sorted.sort_by(f32::total_cmp);
    let (mut left, mut limit) = (available, 0.0);
    for (place, &width) in sorted.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a few columns")]
        let share = left / (sorted.len() - place) as f32;
        limit = share;
        if width > share {
            break;
        }
        left -= width;
    }
    natural.into_iter().map(|width| width.min(limit)).collect()
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn columns_share_what_there_is() {
        let total = |widths: &[f32]| widths.iter().sum::<f32>();
        // Room for all: columns of words take what is left, those of numbers do not grow.
        let wide = shared(vec![10.0, 30.0, 20.0], &[false, false, true], 100.0);
        assert_eq!(wide, [20.0, 60.0, 20.0]);
        // Too little: the widest give, and what is narrow stays as it is.
        let narrow = shared(vec![10.0, 200.0, 300.0], &[true, false, false], 110.0);
        assert_eq!(narrow, [10.0, 50.0, 50.0]);
        let least = shared(vec![100.0, 200.0], &[false, false], 10.0);
        assert!((total(&least) - 10.0).abs() < 0.01, "{least:?}");
    }
}
