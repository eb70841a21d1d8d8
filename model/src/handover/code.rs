//! Draws a part as a QR code. All parts are alike, so one of the forty sizes, the least correction
//! (a screen is not stained) and one mask serve for all: a tenth of what an encoder for everything
//! would add to a phone's program. The tests compare it with one.

/// Squares a side, of version 17.
pub const SIDE: usize = 85;
/// Bytes of text in each block, and of correction for each.
const BLOCKS: [usize; 6] = [107, 108, 108, 108, 108, 108];
const N_CORRECTION: usize = 28;
const N_BYTES: usize = 647;
/// Version 17, and "least correction, mask 0", with their own correction, as the norm lists them.
const VERSION: u32 = 0x1145D;
const FORMAT: u32 = 0x77C4;
/// Where alignment marks stand, in both directions.
const MARKS: [usize; 4] = [6, 30, 54, 78];
/// Characters of the mode that packs two of them into eleven bits.
const CHARACTERS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The dark squares as the path of an SVG, or `None` for a text that does not fit.
pub fn draw(text: &str) -> Option<String> {
    let code = Code::of(text)?;
    let mut path = String::new();
    for y in 0..SIDE {
        let mut x = 0;
        while x < SIDE {
            let begin = x;
            while x < SIDE && code.is_dark(x, y) {
                x += 1;
            }
            if x > begin {
                let n = x - begin;
                path += &format!("M{begin} {y}h{n}v1h-{n}z");
            }
            x += 1;
        }
    }
    Some(path)
}

struct Code {
    dark: Vec<bool>,
    /// Squares that hold marks and not text.
    is_taken: Vec<bool>,
}

impl Code {
    fn of(text: &str) -> Option<Self> {
        let bytes = with_correction(&packed(text)?);
        let mut code = Self {
            dark: vec![false; SIDE * SIDE],
            is_taken: vec![false; SIDE * SIDE],
        };
        code.draw_marks();
        code.fill(&bytes);
        Some(code)
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark[y * SIDE + x]
    }

    fn mark(&mut self, x: usize, y: usize, dark: bool) {
        self.dark[y * SIDE + x] = dark;
        self.is_taken[y * SIDE + x] = true;
    }

    fn draw_marks(&mut self) {
        for i in 0..SIDE {
            self.mark(i, 6, i % 2 == 0);
            self.mark(6, i, i % 2 == 0);
        }
        for (x, y) in [(3, 3), (SIDE - 4, 3), (3, SIDE - 4)] {
            self.draw_rings(x, y, 4, |distance| distance != 2 && distance != 4);
        }
        for x in MARKS {
            for y in MARKS {
                if !matches!((x, y), (6, 6) | (6, 78) | (78, 6)) {
                    self.draw_rings(x, y, 2, |distance| distance != 1);
                }
            }
        }
        self.draw_format();
        for i in 0..18 {
            let (a, b) = (SIDE - 11 + i % 3, i / 3);
            self.mark(a, b, bit(VERSION, i));
            self.mark(b, a, bit(VERSION, i));
        }
    }

    /// Squares around a middle, dark by their distance from it.
    fn draw_rings(&mut self, x: usize, y: usize, reach: usize, is_dark: impl Fn(usize) -> bool) {
        for to_y in y.saturating_sub(reach)..(y + reach + 1).min(SIDE) {
            for to_x in x.saturating_sub(reach)..(x + reach + 1).min(SIDE) {
                let distance = to_x.abs_diff(x).max(to_y.abs_diff(y));
                self.mark(to_x, to_y, is_dark(distance));
            }
        }
    }

    fn draw_format(&mut self) {
        // Around the mark at the top left; the line of single squares is left out.
        let near = [0, 1, 2, 3, 4, 5, 7, 8];
        for (i, at) in near.into_iter().enumerate() {
            self.mark(8, at, bit(FORMAT, i));
            self.mark(SIDE - 1 - i, 8, bit(FORMAT, i));
        }
        for (i, at) in (8..15).zip([7, 5, 4, 3, 2, 1, 0]) {
            self.mark(at, 8, bit(FORMAT, i));
            self.mark(8, SIDE - 15 + i, bit(FORMAT, i));
        }
        self.mark(8, SIDE - 8, true);
    }

    /// In columns of two, from the right, up and down in turn; every other square is turned over.
    fn fill(&mut self, bytes: &[u8]) {
        let mut bits = bytes
            .iter()
            .flat_map(|byte| (0..8).rev().map(move |i| bit(u32::from(*byte), i)));
        let right_ends = (7..SIDE).rev().step_by(2).chain([5, 3, 1]);
        for (n, right) in right_ends.enumerate() {
            for step in 0..SIDE {
                let y = if n % 2 == 0 { SIDE - 1 - step } else { step };
                for x in [right, right - 1] {
                    if !self.is_taken[y * SIDE + x] {
                        let dark = bits.next().unwrap_or(false);
                        self.dark[y * SIDE + x] = dark != ((x + y) % 2 == 0);
                    }
                }
            }
        }
    }
}

