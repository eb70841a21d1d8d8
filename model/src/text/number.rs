//! Numbers as Vietnamese officers write them: 1,7 · 100.000 · 996 ngàn · 40 triệu · 05.

/// A number found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    pub value: f64,
    /// How many bytes of the text it takes, its multiplying word included.
    pub length: usize,
}

/// Reads the number at the very start of the text, with a multiplying word when one follows.
pub fn read_number(text: &str) -> Option<Number> {
    let length = digits_length(text);
    let mut value = plain_value(text.get(..length)?)?;
    let rest = text.get(length..)?;
    let trimmed = rest.trim_start();
    let word: String = trimmed.chars().take_while(|c| c.is_alphabetic()).collect();
    let Some(times) = multiplier(&word) else {
        return Some(Number { value, length });
    };
    value *= times;
    Some(Number {
        value,
        length: length + (rest.len() - trimmed.len()) + word.len(),
    })
}

/// A number the Vietnamese way: dots between thousands, a decimal comma, at most two decimals.
pub fn written_number(value: f64) -> String {
    // Without the standard library's way of writing fractions, a hundredth of what a phone loads.
    let hundredths = (value.abs() * 100.0).round() as u64;
    let whole = (hundredths / 100).to_string();
    let fraction = format!("{:02}", hundredths % 100);
    let mut text = String::new();
    if value < 0.0 {
        text.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// "XIV"; beyond what Romans could write, plain digits.
pub fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count == 0 || count > 3_999 {
        return count.to_string();
    }
    let mut left = count;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

/// Digits with the dots and commas that stand between digits.
fn digits_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut i = 0;
    while digit(i) || (i > 0 && matches!(bytes.get(i), Some(b'.' | b',')) && digit(i + 1)) {
        i += 1;
    }
    i
}

/// A dot before exactly three digits parts thousands; any other single mark is the decimal one.
fn plain_value(digits: &str) -> Option<f64> {
    if digits.is_empty() || digits.len() > 24 {
        return None;
    }
    let (whole, fraction) = match digits.split_once(',') {
        Some((whole, fraction)) if !fraction.contains(['.', ',']) => (whole, fraction),
        Some(_) => return digits.replace(',', "").parse().ok(),
        None => (digits, ""),
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    let text = if thousands {
        format!("{}.{fraction}0", groups.concat())
    } else {
        format!("{whole}{fraction}")
    };
    text.parse().ok()
}

fn multiplier(word: &str) -> Option<f64> {
    match super::fold(word).as_str() {
        "ngan" | "nghin" => Some(1e3),
        "trieu" => Some(1e6),
        "ty" | "ti" => Some(1e9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_vietnamese() {
        for (value, written) in [
            (80.0, "80"),
            (99.5, "99,5"),
            (996_000.0, "996.000"),
            (40_000_000.0, "40.000.000"),
            (0.25, "0,25"),
            (-1_234.0, "-1.234"),
        ] {
            assert_eq!(written_number(value), written);
        }
    }

    #[test]
    fn roman_numbers_end_where_romans_did() {
        for (count, written) in [
            (1, "I"),
            (4, "IV"),
            (14, "XIV"),
            (49, "XLIX"),
            (90, "XC"),
            (1994, "MCMXCIV"),
            (3999, "MMMCMXCIX"),
            (4000, "4000"),
            (0, "0"),
        ] {
            assert_eq!(roman(count), written);
        }
    }

    fn value(text: &str) -> Option<f64> {
        read_number(text).map(|number| number.value)
    }

    #[test]
    fn numbers_are_read_the_vietnamese_way() {
        assert_eq!(value("1,7 triệu người"), Some(1_700_000.0));
        assert_eq!(value("100.000 người"), Some(100_000.0));
        assert_eq!(value("1.234.567,5"), Some(1_234_567.5));
        assert_eq!(value("996 ngàn"), Some(996_000.0));
        assert_eq!(value("40 triệu"), Some(40_000_000.0));
        assert_eq!(value("05 lớp"), Some(5.0));
        assert_eq!(value("99.5%"), Some(99.5));
        assert_eq!(value("chín mươi"), None);
        assert_eq!(value(""), None);
    }

    #[test]
    fn the_length_covers_the_multiplying_word_only() {
        assert_eq!(
            read_number("40 triệu người").map(|n| n.length),
            Some("40 triệu".len())
        );
        assert_eq!(read_number("80% hộ").map(|n| n.length), Some(2));
        assert_eq!(read_number("7. Mục").map(|n| n.length), Some(1));
    }
}
