//! Tables on sheets: how wide columns are, and what stands in rows; their heads stand above each part of them.

use cairn_model::Level;

use super::flow::{Flow, GAP, MARGIN, Mark, SMALL, TEXT, WIDTH, look, strong};
use super::page::places;
use super::signs::{BAND, INK, QUIET, WIDTH as SIGN, ink};
use super::structure::Role;
use super::typeset::{LINE, Lines, Look};
use super::{Cell, Table, left_out};
use crate::text::shortened;

/// Above and below what stands in a row.
const PAD: f32 = 2.6;
/// How many characters a field shows, and how many rows say how wide columns are.
const CELL_MAX: usize = 400;
const MEASURED_MAX: usize = 120;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let widths = self.widths(table);
        self.begin(Role::Table);
        self.table_head(table, &widths, true);
        self.begin(Role::Body);
        for row in table.rows.iter().take(self.rows_max) {
            let fields = self.fields(row, table, &widths);
            let height = fields.iter().map(Field::height).fold(0.0, f32::max) + 2.0 * PAD;
            if self.room(height) {
                self.table_head(table, &widths, false);
            }
            let top = self.y + PAD;
            self.begin(Role::Row);
            for field in fields {
                self.field(field, top);
            }
            self.end();
            self.y += height;
            let y = self.y;
            self.put(Mark::Rule(MARGIN, y, WIDTH));
        }
        self.end();
        self.end();
        self.y += 4.0;
        if let Some(sentence) = left_out(table.rows.len().min(self.rows_max), table.rows.len(), self.messages) {
            self.paragraph(&sentence, look(SMALL, QUIET), 2.0);
        }
    }

    /// Puts the heads of columns; they are told once, above the first part of the table.
    fn table_head(&mut self, table: &Table, widths: &[f32], is_told: bool) {
        let mut lines = Vec::with_capacity(widths.len());
        for (column, &width) in table.columns.iter().zip(widths) {
            let look = Look { is_at_end: column.is_number, ..strong(SMALL, QUIET) };
            lines.push(self.setter.lines(&column.heading, look, Some(width)));
        }
        let height = lines.iter().map(Lines::height).fold(0.0, f32::max) + 2.0 * PAD;
        self.room(height + TEXT * 2.0);
        let (mut x, y) = (MARGIN, self.y);
        self.put(Mark::Band(MARGIN, y, WIDTH, height, BAND));
        if is_told {
            self.begin(Role::Head);
            self.begin(Role::Row);
        }
        for (lines, &width) in lines.into_iter().zip(widths) {
            let top = y + height - PAD - lines.height();
            let mark = Mark::Lines(Box::new(lines), x + GAP / 2.0, top);
            if is_told {
                self.begin(Role::ColumnHead);
                self.tell(mark);
                self.end();
            } else {
                self.put(mark);
            }
            x += width + GAP;
        }
        if is_told {
            self.end();
            self.end();
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
        let text = self.setter.width(&shown(&cell.text), cell_look(cell)) + 1.0;
        let under = self.setter.width(&shown(&cell.under), look(SMALL, QUIET)) + 1.0;
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
            let role = if cell.is_head { Role::RowHead(cell.span) } else { Role::Field(cell.span) };
            let mut field = Field { role, x: MARGIN + GAP / 2.0 + left, sign: None, parts: Vec::new() };
            if let Some(sign) = &cell.sign {
                let look = strong(TEXT, ink(sign.level));
                let lines = self.setter.lines(&sign.word, look, Some((width - TEXT * SIGN - 3.0).max(TEXT)));
                field.sign = Some((sign.level, lines));
            }
            if !cell.text.is_empty() {
                let look = Look { is_at_end, ..cell_look(cell) };
                field.parts.push(self.setter.lines(&shown(&cell.text), look, Some(width)));
            }
            if !cell.under.is_empty() {
                let look = Look { is_at_end, ..look(SMALL, QUIET) };
                field.parts.push(self.setter.lines(&shown(&cell.under), look, Some(width)));
            }
            fields.push(field);
        }
        fields
    }

    fn field(&mut self, field: Field, top: f32) {
        let mut y = top;
        let is_empty = field.sign.is_none() && field.parts.is_empty();
        self.begin(field.role);
        if let Some((level, lines)) = field.sign {
            let side = TEXT * SIGN;
            let height = lines.height();
            self.put(Mark::Sign(level, field.x, y + (TEXT * LINE - side) / 2.0, side));
            self.tell(Mark::Lines(Box::new(lines), field.x + side + 3.0, y));
            y += height;
        }
        for lines in field.parts {
            let height = lines.height();
            self.tell(Mark::Lines(Box::new(lines), field.x, y));
            y += height;
        }
        if is_empty {
            self.tell(Mark::Nothing);
        }
        self.end();
    }
}

/// What stands in a field of a row.
struct Field {
    role: Role,
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
    match cell.weight {
        Some(level) => strong(TEXT, ink(level)),
        None if cell.is_head => strong(TEXT, INK),
        None => look(TEXT, INK),
    }
}

/// Returns what a field shows of a text: its lines one behind the other, as on a page.
fn shown(text: &str) -> String {
    shortened(text, CELL_MAX).replace(['\r', '\n'], " ")
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
