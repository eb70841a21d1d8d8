//! What is left of an accented Latin letter without its accents: a small table, because phones load
//! this program and the whole of Unicode's is a tenth of it.

/// For each character from [`LATIN_FROM`] on its letter in lower case; a dot where it has none.
const LATIN: &[u8] = b"\
    aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll.\
    ...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.\
    ................................oo.............uu...............\
    .............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ................";
const LATIN_FROM: u32 = 0xC0;

/// The same for the block in which most Vietnamese letters are.
const ADDITIONAL: &[u8] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
const ADDITIONAL_FROM: u32 = 0x1E00;

/// The plain letter, in lower case, of a Latin letter with or without accents.
pub fn base(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character.to_ascii_lowercase()).filter(char::is_ascii_alphabetic);
    }
    let code = u32::from(character);
    let (letters, from) = match code {
        ADDITIONAL_FROM.. => (ADDITIONAL, ADDITIONAL_FROM),
        _ => (LATIN, LATIN_FROM),
    };
    let place = usize::try_from(code.checked_sub(from)?).ok()?;
    let letter = letters.get(place).filter(|letter| **letter != b'.')?;
    Some(char::from(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_letter_is_the_one_that_unicode_has_for_it() {
        let is_mark = |c: &char| matches!(c, '\u{0300}'..='\u{036F}');
        for character in ('\0'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
            let plain = character.to_lowercase().nfd().filter(|c| !is_mark(c));
            let plain: String = plain.collect::<String>().replace('đ', "d");
            let letter = plain.parse().ok().filter(char::is_ascii_alphabetic);
            assert_eq!(base(character), letter, "{character}");
        }
    }
}
