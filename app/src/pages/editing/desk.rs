//! What one works with on the page that edits a plan.
//!
//! A keystroke must not wait for the disk. So an act is made in the phone's image at once, the page
//! is brought up to that in the same turn of the browser, and the disk follows; if it fails, the act
//! has not happened and the page says so. What is typed is kept when one pauses, leaves the field or
//! does something else. It is kept as set by somebody who saw the node as it was when its fields were
//! filled: whatever came from others since is not overwritten unseen.

mod verbs;

pub use verbs::Verb;

use super::{
    fields::{Caret, focus, focus_text, is_alike, mirror, read, typed, words},
    hand,
    rows::anchor,
};
use crate::{
    device::Draft,
    element::element,
    outbox::Outbox,
    parts::node_form::TEXT,
    signal::{Effect, Memo, RwSignal, StoredValue},
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    draft::NodeForm,
    id::{NodeId, PlanId},
    plan::{
        Node, NodeField, NodeKind, Signature, Step,
        editing::{Editing, Intent, Numbering},
    },
    problem::Problem,
    record::Fact,
    view::{
        editing::{EditingHead, EditingRow, EditingView, Mark},
        me::Me,
    },
};
use std::time::Duration;
use web_sys::HtmlTextAreaElement;

/// After a pause of this length what was typed is kept.
const PAUSE: Duration = Duration::from_millis(1_200);

#[derive(Clone, Copy)]
pub struct Desk {
    pub view: RwSignal<EditingView>,
    pub head: Memo<EditingHead>,
    /// The node that is open; an empty id where none is.
    pub open: RwSignal<NodeId>,
    /// The fields of the open node, as they are drawn.
    pub form: RwSignal<NodeForm>,
    /// Whether the fields beside the words are shown.
    pub shows_fields: RwSignal<bool>,
    /// Whether there is something to undo, and to redo.
    pub can: RwSignal<(bool, bool)>,
    pub is_ready: RwSignal<bool>,
    pub is_saving: RwSignal<bool>,
    pub trouble: RwSignal<Option<String>>,
    /// The open node as it was when its fields were filled.
    seen: StoredValue<Option<Node>>,
    /// What is shown came from an act here.
    is_own: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    n_writing: StoredValue<usize>,
    outbox: Outbox,
    holds: bool,
}

impl Desk {
    pub fn new(view: RwSignal<EditingView>) -> Self {
        let outbox = Outbox::from_context();
        let desk = Self {
            view,
            head: Memo::new(move |_| view.with(|view| view.head.clone())),
            open: RwSignal::new(NodeId::default()),
            form: RwSignal::new(NodeForm::default()),
            shows_fields: RwSignal::new(false),
            can: RwSignal::new((false, false)),
            is_ready: RwSignal::new(false),
            is_saving: RwSignal::new(false),
            trouble: RwSignal::new(None),
            seen: StoredValue::new(None),
            is_own: StoredValue::new(false),
            timer: StoredValue::new(None),
            n_writing: StoredValue::new(0),
            outbox,
            holds: use_context::<Me>().is_some_and(|me| me.holds_records),
        };
        // What has come from others, and what was sent back.
        Effect::new(move |_| {
            view.track();
            if !desk.is_ready.get_untracked() {
                outbox.held();
            }
            let is_own = desk.is_own.try_update_value(std::mem::take);
            if is_own != Some(true) {
                desk.look_again();
            }
        });
        let hide = window_event_listener_untyped("pagehide", move |_| desk.commit());
        on_cleanup(move || {
            desk.commit();
            hide.remove();
        });
        desk
    }

    /// Whether one can write here now.
    pub fn is_at_work(self) -> bool {
        self.is_ready.get() && self.head.with(|head| head.may_write)
    }

