//! Days, months, quarters and years named in the words of a plan.

use chrono::{Days, Months, NaiveDate};

use super::Precision;

/// A piece of folded text: a word, a number with its count of digits, or a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Word(String),
    Number(u32, usize),
    Mark(char),
}

/// A stretch of the calendar that was named, perhaps without its year or month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    pub year: Option<i32>,
    pub part: Part,
    /// The tokens that name it.
    pub from: usize,
    pub to: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// A day whose month is named later: "từ ngày 15 đến 30/9/2025".
    DayOfMonth(u32),
    Day(u32, u32),
    Month(u32),
    Quarter(u32),
    Half(u32),
    Year,
}

impl Moment {
    pub fn first(&self) -> Option<NaiveDate> {
        let year = self.year?;
        match self.part {
            Part::DayOfMonth(_) => None,
            Part::Day(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Part::Month(month) => NaiveDate::from_ymd_opt(year, month, 1),
            Part::Quarter(quarter) => NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1),
            Part::Half(half) => NaiveDate::from_ymd_opt(year, half * 6 - 5, 1),
            Part::Year => NaiveDate::from_ymd_opt(year, 1, 1),
        }
    }

    pub fn last(&self) -> Option<NaiveDate> {
        let first = self.first()?;
        let months = match self.part {
            Part::DayOfMonth(_) | Part::Day(..) => return Some(first),
            Part::Month(_) => 1,
            Part::Quarter(_) => 3,
            Part::Half(_) => 6,
            Part::Year => 12,
        };
        first
            .checked_add_months(Months::new(months))?
            .checked_sub_days(Days::new(1))
    }

    pub fn precision(&self) -> Precision {
        match self.part {
            Part::DayOfMonth(_) | Part::Day(..) => Precision::Day,
            Part::Month(_) => Precision::Month,
            Part::Quarter(_) => Precision::Quarter,
            Part::Half(_) => Precision::HalfYear,
            Part::Year => Precision::Year,
        }
    }
}

pub(super) fn tokens(folded: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = folded.chars().peekable();
    while let Some(&character) = characters.peek() {
        if character.is_ascii_digit() {
            let digits = take_while(&mut characters, |c| c.is_ascii_digit());
            // A run of digits too long for any date must still be some number that is none.
            tokens.push(Token::Number(
                digits.parse().unwrap_or(u32::MAX),
                digits.len(),
            ));
        } else if character.is_alphabetic() {
            tokens.push(Token::Word(take_while(
                &mut characters,
                char::is_alphabetic,
            )));
        } else {
            if character != ' ' {
                tokens.push(Token::Mark(character));
            }
            characters.next();
        }
    }
    tokens
}

/// All moments in order; a missing year or month is taken from a neighbour of the same phrase.
pub(super) fn moments(tokens: &[Token]) -> Vec<Moment> {
    let mut found: Vec<Moment> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match moment(tokens, i, found.last()) {
            Some(moment) => {
                i = moment.to.max(i + 1);
                found.push(moment);
            }
            None => i += 1,
        }
    }
    lend_years(&mut found);
    found.retain(|moment| !matches!(moment.part, Part::DayOfMonth(_)));
    found
}

fn moment(tokens: &[Token], from: usize, previous: Option<&Moment>) -> Option<Moment> {
    let (part, year, to) = full_date(tokens, from)
        .or_else(|| half_year(tokens, from))
        .or_else(|| named(tokens, from))
        .or_else(|| enumerated(tokens, from, previous))
        .or_else(|| month_and_year(tokens, from))
        .or_else(|| bare_year(tokens, from))?;
    Some(Moment {
        year,
        part,
        from,
        to,
    })
}

type Found = Option<(Part, Option<i32>, usize)>;

/// 15/9/2025, 15-9-2025, 15.9.2025.
fn full_date(tokens: &[Token], i: usize) -> Found {
    let (day, month) = (small(tokens, i, 31)?, small(tokens, i + 2, 12)?);
    if !is_separator(tokens, i + 1) || !is_separator(tokens, i + 3) {
        return None;
    }
    Some((Part::Day(month, day), Some(year(tokens, i + 4)?), i + 5))
}

/// "6 tháng đầu năm 2026", "6 tháng cuối năm 2026".
fn half_year(tokens: &[Token], i: usize) -> Found {
    if number(tokens, i) != Some(6) || !is_word(tokens, i + 1, &["thang"]) {
        return None;
    }
    let half = match tokens.get(i + 2)? {
        Token::Word(word) if word == "dau" => 1,
        Token::Word(word) if word == "cuoi" => 2,
        _ => return None,
    };
    let (year, to) = year_after(tokens, i + 3);
    Some((Part::Half(half), year, to))
}

/// "ngày 05 tháng 02 năm 2026", "ngày 10/10", "tháng 10/2025", "Quý II năm 2025", "năm 2025".
fn named(tokens: &[Token], i: usize) -> Found {
    let Token::Word(word) = tokens.get(i)? else {
        return None;
    };
    match word.as_str() {
        "ngay" => day(tokens, i + 1),
        "thang" => {
            let month = small(tokens, i + 1, 12)?;
            let (year, to) = year_after(tokens, i + 2);
            Some((Part::Month(month), year, to))
        }
        "quy" | "qui" => {
            let quarter = quarter(tokens, i + 1)?;
            let (year, to) = year_after(tokens, i + 2);
            Some((Part::Quarter(quarter), year, to))
        }
        "nam" => Some((Part::Year, Some(year(tokens, i + 1)?), i + 2)),
        _ => None,
    }
}

