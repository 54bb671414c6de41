//! Maps and lists whose clones cost what changed since they were last settled, not what they hold.

use std::borrow::Borrow;
use std::hash::Hash;
use std::ops::Index;
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// So few recent changes are never settled.
const RECENT_MIN: usize = 64;

/// Returns whether recent changes are many. With the square root, cloning them and settling them every so often cost
/// about the same for each change.
fn is_many(recent: usize, settled: usize) -> bool {
    recent > RECENT_MIN.max(settled.isqrt())
}

/// A map in two layers: settled entries, which clones share, and what changed since, which each clone has for itself.
#[derive(Clone, Debug)]
pub struct LayeredMap<K, V> {
    settled: Arc<FxHashMap<K, V>>,
    /// `None` for a removed entry.
    recent: FxHashMap<K, Option<V>>,
    len: usize,
}

impl<K, V> Default for LayeredMap<K, V> {
    fn default() -> Self {
        LayeredMap { settled: Arc::default(), recent: FxHashMap::default(), len: 0 }
    }
}

impl<K, V> From<FxHashMap<K, V>> for LayeredMap<K, V> {
    fn from(settled: FxHashMap<K, V>) -> Self {
        LayeredMap { len: settled.len(), settled: Arc::new(settled), recent: FxHashMap::default() }
    }
}

impl<K: Hash + Eq + Clone, V: Clone> LayeredMap<K, V> {
    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether there is no entry.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the value of a key.
    #[inline]
    #[must_use]
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        match self.recent.get(key) {
            Some(changed) => changed.as_ref(),
            None => self.settled.get(key),
        }
    }

    /// Puts a value under a key; returns whether one was there.
    pub fn insert(&mut self, key: K, value: V) -> bool {
        let known = self.get(&key).is_some();
        self.len += usize::from(!known);
        // What nobody shares is changed in place: filling a new map leaves nothing to be settled.
        match Arc::get_mut(&mut self.settled) {
            Some(own) if self.recent.is_empty() => drop(own.insert(key, value)),
            _ => drop(self.recent.insert(key, Some(value))),
        }
        known
    }

    /// Removes a key; returns whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        if self.get(key).is_none() {
            return false;
        }
        self.len -= 1;
        if self.settled.contains_key(key) {
            self.recent.insert(key.clone(), None);
        } else {
            self.recent.remove(key);
        }
        true
    }

    /// Returns the value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        if !self.recent.contains_key(key) {
            let settled = self.settled.get(key)?.clone();
            self.recent.insert(key.clone(), Some(settled));
        }
        self.recent.get_mut(key)?.as_mut()
    }

    /// Returns every entry, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let settled = self.settled.iter().filter(|(key, _)| !self.recent.contains_key(*key));
        settled.chain(self.recent.iter().filter_map(|(key, value)| Some((key, value.as_ref()?))))
    }

    /// Settles the recent changes when they have become many; O(entries) then. Nothing that can be read changes.
    pub fn settle(&mut self) {
        if !is_many(self.recent.len(), self.settled.len()) {
            return;
        }
        let settled = Arc::make_mut(&mut self.settled);
        for (key, value) in std::mem::take(&mut self.recent) {
            match value {
                Some(value) => drop(settled.insert(key, value)),
                None => drop(settled.remove(&key)),
            }
        }
    }
}

/// A list that only grows, in two layers as in [`LayeredMap`].
#[derive(Clone, Debug)]
pub struct LayeredList<T> {
    settled: Arc<Vec<T>>,
    recent: Vec<T>,
}

impl<T> Default for LayeredList<T> {
    fn default() -> Self {
        LayeredList { settled: Arc::default(), recent: Vec::new() }
    }
}

impl<T: Clone> LayeredList<T> {
    /// Returns the number of elements.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.settled.len() + self.recent.len()
    }

    /// Returns whether there is no element.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends an element.
    pub fn push(&mut self, element: T) {
        match Arc::get_mut(&mut self.settled) {
            Some(own) if self.recent.is_empty() => own.push(element),
            _ => self.recent.push(element),
        }
    }

    /// Settles the recent elements when they have become many; O(elements) then. Nothing that can be read changes.
    pub fn settle(&mut self) {
        if is_many(self.recent.len(), self.settled.len()) {
            Arc::make_mut(&mut self.settled).append(&mut self.recent);
        }
    }
}

impl<T> Index<usize> for LayeredList<T> {
    type Output = T;

    #[inline]
    fn index(&self, index: usize) -> &T {
        match self.settled.get(index) {
            Some(element) => element,
            None => &self.recent[index - self.settled.len()],
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Step {
        Insert(u8, u16),
        Remove(u8),
        Change(u8, u16),
        Share,
        Settle,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            8 => any::<(u8, u16)>().prop_map(|(key, value)| Step::Insert(key, value)),
            4 => any::<u8>().prop_map(Step::Remove),
            2 => any::<(u8, u16)>().prop_map(|(key, value)| Step::Change(key, value)),
            1 => Just(Step::Share),
            1 => Just(Step::Settle),
        ]
    }

    fn holds(map: &LayeredMap<u8, u16>, list: &LayeredList<u16>, model: &(BTreeMap<u8, u16>, Vec<u16>)) {
        assert_eq!(map.iter().map(|(&key, &value)| (key, value)).collect::<BTreeMap<_, _>>(), model.0);
        assert_eq!((map.len(), map.is_empty()), (model.0.len(), model.0.is_empty()));
        assert!((0..=u8::MAX).all(|key| map.get(&key) == model.0.get(&key)));
        assert_eq!((0..list.len()).map(|index| list[index]).collect::<Vec<_>>(), model.1);
    }

    proptest! {
        #[test]
        fn layers_hold_what_one_map_and_one_list_hold(steps in proptest::collection::vec(step(), 0..160)) {
            let (mut map, mut list) = (LayeredMap::default(), LayeredList::default());
            let mut model = (BTreeMap::new(), Vec::new());
            let mut shared = Vec::new();
            for step in steps {
                match step {
                    Step::Insert(key, value) => {
                        prop_assert_eq!(map.insert(key, value), model.0.insert(key, value).is_some());
                        list.push(value);
                        model.1.push(value);
                    }
                    Step::Remove(key) => prop_assert_eq!(map.remove(&key), model.0.remove(&key).is_some()),
                    Step::Change(key, value) => {
                        prop_assert_eq!(map.get(&key), model.0.get(&key));
                        if let Some(found) = map.get_mut(&key) {
                            *found = value;
                            model.0.insert(key, value);
                        }
                    }
                    Step::Share => shared.push((map.clone(), list.clone(), model.clone())),
                    Step::Settle => {
                        map.settle();
                        list.settle();
                    }
                }
                holds(&map, &list, &model);
            }
            for (map, list, model) in &shared {
                holds(map, list, model);
            }
        }
    }

    #[test]
    fn many_changes_are_settled_and_few_are_cloned() {
        let mut first: LayeredMap<u32, u32> = (0..10_000).map(|key| (key, key)).collect::<FxHashMap<_, _>>().into();
        let clone = first.clone();
        for key in 0..100 {
            first.insert(key, 0);
        }
        first.settle();
        assert_eq!((first.recent.len(), clone.get(&7)), (100, Some(&7)));
        first.remove(&200);
        first.settle();
        assert_eq!((first.recent.len(), first.settled.len(), first.len()), (0, 9_999, 9_999));
        assert_eq!((clone.len(), clone.get(&200)), (10_000, Some(&200)));
    }
}
