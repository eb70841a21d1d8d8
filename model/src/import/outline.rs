//! Blocks as a tree, by their labels; each node knows which part of a plan it belongs to.

use super::block::{Block, is_appeal, is_closing};
use super::field;
use super::label::Label;
use super::table::{Column, Table};
use crate::text::fold;

/// What a part of a plan is for, by the words of its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    #[default]
    Other,
    Purpose,
    Requirement,
    Target,
    Content,
    Task,
    Funding,
    Unit,
    Reporting,
    Closing,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    pub label: Option<Label>,
    pub text: String,
    pub line: usize,
    pub table: Option<Table>,
    pub role: Role,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
}

impl Node {
    /// The label as written, or nothing for a dash or a plain paragraph.
    pub fn name(&self) -> Option<&str> {
        self.label.as_ref().and_then(Label::name)
    }

    /// Words that name what follows rather than say it.
    pub fn heading(&self) -> &str {
        self.text.trim_end_matches([':', ' '])
    }

    fn rank(&self) -> usize {
        self.label.as_ref().map_or(usize::MAX, Label::rank)
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    pub nodes: Vec<Node>,
}

impl Outline {
    pub fn read(blocks: Vec<Block>) -> Outline {
        let mut outline = Outline::default();
        let mut open: Vec<usize> = Vec::new();
        for block in blocks {
            outline.push(block, &mut open);
        }
        outline.give_roles();
        outline
    }

    pub fn children(&self, index: usize) -> impl Iterator<Item = (usize, &Node)> {
        let children = self.nodes.get(index).map(|node| node.children.as_slice());
        children
            .unwrap_or_default()
            .iter()
            .filter_map(|&i| Some((i, self.nodes.get(i)?)))
    }

    pub fn with_role(&self, role: Role) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .filter(move |(_, node)| node.role == role)
    }

    /// The topmost nodes of a part: those whose parent is not of the same part.
    pub fn tops(&self, role: Role) -> impl Iterator<Item = (usize, &Node)> {
        self.with_role(role).filter(move |(_, node)| {
            node.parent
                .and_then(|i| self.nodes.get(i))
                .is_none_or(|above| above.role != role)
        })
    }

    pub fn has_named_child(&self, index: usize) -> bool {
        self.children(index)
            .any(|(_, child)| child.name().is_some())
    }

    /// The labels down to a node as one: "IV.1.3", for "1.3" already says its group "1".
    pub fn joined_path(&self, index: usize) -> String {
        join_labels(&self.path(index))
    }

    /// A node and what it stands under, innermost first.
    pub fn upwards<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = &'a Node> {
        let above = |node: &&'a Node| node.parent.and_then(|index| self.nodes.get(index));
        std::iter::successors(Some(node), above)
    }

    /// How many headings stand over a node.
    pub fn depth(&self, index: usize) -> usize {
        let node = self.nodes.get(index);
        node.map_or(0, |node| self.upwards(node).skip(1).count())
    }

    /// The labels from the top down to a node: ["IV", "1", "1.3"].
    pub fn path(&self, index: usize) -> Vec<&str> {
        let mut path: Vec<&str> = Vec::new();
        let mut at = Some(index);
        while let Some(node) = at.and_then(|i| self.nodes.get(i)) {
            path.extend(node.name());
            at = node.parent;
        }
        path.reverse();
        path
    }

    fn push(&mut self, block: Block, open: &mut Vec<usize>) {
        let Block {
            label,
            text,
            line,
            table,
        } = block;
        let node = Node {
            label,
            text,
            line,
            table,
            ..Node::default()
        };
        if node.label.is_none() && closes(&node.text) {
            open.clear();
        }
        // What is asked of all units belongs to none of them.
        if node.label.is_none() && is_appeal(&node.text) && self.opens_units(open) {
            open.truncate(1);
        }
        let rank = node.rank();
        while let Some(&top) = open.last() {
            let above = self.nodes.get(top).map_or(0, Node::rank);
            // A plain paragraph stands beside dashes, under the heading above both.
            let under = if rank == usize::MAX {
                above < Label::Dash.rank()
            } else {
                above < rank
            };
            if under {
                break;
            }
            open.pop();
        }
        let index = self.nodes.len();
        let parent = open.last().copied();
        if let Some(above) = parent.and_then(|i| self.nodes.get_mut(i)) {
            above.children.push(index);
        }
        if node.label.is_some() {
            open.push(index);
        }
        self.nodes.push(Node { parent, ..node });
    }

    fn opens_units(&self, open: &[usize]) -> bool {
        let top = open.first().and_then(|&index| self.nodes.get(index));
        top.is_some_and(|top| title_role(&top.text) == Some(Role::Unit))
    }

    fn give_roles(&mut self) {
        let has_tasks = self.nodes.iter().any(|node| {
            node.parent.is_none()
                && node.label.is_some()
                && title_role(&node.text) == Some(Role::Task)
        });
        for index in 0..self.nodes.len() {
            let role = self.role_of(index, has_tasks);
            if let Some(node) = self.nodes.get_mut(index) {
                node.role = role;
            }
        }
    }

    fn role_of(&self, index: usize, has_tasks: bool) -> Role {
        let Some(node) = self.nodes.get(index) else {
            return Role::Other;
        };
        let above = node.parent.and_then(|i| self.nodes.get(i));
        let own = title_role(&node.text)
            .filter(|_| node.name().is_some())
            .or_else(|| inline_role(&node.text));
        let Some(above) = above else {
            if node.label.is_none() && closes(&node.text) {
                return Role::Closing;
            }
            let role = own.unwrap_or_default();
            let content = role == Role::Content && (!has_tasks || self.assigns(index));
            return if content { Role::Task } else { role };
        };
        let own = own.filter(|role| above.role.may_hold(*role, &above.text));
        own.unwrap_or(above.role)
    }

    /// Whether a part says of its items who leads them.
    fn assigns(&self, index: usize) -> bool {
        let below = self
            .nodes
            .iter()
            .skip(index + 1)
            .take_while(|node| node.parent.is_some());
        below.take(400).any(|node| {
            let fields = field::split(&node.text).fields;
            fields.iter().any(|(column, _)| *column != Column::Text)
        })
    }
}