fn day(tokens: &[Token], i: usize) -> Found {
    if let Some(found) = full_date(tokens, i) {
        return Some(found);
    }
    let day = small(tokens, i, 31)?;
    let month_at = if is_word(tokens, i + 1, &["thang"]) || is_separator(tokens, i + 1) {
        i + 2
    } else {
        return Some((Part::DayOfMonth(day), None, i + 1));
    };
    let Some(month) = small(tokens, month_at, 12) else {
        return Some((Part::DayOfMonth(day), None, i + 1));
    };
    let (year, to) = year_after(tokens, month_at + 1);
    Some((Part::Day(month, day), year, to))
}

/// The later members of "Tháng 7, 8/2025" and "Quý III, IV/2025".
fn enumerated(tokens: &[Token], i: usize, previous: Option<&Moment>) -> Found {
    let previous = previous.filter(|moment| moment.year.is_none() && moment.to + 1 == i)?;
    let joined = is_word(tokens, i.checked_sub(1)?, &["va", "den"])
        || matches!(
            tokens.get(i.checked_sub(1)?),
            Some(Token::Mark(',' | '-' | '+' | ';'))
        );
    if !joined {
        return None;
    }
    let part = match previous.part {
        Part::Month(_) => Part::Month(small(tokens, i, 12)?),
        Part::Quarter(_) => Part::Quarter(quarter(tokens, i)?),
        _ => return None,
    };
    let (year, to) = year_after(tokens, i + 1);
    Some((part, year, to))
}

/// "10/2025", or a day without its year: "10/10".
fn month_and_year(tokens: &[Token], i: usize) -> Found {
    if !is_separator(tokens, i + 1) {
        return None;
    }
    if let (Some(month), Some(year)) = (small(tokens, i, 12), year(tokens, i + 2)) {
        return Some((Part::Month(month), Some(year), i + 3));
    }
    if tokens.get(i + 1) != Some(&Token::Mark('/')) {
        return None;
    }
    Some((
        Part::Day(small(tokens, i + 2, 12)?, small(tokens, i, 31)?),
        None,
        i + 3,
    ))
}

fn bare_year(tokens: &[Token], i: usize) -> Found {
    let after_mark = i > 0 && tokens.get(i - 1) == Some(&Token::Mark('/'));
    if after_mark {
        None
    } else {
        Some((Part::Year, Some(year(tokens, i)?), i + 1))
    }
}

/// The year written after a day, month or quarter, and where the tokens go on.
fn year_after(tokens: &[Token], i: usize) -> (Option<i32>, usize) {
    let mut at = i;
    if is_separator(tokens, at) || matches!(tokens.get(at), Some(Token::Mark(','))) {
        at += 1;
    }
    if is_word(tokens, at, &["nam"]) {
        at += 1;
    }
    match year(tokens, at) {
        Some(year) => (Some(year), at + 1),
        None => (None, i),
    }
}

fn lend_years(moments: &mut [Moment]) {
    let mut later: Option<Moment> = None;
    for moment in moments.iter_mut().rev() {
        if let (
            Part::DayOfMonth(day),
            Some(Moment {
                part: Part::Day(month, _),
                ..
            }),
        ) = (moment.part, later)
        {
            moment.part = Part::Day(month, day);
        }
        moment.year = moment.year.or(later.and_then(|moment| moment.year));
        later = Some(*moment);
    }
    let mut earlier = None;
    for moment in moments {
        moment.year = moment.year.or(earlier);
        earlier = moment.year;
    }
}

pub(super) fn is_word(tokens: &[Token], i: usize, words: &[&str]) -> bool {
    matches!(tokens.get(i), Some(Token::Word(word)) if words.contains(&word.as_str()))
}

pub(super) fn number(tokens: &[Token], i: usize) -> Option<u32> {
    match tokens.get(i) {
        Some(Token::Number(value, _)) => Some(*value),
        _ => None,
    }
}

fn small(tokens: &[Token], i: usize, most: u32) -> Option<u32> {
    match tokens.get(i) {
        Some(Token::Number(value, length)) if *length <= 2 => {
            Some(*value).filter(|value| (1..=most).contains(value))
        }
        _ => None,
    }
}

fn year(tokens: &[Token], i: usize) -> Option<i32> {
    match tokens.get(i) {
        Some(Token::Number(value @ 1900..=2199, 4)) => i32::try_from(*value).ok(),
        _ => None,
    }
}

fn quarter(tokens: &[Token], i: usize) -> Option<u32> {
    match tokens.get(i)? {
        Token::Number(..) => small(tokens, i, 4),
        Token::Word(word) => match word.as_str() {
            "i" => Some(1),
            "ii" => Some(2),
            "iii" => Some(3),
            "iv" => Some(4),
            _ => None,
        },
        Token::Mark(_) => None,
    }
}

fn is_separator(tokens: &[Token], i: usize) -> bool {
    matches!(tokens.get(i), Some(Token::Mark('/' | '-' | '.')))
}

fn take_while(
    characters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    wanted: impl Fn(char) -> bool,
) -> String {
    let mut taken = String::new();
    while let Some(character) = characters.next_if(|&c| wanted(c)) {
        taken.push(character);
    }
    taken
}
