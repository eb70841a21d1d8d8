//! What must be true when a story has ended, whatever went wrong in it.

use std::collections::BTreeSet;

use model::{
    fold::State,
    id::RecordId,
    problem::{Code, Problem},
    record::Record,
    sync::phone::Phone,
};

use super::{handset::Handset, window::Window, world::World};

impl World {
    /// Whether nobody has anything left to send or to fetch, and all have compared since everything
    /// works again.
    pub fn is_quiet(&self) -> bool {
        let last = self.server.log.len() as i64;
        let is_silent = self.messages.is_empty();
        is_silent && self.handsets.iter().all(|handset| handset.is_done(last))
    }

    /// Looked at after every step: a log that grows by itself would grow without end.
    pub fn verify_size(&self) -> Result<(), String> {
        if let Some(wrong) = &self.wrong {
            return Err(wrong.clone());
        }
        if self.server.log.len() > self.kept.len() {
            return Err("the log has more records than were made".into());
        }
        Ok(())
    }

    pub fn verify(&self) -> Result<(), String> {
        let logged = self.verify_log()?;
        self.verify_kept(&logged)?;
        let mut phones = self.handsets.iter().filter(|handset| !handset.is_lost);
        phones.try_for_each(|handset| self.verify_phone(handset))
    }

    /// The log has each record once, of those that were made, and its fold in another order is what
    /// the server shows.
    fn verify_log(&self) -> Result<BTreeSet<&RecordId>, String> {
        let mut folded = State::default();
        let mut logged = BTreeSet::new();
        for stamped in self.server.log.iter().rev().map(|logged| &logged.stamped) {
            let id = &stamped.record.id;
            folded.apply(&stamped.record);
            if !logged.insert(id) {
                return Err(format!("{id} is in the log twice"));
            }
            match self.kept.get(id) {
                None => return Err(format!("{id} was made by nobody")),
                Some(author) if *author != stamped.record.by => {
                    return Err(format!("{id} is in the log as somebody else's"));
                }
                Some(_) => {}
            }
        }
        if folded != self.server.state {
            return Err("the server is not the fold of its log".into());
        }
        Ok(logged)
    }

    /// Whatever a phone said is saved is in the log, or was sent back to its author.
    fn verify_kept(&self, logged: &BTreeSet<&RecordId>) -> Result<(), String> {
        let entries = self.handsets.iter().flat_map(|h| &h.disk.image.entries);
        let is_photo_missing = |problem: &Problem| problem.code == Code::PhotoMissing;
        let mut refusals = entries.clone().filter_map(|entry| entry.refused.as_ref());
        if refusals.any(is_photo_missing) {
            return Err("somebody is told of a missing photo".into());
        }
        if let Some(entry) = entries.clone().find(|entry| entry.is_waiting()) {
            let Record { id, by, device, .. } = &entry.record;
            return Err(format!("{id} on {device} still waits for {by}"));
        }
        let sent_back: BTreeSet<_> = entries.map(|entry| &entry.record.id).collect();
        let mut kept = self.kept.keys();
        let is_known_to_be_gone =
            |id: &RecordId| self.lost_with_phones.contains(id) || self.told_refused.contains(id);
        let is_there = |id: &RecordId| logged.contains(id) || sent_back.contains(id);
        match kept.find(|id| !is_there(id) && !is_known_to_be_gone(id)) {
            Some(id) => Err(format!("{id} is lost; {}", self.whereabouts(id))),
            None => Ok(()),
        }
    }

    /// Which phones still hold a record, and as what.
    fn whereabouts(&self, id: &RecordId) -> String {
        let rows = self.handsets.iter().flat_map(|handset| {
            let rows = handset
                .disk
                .image
                .rows
                .iter()
                .filter(|row| row.record.id == *id);
            rows.map(|row| {
                format!(
                    "{}: {:?} {:?}",
                    handset.disk.image.device, row.hold, row.record
                )
            })
        });
        rows.collect::<Vec<_>>().join("; ")
    }

    /// What every window shows is what the server has for whoever is signed in.
    fn verify_phone(&self, handset: &Handset) -> Result<(), String> {
        let device = &handset.disk.image.device;
        let reloaded = Phone::new(handset.disk.image.clone());
        for window in &handset.windows {
            if reloaded.state() != window.phone.state() {
                return Err(format!("{device} shows something else than it has kept"));
            }
            self.verify_window(window)
                .map_err(|what| format!("{device} {what}"))?;
        }
        Ok(())
    }

    fn verify_window(&self, window: &Window) -> Result<(), String> {
        let person = &self.people[window.me];
        let phone = &window.phone;
        if phone.position().person != person.id {
            return Err("shows one person's pages on another's phone".into());
        }
        let ground = phone.ground();
        if !ground.version.is_empty() && ground.person.id != person.id {
            return Err("has somebody else's ground".into());
        }
        if !phone.position().holds {
            return Ok(());
        }
        let theirs = || self.server.scope(person, &self.tree).map(|s| &s.record);
        let ids: BTreeSet<_> = theirs().map(|record| &record.id).collect();
        let ours: BTreeSet<_> = phone.rows().map(|row| &row.record.id).collect();
        if ids != ours {
            return Err("holds other records than the server".into());
        }
        let mut expected = State::default();
        theirs().for_each(|record| expected.apply(record));
        if expected != *phone.state() {
            return Err("shows something else than the server".into());
        }
        Ok(())
    }
}
