//! The compact byte form of items, relationships and requirements: what pages hold and what columns keep.
//!
//! Numbers are LEB128 variable-length unsigned integers, signed ones zig-zag first; texts are a length and UTF-8;
//! optional texts are texts of which the empty one means none; ids are 16 bytes, big endian. Reading never panics and
//! never allocates more than the input holds. The drawing is in `docs/storage-format.md`.

use std::collections::BTreeMap;

use crate::item::{Operation, OperationStatus};
use crate::relationship::Confidence;
use crate::{CiId, Item, Relationship, RelationshipId, Requirement, RequirementKey, Strength, Terms, Threshold};
use crate::{Timestamp, Value};

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
        Value::Text(text) => {
            out.push(5);
            write_text(out, text);
        }
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
            4 | 5 => drop(self.text()?),
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

/// An item as it lies in packed bytes: texts are borrowed, attributes are read on demand.
#[derive(Clone, Debug)]
pub struct ItemRow<'a> {
    /// Its identity.
    pub id: CiId,
    /// The id of its class.
    pub class: &'a str,
    /// Its lifecycle state.
    pub state: &'a str,
    /// The short name a person uses.
    pub key: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// Which system says so.
    pub source: Option<&'a str>,
    /// Its id in that system.
    pub source_id: Option<&'a str>,
    /// Whether it works right now.
    pub operation: Operation,
    /// When it was last compared with reality.
    pub verified_at: Option<Timestamp>,
    /// Who compared it.
    pub verified_by: Option<&'a str>,
    /// How many attributes follow.
    pub attribute_count: u64,
    /// The attributes: for each its name and its value, by ascending name.
    pub attributes: Reader<'a>,
}

/// Appends an item.
pub fn write_item(out: &mut Vec<u8>, item: &Item) {
    out.extend_from_slice(&item.id.0.to_be_bytes());
    for text in [&item.class, &item.state, &item.key, &item.name] {
        write_text(out, text);
    }
    write_optional_text(out, item.source.as_deref());
    write_optional_text(out, item.source_id.as_deref());
    write_operation(out, &item.operation);
    write_optional_time(out, item.verified_at);
    write_optional_text(out, item.verified_by.as_deref());
    write_number(out, item.attributes.len() as u64);
    for (name, value) in &item.attributes {
        write_text(out, name);
        write_value(out, value);
    }
}

fn write_operation(out: &mut Vec<u8>, operation: &Operation) {
    if operation.is_plain() {
        out.push(0);
        return;
    }
    out.push(1 + operation.status as u8);
    write_optional_time(out, operation.since);
    write_optional_time(out, operation.expected_end);
    write_optional_text(out, operation.reason.as_deref());
    write_optional_text(out, operation.record.as_deref());
}

fn read_operation(reader: &mut Reader<'_>) -> Result<Operation, Malformed> {
    let status = match reader.byte()? {
        0 => return Ok(Operation::default()),
        tag => match OperationStatus::ALL.get(usize::from(tag) - 1) {
            Some(status) => *status,
            None => return reader.fail("the tag of an operation"),
        },
    };
    Ok(Operation {
        status,
        since: reader.optional_time()?,
        expected_end: reader.optional_time()?,
        reason: reader.optional_text()?.map(str::to_owned),
        record: reader.optional_text()?.map(str::to_owned),
    })
}

impl<'a> ItemRow<'a> {
    /// Returns the item that fills all of `bytes`.
    ///
    /// # Errors
    /// [`Malformed`], also when the attributes do not end where the bytes end.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let row = ItemRow {
            id: reader.id()?,
            class: reader.text()?,
            state: reader.text()?,
            key: reader.text()?,
            name: reader.text()?,
            source: reader.optional_text()?,
            source_id: reader.optional_text()?,
            operation: read_operation(&mut reader)?,
            verified_at: reader.optional_time()?,
            verified_by: reader.optional_text()?,
            attribute_count: reader.number()?,
            attributes: reader,
        };
        Ok(row)
    }

    /// Returns the item with every text and value owned.
    ///
    /// # Errors
    /// [`Malformed`] when an attribute is.
    pub fn to_item(&self) -> Result<Item, Malformed> {
        let mut reader = self.attributes.clone();
        let mut attributes = BTreeMap::new();
        for _ in 0..self.attribute_count {
            attributes.insert(reader.text()?.to_owned(), reader.value()?);
        }
        if !reader.is_at_end() {
            return reader.fail("the end of the item");
        }
        Ok(Item {
            attributes,
            class: self.class.to_owned(),
            id: self.id,
            key: self.key.to_owned(),
            name: self.name.to_owned(),
            operation: self.operation.clone(),
            source: self.source.map(str::to_owned),
            source_id: self.source_id.map(str::to_owned),
            state: self.state.to_owned(),
            verified_at: self.verified_at,
            verified_by: self.verified_by.map(str::to_owned),
        })
    }
}

/// A relationship as it lies in packed bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationshipRow<'a> {
    /// The end it starts from.
    pub from: CiId,
    /// The end it points to.
    pub to: CiId,
    /// The id of its type.
    pub type_id: &'a str,
    /// The explicit label.
    pub label: Option<&'a str>,
    /// Everything that is not its identity.
    pub confidence: Confidence,
    /// Which system says so.
    pub source: Option<&'a str>,
    /// The first moment it holds.
    pub valid_from: Option<Timestamp>,
    /// The moment it ceases to hold.
    pub valid_to: Option<Timestamp>,
    /// When it was last compared with reality.
    pub verified_at: Option<Timestamp>,
    /// Who compared it.
    pub verified_by: Option<&'a str>,
}

