//! Who acts in a benchmark: a fixed clock and entropy that is not random, so that runs repeat.

use std::sync::atomic::{AtomicU64, Ordering};

use cairn_api::Host;
use cairn_engine::{Act, Holder};
use cairn_model::{CommitDraft, CommitKind, Timestamp};

/// 2026-09-21T14:13:20Z.
pub(crate) const NOW: Timestamp = Timestamp(1_790_000_000_000);

/// The surroundings of a benchmark.
#[derive(Debug, Default)]
pub(crate) struct BenchHost {
    drawn: AtomicU64,
}

impl Host for BenchHost {
    fn scratch(&self) -> std::path::PathBuf {
        std::env::temp_dir()
    }

    fn now(&self) -> Timestamp {
        NOW
    }

    fn entropy(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let drawn = self.drawn.fetch_add(1, Ordering::Relaxed) + 1;
            let mixed = drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
    }

    fn actor(&self) -> String {
        "bench".to_owned()
    }

    fn program(&self) -> String {
        "cairn-bench".to_owned()
    }

    fn account(&self) -> String {
        "bench".to_owned()
    }

    fn process(&self) -> u32 {
        std::process::id()
    }
}

/// Does something as the benchmark.
pub(crate) fn acting<T>(deed: impl FnOnce(&mut Act<'_>) -> T) -> T {
    let host = BenchHost::default();
    let mut entropy = |bytes: &mut [u8]| host.entropy(bytes);
    deed(&mut Act { actor: host.actor(), now: NOW, effective_at: None, entropy: &mut entropy })
}

/// Returns who opens the estates of the benchmark.
pub(crate) fn holder() -> Holder {
    Holder { pid: std::process::id(), program: "cairn-bench".to_owned(), since: NOW, user: "bench".to_owned() }
}

/// Returns what a commit of the benchmark says of itself.
pub(crate) fn draft(kind: CommitKind) -> CommitDraft {
    CommitDraft {
        kind,
        actor: "bench".to_owned(),
        recorded_at: NOW,
        effective_at: NOW,
        reason: "bench".to_owned(),
        change: None,
        step: None,
    }
}
