//! Lines out of blocks: whatever the size of a file, no more than one line of it is kept.

use super::{Flaw, FlawCode, Member};

/// The longest line of a snapshot, without its line feed.
pub const LINE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Puts the lines of one entry together that its blocks cut in two.
#[derive(Debug)]
pub struct Lines {
    member: Member,
    /// The beginning of the line that the last block cut.
    begun: Vec<u8>,
    /// How many lines were complete.
    complete: u64,
}

impl Lines {
    /// Returns the lines of an entry of which nothing was read.
    #[must_use]
    pub fn new(member: Member) -> Self {
        Lines { member, begun: Vec::new(), complete: 0 }
    }

    /// Returns how many lines were complete so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.complete
    }

    /// Takes the next block; calls `take` with the number, from 1, and the content of every line that it completes.
    ///
    /// # Errors
    /// What `take` says, and [`FlawCode::LineTooLong`].
    pub fn push<E: From<Flaw>>(
        &mut self,
        mut block: &[u8],
        mut take: impl FnMut(u64, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Some(end) = memchr::memchr(b'\n', block) {
            let (line, rest) = (&block[..end], &block[end + 1..]);
            self.complete += 1;
            if self.begun.is_empty() {
                self.fits(line.len(), self.complete)?;
                take(self.complete, line)?;
            } else {
                self.fits(self.begun.len() + line.len(), self.complete)?;
                self.begun.extend_from_slice(line);
                take(self.complete, &self.begun)?;
                self.begun.clear();
            }
            block = rest;
        }
        self.fits(self.begun.len() + block.len(), self.complete + 1)?;
        self.begun.extend_from_slice(block);
        Ok(())
    }

    fn fits(&self, bytes: usize, line: u64) -> Result<(), Flaw> {
        if bytes <= LINE_BYTES_MAX {
            return Ok(());
        }
        let expected = format!("at most {LINE_BYTES_MAX} bytes");
        Err(Flaw::new(FlawCode::LineTooLong, &self.member.name(), expected, "more").at_line(line))
    }

    /// Returns what stands behind the last line feed.
    #[must_use]
    pub fn rest(&self) -> &[u8] {
        &self.begun
    }

    /// Confirms that the last line ended.
    ///
    /// # Errors
    /// [`FlawCode::Line`].
    pub fn finish(&self) -> Result<(), Flaw> {
        if self.begun.is_empty() {
            return Ok(());
        }
        let flaw = Flaw::new(FlawCode::Line, &self.member.name(), "a line feed at the end", "none");
        Err(flaw.at_line(self.complete + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_however_the_blocks_fall() {
        let text = b"one\n\ntwo and more\nthree\n";
        for size in 1..=text.len() {
            let (mut lines, mut seen) = (Lines::new(Member::Items), Vec::new());
            for block in text.chunks(size) {
                let take = |number, line: &[u8]| {
                    seen.push((number, String::from_utf8_lossy(line).into_owned()));
                    Ok::<(), Flaw>(())
                };
                lines.push(block, take).unwrap();
            }
            let expected = [(1, "one"), (2, ""), (3, "two and more"), (4, "three")];
            assert_eq!(seen, expected.map(|(number, line)| (number, line.to_owned())), "{size}");
            assert_eq!(lines.finish(), Ok(()));
        }
    }

    #[test]
    fn a_line_that_is_too_long_or_does_not_end_is_named() {
        let mut lines = Lines::new(Member::Log);
        let block = vec![b'x'; 1 << 20];
        let refused = (0..20).find_map(|_| lines.push(&block, |_, _| Ok::<(), Flaw>(())).err()).unwrap();
        assert_eq!((refused.what, refused.line), (FlawCode::LineTooLong, Some(1)));
        let mut lines = Lines::new(Member::Log);
        lines.push(b"a\nb", |_, _| Ok::<(), Flaw>(())).unwrap();
        assert_eq!(lines.finish().map_err(|flaw| (flaw.what, flaw.line)), Err((FlawCode::Line, Some(2))));
    }
}
