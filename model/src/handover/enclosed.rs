//! Photos in a file of unsent work: behind its words and a NUL, which no JSON holds, one after the other.

use super::{HandOver, Taken};
use crate::{
    id::PhotoId,
    map::Set,
    photo::{MOST_WAITING, PHOTO_MAX_BYTES, is_well_formed},
    sync::phone::Phone,
};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What stands between the words and the photos.
pub const BETWEEN: char = '\0';
/// How many photos are sent before the records that cite them, and then the next: the server keeps
/// only so many waiting.
pub const PHOTOS_AT_ONCE: usize = MOST_WAITING - 10;

/// A photo that goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    pub id: PhotoId,
    pub n_bytes: usize,
}

/// The photos that a phone holds back with its records, each once.
pub fn photos_of(phone: &Phone) -> Vec<PhotoId> {
    let mut seen = Set::new();
    let mut photos = Vec::new();
    for entry in phone.entries() {
        for id in entry.record.fact.photos() {
            if seen.add(id.clone()) {
                photos.push(id.clone());
            }
        }
    }
    photos
}

/// The words of a file, without its photos.
pub fn words(file: &[u8]) -> &[u8] {
    let end = file.iter().position(|byte| *byte == BETWEEN as u8);
    &file[..end.unwrap_or(file.len())]
}

impl HandOver {
    /// Where in the file each of its photos lies. Those that cannot be photos are left out, so that
    /// what a file says of itself makes nobody read beyond what can be sent.
    pub fn places(&self, n_words: usize) -> Vec<(PhotoId, Range<usize>)> {
        let mut start = n_words.saturating_add(1);
        let mut places = Vec::new();
        for photo in &self.photos {
            let end = start.saturating_add(photo.n_bytes);
            if is_well_formed(&photo.id) && (1..=PHOTO_MAX_BYTES).contains(&photo.n_bytes) {
                places.push((photo.id.clone(), start..end));
            }
            start = end;
        }
        places
    }
}

impl Taken {
    /// What became of a file that was brought again, once more of its photos were there.
    pub fn then(mut self, next: Self) -> Self {
        let before = self.taken.clone();
        let is_new = |id: &_| !before.contains(id);
        self.taken.extend(next.taken);
        self.known = next.known.into_iter().filter(is_new).collect();
        self.refused = next.refused;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assignment::TaskUpdate,
        record::Fact,
        sync::phone::{Draft, Image},
    };

    fn id(letter: &str) -> PhotoId {
        letter.repeat(64).as_str().into()
    }

    fn enclosed(letter: &str, n_bytes: usize) -> Enclosed {
        Enclosed {
            id: id(letter),
            n_bytes,
        }
    }

    #[test]
    fn a_phones_photos_go_along_once_each() {
        let mut phone = Phone::new(Image::default());
        phone.sign_in(&"p".into(), true);
        for (n, photos) in [(1, vec![id("a"), id("b")]), (2, vec![id("b")]), (3, vec![])] {
            let update = TaskUpdate {
                photos,
                ..TaskUpdate::default()
            };
            let draft = Draft {
                unit: "xom".into(),
                replaces: None,
                after: None,
                fact: Fact::TaskUpdated(update),
                about: "việc".into(),
            };
            phone.keep(vec![draft], 1, || [n; 10]);
        }
        assert_eq!(photos_of(&phone), [id("a"), id("b")]);
    }

    #[test]
    fn photos_lie_one_after_the_other_behind_the_words() {
        let file = HandOver {
            photos: vec![enclosed("a", 3), enclosed("b", 2)],
            ..HandOver::default()
        };
        let mut bytes = serde_json::to_vec(&file).unwrap();
        let n_words = bytes.len();
        bytes.extend(b"\0AAABB");
        assert_eq!(words(&bytes), &bytes[..n_words]);
        let places = file.places(words(&bytes).len());
        let found: Vec<_> = places
            .into_iter()
            .map(|(id, place)| (id, &bytes[place]))
            .collect();
        assert_eq!(found, [(id("a"), &b"AAA"[..]), (id("b"), &b"BB"[..])]);
        // A file without photos is its words.
        assert_eq!(words(b"{}"), b"{}");
    }

    #[test]
    fn what_cannot_be_a_photo_is_passed_over() {
        let file = HandOver {
            photos: vec![
                enclosed("a", usize::MAX),
                enclosed("b", 0),
                enclosed("x", 5),
                enclosed("c", PHOTO_MAX_BYTES + 1),
            ],
            ..HandOver::default()
        };
        assert_eq!(file.places(10), []);
        let file = HandOver {
            photos: vec![enclosed("x", 5), enclosed("c", 7)],
            ..HandOver::default()
        };
        assert_eq!(file.places(10), [(id("c"), 16..23)]);
    }

    #[test]
    fn a_file_brought_in_parts_tells_of_each_record_once() {
        let taken = |taken: &[&str], known: &[&str]| Taken {
            taken: taken.iter().map(|&id| id.into()).collect(),
            known: known.iter().map(|&id| id.into()).collect(),
            refused: Vec::new(),
        };
        let first = taken(&["a"], &["old"]);
        let second = taken(&["b"], &["a", "old"]);
        assert_eq!(first.then(second), taken(&["a", "b"], &["old"]));
    }
}
