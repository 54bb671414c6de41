//! Giving out keys: `PREFIX-000123`, per prefix one more than the largest in use.

use cairn_estate::Generation;
use cairn_model::catalogue::Class;
use rustc_hash::FxHashMap;

/// The next number of each prefix.
pub(crate) struct Keys {
    next: FxHashMap<String, u64>,
}

impl Keys {
    /// Returns the numbers that follow the largest in use; one look at every item.
    pub(crate) fn of(generation: &Generation) -> Self {
        let mut next: FxHashMap<String, u64> = FxHashMap::default();
        for row in generation.rows() {
            let Ok(view) = generation.view(row) else { continue };
            if let Some((prefix, number)) = view.key.rsplit_once('-')
                && let Ok(number) = number.parse::<u64>()
            {
                match next.get_mut(prefix) {
                    Some(largest) => *largest = number.saturating_add(1).max(*largest),
                    None => drop(next.insert(prefix.to_owned(), number.saturating_add(1))),
                }
            }
        }
        Keys { next }
    }

    /// Returns a key for a new item of a class.
    pub(crate) fn give(&mut self, class: &Class) -> String {
        let prefix = &class.definition.key_prefix;
        let number = match self.next.get_mut(prefix) {
            Some(next) => next,
            None => self.next.entry(prefix.clone()).or_insert(1),
        };
        let key = format!("{prefix}-{number:06}");
        *number += 1;
        key
    }
}
