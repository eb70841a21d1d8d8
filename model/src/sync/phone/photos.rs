//! Photos on the phone: which are sent before which record, what a refused one means, how long the
//! phone keeps them.

use super::{Change, Entry, Hold, Phone, Row, settle::is_about_the_records};
use crate::{clock::Millis, id::PhotoId, problem::Problem, record::Record};

/// How long the phone keeps the photos of a record that the server has: a server that is restored
/// from a backup may need them again.
const KEPT_MS: Millis = 30 * 24 * 60 * 60 * 1000;

impl Phone {
    /// The photos of the oldest record that waits for any, as far as the server is not known to
    /// have them.
    pub fn photos_to_send(&self) -> Vec<PhotoId> {
        let waiting = self.waiting();
        let Some(next) = waiting.into_iter().find(|entry| !self.may_go(entry)) else {
            return Vec::new();
        };
        let photos = next.record.fact.photos().iter();
        photos.filter(|id| !self.is_there(id)).cloned().collect()
    }

    /// The server has said that it has the photo whole. That is remembered until the program ends,
    /// then asked again.
    pub fn photo_is_there(&mut self, photo: &PhotoId) -> Change {
        if !self.is_there(photo) {
            self.photos_there.push(photo.clone());
        }
        Change::default()
    }

    /// The photo cannot be sent: the records that cite it wait for their author. `None`: nothing is
    /// wrong with the photo, so try again later.
    pub fn photo_failed(&mut self, photo: &PhotoId, problem: &Problem) -> Option<Change> {
        if !is_about_the_records(problem) {
            return None;
        }
        let citing = self.waiting().into_iter();
        let citing = citing.filter(|entry| entry.record.fact.photos().contains(photo));
        let entries = citing.map(|entry| Entry {
            refused: Some(problem.clone()),
            ..entry.clone()
        });
        let change = Change {
            entries: entries.collect(),
            ..Change::default()
        };
        self.apply(&change);
        Some(change)
    }

    /// Whether the phone must keep a photo: for a record of its own that waits, was sent back, or
    /// has not been with the server for long.
    pub fn needs_photo(&self, photo: &PhotoId, now: Millis) -> bool {
        let cites = |record: &Record| record.fact.photos().contains(photo);
        let is_new =
            |row: &Row| row.hold == Hold::Unseen || now - row.record.made_at.millis < KEPT_MS;
        let mut own = self
            .rows
            .values()
            .filter(|row| row.record.device == self.device);
        self.entries.values().any(|entry| cites(&entry.record))
            || own.any(|row| is_new(row) && cites(&row.record))
    }

    /// Whether the record may be sent: the server has all its photos.
    pub(super) fn may_go(&self, entry: &Entry) -> bool {
        let mut photos = entry.record.fact.photos().iter();
        photos.all(|id| self.is_there(id))
    }

    fn is_there(&self, photo: &PhotoId) -> bool {
        self.photos_there.contains(photo)
    }
}

#[cfg(test)]
mod tests;
