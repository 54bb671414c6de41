//! On which line a row stands. The CSV reader counts the line it goes on reading from, which is an earlier one behind
//! empty lines and behind a carriage return.

use csv::StringRecord;

/// Tells lines of records, asked in the order in which they are read.
pub(crate) struct Lines<'t> {
    text: &'t [u8],
    place: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Lines { text: text.as_bytes(), place: 0, line: 1 }
    }

    /// Returns the line that a record starts on, from 1.
    pub(crate) fn of(&mut self, record: &StringRecord) -> u64 {
        let read_from = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let empty = self.text.iter().skip(read_from).take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let passed = &self.text[self.place..read_from + empty];
        for end in memchr::memchr2_iter(b'\n', b'\r', passed) {
            // "\r\n" is one end.
            let goes_on = passed[end] == b'\r' && self.text.get(self.place + end + 1) == Some(&b'\n');
            self.line += u64::from(!goes_on);
        }
        self.place = read_from + empty;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_on_the_line_an_editor_shows() {
        let text = "a,b\n1,2\n\n3,\"x\ny\"\n\n\n5,6\n7,8";
        for text in [text.to_owned(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let (mut lines, mut record, mut found) = (Lines::new(&text), StringRecord::new(), Vec::new());
            while matches!(reader.read_record(&mut record), Ok(true)) {
                found.push(lines.of(&record));
            }
            assert_eq!(found, [1, 2, 4, 8, 9], "{text:?}");
        }
    }
}