/// Joins labels; one that the next repeats at its start is left out.
pub fn join_labels(labels: &[&str]) -> String {
    let repeated = |i: usize| {
        let (label, next) = (labels.get(i), labels.get(i + 1));
        label
            .zip(next)
            .is_some_and(|(label, next)| next.starts_with(&format!("{label}.")))
    };
    let kept = labels
        .iter()
        .enumerate()
        .filter(|(i, _)| !repeated(*i))
        .map(|(_, label)| *label);
    kept.collect::<Vec<_>>().join(".")
}

impl Role {
    /// A heading inside a part changes the part only where such parts are written together.
    fn may_hold(self, inner: Role, title: &str) -> bool {
        match self {
            Role::Other | Role::Purpose | Role::Requirement => true,
            Role::Target if matches!(inner, Role::Purpose | Role::Requirement) => {
                let folded = fold(title);
                folded.contains("yeu cau") || folded.contains("muc dich")
            }
            Role::Target => inner == Role::Task && several_roles(title),
            Role::Task | Role::Content => inner == Role::Target && several_roles(title),
            Role::Unit => inner == Role::Funding || inner == Role::Reporting,
            Role::Funding => inner == Role::Unit,
            Role::Reporting | Role::Closing => false,
        }
    }
}

/// "- Yêu cầu: An toàn, tiết kiệm." says in a word what it is.
fn inline_role(text: &str) -> Option<Role> {
    let (word, _) = text.split_once(':')?;
    match fold(word).as_str() {
        "muc dich" => Some(Role::Purpose),
        "yeu cau" => Some(Role::Requirement),
        _ => None,
    }
}

/// The last paragraph of a plan: told by how it opens, or by "./." after an appeal to all.
fn closes(text: &str) -> bool {
    is_closing(text) || (is_appeal(text) && text.trim_end().ends_with("./."))
}

fn several_roles(title: &str) -> bool {
    let folded = fold(title);
    let aims = folded.contains("muc tieu") || folded.contains("chi tieu");
    aims && (folded.contains("nhiem vu") || folded.contains("noi dung"))
}

/// Headings are short; a longer text that holds the same words is not one.
const LONGEST_HEADING: usize = 160;

fn title_role(text: &str) -> Option<Role> {
    if text.chars().count() > LONGEST_HEADING {
        return None;
    }
    let folded = fold(text);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let role = if starts(&["muc dich"]) {
        Role::Purpose
    } else if starts(&["yeu cau"]) {
        Role::Requirement
    } else if starts(&[
        "to chuc thuc hien",
        "phan cong",
        "trach nhiem",
        "phan cong trach nhiem",
    ]) {
        Role::Unit
    } else if has(&["che do bao cao", "thong tin, bao cao", "cong tac bao cao"]) {
        Role::Reporting
    } else if starts(&["kinh phi", "nguon kinh phi", "nguon luc", "du toan"]) {
        Role::Funding
    } else if starts(&[
        "muc tieu",
        "chi tieu",
        "cac chi tieu",
        "cac muc tieu",
        "mot so chi tieu",
    ]) {
        Role::Target
    } else if has(&[
        "nhiem vu",
        "giai phap",
        "noi dung cong viec",
        "noi dung thuc hien",
    ]) {
        Role::Task
    } else if has(&["chi tieu cu the", "chi tieu phan dau"]) {
        Role::Target
    } else if starts(&["noi dung", "cac noi dung", "cac hoat dong"]) {
        Role::Content
    } else {
        return None;
    };
    Some(role)
}

#[cfg(test)]
mod tests {
    use super::super::block::blocks;
    use super::super::line::lines;
    use super::*;

    fn outline(text: &str) -> Outline {
        Outline::read(blocks(&lines(text)))
    }

    #[test]
    fn headings_give_the_parts_their_roles() {
        let outline = outline(
            "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Một.\n2. Yêu cầu\n- Hai.\nII. NHIỆM VỤ\n\
             1. Loa\n1.1. Phát.\n- Ba.\nIII. TỔ CHỨC THỰC HIỆN\n1. Trạm y tế\n- Bốn.\n\
             \nTrên đây là Kế hoạch.",
        );
        let roles: Vec<Role> = outline.nodes.iter().map(|node| node.role).collect();
        use Role::*;
        assert_eq!(
            roles,
            [
                Purpose,
                Purpose,
                Purpose,
                Requirement,
                Requirement,
                Task,
                Task,
                Task,
                Task,
                Unit,
                Unit,
                Unit,
                Closing,
            ]
        );
        assert_eq!(outline.path(8), ["II", "1", "1.1"]);
        assert_eq!(outline.nodes[8].parent, Some(7));
    }

    #[test]
    fn contents_are_the_tasks_where_no_other_part_is() {
        let outline = outline("I. MỤC ĐÍCH\n- Một.\nII. NỘI DUNG\n1. Mở lớp.");
        assert_eq!(outline.nodes[3].role, Role::Task);
    }

    #[test]
    fn deep_nesting_is_only_deep() {
        let text = "1. A\n1.1. B\n1.1.1. C\na) D\n- E\n+ F\n".repeat(5_000);
        assert_eq!(outline(&text).nodes.len(), 30_000);
    }
}
