//! VNI-Windows: a Latin letter followed by a letter that draws its marks.

/// The marks in the order of the letters they make, under each base letter.
const MARKS: &str = "ùøûõïâáàåãäêéèúüë";
const MARKED: &[(char, &str)] = &[
    ('a', "áàảãạâấầẩẫậăắằẳẵặ"),
    ('e', "éèẻẽẹêếềểễệ"),
    ('o', "óòỏõọôốồổỗộ"),
    ('ô', "ớờởỡợ"),
    ('u', "úùủũụ"),
    ('ö', "ứừửữự"),
    ('y', "ýỳỷỹ"),
];

/// Letters that stand alone.
const ALONE: &[(char, char)] = &[
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('ñ', 'đ'),
    ('î', 'ỵ'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('í', 'í'),
    ('ì', 'ì'),
];

pub fn convert(text: &str) -> String {
    let mut converted = String::with_capacity(text.len());
    let mut characters = text.chars().map(plain).peekable();
    while let Some(character) = characters.next() {
        let base = lower(character);
        let marked = characters.peek().and_then(|&mark| marked(base, mark));
        let letter = match marked {
            Some(letter) => {
                characters.next();
                letter
            }
            None => alone(base).unwrap_or(base),
        };
        if base == character {
            converted.push(letter);
        } else {
            converted.extend(letter.to_uppercase());
        }
    }
    converted
}

fn marked(base: char, mark: char) -> Option<char> {
    let (_, letters) = MARKED.iter().find(|(own, _)| *own == base)?;
    let at = MARKS.chars().position(|own| own == lower(mark))?;
    letters.chars().nth(at)
}

fn alone(base: char) -> Option<char> {
    let found = ALONE.iter().find(|(own, _)| *own == base);
    found.map(|(_, letter)| *letter)
}

fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

fn plain(character: char) -> char {
    super::byte(character).map_or(character, char::from)
}
