//! Columns of numbers as bytes, little endian, one element behind another: how an image is written and read.

use std::io::{self, BufRead, Write};

/// How many bytes of a column are put together before they are written.
const WRITTEN_BYTES: usize = 64 * 1024;

/// Returns the error for bytes that are no image of a generation.
pub(crate) fn unfit(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

pub(crate) fn put_number(out: &mut dyn Write, number: u64) -> io::Result<()> {
    out.write_all(&number.to_le_bytes())
}

pub(crate) fn put_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    put_number(out, text.len() as u64)?;
    out.write_all(text.as_bytes())
}

/// Writes the elements one behind another, without how many they are.
pub(crate) fn put<T, const N: usize>(
    out: &mut dyn Write,
    elements: impl IntoIterator<Item = T>,
    bytes: impl Fn(T) -> [u8; N],
) -> io::Result<()> {
    let mut waiting = Vec::with_capacity(WRITTEN_BYTES + N);
    for element in elements {
        waiting.extend_from_slice(&bytes(element));
        if waiting.len() >= WRITTEN_BYTES {
            out.write_all(&waiting)?;
            waiting.clear();
        }
    }
    out.write_all(&waiting)
}

/// Writes how many numbers there are, and the numbers.
pub(crate) fn put_list(out: &mut dyn Write, numbers: &[u32]) -> io::Result<()> {
    put_number(out, numbers.len() as u64)?;
    put(out, numbers.iter().copied(), u32::to_le_bytes)
}

pub(crate) fn take_number(from: &mut dyn BufRead) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// Reads a number of elements; rows and everything that is counted beside them fit into 32 bits.
pub(crate) fn take_count(from: &mut dyn BufRead) -> io::Result<usize> {
    let count = u32::try_from(take_number(from)?).map_err(|_| unfit("a number of elements"))?;
    Ok(count as usize)
}

pub(crate) fn take_text(from: &mut dyn BufRead) -> io::Result<String> {
    let length = take_count(from)?;
    String::from_utf8(take_bytes(from, length)?).map_err(|_| unfit("a text"))
}

/// Reads so many bytes.
pub(crate) fn take_bytes(from: &mut dyn BufRead, count: usize) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    all.try_reserve_exact(count).map_err(|_| unfit("a number of bytes"))?;
    while all.len() < count {
        let bytes = from.fill_buf()?;
        let used = bytes.len().min(count - all.len());
        if used == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        all.extend_from_slice(&bytes[..used]);
        from.consume(used);
    }
    Ok(all)
}

/// Reads so many elements.
pub(crate) fn take<T, const N: usize>(
    from: &mut dyn BufRead,
    count: usize,
    element: impl Fn([u8; N]) -> T,
) -> io::Result<Vec<T>> {
    let mut elements = Vec::new();
    elements.try_reserve_exact(count).map_err(|_| unfit("a number of elements"))?;
    while elements.len() < count {
        let bytes = from.fill_buf()?;
        let (whole, _) = bytes.as_chunks::<N>();
        let whole = &whole[..whole.len().min(count - elements.len())];
        if whole.is_empty() {
            // It lies across two blocks, or there is no more.
            let mut bytes = [0; N];
            from.read_exact(&mut bytes)?;
            elements.push(element(bytes));
            continue;
        }
        elements.extend(whole.iter().map(|bytes| element(*bytes)));
        let used = whole.len() * N;
        from.consume(used);
    }
    Ok(elements)
}

/// Reads how many numbers there are, and the numbers.
pub(crate) fn take_list(from: &mut dyn BufRead) -> io::Result<Vec<u32>> {
    let count = take_count(from)?;
    take(from, count, u32::from_le_bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn columns_come_back_whatever_the_blocks_are() {
        let numbers: Vec<u32> = (0..40_000_u32).map(|number| number.wrapping_mul(0x9e37_79b9)).collect();
        let mut bytes = Vec::new();
        put_text(&mut bytes, "名").unwrap();
        put_list(&mut bytes, &numbers).unwrap();
        put(&mut bytes, [(1_u8, 2_u16), (3, 4)], |(left, right)| [left, right.to_le_bytes()[0], 0]).unwrap();
        for capacity in [1, 3, 7, 64, 4_099, 1 << 20] {
            let mut from = BufReader::with_capacity(capacity, &bytes[..]);
            assert_eq!(take_text(&mut from).unwrap(), "名", "{capacity}");
            assert_eq!(take_list(&mut from).unwrap(), numbers, "{capacity}");
            assert_eq!(take(&mut from, 2, |bytes: [u8; 3]| bytes).unwrap(), [[1, 2, 0], [3, 4, 0]], "{capacity}");
            assert!(from.fill_buf().unwrap().is_empty());
        }
        let mut short = &bytes[..bytes.len() / 2];
        assert_eq!(take_text(&mut short).unwrap(), "名");
        assert_eq!(take_list(&mut short).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
