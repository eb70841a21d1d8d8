//! Who does what: the units of the part on organisation, with their duties.

use super::block::is_appeal;
use super::cross_reference;
use super::draft::{Duty, Task, Unit};
use super::outline::{Node, Outline, Role};
use super::unit_head::has_head;
use super::verb;
use super::word::{joined, words};

pub fn read(outline: &Outline, tasks: &[Task]) -> Vec<Unit> {
    let mut units = Vec::new();
    for (index, _) in outline.tops(Role::Unit) {
        collect(outline, index, &mut units);
    }
    for unit in &mut units {
        let duties = unit.duties.iter();
        unit.cross_refs = duties
            .flat_map(|duty| cross_reference::read_all(&duty.text, tasks))
            .collect();
    }
    units
}

/// Labelled children are units; a heading over further units ("1. Các phòng, ban") is opened.
fn collect(outline: &Outline, index: usize, units: &mut Vec<Unit>) {
    for (child, node) in outline.children(index) {
        if node.role != Role::Unit {
            continue;
        }
        if node.name().is_some() {
            if holds_units(outline, child) {
                collect(outline, child, units);
            } else {
                units.push(unit(outline, child, node));
            }
        } else if let Some(unit) = in_sentence(node) {
            units.push(unit);
        }
    }
}

fn holds_units(outline: &Outline, index: usize) -> bool {
    let mut named = outline
        .children(index)
        .filter(|(_, child)| child.name().is_some())
        .peekable();
    named.peek().is_some()
        && named.all(|(i, child)| {
            !child.text.ends_with('.')
                && has_head(&words(&child.text), 0)
                && outline.children(i).next().is_some()
        })
}

fn unit(outline: &Outline, index: usize, node: &Node) -> Unit {
    let mut duties = Vec::new();
    let (name, duty) = name_and_duty(&node.text, node.children.is_empty());
    if let Some(text) = duty {
        duties.push(Duty {
            text,
            line: node.line,
        });
    }
    descend(outline, index, &mut duties);
    Unit {
        label: node.name().map(str::to_owned),
        name,
        duties,
        cross_refs: Vec::new(),
        line: node.line,
    }
}

fn descend(outline: &Outline, index: usize, duties: &mut Vec<Duty>) {
    for (child, node) in outline.children(index) {
        if !node.text.is_empty() {
            duties.push(Duty {
                text: node.text.clone(),
                line: node.line,
            });
        }
        descend(outline, child, duties);
    }
}

/// As many words before a colon are a name, whatever they are.
const SHORT_NAME: usize = 8;

/// "Trạm y tế: tổ chức …" and "Giao Trạm y tế chủ trì …" say name and duty in one sentence.
fn name_and_duty(text: &str, alone: bool) -> (String, Option<String>) {
    if let Some((name, duty)) = text.split_once(':')
        && !duty.trim().is_empty()
        && (has_head(&words(name), start_of_name(name)) || name.split(' ').count() <= SHORT_NAME)
    {
        return (name.trim().to_owned(), Some(duty.trim().to_owned()));
    }
    if !alone {
        return (text.trim_end_matches([':', ' ']).to_owned(), None);
    }
    match cut_at_verb(text) {
        Some((name, duty)) => (name, Some(duty)),
        None => (text.to_owned(), None),
    }
}

/// A dash or a paragraph that gives a unit its duty.
fn in_sentence(node: &Node) -> Option<Unit> {
    let words = words(&node.text);
    let of_all = node.label.is_none() && is_appeal(&node.text);
    if of_all || !has_head(&words, start_of_name(&node.text)) {
        return None;
    }
    let (name, duty) = name_and_duty(&node.text, true);
    let text = duty?;
    let duties = vec![Duty {
        text,
        line: node.line,
    }];
    Some(Unit {
        label: None,
        name,
        duties,
        cross_refs: Vec::new(),
        line: node.line,
    })
}

/// "Giao", "Đề nghị", "Yêu cầu" stand before the name.
fn start_of_name(text: &str) -> usize {
    let words = words(text);
    match words.first().map(|word| word.folded.as_str()) {
        Some("giao") => 1,
        Some("de" | "yeu") => 2,
        _ => 0,
    }
}

fn cut_at_verb(text: &str) -> Option<(String, String)> {
    let words = words(text);
    let start = start_of_name(text);
    if !has_head(&words, start) {
        return None;
    }
    let most = words.len().min(60);
    let at = (start + 1..most).find(|&at| verb::begins(&words, at))?;
    let from = if words.first().is_some_and(|word| word.folded == "giao") {
        1
    } else {
        0
    };
    let name = joined(&words, from, at);
    Some((
        name.trim_end_matches([',', ' ']).to_owned(),
        joined(&words, at, words.len()),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::block::blocks;
    use super::super::line::lines;
    use super::*;

    fn units(text: &str) -> Vec<Unit> {
        read(&Outline::read(blocks(&lines(text))), &[])
    }

    #[test]
    fn headings_with_duties() {
        let units = units(
            "V. TỔ CHỨC THỰC HIỆN\n1. Trạm y tế\n- Mở lớp.\n+ Lớp tối.\n2. Công an xã\n\n\
             Hỗ trợ bà con.\n\nTrên đây là Kế hoạch.",
        );
        assert_eq!(units.len(), 2);
        assert_eq!(units[0].name, "Trạm y tế");
        assert_eq!(units[0].duties.len(), 2);
        assert_eq!(units[1].duties[0].text, "Hỗ trợ bà con.");
    }

    #[test]
    fn name_and_duty_in_one_sentence() {
        let units = units(
            "V. TỔ CHỨC THỰC HIỆN\n1. Giao Phòng Kinh tế chủ trì, phối hợp mở lớp.\n\
             2. Công an xã: Hỗ trợ bà con.\n- Đề nghị Hội Nông dân: Vận động hội viên.",
        );
        let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names[..2], ["Phòng Kinh tế", "Công an xã"]);
        assert_eq!(units[0].duties[0].text, "chủ trì, phối hợp mở lớp.");
    }
}
