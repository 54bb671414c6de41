//! What goes over the socket: a tag, a length, and so many bytes.

use std::io::{self, Read, Write};

/// More is read in pieces: memory is not given away on somebody's word.
pub(super) const FRAME_BYTES_MAX: usize = 1 << 20;

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A request.
    Ask = 1,
    /// Something for the standard output.
    Out = 2,
    /// Something for the standard error.
    Err = 3,
    /// The exit code, one byte; nothing follows.
    Code = 4,
}

const TAGS: [Tag; 4] = [Tag::Ask, Tag::Out, Tag::Err, Tag::Code];

/// Writes a frame.
pub(super) fn write(to: &mut impl Write, tag: Tag, content: &[u8]) -> io::Result<()> {
    let length = u32::try_from(content.len()).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut head = [tag as u8, 0, 0, 0, 0];
    head[1..].copy_from_slice(&length.to_le_bytes());
    to.write_all(&head)?;
    to.write_all(content)
}

/// Returns the next frame; `None` when the other side has ended.
///
/// # Errors
/// `InvalidData` for what is no frame.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<(Tag, Vec<u8>)>> {
    let mut head = [0; 5];
    let first = from.read(&mut head[..1])?;
    if first == 0 {
        return Ok(None);
    }
    from.read_exact(&mut head[1..])?;
    let [tag, length @ ..] = head;
    let tag = TAGS.into_iter().find(|known| *known as u8 == tag);
    let length = u32::from_le_bytes(length) as usize;
    let (Some(tag), true) = (tag, length <= FRAME_BYTES_MAX) else { return Err(io::ErrorKind::InvalidData.into()) };
    let mut content = vec![0; length];
    from.read_exact(&mut content)?;
    Ok(Some((tag, content)))
}

/// Writes what is said as frames of one kind.
pub(super) struct Frames<W> {
    to: W,
    tag: Tag,
}

impl<W: Write> Frames<W> {
    pub(super) fn new(to: W, tag: Tag) -> Self {
        Frames { to, tag }
    }
}

impl<W: Write> Write for Frames<W> {
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        let piece = &content[..content.len().min(FRAME_BYTES_MAX)];
        write(&mut self.to, self.tag, piece)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_survive() {
        let mut wire = Vec::new();
        Frames::new(&mut wire, Tag::Out).write_all("基線".as_bytes()).unwrap();
        write(&mut wire, Tag::Code, &[2]).unwrap();
        let mut from = &wire[..];
        assert_eq!(read(&mut from).unwrap(), Some((Tag::Out, "基線".as_bytes().to_vec())));
        assert_eq!(read(&mut from).unwrap(), Some((Tag::Code, vec![2])));
        assert_eq!(read(&mut from).unwrap(), None);
    }

    #[test]
    fn a_long_output_comes_in_pieces() {
        let said = vec![7; FRAME_BYTES_MAX * 2 + 1];
        let mut wire = Vec::new();
        Frames::new(&mut wire, Tag::Err).write_all(&said).unwrap();
        let (mut from, mut heard) = (&wire[..], Vec::new());
        while let Some((Tag::Err, piece)) = read(&mut from).unwrap() {
            heard.extend(piece);
        }
        assert_eq!(heard, said);
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        let check = |bytes: &[u8], kind: io::ErrorKind| assert_eq!(read(&mut { bytes }).unwrap_err().kind(), kind);
        check(&[9, 0, 0, 0, 0], io::ErrorKind::InvalidData);
        check(&[2, 255, 255, 255, 255], io::ErrorKind::InvalidData);
        check(&[2, 3, 0, 0, 0, 1], io::ErrorKind::UnexpectedEof);
        check(&[2, 3], io::ErrorKind::UnexpectedEof);
    }
}
