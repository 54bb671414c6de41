//! The entries of a container, in their order.

use std::fmt;

use cairn_model::{hex, unhex};

/// One entry of a container. The order of the variants is the order in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// What the snapshot says of itself.
    Manifest,
    /// The elements of the model.
    Model,
    /// The items.
    Items,
    /// The relationships.
    Relationships,
    /// The declared terms of requirements.
    Requirements,
    /// Baselines and documents.
    Records,
    /// Every commit with its edits.
    Log,
    /// An attachment, by the SHA-256 of its content.
    Attachment([u8; 32]),
}

const ATTACHMENTS: &str = "attachments/";

impl Member {
    /// The entries between manifest and attachments, in order.
    pub const FILES: [Member; 6] =
        [Member::Model, Member::Items, Member::Relationships, Member::Requirements, Member::Records, Member::Log];

    /// Returns the entry with this name; `None` when no snapshot has it.
    #[must_use]
    pub fn parse(name: &str) -> Option<Member> {
        if let Some(digest) = name.strip_prefix(ATTACHMENTS) {
            return unhex(digest).map(Member::Attachment);
        }
        [Member::Manifest].into_iter().chain(Member::FILES).find(|member| member.name() == name)
    }

    /// Returns its name in the container.
    #[must_use]
    pub fn name(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Member {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Member::Manifest => "manifest.json",
            Member::Model => "model.json",
            Member::Items => "items.ndjson",
            Member::Relationships => "relationships.ndjson",
            Member::Requirements => "requirements.ndjson",
            Member::Records => "records.ndjson",
            Member::Log => "log.ndjson",
            Member::Attachment(digest) => return write!(formatter, "{ATTACHMENTS}{}", hex(digest)),
        };
        formatter.write_str(name)
    }
}
