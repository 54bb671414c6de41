//! The compact byte form of items, relationships and requirements: what pages hold and what columns keep.
//!
//! Numbers are LEB128 variable-length unsigned integers, signed ones zig-zag first; texts are a length and UTF-8;
//! optional texts are texts of which the empty one means none; ids are 16 bytes, big endian. Reading never panics and
//! never allocates more than the input holds. The drawing is in `docs/storage-format.md`.

mod blocks;
mod edits;
mod item;
mod relationship;
mod requirement;

use std::collections::BTreeMap;

use crate::{CiId, Timestamp, Value};

pub use blocks::{BlockWriter, Blocks};
pub use edits::{EditCursor, EditList, EditPacker, PackedEdit};
pub use item::{ItemRow, NewItem, write_item};
pub use relationship::{RelationshipRow, relationship_id_bytes, write_relationship};
pub use requirement::{read_requirement, requirement_id_bytes, write_requirement};

/// Nesting of lists and maps beyond this is refused.
const DEPTH_MAX: u32 = 64;

/// The bytes are not the packed form they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("byte {offset}: expected {expected}")]
pub struct Malformed {
    /// Where reading stopped, from the start of the bytes.
    pub offset: usize,
    /// What should have stood there.
    pub expected: &'static str,
}

/// Appends a variable-length unsigned integer.
pub fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

/// Appends a text with its length.
pub fn write_text(out: &mut Vec<u8>, text: &str) {
    write_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn write_optional_text(out: &mut Vec<u8>, text: Option<&str>) {
    write_text(out, text.unwrap_or(""));
}

fn write_optional_time(out: &mut Vec<u8>, time: Option<Timestamp>) {
    match time {
        None => out.push(0),
        Some(Timestamp(milliseconds)) => {
            out.push(1);
            write_number(out, zigzag(milliseconds));
        }
    }
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

/// Appends a value that is a text, as [`write_value`] does.
pub fn write_text_value(out: &mut Vec<u8>, text: &str) {
    out.push(5);
    write_text(out, text);
}

/// Appends a value: a tag byte and its content.
pub fn write_value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => out.push(0),
        Value::Boolean(value) => out.push(1 + u8::from(*value)),
        Value::Integer(value) => {
            out.push(3);
            write_number(out, zigzag(*value));
        }
        Value::Decimal(text) => {
            out.push(4);
            write_text(out, text);
        }
        Value::Text(text) => write_text_value(out, text),
        Value::List(values) => {
            out.push(6);
            write_number(out, values.len() as u64);
            values.iter().for_each(|value| write_value(out, value));
        }
        Value::Map(map) => {
            out.push(7);
            write_number(out, map.len() as u64);
            for (name, value) in map {
                write_text(out, name);
                write_value(out, value);
            }
        }
    }
}

/// Reads packed bytes from front to back.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    /// Returns a reader at the front of the bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, offset: 0 }
    }

    /// Returns true when every byte was read.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.offset == self.bytes.len()
    }

    /// Returns how many bytes were read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    fn fail<T>(&self, expected: &'static str) -> Result<T, Malformed> {
        Err(Malformed { offset: self.offset, expected })
    }

    /// Returns the next `count` bytes.
    ///
    /// # Errors
    /// [`Malformed`] when fewer are left.
    pub fn take(&mut self, count: usize, expected: &'static str) -> Result<&'a [u8], Malformed> {
        match self.bytes.get(self.offset..).and_then(|rest| rest.get(..count)) {
            Some(slice) => {
                self.offset += count;
                Ok(slice)
            }
            None => self.fail(expected),
        }
    }

    /// Returns the next byte.
    ///
    /// # Errors
    /// [`Malformed`] at the end.
    pub fn byte(&mut self) -> Result<u8, Malformed> {
        Ok(self.take(1, "a byte")?[0])
    }

    /// Returns the next variable-length unsigned integer.
    ///
    /// # Errors
    /// [`Malformed`] at the end, or when it exceeds 64 bits.
    pub fn number(&mut self) -> Result<u64, Malformed> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        self.fail("a number of at most 64 bits")
    }

    fn length(&mut self, expected: &'static str) -> Result<usize, Malformed> {
        let length = self.number()?;
        match usize::try_from(length) {
            Ok(length) if length <= self.bytes.len() - self.offset => Ok(length),
            _ => self.fail(expected),
        }
    }

    /// Returns the next text.
    ///
    /// # Errors
    /// [`Malformed`] when it is cut short or is not UTF-8.
    pub fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = self.length("a text of that length")?;
        let bytes = self.take(length, "a text of that length")?;
        std::str::from_utf8(bytes).or_else(|_| self.fail("a text in UTF-8"))
    }

    /// Returns the bytes of the next text, unread: whoever looks at a hundred thousand records reads what it compares.
    ///
    /// # Errors
    /// [`Malformed`] when it is cut short.
    pub fn text_bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.length("a text of that length")?;
        self.take(length, "a text of that length")
    }

    fn optional_text(&mut self) -> Result<Option<&'a str>, Malformed> {
        self.text().map(|text| if text.is_empty() { None } else { Some(text) })
    }

    /// Returns the next id.
    ///
    /// # Errors
    /// [`Malformed`] when fewer than 16 bytes are left.
    pub fn id(&mut self) -> Result<CiId, Malformed> {
        let bytes = self.take(16, "an id of 16 bytes")?;
        let mut id = [0_u8; 16];
        id.copy_from_slice(bytes);
        Ok(CiId(u128::from_be_bytes(id)))
    }

    fn optional_time(&mut self) -> Result<Option<Timestamp>, Malformed> {
        match self.byte()? {
            0 => Ok(None),
            1 => Ok(Some(Timestamp(unzigzag(self.number()?)))),
            _ => self.fail("0 or 1 before a moment"),
        }
    }

    /// Returns the next value.
    ///
    /// # Errors
    /// [`Malformed`] for an unknown tag, a cut, or nesting deeper than 64.
    pub fn value(&mut self) -> Result<Value, Malformed> {
        self.value_at(0)
    }

    // Recursion is bounded by DEPTH_MAX.
    fn value_at(&mut self, depth: u32) -> Result<Value, Malformed> {
        if depth > DEPTH_MAX {
            return self.fail("a value nested at most 64 deep");
        }
        Ok(match self.byte()? {
            0 => Value::Null,
            1 => Value::Boolean(false),
            2 => Value::Boolean(true),
            3 => Value::Integer(unzigzag(self.number()?)),
            4 => Value::Decimal(self.text()?.to_owned()),
            5 => Value::Text(self.text()?.to_owned()),
            6 => {
                let count = self.length("a list of that length")?;
                Value::List((0..count).map(|_| self.value_at(depth + 1)).collect::<Result<_, _>>()?)
            }
            7 => {
                let count = self.length("a map of that length")?;
                let mut map = BTreeMap::new();
                for _ in 0..count {
                    map.insert(self.text()?.to_owned(), self.value_at(depth + 1)?);
                }
                Value::Map(map)
            }
            _ => return self.fail("the tag of a value"),
        })
    }

    /// Returns the bytes of the next value without building it.
    ///
    /// # Errors
    /// As [`Reader::value`].
    pub fn value_bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let start = self.offset;
        match self.byte()? {
            0..=2 => {}
            3 => drop(self.number()?),
            4 | 5 => drop(self.text_bytes()?),
            // Lists and maps are rare in attributes; the general reader bounds their depth.
            6 | 7 => {
                self.offset = start;
                drop(self.value()?);
            }
            _ => return self.fail("the tag of a value"),
        }
        Ok(&self.bytes[start..self.offset])
    }
}
