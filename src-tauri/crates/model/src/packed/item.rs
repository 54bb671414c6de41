//! Items in packed form.

use std::collections::BTreeMap;

use super::{Malformed, Reader, write_number, write_optional_text, write_optional_time, write_text, write_value};
use crate::item::{Operation, OperationStatus};
use crate::{CiId, Item, Timestamp};

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

/// An item that nobody has seen before: in service, never compared with reality.
#[derive(Clone, Copy, Debug)]
pub struct NewItem<'a> {
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
    /// Which system says so; never empty.
    pub source: Option<&'a str>,
    /// Its id in that system; never empty.
    pub source_id: Option<&'a str>,
    /// How many attributes it has.
    pub attribute_count: u64,
    /// For each attribute its name ([`write_text`]) and its value ([`write_value`]), by ascending name.
    pub attributes: &'a [u8],
}

impl NewItem<'_> {
    /// Appends the item as [`write_item`] does.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.id.0.to_be_bytes());
        for text in [self.class, self.state, self.key, self.name] {
            write_text(out, text);
        }
        write_optional_text(out, self.source);
        write_optional_text(out, self.source_id);
        write_operation(out, &Operation::default());
        write_optional_time(out, None);
        write_optional_text(out, None);
        write_number(out, self.attribute_count);
        out.extend_from_slice(self.attributes);
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

    /// Returns how many attributes the item in `bytes` has, and a reader at the first of them; what stands before is
    /// passed over unread.
    ///
    /// # Errors
    /// [`Malformed`] when it is cut short.
    pub fn attributes(bytes: &'a [u8]) -> Result<(u64, Reader<'a>), Malformed> {
        let mut reader = Reader::new(bytes);
        reader.take(16, "an id of 16 bytes")?;
        for _ in 0..6 {
            reader.text_bytes()?;
        }
        if reader.byte()? != 0 {
            for _ in 0..2 {
                reader.optional_time()?;
            }
            for _ in 0..2 {
                reader.text_bytes()?;
            }
        }
        reader.optional_time()?;
        reader.text_bytes()?;
        Ok((reader.number()?, reader))
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
