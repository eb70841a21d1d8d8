//! A phone's disk: takes a change whole or not at all, and now and then has no room.

use model::{
    clock::Millis,
    sync::phone::{Change, Image},
};

use super::{luck::Luck, mutant::Mutant};

pub struct Disk {
    pub image: Image,
    full_until: Millis,
}

impl Disk {
    pub fn new(device: &str) -> Self {
        Self {
            image: Image {
                device: device.into(),
                ..Image::default()
            },
            full_until: 0,
        }
    }

    /// Has no room until then.
    pub fn fill_up(&mut self, until: Millis) {
        self.full_until = until;
    }

    /// Whether the change is on the disk now. If not, nothing of it is.
    pub fn write(&mut self, change: &Change, luck: &mut Luck) -> bool {
        if luck.is_faulty && (luck.now < self.full_until || luck.in_hundred(luck.refusing)) {
            luck.tally.add("a disk refuses");
            if luck.mutant == Some(Mutant::WritesWhatFits) {
                self.image.apply(&first_of(change));
            }
            return false;
        }
        if self.image.is_past(change) && !luck.is(Mutant::WritesOverAnother) {
            luck.tally.add("a window has been overtaken");
            return false;
        }
        self.image.apply(change);
        true
    }
}

/// What a disk keeps that does not know a change as a whole.
fn first_of(change: &Change) -> Change {
    Change {
        entries: change.entries.iter().take(1).cloned().collect(),
        entries_gone: change.entries_gone.clone(),
        ..Change::default()
    }
}
