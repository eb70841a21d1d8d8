//! Maps and sets in order of their keys' names, with one copy of the searching code for all types:
//! phones load this program.
//!
//! What is kept stands in a list; a tree that knows nothing of its type says where.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, collections::BTreeMap, fmt, ops::Index};

/// What can be a key: it has a name of its own, and names have the order of the keys.
pub trait Key {
    fn name(&self) -> Cow<'_, str>;
}

impl Key for String {
    fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl<K: Key> Key for &K {
    fn name(&self) -> Cow<'_, str> {
        (*self).name()
    }
}

/// No identifier holds the character between the two.
impl<A: Key, B: Key> Key for (A, B) {
    fn name(&self) -> Cow<'_, str> {
        let mut name = self.0.name().into_owned();
        name.push('\0');
        name.push_str(&self.1.name());
        Cow::Owned(name)
    }
}

#[derive(Clone)]
pub struct Map<K, V> {
    places: BTreeMap<String, usize>,
    kept: Vec<(K, V)>,
}

pub type Set<K> = Map<K, ()>;

impl<K, V> Map<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.kept.len()
    }

    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let kept = |place: &usize| self.kept.get(*place);
        self.places
            .values()
            .filter_map(kept)
            .map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

impl<K: Key, V> Map<K, V> {
    pub fn contains_key(&self, key: &K) -> bool {
        self.places.contains_key(&*key.name())
    }

    pub fn get(&self, key: &K) -> Option<&V> {
        self.at(self.place_of(key)?)
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.at_mut(self.place_of(key)?)
    }

    /// Where the key's value is, until one is removed: looking for it is most of the work of a map.
    pub fn place_of(&self, key: &K) -> Option<usize> {
        self.places.get(&*key.name()).copied()
    }

    pub fn at(&self, place: usize) -> Option<&V> {
        self.kept.get(place).map(|(_, value)| value)
    }

    pub fn at_mut(&mut self, place: usize) -> Option<&mut V> {
        self.kept.get_mut(place).map(|(_, value)| value)
    }

    /// Puts the value in place of the one that was there, if any; says where.
    pub fn insert(&mut self, key: K, value: V) -> usize {
        let place = place_in(&mut self.places, key.name(), self.kept.len());
        match self.at_mut(place) {
            Some(old) => *old = value,
            None => self.kept.push((key, value)),
        }
        place
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.places.remove(&*key.name())?;
        let (_, value) = self.kept.swap_remove(place);
        if let Some((moved, _)) = self.kept.get(place) {
            self.places.insert(moved.name().into_owned(), place);
        }
        Some(value)
    }

    /// The key's value, made first where there is none.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let end = self.kept.len();
        let place = place_in(&mut self.places, key.name(), end);
        if place == end {
            self.kept.push((key, V::default()));
        }
        &mut self.kept[place].1
    }
}

/// Where the name's value is, or that it is at the end from now on; in the program once.
fn place_in(places: &mut BTreeMap<String, usize>, name: Cow<'_, str>, end: usize) -> usize {
    *places.entry(name.into_owned()).or_insert(end)
}

impl<K: Key> Set<K> {
    /// Adds the key; whether it was not there.
    pub fn add(&mut self, key: K) -> bool {
        let is_new = !self.contains_key(&key);
        self.insert(key, ());
        is_new
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            places: BTreeMap::new(),
            kept: Vec::new(),
        }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Key, V> Index<&K> for Map<K, V> {
    type Output = V;

    /// # Panics
    /// Where there is none, as other maps do.
    fn index(&self, key: &K) -> &V {
        self.get(key).expect("the key is in the map")
    }
}

impl<K: Key, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, more: I) {
        for (key, value) in more {
            self.insert(key, value);
        }
    }
}

impl<K: Key, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        let mut map = Self::default();
        map.extend(all);
        map
    }
}

impl<K: Key> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(all: I) -> Self {
        all.into_iter().map(|key| (key, ())).collect()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// In a browser through a tree of JSON, for which the code is there already; elsewhere at once.
impl<'de, K: Key + From<String>, V: serde::de::DeserializeOwned> Deserialize<'de> for Map<K, V> {
    #[cfg(target_arch = "wasm32")]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use crate::json::{Tree, Unreadable, from_tree};
        let mut map = Self::default();
        let fields = match Tree::deserialize(deserializer)? {
            Tree::Object(fields) => fields,
            Tree::Null => Vec::new(),
            _ => return Err(serde::de::Error::custom(Unreadable)),
        };
        for (name, value) in fields {
            let value = from_tree(value).map_err(serde::de::Error::custom)?;
            map.insert(K::from(name.into_owned()), value);
        }
        Ok(map)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(entries::Entries(Self::default()))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod entries {
    use super::{Key, Map};
    use serde::de::{DeserializeOwned, MapAccess, Visitor};
    use std::fmt;

    pub struct Entries<K, V>(pub Map<K, V>);

    impl<'de, K: Key + From<String>, V: DeserializeOwned> Visitor<'de> for Entries<K, V> {
        type Value = Map<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(mut self, mut all: A) -> Result<Self::Value, A::Error> {
            while let Some((name, value)) = all.next_entry::<String, V>()? {
                self.0.insert(K::from(name), value);
            }
            Ok(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{NodeId, UnitId},
        json,
    };

    #[test]
    fn does_what_the_standard_library_does() {
        let mut expected = BTreeMap::new();
        let mut map = Map::new();
        for n in 0..2_000_u32 {
            let key = NodeId::new(((n * 7919) % 97).to_string());
            if n % 3 == 0 {
                assert_eq!(map.remove(&key), expected.remove(&key));
            } else {
                map.insert(key.clone(), n);
                expected.insert(key.clone(), n);
            }
            assert_eq!(map.get(&key), expected.get(&key));
        }
        assert!(map.iter().eq(&expected));
        let written = serde_json::to_string(&map).unwrap();
        assert_eq!(written, serde_json::to_string(&expected).unwrap());
        assert_eq!(json::parse(&written), Ok(map));
    }

    #[test]
    fn pairs_stand_in_the_order_of_their_parts() {
        let key = |task: &str, unit: &str| (NodeId::from(task), UnitId::from(unit));
        let mut keys = vec![key("a", "z"), key("a-b", "a"), key("a", "y"), key("", "a")];
        let set: Set<_> = keys.iter().cloned().collect();
        keys.sort();
        assert!(set.keys().eq(&keys));
    }

    #[test]
    fn a_value_is_made_once() {
        let mut counts: Map<String, u32> = Map::new();
        for name in ["b", "a", "b"] {
            *counts.or_default(name.to_owned()) += 1;
        }
        let counted: Vec<_> = counts.values().copied().collect();
        assert_eq!(counted, [1, 2]);
        let mut set = Set::default();
        assert!(set.add("a".to_owned()) && !set.add("a".to_owned()));
    }
}
