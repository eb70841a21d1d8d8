//! Draws a part as a QR code. All parts are alike, so one of the forty sizes, the least correction
//! (a screen is not stained) and one mask serve for all: a tenth of what an encoder for everything
//! would add to a phone's program. The tests compare it with one.

/// Squares a side, of version 17; who shows it leaves four white ones on every side.
const SIDE: usize = 85;
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
        let mut n_bits = 0;
        let right_ends = (7..SIDE).rev().step_by(2).chain([5, 3, 1]);
        for (n, right) in right_ends.enumerate() {
            for step in 0..SIDE {
                let y = if n % 2 == 0 { SIDE - 1 - step } else { step };
                for x in [right, right - 1] {
                    if !self.is_taken[y * SIDE + x] {
                        let byte = bytes.get(n_bits / 8).copied().unwrap_or(0);
                        let dark = bit(byte.into(), 7 - n_bits % 8);
                        self.dark[y * SIDE + x] = dark != ((x + y) % 2 == 0);
                        n_bits += 1;
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
    let mut bytes = vec![0; N_BYTES];
    let mut n_bits = 0;
    let mut push = |value: usize, n: usize| {
        for i in (0..n).rev() {
            let byte = bytes.get_mut(n_bits / 8)?;
            *byte |= ((value >> i & 1) as u8) << (7 - n_bits % 8);
            n_bits += 1;
        }
        Some(())
    };
    push(0b0010, 4)?;
    push(text.len(), 11)?;
    let mut before = None;
    for character in text.bytes() {
        let value = CHARACTERS.bytes().position(|known| known == character)?;
        before = match before {
            None => Some(value),
            Some(before) => {
                push(before * 45 + value, 11)?;
                None
            }
        };
    }
    if let Some(last) = before {
        push(last, 6)?;
    }
    // Four empty bits end the text, or as many as there is room for.
    let n_used = (n_bits + 4).div_ceil(8);
    for (i, byte) in bytes.iter_mut().skip(n_used).enumerate() {
        *byte = if i % 2 == 0 { 0xEC } else { 0x11 };
    }
    Some(bytes)
}

/// Blocks, each corrected by itself, and mixed so that a spot on the code hurts each a little.
fn with_correction(bytes: &[u8]) -> Vec<u8> {
    let divisor = divisor();
    let mut all = vec![0; N_BYTES + BLOCKS.len() * N_CORRECTION];
    let mut begin = 0;
    for (n, size) in BLOCKS.into_iter().enumerate() {
        let block = &bytes[begin..begin + size];
        begin += size;
        for (i, byte) in block.iter().enumerate() {
            // The first block is the one that has no last byte.
            let shift = usize::from(i == BLOCKS[0]);
            all[i * BLOCKS.len() + n - shift] = *byte;
        }
        for (i, byte) in remainder(block, &divisor).into_iter().enumerate() {
            all[N_BYTES + i * BLOCKS.len() + n] = byte;
        }
    }
    all
}

/// (x - 1)(x - 2)(x - 4)… without its first factor, which is 1.
fn divisor() -> [u8; N_CORRECTION] {
    let mut divisor = [0; N_CORRECTION];
    divisor[N_CORRECTION - 1] = 1;
    let mut root = 1;
    for _ in 0..N_CORRECTION {
        for i in 0..N_CORRECTION {
            let next = if i + 1 < N_CORRECTION {
                divisor[i + 1]
            } else {
                0
            };
            divisor[i] = product(divisor[i], root) ^ next;
        }
        root = product(root, 2);
    }
    divisor
}

fn remainder(block: &[u8], divisor: &[u8; N_CORRECTION]) -> [u8; N_CORRECTION] {
    let mut rest = [0; N_CORRECTION];
    for byte in block {
        let factor = byte ^ rest[0];
        for i in 0..N_CORRECTION {
            let next = if i + 1 < N_CORRECTION { rest[i + 1] } else { 0 };
            rest[i] = next ^ product(divisor[i], factor);
        }
    }
    rest
}

/// In the field of 256 elements that QR codes reckon in.
fn product(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |product: u8, i| {
        let doubled = (product << 1) ^ ((product >> 7) * 0x1D);
        doubled ^ (((b >> i) & 1) * a)
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
