//! Numbering as plans write it.

/// A label with the mark that plans write after it: "IV." · "1.3." · "đ)".
pub fn written_label(label: &str) -> String {
    let label = label.trim();
    let marked = label.ends_with(|c: char| c.is_ascii_punctuation());
    let is_letter = label.len() <= 2 && label.chars().all(|c| matches!(c, 'a'..='z' | 'đ'));
    match (marked, is_letter) {
        (true, _) => label.to_owned(),
        (false, true) => format!("{label})"),
        (false, false) => format!("{label}."),
    }
}

/// "57/KH-UBND" as number and symbol; Party bodies write "05-KH/ĐU".
pub(crate) fn split_number(typed: &str) -> (Option<String>, Option<String>) {
    let typed = typed.trim();
    let rest = typed.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &typed[..typed.len() - rest.len()];
    let symbol = rest.strip_prefix(['/', '-']).unwrap_or(rest).trim();
    let filled = |part: &str| (!part.is_empty()).then(|| part.to_owned());
    (filled(number), filled(symbol))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_as_plans_write_them() {
        for (bare, written) in [
            ("IV", "IV."),
            ("1.3", "1.3."),
            ("đ", "đ)"),
            ("a)", "a)"),
            ("2.", "2."),
        ] {
            assert_eq!(written_label(bare), written);
        }
    }
}
