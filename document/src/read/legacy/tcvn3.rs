//! TCVN3 (TCVN 5712:1993, third set): one code point a letter, capitals with tones left out.

use super::byte;

/// The letters from 0xA1 on; a blank where the set has none.
const LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđ\u{20}\u{300}\u{309}\u{303}\u{301}\u{323}\
                       àảãáạ\u{20}ằẳẵắ\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}ặầẩẫấậ\
                       è\u{20}ẻẽéẹềểễếệìỉ\u{20}\u{20}\u{20}ĩíịò\u{20}ỏõóọồổỗốộờởỡớợ\
                       ù\u{20}ủũúụừửữứựỳỷỹýỵ";

const FIRST: u8 = 0xA1;

pub fn convert(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(character: char) -> char {
    let index = byte(character).and_then(|byte| byte.checked_sub(FIRST));
    let known = index.and_then(|index| LETTERS.chars().nth(usize::from(index)));
    known.filter(|&letter| letter != ' ').unwrap_or(character)
}
