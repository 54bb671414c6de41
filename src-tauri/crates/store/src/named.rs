//! Records that the store keeps whole under a name of their own: model elements, baselines, documents.

use cairn_model::{BaselineMark, Document, ModelElement};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::canonical;
use crate::key;

/// JSON nested no deeper than this is read back for certain: serde_json stops at 128.
const DEPTH_READ_BACK: usize = 100;

/// A record with a name.
pub(crate) trait NamedRecord: Serialize + DeserializeOwned {
    /// What the record is called in messages.
    const NOUN: &'static str;

    /// Returns what identifies it: kind and id, or the name alone.
    fn names(&self) -> Vec<&str>;

    /// Returns the key it is stored under.
    fn key(&self) -> Vec<u8>;

    /// Returns its canonical JSON, which can be read back.
    ///
    /// # Errors
    /// What is wrong with it.
    fn raw(&self) -> Result<Vec<u8>, &'static str> {
        let raw = canonical::to_vec(self).map_err(|_| "it has no canonical JSON")?;
        serde_json::from_slice::<Self>(&raw).map_err(|_| "its JSON cannot be read back")?;
        Ok(raw)
    }

    /// Returns noun and name, for messages.
    fn words(&self) -> String {
        format!("{} {}", Self::NOUN, self.names().join("/"))
    }
}

impl NamedRecord for ModelElement {
    const NOUN: &'static str = "model";

    fn names(&self) -> Vec<&str> {
        vec![&self.kind, &self.id]
    }

    fn key(&self) -> Vec<u8> {
        key::model(&self.kind, &self.id)
    }
}

impl NamedRecord for BaselineMark {
    const NOUN: &'static str = "baseline";

    fn names(&self) -> Vec<&str> {
        vec![&self.name]
    }

    fn key(&self) -> Vec<u8> {
        key::named(key::BASELINE, &self.name)
    }
}

impl NamedRecord for Document {
    const NOUN: &'static str = "document";

    fn names(&self) -> Vec<&str> {
        vec![&self.kind, &self.id]
    }

    fn key(&self) -> Vec<u8> {
        key::document(&self.kind, &self.id)
    }

    /// Documents are large and many: what is plain for certain is not looked at twice.
    fn raw(&self) -> Result<Vec<u8>, &'static str> {
        let mut raw = Vec::new();
        canonical::write_document(&mut raw, self).map_err(|_| "it has no canonical JSON")?;
        if !canonical::is_plain(&self.body, DEPTH_READ_BACK) {
            serde_json::from_slice::<Self>(&raw).map_err(|_| "its JSON cannot be read back")?;
        }
        Ok(raw)
    }
}
