//! Work that goes another way: files and codes that phones hand over, and those who bring them.

use std::collections::BTreeSet;

use model::{
    handover::{HandOver, Taken, photos_of, split},
    id::{PhotoId, RecordId},
    sync::phone::Phone,
};

use super::{mutant::Mutant, random::Random, world::World};

/// What a phone has handed over; it exists from then on, whatever becomes of the phone.
pub struct File {
    handset: usize,
    text: String,
    pub ids: Vec<RecordId>,
    photos: Vec<PhotoId>,
}

/// How often all files of lost phones are brought at the end: what is in one may rest on another.
const N_ROUNDS: usize = 2;

impl World {
    /// Somebody hands over, brings what was handed over, or loses a phone.
    pub fn carry(&mut self) {
        match self.random.below(100) {
            0..45 => self.hand_over(),
            45..90 => self.bring_any(),
            _ => self.lose_a_phone(),
        }
    }

    fn hand_over(&mut self) {
        let index = self.random.below(self.handsets.len());
        let handset = &mut self.handsets[index];
        let at = self.random.below(handset.windows.len());
        let Some(window) = handset.windows.get(at) else {
            return;
        };
        let file = File::of(index, &window.phone, self.now, &mut self.random);
        if file.ids.is_empty() {
            return;
        }
        if self.mutant == Some(Mutant::HandsOverAndForgets) {
            let entries = &mut handset.disk.image.entries;
            entries.retain(|entry| !file.ids.contains(&entry.record.id));
            handset.load(at);
        }
        self.tally.add("a phone hands over");
        self.files.push(file);
    }

    fn bring_any(&mut self) {
        if self.files.is_empty() {
            return;
        }
        let at = self.random.below(self.files.len());
        let carrier = self.random.below(self.people.len());
        if self.random.in_hundred(15) {
            return self.bring_cut_off(at, carrier);
        }
        if self.random.in_hundred(15) {
            return self.tally.add("a file is lost on its way");
        }
        self.bring(at, carrier);
    }

    /// Brings a file, its photos first; gives what was refused.
    fn bring(&mut self, at: usize, carrier: usize) -> BTreeSet<RecordId> {
        let (file, carrier) = (&self.files[at], &self.people[carrier]);
        let photos = file.photos.iter().cloned();
        let photos = photos.map(|photo| (carrier.id.clone(), photo));
        self.server.photos.extend(photos);
        let people = &self.people;
        let brought =
            self.server
                .take_carried(&file.text, carrier, people, &self.tree, self.mutant);
        self.tally.add("a file is brought");
        let Ok(taken) = brought else {
            self.wrong = Some("a whole file is not taken".into());
            return BTreeSet::new();
        };
        if n_told(&taken) != file.ids.len() {
            self.wrong = Some("a carrier is not told of every record".into());
        }
        let tally = &mut self.tally;
        tally.add_many("a record comes with a file", taken.taken.len());
        tally.add_many("a record comes again with a file", taken.known.len());
        tally.add_many("a record is refused in a file", taken.refused.len());
        let refused = taken.refused.into_iter();
        refused.filter_map(|refused| refused.id).collect()
    }

    fn bring_cut_off(&mut self, at: usize, carrier: usize) {
        let text = &self.files[at].text;
        let mut end = self.random.below(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (part, carrier) = (&text[..end], &self.people[carrier]);
        let people = &self.people;
        let brought = self
            .server
            .take_carried(part, carrier, people, &self.tree, self.mutant);
        self.tally.add("a file is cut off");
        let is_whole = |it: &Taken| n_told(it) == self.files[at].ids.len();
        // Of codes that were read twice, one may be cut off.
        if brought.is_ok_and(|taken| !is_whole(&taken)) {
            self.wrong = Some("a file that was cut off is taken".into());
        }
    }

    /// Only what was handed over before is still to be had.
    fn lose_a_phone(&mut self) {
        let n_left = self.handsets.iter().filter(|it| !it.is_lost).count();
        let index = self.random.below(self.handsets.len());
        let handset = &mut self.handsets[index];
        if handset.is_lost || n_left < 2 {
            return;
        }
        handset.is_lost = true;
        handset.windows.clear();
        let image = &handset.disk.image;
        let entries = image.entries.iter().map(|entry| &entry.record.id);
        let held = entries.chain(image.rows.iter().map(|row| &row.record.id));
        let files = self.files.iter().flat_map(|file| &file.ids);
        let handed_over: BTreeSet<_> = files.collect();
        let gone = held.filter(|id| !handed_over.contains(id));
        self.lost_with_phones.extend(gone.cloned());
        handset.disk.image.entries.clear();
        handset.disk.image.rows.clear();
        self.tally.add("a phone is lost for good");
    }

    /// What lost phones have handed over is brought by everybody; what nobody may bring, or what was
    /// wrong with it from the beginning, they are told.
    pub fn bring_what_was_left(&mut self) {
        for round in 1..=N_ROUNDS {
            for at in 0..self.files.len() {
                if !self.handsets[self.files[at].handset].is_lost {
                    continue;
                }
                let mut refused: Option<BTreeSet<_>> = None;
                for carrier in 0..self.people.len() {
                    let now = self.bring(at, carrier);
                    let all = refused.unwrap_or_else(|| now.clone());
                    refused = Some(all.intersection(&now).cloned().collect());
                }
                if round == N_ROUNDS {
                    self.told_refused.extend(refused.unwrap_or_default());
                }
            }
        }
    }
}

impl File {
    fn of(handset: usize, phone: &Phone, now: i64, random: &mut Random) -> Self {
        let words = serde_json::to_string(&HandOver::of(phone, now)).expect("plain data");
        let ids = phone.entries().into_iter();
        let ids = ids.map(|entry| entry.record.id.clone()).collect();
        let codes = split(&words).filter(|_| random.in_hundred(25));
        let (text, photos) = match codes {
            Some(lines) => (mixed(lines, random), Vec::new()),
            None => (words, photos_of(phone)),
        };
        Self {
            handset,
            text,
            ids,
            photos,
        }
    }
}

/// Of how many records a carrier is told.
fn n_told(taken: &Taken) -> usize {
    taken.taken.len() + taken.known.len() + taken.refused.len()
}

/// Codes are read in any order, some of them twice.
fn mixed(mut lines: Vec<String>, random: &mut Random) -> String {
    lines.extend(random.pick(&lines).cloned());
    for end in (1..lines.len()).rev() {
        lines.swap(end, random.below(end + 1));
    }
    lines.join("\n")
}