    pub fn why_not_ready(self) -> &'static str {
        if self.holds {
            "Đang nhận dữ liệu về máy, xong sẽ soạn được ngay."
        } else {
            "Chỉ người làm việc trong xã soạn được ở đây; tài khoản này chỉ đọc."
        }
    }

    /// Opens a node's fields, with the cursor in its words.
    pub fn open(self, id: &NodeId, caret: Caret) {
        self.commit();
        if !self.is_ready.get_untracked() || !self.head.with_untracked(|head| head.may_write) {
            return;
        }
        self.fill(id);
        focus_text(caret);
    }

    /// Closes the open node; the focus stays on its row.
    pub fn close(self) {
        let id = self.open.get_untracked();
        self.shut();
        focus(anchor(&id));
    }

    /// Keeps what was typed into the open node, and closes it.
    pub fn shut(self) {
        self.commit();
        self.open.set(NodeId::default());
        self.seen.set_value(None);
    }

    /// Goes to the fields beside the words.
    pub fn enter_fields(self) {
        self.shows_fields.set(true);
        focus("sua-body".to_owned());
    }

    /// Goes to the row before or after.
    pub fn go(self, after: bool) {
        let next = self.beside(&self.open.get_untracked(), after);
        if let Some(next) = next {
            let caret = if after { Caret::Start } else { Caret::End };
            self.open(&next.id, caret);
        }
    }

    /// Something was typed: it will be kept.
    pub fn typed(self) {
        if let Some(words) = words().filter(|words| words.contains('\n'))
            && !self
                .seen
                .with_value(|seen| seen.as_ref().is_some_and(|seen| seen.text.contains('\n')))
        {
            return self.part_lines(&words);
        }
        if !self.is_saving.get_untracked() {
            self.is_saving.set(true);
        }
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        let keep = move || {
            // The page may have been left.
            if self.open.try_get_untracked().is_some() {
                self.commit();
            }
        };
        self.timer
            .set_value(set_timeout_with_handle(keep, PAUSE).ok());
    }

    /// Keeps what was typed into the open node.
    pub fn commit(self) {
        if let Some(timer) = self.timer.try_get_value().flatten() {
            timer.clear();
        }
        self.is_saving
            .try_set(self.n_writing.try_get_value().unwrap_or_default() > 0);
        let Some(seen) = self.seen.try_get_value().flatten() else {
            return;
        };
        let Some(form) = typed(&seen.id) else {
            return;
        };
        let kind = NodeKind::parse(&form.body).filter(|kind| *kind != seen.body.kind());
        match read(form, &seen) {
            Ok(fields) if fields.is_empty() => {}
            Ok(fields) => {
                self.trouble.set(None);
                self.act(&mut |editing| Ok(editing.set_seen(&seen, fields.clone())));
            }
            Err(problem) => self.trouble.set(Some(problem.message.into_owned())),
        }
        if let Some(kind) = kind {
            self.act(&mut |editing| editing.set(&seen.id, vec![NodeField::Kind(kind)]));
        }
    }

    /// Gives a field in dispute the value that was chosen.
    pub fn settle(self, node: &NodeId, field: &NodeField) {
        self.commit();
        self.act(&mut |editing| editing.settle(node, field.clone()));
    }

    pub fn restore(self, node: &NodeId) {
        self.commit();
        self.act(&mut |editing| editing.restore(node));
        focus(anchor(node));
    }

    pub fn renumber(self, numbering: Numbering) {
        self.commit();
        self.act(&mut |editing| Ok(editing.renumber(numbering)));
    }

    pub fn step(self, step: Step, reason: Option<String>, signature: Option<Signature>) {
        self.shut();
        self.act(&mut |editing| Ok(vec![editing.step(step, reason.clone(), signature.clone())]));
    }

    /// Keeps what says what measures what, which is no part of what was signed; where the plan's own
    /// records are not at hand, as in a province, it is sent by itself. Whether it was sound.
    pub fn measure(self, made: Result<Vec<Intent>, Problem>) -> bool {
        self.commit();
        if self.is_ready.get_untracked() {
            let is_sound = made.is_ok();
            self.keep(made);
            self.remember();
            return is_sound;
        }
        let intents = match made {
            Ok(intents) if !self.holds => intents,
            Ok(_) => {
                self.trouble.set(Some(self.why_not_ready().to_owned()));
                return false;
            }
            Err(problem) => {
                self.trouble.set(Some(problem.message.into_owned()));
                return false;
            }
        };
        let drafts = intents.into_iter().map(|intent| self.draft(intent));
        let drafts = drafts.collect::<Vec<_>>();
        self.trouble.set(None);
        spawn_local(async move {
            if let Err(error) = self.outbox.save(drafts).await {
                self.trouble.try_set(Some(error.sentence().to_owned()));
            }
        });
        true
    }

    /// In how many places the amendment has changed what was signed.
    pub fn n_amended(self) -> usize {
        self.commit();
        let mut n = 0;
        hand::signed(&self.plan(), &mut |signed, editing| {
            n = editing.n_amended(signed)
        });
        n
    }

    pub fn drop_amendment(self) {
        self.shut();
        let mut made = Ok(Vec::new());
        hand::signed(&self.plan(), &mut |signed, editing| {
            made = Ok(editing.drop_amendment(signed));
        });
        self.keep(made);
    }

    fn take_back(self, is_undo: bool) {
        let mut found = Ok(Vec::new());
        let mut can = (false, false);
        hand::history(&self.plan(), &mut |history, editing| {
            let (n_done, n_undone) = history.depths();
            if is_undo {
                found = history.undo(editing);
                can = (n_done > 1, true);
            } else {
                found = history.redo(editing);
                can = (true, n_undone > 1);
            }
        });
        let about = found.as_ref().ok().and_then(|intents| {
            let first = intents.first()?;
            first.fact.node().cloned()
        });
        if !self.keep(found) {
            return;
        }
        self.can.set(can);
        let is_here = |id: &NodeId| self.view.with_untracked(|view| view.row(id).is_some());
        match about.filter(is_here) {
            Some(node) => self.open(&node, Caret::End),
            None => self.follow(),
        }
    }

    /// Makes what `make` wants, and shows it. Whether anything was made.
    fn act(self, make: &mut dyn FnMut(&Editing) -> Result<Vec<Intent>, Problem>) -> bool {
        let mut made = Ok(Vec::new());
        hand::edit(&self.plan(), &mut |editing| made = make(editing));
        let is_made = self.keep(made);
        if is_made {
            self.can.set((true, false));
        }
        is_made
    }

    fn keep(self, made: Result<Vec<Intent>, Problem>) -> bool {
        let intents = match made {
            Ok(intents) if intents.is_empty() => return false,
            Ok(intents) => intents,
            Err(problem) => {
                self.trouble.set(Some(problem.message.into_owned()));
                return false;
            }
        };
        let drafts = intents.into_iter().map(|intent| self.draft(intent));
        match self.outbox.keep(drafts.collect()) {
            Ok(kept) => {
                self.trouble.set(None);
                self.is_saving.set(true);
                self.n_writing.update_value(|n| *n += 1);
                self.refresh();
                spawn_local(async move {
                    let written = self.outbox.write(kept).await;
                    self.n_writing.try_update_value(|n| *n -= 1);
                    let is_saving = self.n_writing.try_get_value().unwrap_or_default() > 0;
                    self.is_saving.try_set(is_saving);
                    if let Err(error) = written {
                        self.trouble.try_set(Some(error.sentence().to_owned()));
                        self.look_again();
                    }
                });
                true
            }
            Err(error) => {
                self.trouble.set(Some(error.sentence().to_owned()));
                false
            }
        }
    }

    fn draft(self, intent: Intent) -> Draft {
        let words = |id: &NodeId| {
            self.view
                .with_untracked(|view| view.row(id).map(|row| row.text.clone()))
        };
        let about = match &intent.fact {
            Fact::NodeAdded(fact) => Some(fact.node.text.clone()),
            fact => fact.node().and_then(words),
        };
        let title = || self.head.with_untracked(|head| head.title.clone());
        Draft {
            unit: self.head.with_untracked(|head| head.unit.clone()),
            replaces: intent.replaces,
            after: intent.after,
            fact: intent.fact,
            about: about
                .filter(|about| !about.is_empty())
                .unwrap_or_else(title),
        }
    }

    /// Shows what the phone holds by now.
    fn refresh(self) {
        if let Some(view) = hand::view(&self.plan())
            && self.view.with_untracked(|shown| *shown != view)
        {
            self.is_own.set_value(true);
            self.view.set(view);
        }
        self.follow();
    }

    /// Something may have come from elsewhere.
    fn look_again(self) {
        let Some(plan) = self.head.try_get_untracked().map(|head| head.plan) else {
            return;
        };
        let Some(view) = hand::view(&plan) else {
            return;
        };
        if self.view.with_untracked(|shown| *shown != view) {
            self.view.set(view);
        }
        if !self.is_ready.get_untracked() {
            self.is_ready.set(true);
        }
        self.remember();
        self.follow();
    }

    fn remember(self) {
        let mut can = (false, false);
        hand::history(&self.plan(), &mut |history, _| {
            let (n_done, n_undone) = history.depths();
            can = (n_done > 0, n_undone > 0);
        });
        if self.can.get_untracked() != can {
            self.can.set(can);
        }
    }

    /// Brings the fields of the open node up to what stands, unless something is being typed there.
    fn follow(self) {
        let Some(seen) = self.seen.get_value() else {
            return;
        };
        let Some(node) = self.node(&seen.id) else {
            self.open.set(NodeId::default());
            self.seen.set_value(None);
            return;
        };
        let Some(typed) = typed(&node.id) else {
            return;
        };
        let is_typing = read(typed.clone(), &seen).is_ok_and(|fields| {
            let is_kept =
                |field: &NodeField| NodeField::of(&node, field.name()).as_ref() == Some(field);
            !fields.iter().all(is_kept)
        });
        if is_typing {
            return;
        }
        let form = NodeForm::of(&node);
        self.seen.set_value(Some(node));
        if typed.text.trim() != form.text.trim()
            && let Some(field) = element::<HtmlTextAreaElement>(TEXT)
        {
            field.set_value(&form.text);
            mirror(&field);
        }
        if !is_alike(&typed, &form) {
            let focused = document().active_element().map(|element| element.id());
            self.form.set(form);
            if let Some(id) = focused.filter(|id| id.starts_with("sua-") && id != TEXT) {
                focus(id);
            }
        }
    }

    fn fill(self, id: &NodeId) {
        let Some(node) = self.node(id) else {
            return;
        };
        self.form.set(NodeForm::of(&node));
        self.seen.set_value(Some(node));
        if self.open.get_untracked() != *id {
            self.open.set(id.clone());
        }
    }

    /// A node that is shown, as it stands.
    fn node(self, id: &NodeId) -> Option<Node> {
        let mut found = None;
        hand::edit(&self.plan(), &mut |editing| {
            let row = editing.row(id).ok().filter(|row| !row.gone);
            found = row.map(|row| row.node.clone());
        });
        found
    }

    /// The row next to it that can be written into.
    fn beside(self, id: &NodeId, after: bool) -> Option<EditingRow> {
        self.view.with_untracked(|view| {
            let place = view.rows.iter().position(|row| row.id == *id)?;
            let (before, rest) = view.rows.split_at(place);
            let stands = |row: &&EditingRow| !row.marks.contains(&Mark::Withdrawn);
            let found = if after {
                rest.iter().skip(1).find(stands)
            } else {
                before.iter().rev().find(stands)
            };
            found.cloned()
        })
    }

    pub fn plan(self) -> PlanId {
        self.head
            .try_with_untracked(|head| head.plan.clone())
            .unwrap_or_default()
    }
}