fn write_relationship_id(out: &mut Vec<u8>, id: &RelationshipId) {
    out.extend_from_slice(&id.from.0.to_be_bytes());
    out.extend_from_slice(&id.to.0.to_be_bytes());
    write_text(out, &id.type_id);
    write_optional_text(out, id.label.as_deref());
}

/// Returns the bytes that identify a relationship: equal exactly when the identity is.
#[must_use]
pub fn relationship_id_bytes(id: &RelationshipId) -> Vec<u8> {
    let mut out = Vec::with_capacity(48);
    write_relationship_id(&mut out, id);
    out
}

/// Appends a relationship.
pub fn write_relationship(out: &mut Vec<u8>, relationship: &Relationship) {
    write_relationship_id(out, &relationship.id);
    out.push(relationship.confidence as u8);
    write_optional_text(out, relationship.source.as_deref());
    write_optional_time(out, relationship.valid_from);
    write_optional_time(out, relationship.valid_to);
    write_optional_time(out, relationship.verified_at);
    write_optional_text(out, relationship.verified_by.as_deref());
}

impl<'a> RelationshipRow<'a> {
    /// Returns the relationship that fills all of `bytes`.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let row = RelationshipRow {
            from: reader.id()?,
            to: reader.id()?,
            type_id: reader.text()?,
            label: reader.optional_text()?,
            confidence: match reader.byte()? {
                0 => Confidence::Declared,
                1 => Confidence::Discovered,
                2 => Confidence::Verified,
                _ => return reader.fail("the tag of a confidence"),
            },
            source: reader.optional_text()?,
            valid_from: reader.optional_time()?,
            valid_to: reader.optional_time()?,
            verified_at: reader.optional_time()?,
            verified_by: reader.optional_text()?,
        };
        if reader.is_at_end() { Ok(row) } else { reader.fail("the end of the relationship") }
    }

    /// Returns the relationship with every text owned.
    #[must_use]
    pub fn to_relationship(&self) -> Relationship {
        Relationship {
            confidence: self.confidence,
            id: RelationshipId {
                from: self.from,
                label: self.label.map(str::to_owned),
                to: self.to,
                type_id: self.type_id.to_owned(),
            },
            source: self.source.map(str::to_owned),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            verified_at: self.verified_at,
            verified_by: self.verified_by.map(str::to_owned),
        }
    }
}

fn write_requirement_id(out: &mut Vec<u8>, consumer: CiId, key: &RequirementKey) {
    out.extend_from_slice(&consumer.0.to_be_bytes());
    match key {
        RequirementKey::Label(label) => {
            out.push(0);
            write_text(out, label);
        }
        RequirementKey::Type(type_id) => {
            out.push(1);
            write_text(out, type_id);
        }
        RequirementKey::Relationship(id) => {
            out.push(2);
            write_relationship_id(out, id);
        }
    }
}

/// Returns the bytes that identify a requirement: equal exactly when consumer and key are.
#[must_use]
pub fn requirement_id_bytes(consumer: CiId, key: &RequirementKey) -> Vec<u8> {
    let mut out = Vec::with_capacity(64);
    write_requirement_id(&mut out, consumer, key);
    out
}

fn write_optional_threshold(out: &mut Vec<u8>, threshold: Option<Threshold>) {
    match threshold {
        None => out.push(0),
        Some(Threshold::Count(count)) => {
            out.push(1);
            write_number(out, u64::from(count));
        }
        Some(Threshold::Percent(share)) => {
            out.push(2);
            write_number(out, u64::from(share));
        }
    }
}

fn read_optional_threshold(reader: &mut Reader<'_>) -> Result<Option<Threshold>, Malformed> {
    let tag = reader.byte()?;
    if tag == 0 {
        return Ok(None);
    }
    let number = u32::try_from(reader.number()?).or_else(|_| reader.fail("a threshold of 32 bits"))?;
    match tag {
        1 => Ok(Some(Threshold::Count(number))),
        2 => Ok(Some(Threshold::Percent(number))),
        _ => reader.fail("the tag of a threshold"),
    }
}

/// Appends the declared terms of a requirement.
pub fn write_requirement(out: &mut Vec<u8>, requirement: &Requirement) {
    write_requirement_id(out, requirement.consumer, &requirement.key);
    out.push(requirement.terms.strength.map_or(0, |strength| 1 + strength as u8));
    write_optional_threshold(out, requirement.terms.min_up);
    write_optional_threshold(out, requirement.terms.degraded_below);
}

/// Returns the requirement that fills all of `bytes`.
///
/// # Errors
/// [`Malformed`].
pub fn read_requirement(bytes: &[u8]) -> Result<Requirement, Malformed> {
    let mut reader = Reader::new(bytes);
    let consumer = reader.id()?;
    let key = match reader.byte()? {
        0 => RequirementKey::Label(reader.text()?.to_owned()),
        1 => RequirementKey::Type(reader.text()?.to_owned()),
        2 => RequirementKey::Relationship(RelationshipId {
            from: reader.id()?,
            to: reader.id()?,
            type_id: reader.text()?.to_owned(),
            label: reader.optional_text()?.map(str::to_owned),
        }),
        _ => return reader.fail("the tag of a requirement"),
    };
    let strength = match reader.byte()? {
        0 => None,
        tag => match Strength::ALL.into_iter().find(|strength| *strength as u8 + 1 == tag) {
            None => return reader.fail("the tag of a strength"),
            found => found,
        },
    };
    let min_up = read_optional_threshold(&mut reader)?;
    let degraded_below = read_optional_threshold(&mut reader)?;
    if !reader.is_at_end() {
        return reader.fail("the end of the requirement");
    }
    Ok(Requirement { consumer, key, terms: Terms { degraded_below, min_up, strength } })
}
