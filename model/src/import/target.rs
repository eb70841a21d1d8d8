//! Targets: what is to be reached, how much of it, and by which year.

use super::document::years;
use super::draft::{Target, Warning};
use super::outline::{Node, Outline, Role};
use super::target_statement::{group, statements};
use super::{target_table, warning};
use crate::text::fold;

pub fn read(outline: &Outline, title_years: &[i32]) -> (Vec<Target>, Vec<Warning>) {
    let mut reader = Reader {
        outline,
        targets: Vec::new(),
        warnings: Vec::new(),
    };
    let whole_plan = match title_years {
        [year] => Some(*year),
        _ => None,
    };
    for (index, _) in outline.tops(Role::Target) {
        reader.node(
            index,
            Above {
                year: whole_plan,
                strives: false,
            },
        );
    }
    (reader.targets, reader.warnings)
}

/// The years that headings of the targets name.
pub fn heading_years(outline: &Outline) -> Vec<i32> {
    let headings = outline
        .with_role(Role::Target)
        .filter(|(_, node)| !node.children.is_empty());
    headings.flat_map(|(_, node)| years(&node.text)).collect()
}

/// What the headings over a statement say of it.
#[derive(Clone, Copy)]
struct Above {
    year: Option<i32>,
    /// "Phấn đấu đến hết năm 2026:"
    strives: bool,
}

struct Reader<'a> {
    outline: &'a Outline,
    targets: Vec<Target>,
    warnings: Vec<Warning>,
}

impl Reader<'_> {
    /// Recursion over the outline is bounded by the ranks of labels.
    fn node(&mut self, index: usize, above: Above) {
        let Some(node) = self
            .outline
            .nodes
            .get(index)
            .filter(|node| node.role == Role::Target)
        else {
            return;
        };
        let heads = !node.children.is_empty();
        let own = Above {
            year: match years(&node.text).as_slice() {
                [year] if heads => Some(*year),
                _ => above.year,
            },
            strives: above.strives || (heads && fold(&node.text).starts_with("phan dau")),
        };
        if let Some(table) = &node.table {
            self.rows(index, target_table::read(table, own.year));
            return;
        }
        let mut read = statements(&node.text, own.year);
        for target in &mut read {
            target.aspirational |= own.strives;
        }
        if read.is_empty() && !heads && node.parent.is_some() && !node.text.is_empty() {
            self.warnings.push(warning::new(
                node.line,
                "target_without_value",
                "Mục tiêu này không có con số nên chưa thành chỉ tiêu; hãy kiểm tra.",
            ));
        }
        self.number(index, node, read);
        for (child, _) in self.outline.children(index) {
            self.node(child, own);
        }
    }

    fn number(&mut self, index: usize, node: &Node, read: Vec<Target>) {
        let several = read.len() > 1;
        for (nth, target) in read.into_iter().enumerate() {
            let mut id = self.outline.joined_path(index);
            if node.name().is_none() {
                id = format!("{id}.{}", self.place(index));
            }
            if several {
                id = format!(
                    "{id}{}{}",
                    if node.name().is_some() { "-" } else { "" },
                    suffix(nth)
                );
            }
            let part = if several {
                suffix(nth).to_string()
            } else {
                String::new()
            };
            self.targets.push(Target {
                id,
                label: node.name().map(|name| format!("{name}{part}")),
                line: node.line,
                ..target
            });
        }
    }

    fn rows(&mut self, index: usize, rows: Vec<(Option<String>, Target)>) {
        let path = self.outline.joined_path(index);
        for (nth, (label, target)) in rows.into_iter().enumerate() {
            let own = label.clone().unwrap_or_else(|| (nth + 1).to_string());
            let repeated = self
                .targets
                .last()
                .is_some_and(|last| last.line == target.line);
            let year = target.year.filter(|_| repeated);
            let suffix = year.map(|year| format!("-{year}")).unwrap_or_default();
            self.targets.push(Target {
                id: format!("{path}.{own}{suffix}"),
                label,
                group: group(&target.statement).map(str::to_owned),
                ..target
            });
        }
    }

    fn place(&self, index: usize) -> usize {
        let parent = self.outline.nodes.get(index).and_then(|node| node.parent);
        let siblings = parent
            .and_then(|i| self.outline.nodes.get(i))
            .map(|node| &node.children);
        siblings
            .and_then(|all| all.iter().position(|&i| i == index))
            .map_or(1, |nth| nth + 1)
    }
}

/// "a" for the first target of a statement, "b" for the second.
fn suffix(nth: usize) -> char {
    char::from(b'a' + u8::try_from(nth.min(25)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::block::blocks;
    use super::super::line::lines;
    use super::*;

    #[test]
    fn a_heading_that_strives_does_so_for_all_below_it() {
        let text = "II. CHỈ TIÊU\n1. Phấn đấu đến hết năm 2026:\n- 80% hộ.\n2. Năm 2027\n- 90% hộ.";
        let (targets, _) = read(&Outline::read(blocks(&lines(text))), &[]);
        let strives: Vec<bool> = targets.iter().map(|target| target.aspirational).collect();
        assert_eq!(strives, [true, false]);
    }

    #[test]
    fn the_year_comes_from_the_heading() {
        let text = "II. CHỈ TIÊU\n1. Năm 2025\na) 80% hộ.\n2. Đến năm 2026\na) 90% hộ.\n- 10 lớp.";
        let outline = Outline::read(blocks(&lines(text)));
        let (targets, _) = read(&outline, &[]);
        let found: Vec<(&str, Option<i32>)> = targets
            .iter()
            .map(|target| (target.id.as_str(), target.year))
            .collect();
        assert_eq!(
            found,
            [
                ("II.1.a", Some(2025)),
                ("II.2.a", Some(2026)),
                ("II.2.a.1", Some(2026))
            ]
        );
    }
}
