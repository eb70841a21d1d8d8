//! What has been chosen, in the order of choosing.

/// A few hundred at most, so a list serves: a set would be a kind of tree for each type of item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<T>(Vec<T>);

impl<T: PartialEq> Chosen<T> {
    pub fn new(chosen: Vec<T>) -> Self {
        Self(chosen)
    }

    pub fn contains(&self, item: &T) -> bool {
        self.0.contains(item)
    }

    /// Chooses it, or lets it go.
    pub fn set(&mut self, item: T, chosen: bool) {
        match (self.0.iter().position(|other| *other == item), chosen) {
            (None, true) => self.0.push(item),
            (Some(place), false) => {
                self.0.remove(place);
            }
            _ => {}
        }
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn items(&self) -> &[T] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_there_once_and_can_be_let_go() {
        let mut chosen = Chosen::new(vec!["b"]);
        for item in ["a", "b", "c"] {
            chosen.set(item, true);
        }
        assert_eq!(chosen.items(), ["b", "a", "c"]);
        chosen.set("a", false);
        chosen.set("d", false);
        assert_eq!(chosen.items(), ["b", "c"]);
        assert!(chosen.contains(&"c") && !chosen.contains(&"a"));
        chosen.clear();
        assert!(chosen.items().is_empty());
    }
}
