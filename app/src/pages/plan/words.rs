//! Small words of a plan's outline: its labels, its numbers, its years.

use model::{plan::Target, text::written_number};

/// The number of a target with what it counts: "80%" · "996.000 người" · "1,7 triệu".
pub fn value(target: &Target) -> Option<String> {
    let number = written_number(target.value?);
    Some(match target.unit.as_deref().map(str::trim) {
        None | Some("") => number,
        Some("%") => format!("{number}%"),
        Some(unit) => format!("{number} {unit}"),
    })
}

/// "2025" · "2025–2027" · "2025, 2030".
pub fn years(years: &[i32]) -> Option<String> {
    let (first, last) = (years.first()?, years.last()?);
    let is_run = years.windows(2).all(|pair| pair[1] == pair[0] + 1);
    Some(if years.len() > 1 && is_run {
        format!("{first}–{last}")
    } else {
        let years: Vec<_> = years.iter().map(ToString::to_string).collect();
        years.join(", ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_with_what_it_counts() {
        let target = |value, unit: &str| Target {
            value,
            unit: Some(unit.to_owned()),
            ..Target::default()
        };
        assert_eq!(value(&target(Some(80.0), "%")).as_deref(), Some("80%"));
        assert_eq!(value(&target(Some(5.0), "lớp")).as_deref(), Some("5 lớp"));
        assert_eq!(value(&target(None, "%")), None);
    }

    #[test]
    fn a_run_of_years_is_a_span() {
        assert_eq!(years(&[2025]).as_deref(), Some("2025"));
        assert_eq!(years(&[2025, 2026, 2027]).as_deref(), Some("2025–2027"));
        assert_eq!(years(&[2025, 2030]).as_deref(), Some("2025, 2030"));
        assert_eq!(years(&[]), None);
    }
}
