//! What keys, buttons and fingers do to the outline.

use super::{
    super::fields::{Caret, caret, focus, focus_text, write},
    Desk,
};
use crate::{device, pages::editing::rows::anchor, parts::node_form::halves};
use model::{
    id::{IdMaker, NodeId},
    view::dropping::Drop,
};

/// What can be done with a key or a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// What Enter does: a new node, or the node parted at the cursor.
    Enter,
    Add,
    AddLast,
    Split,
    Join,
    JoinNext,
    Indent,
    Outdent,
    Up,
    Down,
    Withdraw,
    Undo,
    Redo,
}

impl Desk {
    pub fn run(self, verb: Verb) {
        self.commit();
        let id = self.open.get_untracked();
        match verb {
            Verb::Undo => return self.take_back(true),
            Verb::Redo => return self.take_back(false),
            Verb::AddLast => return self.add(None),
            _ if id.as_str().is_empty() => return,
            Verb::Enter => return self.enter(&id),
            Verb::Add => return self.add(Some(&id)),
            Verb::Split => return self.split(&id),
            Verb::Join => return self.join(&id),
            Verb::JoinNext => {
                if let Some(next) = self.beside(&id, true) {
                    self.join(&next.id);
                }
                return;
            }
            Verb::Withdraw => return self.withdraw(&id),
            Verb::Indent | Verb::Outdent | Verb::Up | Verb::Down => {}
        }
        let caret = caret();
        self.act(&mut |editing| match verb {
            Verb::Indent => editing.indent(&id),
            Verb::Outdent => editing.outdent(&id),
            Verb::Up => editing.move_up(&id),
            _ => editing.move_down(&id),
        });
        focus_text(caret);
    }

    /// Several lines have come into the open row at once: each becomes a row.
    pub fn part_lines(self, words: &str) {
        let id = self.open.get_untracked();
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<_> = lines.map(crate::text::nfc).collect();
        let mut last = None;
        let mut next = || {
            let new = new_id();
            last = Some(new.clone());
            new
        };
        // From here on the field says what its node says, or nobody could write on in it.
        write(lines.first().map_or("", String::as_str));
        if self.act(&mut |editing| editing.write_lines(&id, &lines, &mut next)) {
            self.open(&last.unwrap_or(id), Caret::End);
        } else if lines.len() > 1 {
            write(words);
        } else {
            self.typed();
        }
    }

    /// Puts a row where it was dragged to.
    pub fn drop_at(self, id: &NodeId, place: &Drop) {
        let (parent, after) = (place.parent.as_ref(), place.after.as_ref());
        self.act(&mut |editing| editing.move_to(id, parent, after));
        focus(anchor(id));
    }

    fn enter(self, id: &NodeId) {
        let (first, second) = halves().unwrap_or_default();
        match (first.trim().is_empty(), second.trim().is_empty()) {
            (true, true) => {
                let is_inner = self
                    .view
                    .with_untracked(|view| view.row(id).is_some_and(|row| row.depth > 0));
                if is_inner {
                    self.run(Verb::Outdent);
                } else {
                    self.add(Some(id));
                }
            }
            (false, true) => self.add(Some(id)),
            (true, false) => {
                let new = new_id();
                self.act(&mut |editing| editing.write_before(id, new.clone()));
                focus_text(Caret::Start);
            }
            (false, false) => self.split(id),
        }
    }

    fn add(self, after: Option<&NodeId>) {
        let new = new_id();
        if self.act(&mut |editing| editing.write_after(after, None, new.clone())) {
            self.open(&new, Caret::Start);
        }
    }

    fn split(self, id: &NodeId) {
        let (first, second) = halves().unwrap_or_default();
        if first.trim().is_empty() || second.trim().is_empty() {
            let words = "Hãy đặt con trỏ vào chỗ cần tách trong câu, rồi bấm Tách.";
            self.trouble.set(Some(words.to_owned()));
            return focus_text(caret());
        }
        let new = new_id();
        if self.act(&mut |editing| editing.split(id, &first, &second, new.clone())) {
            self.open(&new, Caret::Start);
        }
    }

    fn join(self, id: &NodeId) {
        let Some(above) = self.beside(id, false) else {
            return focus_text(Caret::Start);
        };
        let n_units = above.text.trim_end().encode_utf16().count();
        let joint = self.view.with_untracked(|view| {
            let is_empty = view.row(id).is_none_or(|row| row.text.trim().is_empty());
            n_units + usize::from(!is_empty && n_units > 0)
        });
        if self.act(&mut |editing| editing.join(id)) {
            self.open(&above.id, Caret::At(u32::try_from(joint).unwrap_or(0)));
        }
    }

    fn withdraw(self, id: &NodeId) {
        let place = self.view.with_untracked(|view| {
            let mut rows = view.rows.iter();
            rows.position(|row| row.id == *id)
        });
        self.act(&mut |editing| editing.withdraw(id));
        let next = self.view.with_untracked(|view| {
            let last = view.rows.len().checked_sub(1)?;
            let row = view.rows.get(place.unwrap_or_default().min(last))?;
            Some(row.id.clone())
        });
        self.open.set(NodeId::default());
        self.seen.set_value(None);
        if let Some(next) = next {
            focus(anchor(&next));
        }
    }
}

fn new_id() -> NodeId {
    let mut ids = IdMaker {
        now_ms: device::now(),
        random: device::random,
    };
    NodeId::new(ids.next())
}