fn bit(bits: u32, i: usize) -> bool {
    bits >> i & 1 == 1
}

/// The text as bytes, with what fills them up.
fn packed(text: &str) -> Option<Vec<u8>> {
    let mut bits = Vec::new();
    let mut push = |value: usize, n_bits: usize| {
        bits.extend((0..n_bits).rev().map(|i| value >> i & 1 == 1));
    };
    push(0b0010, 4);
    push(text.len(), 11);
    let values: Option<Vec<_>> = text.chars().map(|c| CHARACTERS.find(c)).collect();
    for pair in values?.chunks(2) {
        match pair {
            [a, b] => push(a * 45 + b, 11),
            rest => push(rest.iter().sum(), 6),
        }
    }
    if bits.len() > N_BYTES * 8 {
        return None;
    }
    let n_end = (N_BYTES * 8 - bits.len()).min(4);
    bits.resize(bits.len() + n_end, false);
    let mut bytes: Vec<u8> = bits
        .chunks(8)
        .map(|eight| {
            (0..8).fold(0, |byte, i| {
                byte << 1 | u8::from(eight.get(i) == Some(&true))
            })
        })
        .collect();
    let filling = [0xEC, 0x11].into_iter().cycle();
    bytes.extend(filling.take(N_BYTES - bytes.len()));
    Some(bytes)
}

/// Blocks, each corrected by itself, and mixed so that a spot on the code hurts each a little.
fn with_correction(bytes: &[u8]) -> Vec<u8> {
    let divisor = divisor();
    let mut rest = bytes;
    let mut blocks = Vec::new();
    for n in BLOCKS {
        let (block, after) = rest.split_at(n);
        rest = after;
        blocks.push((block, remainder(block, &divisor)));
    }
    let mixed = (0..=BLOCKS[0]).flat_map(|i| blocks.iter().filter_map(move |b| b.0.get(i)));
    let corrections = (0..N_CORRECTION).flat_map(|i| blocks.iter().filter_map(move |b| b.1.get(i)));
    mixed.chain(corrections).copied().collect()
}

/// (x - 1)(x - 2)(x - 4)… without its first factor, which is 1.
fn divisor() -> Vec<u8> {
    let mut divisor = vec![0; N_CORRECTION];
    divisor[N_CORRECTION - 1] = 1;
    let mut root = 1;
    for _ in 0..N_CORRECTION {
        for i in 0..N_CORRECTION {
            let next = divisor.get(i + 1).copied().unwrap_or(0);
            divisor[i] = product(divisor[i], root) ^ next;
        }
        root = product(root, 2);
    }
    divisor
}

fn remainder(block: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut rest = vec![0; N_CORRECTION];
    for byte in block {
        let factor = byte ^ rest.remove(0);
        rest.push(0);
        for (rest, part) in rest.iter_mut().zip(divisor) {
            *rest ^= product(*part, factor);
        }
    }
    rest
}

/// In the field of 256 elements that QR codes reckon in.
fn product(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |product: u8, i| {
        let doubled = product << 1 ^ (product >> 7) * 0x1D;
        doubled ^ (b >> i & 1) * a
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

    fn reference(text: &str) -> QrCode {
        let version = Version::new(17);
        QrCode::encode_segments_advanced(
            &[QrSegment::make_alphanumeric(text)],
            QrCodeEcc::Low,
            version,
            version,
            Some(Mask::new(0)),
            false,
        )
        .unwrap()
    }

    #[test]
    fn every_square_is_as_a_full_encoder_draws_it() {
        let all: String = CHARACTERS.chars().cycle().take(938).collect();
        for n in (0..=938).step_by(67) {
            let text = &all[..n];
            let (code, reference) = (Code::of(text).unwrap(), reference(text));
            assert_eq!(reference.size(), 85);
            for y in 0..SIDE {
                for x in 0..SIDE {
                    let expected = reference.get_module(x as i32, y as i32);
                    assert_eq!(code.is_dark(x, y), expected, "{n} {x} {y}");
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_not_drawn() {
        assert!(draw(&"A".repeat(938)).is_some());
        assert_eq!(draw(&"A".repeat(939)), None);
        assert_eq!(draw("chữ thường"), None);
    }

    #[test]
    fn the_path_has_all_dark_squares_and_no_others() {
        let code = Code::of("HVS1 1/1 0 A").unwrap();
        let n_dark = code.dark.iter().filter(|dark| **dark).count();
        let path = draw("HVS1 1/1 0 A").unwrap();
        let lengths = path.split('h').skip(1).filter_map(|rest| {
            let n = rest.split('v').next()?;
            n.parse::<usize>().ok()
        });
        assert_eq!(lengths.sum::<usize>(), n_dark);
        assert!(path.starts_with("M0 0h7v1h-7z"));
    }
}
