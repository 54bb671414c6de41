//! Test kit: the brute-force oracle the impact engine is tested against, and random estates.
//!
//! *Architecture invariant:* this crate knows no other crate of the workspace. The oracle is a second, independent
//! reading of `IMPACT.md`; the moment it shares a type or a helper with the engine, agreement proves nothing.

pub mod oracle;
pub mod random;
