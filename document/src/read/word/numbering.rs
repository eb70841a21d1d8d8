//! Automatic numbering: what Word draws before a paragraph without it being in its text.

use std::collections::{HashMap, HashSet};

use model::text::roman;

use super::super::legacy::{self, Scheme};
use super::style::{Look, Styles};
use super::xml::Element;

const LEVELS: usize = 9;

#[derive(Debug, Default)]
pub struct Numbering {
    lists: HashMap<String, List>,
    numbers: HashMap<String, Number>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    restarted: HashSet<String>,
}

/// An abstract numbering: the form of each level.
#[derive(Debug, Default)]
struct List {
    levels: [Level; LEVELS],
    /// The style that holds the form instead.
    style: Option<String>,
}

#[derive(Debug, Default, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    restart: Option<usize>,
    legal: bool,
    style: Option<String>,
    scheme: Option<Scheme>,
}

/// A use of a list, with what it changes.
#[derive(Debug, Default)]
struct Number {
    list: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

impl Numbering {
    pub fn read(root: &Element<'_>) -> Numbering {
        let mut numbering = Numbering::default();
        for element in root.elements() {
            match element.name {
                "abstractNum" => {
                    if let Some(id) = element.attribute("abstractNumId") {
                        numbering.lists.insert(id.into_owned(), list(element));
                    }
                }
                "num" => {
                    let id = element.attribute("numId");
                    if let (Some(id), Some(number)) = (id, number(element)) {
                        numbering.numbers.insert(id.into_owned(), number);
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The label of the next paragraph of a numbering, or nothing where none is drawn.
    pub fn next(&mut self, id: &str, level: usize, styles: &Styles) -> Option<String> {
        let id = self.resolve(id, styles)?;
        let level = level.min(LEVELS - 1);
        let number = self.numbers.get(&id)?;
        let list = self.lists.get(&number.list)?;
        let form = |at: usize| -> Option<&Level> {
            let own = number.levels.get(at).and_then(Option::as_ref);
            own.or_else(|| list.levels.get(at))
        };
        let start = |at: usize| {
            let own = number.starts.get(at).copied().flatten();
            own.or_else(|| form(at).map(|level| level.start))
                .unwrap_or(1)
        };
        let counters = self.counters.entry(number.list.clone()).or_default();
        if number.starts.iter().any(Option::is_some) && self.restarted.insert(id.clone()) {
            for (counter, _) in counters
                .iter_mut()
                .zip(&number.starts)
                .filter(|(_, start)| start.is_some())
            {
                *counter = None;
            }
        }
        if let Some(counter) = counters.get_mut(level) {
            *counter = Some(counter.map_or(start(level), |count| count.saturating_add(1)));
        }
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = form(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|restart| level < restart) {
                *counter = None;
            }
        }
        let own = form(level)?;
        let counts: Vec<u32> = (0..LEVELS)
            .map(|at| counters.get(at).copied().flatten().unwrap_or(start(at)))
            .collect();
        let formats: Vec<&str> = (0..LEVELS)
            .map(|at| form(at).map_or("decimal", |level| level.format.as_str()))
            .collect();
        label(own, &counts, &formats)
    }

    /// The level of a list that a style stands on.
    pub fn level_of_style(&self, id: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(&self.numbers.get(id)?.list)?;
        let mut levels = list.levels.iter();
        levels.position(|level| level.style.as_deref() == Some(style))
    }

    /// A list may leave its form to a style, which names another numbering.
    fn resolve(&self, id: &str, styles: &Styles) -> Option<String> {
        let list = self.lists.get(&self.numbers.get(id)?.list)?;
        let named = list.style.as_deref().and_then(|style| {
            let number = styles.chain(Some(style)).find_map(|s| s.number.clone())?;
            self.numbers.contains_key(&number).then_some(number)
        });
        Some(named.unwrap_or_else(|| id.to_owned()))
    }
}

fn list(element: &Element<'_>) -> List {
    let mut list = List::default();
    let link = element.child("numStyleLink");
    list.style = link.and_then(|link| Some(link.value()?.into_owned()));
    for own in element.elements().filter(|own| own.name == "lvl") {
        let at = own.attribute("ilvl").and_then(|at| at.parse().ok());
        if let Some(level) = at.and_then(|at: usize| list.levels.get_mut(at)) {
            *level = read_level(own);
        }
    }
    list
}

fn number(element: &Element<'_>) -> Option<Number> {
    let mut number = Number {
        list: element.child("abstractNumId")?.value()?.into_owned(),
        ..Number::default()
    };
    for change in element.elements().filter(|own| own.name == "lvlOverride") {
        let at: Option<usize> = change.attribute("ilvl").and_then(|at| at.parse().ok());
        let Some(at) = at.filter(|&at| at < LEVELS) else {
            continue;
        };
        let start = change.child("startOverride").and_then(Element::value);
        if let Some(slot) = number.starts.get_mut(at) {
            *slot = start.and_then(|start| start.parse().ok());
        }
        if let Some(slot) = number.levels.get_mut(at) {
            *slot = change.child("lvl").map(read_level);
        }
    }
    Some(number)
}

fn read_level(element: &Element<'_>) -> Level {
    let value = |name: &str| element.child(name).and_then(Element::value);
    let font = Look::of(element.child("rPr")).font;
    Level {
        start: value("start")
            .and_then(|start| start.parse().ok())
            .unwrap_or(1),
        format: value("numFmt").map_or_else(|| "decimal".to_owned(), |format| format.into_owned()),
        text: value("lvlText").unwrap_or_default().into_owned(),
        restart: value("lvlRestart").and_then(|restart| restart.parse().ok()),
        legal: element.child("isLgl").is_some_and(Element::is_on),
        style: value("pStyle").map(|style| style.into_owned()),
        scheme: font.as_deref().and_then(Scheme::of_font),
    }
}

fn label(level: &Level, counts: &[u32], formats: &[&str]) -> Option<String> {
    if level.format == "bullet" {
        return Some(bullet(&level.text).to_owned());
    }
    let text = match level.scheme {
        Some(scheme) => legacy::convert(&level.text, scheme),
        None => level.text.clone(),
    };
    let mut label = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let place = characters.peek().and_then(|digit| digit.to_digit(10));
        match place.filter(|&place| character == '%' && place > 0) {
            Some(place) => {
                characters.next();
                let at = usize::try_from(place - 1).unwrap_or_default();
                let format = formats.get(at).copied().unwrap_or("decimal");
                let format = if level.legal { "decimal" } else { format };
                label.push_str(&written(counts.get(at).copied().unwrap_or(1), format));
            }
            None => label.push(character),
        }
    }
    let label = label.trim();
    (!label.is_empty()).then(|| label.to_owned())
}

/// Bullets come in many shapes and fonts; in official papers they mean a dash, or a plus below it.
fn bullet(text: &str) -> &'static str {
    match text.trim() {
        "+" | "o" | "◦" | "○" => "+",
        _ => "-",
    }
}

fn written(count: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerLetter" => letters(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// a, b, … z, aa, bb, …
fn letters(count: u32) -> String {
    let Some(index) = count.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    let times = usize::try_from(index / 26 + 1).unwrap_or(1).min(9);
    std::iter::repeat_n(letter, times).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_their_formats() {
        assert_eq!(written(14, "upperRoman"), "XIV");
        assert_eq!(written(4, "lowerRoman"), "iv");
        assert_eq!(written(3, "lowerLetter"), "c");
        assert_eq!(written(28, "upperLetter"), "BB");
        assert_eq!(written(7, "decimalZero"), "07");
        assert_eq!(written(u32::MAX, "upperRoman"), "4294967295");
        assert_eq!(written(0, "lowerLetter"), "");
    }
}
