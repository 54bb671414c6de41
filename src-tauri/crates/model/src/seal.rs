//! What the values in the log are hashed with, so that a value can go and every hash stays.

/// What one value of an edit is hashed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueSeal {
    /// The value is there; its salt.
    Salt([u8; 16]),
    /// The value was purged; its digest.
    Digest([u8; 32]),
}

/// What the values of a chunk of edits are hashed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChunkSeal {
    /// Every value is there; the salt from which each has its own.
    Whole([u8; 32]),
    /// Some were purged; what each value has, in the order in which the edits name them.
    Values(Vec<ValueSeal>),
}
