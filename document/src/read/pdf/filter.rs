//! Unpacks the bytes of a stream: inflating, ASCII forms and PNG prediction.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::file::File;
use super::lexer::is_space;
use super::object::{Dictionary, Object};

/// One stream of a page or a font map.
const LARGEST: usize = 24 * 1024 * 1024;
const MOST_FILTERS: usize = 4;

pub fn unpack(
    file: &File<'_>,
    dictionary: &Dictionary,
    packed: &[u8],
    left: usize,
) -> Option<Vec<u8>> {
    let most = LARGEST.min(left);
    let filters = listed(file, file.get(dictionary, "Filter"));
    let parameters = listed(file, file.get(dictionary, "DecodeParms"));
    if filters.len() > MOST_FILTERS || packed.len() > most {
        return None;
    }
    let mut bytes = packed.to_vec();
    for (index, filter) in filters.iter().enumerate() {
        bytes = match filter.name()? {
            "FlateDecode" | "Fl" => inflate(&bytes, most),
            "ASCIIHexDecode" | "AHx" => hexadecimal(&bytes),
            "ASCII85Decode" | "A85" => base_85(&bytes),
            // The others pack pictures, or are of another age.
            _ => return None,
        };
        if let Some(parameters) = parameters.get(index).and_then(|own| own.dictionary()) {
            bytes = unpredicted(file, parameters, bytes)?;
        }
    }
    Some(bytes)
}

/// One object or an array of them.
fn listed<'o>(file: &'o File<'_>, object: &'o Object) -> Vec<&'o Object> {
    match object {
        Object::Null => Vec::new(),
        Object::Array(items) => items.iter().map(|item| file.resolve(item)).collect(),
        one => vec![one],
    }
}

/// What can be inflated before the limit or a fault.
fn inflate(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut inflated = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    // A stream cut short still has its beginning.
    let _ = ZlibDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut inflated);
    inflated
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().take_while(|&&byte| byte != b'>');
    let digits: Vec<u8> = digits
        .filter_map(|&byte| char::from(byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    let pairs = digits.chunks(2);
    pairs
        .map(|pair| pair.first().map_or(0, |high| high << 4) | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn base_85(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::with_capacity(bytes.len());
    let mut group: Vec<u32> = Vec::with_capacity(5);
    for &byte in bytes {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => unpacked.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            space if is_space(space) => {}
            _ => {}
        }
        if group.len() == 5 {
            push_group(&mut unpacked, &group, 4);
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        push_group(&mut unpacked, &group, kept);
    }
    unpacked
}

fn push_group(unpacked: &mut Vec<u8>, group: &[u32], kept: usize) {
    let value = group.iter().fold(0u32, |value, digit| {
        value.wrapping_mul(85).wrapping_add(*digit)
    });
    unpacked.extend(value.to_be_bytes().iter().take(kept));
}

/// Undoes the prediction of PNG; that of TIFF is only for pictures.
fn unpredicted(file: &File<'_>, parameters: &Dictionary, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let number = |key: &str, usual: usize| file.get(parameters, key).index().unwrap_or(usual);
    if number("Predictor", 1) < 10 {
        return Some(bytes);
    }
    let bits = number("Colors", 1).checked_mul(number("BitsPerComponent", 8))?;
    let pixel = bits.div_ceil(8).clamp(1, 64);
    let width = bits.checked_mul(number("Columns", 1))?.div_ceil(8);
    if width == 0 || width > bytes.len() {
        return Some(bytes);
    }
    let mut above = vec![0u8; width];
    let mut unpacked = Vec::with_capacity(bytes.len());
    for line in bytes.chunks(width + 1) {
        let (&kind, line) = line.split_first()?;
        let mut row: Vec<u8> = Vec::with_capacity(width);
        for (at, &byte) in line.iter().enumerate() {
            let left = at.checked_sub(pixel).and_then(|at| row.get(at)).copied();
            let corner = at.checked_sub(pixel).and_then(|at| above.get(at)).copied();
            let (left, corner) = (left.unwrap_or(0), corner.unwrap_or(0));
            let up = above.get(at).copied().unwrap_or(0);
            row.push(byte.wrapping_add(predicted(kind, left, up, corner)));
        }
        unpacked.extend_from_slice(&row);
        row.resize(width, 0);
        above = row;
    }
    Some(unpacked)
}

fn predicted(kind: u8, left: u8, up: u8, corner: u8) -> u8 {
    match kind {
        1 => left,
        2 => up,
        3 => u8::midpoint(left, up),
        4 => {
            let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
            let guess = a + b - c;
            let distances = [(guess - a).abs(), (guess - b).abs(), (guess - c).abs()];
            match distances {
                [to_left, to_up, to_corner] if to_left <= to_up && to_left <= to_corner => left,
                [_, to_up, to_corner] if to_up <= to_corner => up,
                _ => corner,
            }
        }
        _ => 0,
    }
}
