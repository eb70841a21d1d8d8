//! A text as a series of QR codes, each a line "HVS1 2/5 89ABCDEF …": which part of how many, what
//! the whole adds up to, and a piece in the letters and digits of which QR codes hold the most.

use crate::problem::{Code, Problem};
use std::collections::BTreeMap;

/// More codes than that nobody shows and films one after another.
pub const MOST_PARTS: usize = 20;
/// The most letters of a piece: with what stands before it, it fits a code that old cameras read.
const PIECE_MAX: usize = 900;
const MARK: &str = "HVS1";
/// Five bits each, as RFC 4648 has them.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The parts of a text, or `None` where they would be too many.
pub fn split(text: &str) -> Option<Vec<String>> {
    let letters = to_letters(text.as_bytes());
    let n = letters.len().div_ceil(PIECE_MAX).max(1);
    if n > MOST_PARTS {
        return None;
    }
    let sum = sum(text.as_bytes());
    // Of one size, for the largest code decides how well the series can be read.
    let size = letters.len().div_ceil(n).max(1);
    let pieces = (0..n).map(|i| {
        let end = letters.len().min((i + 1) * size);
        letters.get(i * size..end).unwrap_or_default()
    });
    let parts = (1..).zip(pieces);
    Some(
        parts
            .map(|(i, piece)| format!("{MARK} {i}/{n} {sum:08X} {piece}"))
            .collect(),
    )
}

pub fn is_part(text: &str) -> bool {
    text.starts_with(MARK)
}

/// The text of which the lines are parts: in any order, some of them more than once.
pub fn join(lines: &str) -> Result<String, Problem> {
    let series = Series::of(lines);
    if series.pieces.len() < series.n {
        let (has, n) = (series.pieces.len(), series.n);
        return Err(Code::HandOverCutOff.saying(format!(
            "Mới có {has} trong {n} mã. Hãy quét đủ các mã rồi gửi lại."
        )));
    }
    let letters: String = series.pieces.into_values().collect();
    let text = from_letters(&letters)
        .filter(|bytes| sum(bytes) == series.sum)
        .and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| Code::HandOverCutOff.into())
}

/// The parts of one series by their place. Where the lines are of several, the last one counts: what
/// was shown before it was made anew.
#[derive(Default)]
struct Series<'a> {
    n: usize,
    sum: u32,
    pieces: BTreeMap<usize, &'a str>,
}

impl<'a> Series<'a> {
    fn of(lines: &'a str) -> Self {
        let mut series = Self::default();
        for (i, n, sum, piece) in lines.lines().filter_map(read) {
            if (n, sum) != (series.n, series.sum) {
                series = Self {
                    n,
                    sum,
                    pieces: BTreeMap::new(),
                };
            }
            series.pieces.insert(i, piece);
        }
        series
    }
}

/// Place, how many, sum and piece of a line.
fn read(line: &str) -> Option<(usize, usize, u32, &str)> {
    let mut words = line.split_whitespace();
    if words.next() != Some(MARK) {
        return None;
    }
    let (i, n) = words.next()?.split_once('/')?;
    let (i, n) = (i.parse().ok()?, n.parse().ok()?);
    let sum = u32::from_str_radix(words.next()?, 16).ok()?;
    let is_sound = (1..=n).contains(&i) && n <= MOST_PARTS;
    is_sound.then_some((i, n, sum, words.next().unwrap_or_default()))
}

fn to_letters(bytes: &[u8]) -> String {
    let mut letters = String::new();
    let (mut held, mut n_bits) = (0_usize, 0);
    for byte in bytes {
        held = (held << 8 | usize::from(*byte)) & 0xFFFF;
        n_bits += 8;
        while n_bits >= 5 {
            n_bits -= 5;
            letters.push(letter(held >> n_bits));
        }
    }
    if n_bits > 0 {
        letters.push(letter(held << (5 - n_bits)));
    }
    letters
}

fn letter(bits: usize) -> char {
    char::from(LETTERS[bits & 31])
}

fn from_letters(letters: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut n_bits) = (0_usize, 0);
    for letter in letters.bytes() {
        let bits = LETTERS.iter().position(|known| *known == letter)?;
        held = (held << 5 | bits) & 0xFFFF;
        n_bits += 5;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((held >> n_bits & 0xFF) as u8);
        }
    }
    Some(bytes)
}

/// CRC-32, as in ZIP.
fn sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So that a failure comes again: numbers that look like chance, from a seed.
    fn shuffled(mut parts: Vec<String>, seed: u64) -> Vec<String> {
        let mut state = seed;
        for i in (1..parts.len()).rev() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            parts.swap(i, (state >> 33) as usize % (i + 1));
        }
        parts
    }

    fn text(n_letters: usize) -> String {
        "Đã họp xóm; ".chars().cycle().take(n_letters).collect()
    }

    #[test]
    fn the_sum_is_the_one_everybody_knows() {
        assert_eq!(sum(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn parts_make_the_text_again_in_any_order_and_seen_twice() {
        for n_letters in [0, 1, 2, 3, 4, 5, 500, 700, 3_000, 7_000] {
            let text = text(n_letters);
            let parts = split(&text).unwrap();
            for seed in 0..20 {
                let twice = [parts.clone(), shuffled(parts.clone(), seed)].concat();
                let lines = shuffled(twice, seed + 100).join("\n");
                assert_eq!(join(&lines).unwrap(), text);
            }
        }
    }

    #[test]
    fn a_part_is_short_and_of_letters_that_codes_hold_best() {
        let held = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        let parts = split(&text(7_000)).unwrap();
        for part in &parts {
            assert!(part.len() < 1_000 && part.chars().all(|c| held.contains(c)));
            assert!(crate::handover::draw(part).is_some());
        }
        assert!((2..=MOST_PARTS).contains(&parts.len()));
        assert_eq!(split(&text(20_000)), None);
    }

    #[test]
    fn what_is_missing_is_counted() {
        let parts = split(&text(3_000)).unwrap();
        let n = parts.len();
        let lines = [&parts[0], &parts[2], &parts[0]].map(String::as_str);
        let problem = join(&lines.join("\r\n")).unwrap_err();
        assert_eq!(problem.code, Code::HandOverCutOff);
        assert!(problem.message.contains(&format!("2 trong {n} mã")));
    }

    #[test]
    fn a_series_made_anew_takes_the_place_of_the_one_before() {
        let (old, new) = (split(&text(3_000)).unwrap(), split(&text(3_001)).unwrap());
        let lines = [&old[..2], &new[..]].concat().join("\n");
        assert_eq!(join(&lines).unwrap(), text(3_001));
    }

    #[test]
    fn nonsense_is_no_part_and_a_misread_piece_is_noticed() {
        for line in [
            "",
            "HVS1",
            "HVS1 1/1",
            "HVS1 0/1 0 A",
            "HVS1 2/1 0 A",
            "HVS1 1/21 0 A",
            "HVS1 a/b 0 A",
            "HVS1 1/1 xyz A",
            "HVS2 1/1 0 A",
        ] {
            assert!(read(line).is_none(), "{line}");
        }
        let part = split("việc").unwrap().remove(0);
        let (head, piece) = part.rsplit_once(' ').unwrap();
        let misread = format!(
            "{head} {}",
            piece.replacen('A', "B", 1).replacen('4', "5", 1)
        );
        assert_ne!(misread, part);
        assert!(join(&misread).is_err());
        assert!(join(&format!("{head} 0189")).is_err());
    }
}
