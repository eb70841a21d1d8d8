//! The headings inside a table of tasks: rows that only name the rows after them, one in another.

use super::draft::Group;
use super::label::is_roman;

/// The groups that are open at a row, outermost first.
#[derive(Debug, Clone, Default)]
pub struct OpenGroups {
    open: Vec<Group>,
}

impl OpenGroups {
    /// A group closes those that stand as deep as it or deeper.
    pub fn enter(&mut self, group: Group) {
        let rank = rank(&group.label);
        self.leave(rank);
        self.open.push(group);
    }

    /// Closes all groups from a rank down.
    pub fn leave(&mut self, rank: usize) {
        let stays = self
            .open
            .iter()
            .position(|group| self::rank(&group.label) >= rank);
        self.open.truncate(stays.unwrap_or(self.open.len()));
    }

    pub fn all(&self) -> &[Group] {
        &self.open
    }
}

/// "A" over "I" over "1" (or "I.1") over "1.1" over "a".
pub fn rank(label: &str) -> usize {
    let first = label.split('.').next().unwrap_or_default();
    let dots = label.matches('.').count();
    if is_roman(first) {
        return 1 + dots;
    }
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_uppercase() => 0,
        (Some(letter), None) if letter.is_lowercase() => 8,
        _ => 2 + dots.min(5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_in_one_another() {
        let mut groups = OpenGroups::default();
        let mut after = |label: &str| {
            groups.enter(Group {
                label: label.to_owned(),
                title: String::new(),
            });
            let labels: Vec<&str> = groups.all().iter().map(|g| g.label.as_str()).collect();
            labels.join(" ")
        };
        assert_eq!(after("I"), "I");
        assert_eq!(after("1"), "I 1");
        assert_eq!(after("2"), "I 2");
        assert_eq!(after("2.1"), "I 2 2.1");
        assert_eq!(after("II"), "II");
        assert_eq!(after("II.1"), "II II.1");
        assert_eq!(after("B"), "B");
    }
}
