//! What is fixed about every vertex: one byte each, in pages that generations share.

use std::sync::Arc;

use super::{Vertex, VertexFacts};
use crate::Level;

const PAGE_BITS: u32 = 14;
const PAGE: usize = 1 << PAGE_BITS;
/// The bit beside the two of the level.
const PARTICIPATES: u8 = 1 << 2;

/// Vertex → facts. A clone shares every page; changing a vertex copies its page.
#[derive(Clone, Debug, Default)]
pub(super) struct FactPages {
    pages: Arc<[Arc<[u8; PAGE]>]>,
    len: usize,
}

fn packed(facts: VertexFacts) -> u8 {
    facts.context as u8 | if facts.participates { PARTICIPATES } else { 0 }
}

impl FactPages {
    pub(super) fn of(facts: &[VertexFacts]) -> Self {
        let page = |facts: &[VertexFacts]| {
            let mut page = [0; PAGE];
            for (slot, &facts) in page.iter_mut().zip(facts) {
                *slot = packed(facts);
            }
            Arc::new(page)
        };
        FactPages { pages: facts.chunks(PAGE).map(page).collect(), len: facts.len() }
    }

    /// Returns one byte for each vertex.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.pages.iter().flat_map(|page| page.iter().copied()).take(self.len).collect()
    }

    /// Returns the facts that bytes say, as [`FactPages::bytes`] gave them.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        let page = |bytes: &[u8]| {
            let mut page = [0; PAGE];
            page[..bytes.len()].copy_from_slice(bytes);
            Arc::new(page)
        };
        FactPages { pages: bytes.chunks(PAGE).map(page).collect(), len: bytes.len() }
    }

    /// Returns the vertices whose operation seeds every analysis, ascending.
    pub(super) fn seeds(bytes: &[u8]) -> Arc<[Vertex]> {
        let seeds = |byte: u8| byte & (PARTICIPATES - 1) != 0;
        (0..).zip(bytes).filter(|(_, byte)| seeds(**byte)).map(|(vertex, _)| vertex).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Returns the facts of a vertex; those of a vertex behind the last are the default, or there is no such page.
    #[inline]
    pub(super) fn get(&self, vertex: Vertex) -> VertexFacts {
        let byte = self.pages[(vertex >> PAGE_BITS) as usize][vertex as usize % PAGE];
        VertexFacts { participates: byte & PARTICIPATES != 0, context: Level::from_number(byte & (PARTICIPATES - 1)) }
    }

    /// Returns the pages with other facts of some vertices; one behind the last makes room for itself.
    pub(super) fn with(&self, changed: &[(Vertex, VertexFacts)]) -> Self {
        let mut pages = self.pages.to_vec();
        let mut len = self.len;
        for &(vertex, facts) in changed {
            len = len.max(vertex as usize + 1);
            while pages.len() < len.div_ceil(PAGE) {
                pages.push(Arc::new([0; PAGE]));
            }
            Arc::make_mut(&mut pages[(vertex >> PAGE_BITS) as usize])[vertex as usize % PAGE] = packed(facts);
        }
        FactPages { pages: pages.into(), len }
    }
}
