//! What one works with on the page of a draft: the draft as the server last gave it, what is open,
//! and the changes on their way, one after the other.

use super::document;
use crate::{
    element::element,
    network,
    pages::{assigning::chosen::Chosen, unit_index::UnitIndex},
    parts::{
        node_form,
        reading::{News, Reading},
    },
    signal::{Effect, RwSignal, StoredValue},
    source::Trouble,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    draft::{Change, DocumentForm, NodeForm},
    id::NodeId,
    problem::{Code, Problem},
    view::draft::DraftView,
};
use serde::Serialize;
use web_sys::HtmlElement;

#[derive(Clone, Copy)]
pub struct Desk {
    pub view: RwSignal<DraftView>,
    /// The units that names can be matched with, the draft's own among them.
    pub index: StoredValue<UnitIndex>,
    /// The node that is open; an empty id where none is.
    pub chosen: RwSignal<NodeId>,
    /// Tasks to which something is to be done together.
    pub picked: RwSignal<Chosen<NodeId>>,
    /// Which rows are shown.
    pub shown: RwSignal<String>,
    pub is_busy: RwSignal<bool>,
    pub trouble: RwSignal<Option<Problem>>,
    /// Changes wait for a network.
    pub is_cut_off: RwSignal<bool>,
    waiting: StoredValue<Vec<Step>>,
    leave: Callback<String>,
    news: News,
}

/// A change that is not sent yet, none for taking the last one back; and the forms as they stood when
/// it was made.
type Step = (Option<Change>, Typed);

/// What stands in the form of the open node, if one is open, and in that of the document.
type Typed = (Option<NodeForm>, Option<DocumentForm>);

/// What the server is told: which revision was seen here, and the next.
#[derive(Serialize)]
struct Asked<'a> {
    seen: i64,
    change: Option<&'a Change>,
}

/// Id of the element that holds a node.
pub fn anchor(node: &NodeId) -> String {
    format!("muc-{node}")
}

impl Desk {
    pub fn new(reading: Reading<DraftView>) -> Self {
        let navigate = use_navigate();
        let view = RwSignal::new(reading.now.get_untracked());
        // What was asked for before a change may come after it, and is then old.
        Effect::new(move |_| {
            let read = reading.now.get();
            if view.with_untracked(|view| view.revision < read.revision) {
                view.set(read);
            }
        });
        let units = view.with_untracked(|view| {
            let units = view.units.iter().chain(&view.new_units);
            units.cloned().collect()
        });
        Self {
            view,
            index: StoredValue::new(UnitIndex::new(units)),
            chosen: RwSignal::new(NodeId::default()),
            picked: RwSignal::new(Chosen::new(Vec::new())),
            shown: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            is_cut_off: RwSignal::new(false),
            waiting: StoredValue::new(Vec::new()),
            news: expect_context(),
            leave: Callback::new(move |to: String| navigate(&to, NavigateOptions::default())),
        }
    }

    /// Sends the change after those before it.
    pub fn make(self, change: Change) {
        self.queue(Some(change));
    }

    pub fn undo(self) {
        self.queue(None);
    }

    /// Opens a node, and brings it before the eyes.
    pub fn open(self, node: &NodeId) {
        self.shown.set(String::new());
        self.chosen.set(node.clone());
        bring(anchor(node));
    }

    /// Makes the plan as it is seen here and goes to it.
    pub fn confirm(self) {
        let (address, seen) = (self.address("confirm"), self.seen());
        self.is_busy.set(true);
        spawn_local(async move {
            let asked = Asked { seen, change: None };
            let answer = network::post_unread(&address, &asked).await;
            self.is_busy.try_set(false);
            match answer {
                Ok(()) => {
                    let plan = self.view.with_untracked(|view| view.id.clone());
                    self.leave.run(format!("/ke-hoach/{plan}"));
                }
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    /// Throws the draft away, once the person has said so twice.
    pub fn discard(self) {
        let question = "Bỏ hẳn bản nháp này? Những gì đã sửa trong bản nháp sẽ mất.";
        if !window().confirm_with_message(question).unwrap_or(false) {
            return;
        }
        let address = self.address("");
        spawn_local(async move {
            match network::delete(address.trim_end_matches('/')).await {
                Ok(()) => self.leave.run("/ke-hoach".to_owned()),
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    fn queue(self, change: Option<Change>) {
        let step = (change, self.typed());
        self.waiting.update_value(|waiting| waiting.push(step));
        self.send_waiting();
    }

    /// Sends what waits, one step after the other, until one does not get through.
    pub fn send_waiting(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let mut has_network = true;
            while has_network && let Some(step) = self.next() {
                has_network = self.send(step).await;
            }
            self.is_busy.try_set(false);
            self.is_cut_off.try_set(!has_network);
        });
    }

    /// The first that waits; none either where the page was left.
    fn next(self) -> Option<Step> {
        let first = self
            .waiting
            .try_update_value(|waiting| (!waiting.is_empty()).then(|| waiting.remove(0)));
        first.flatten()
    }

    /// Whether the server answered; otherwise the step waits at its place.
    async fn send(self, (change, typed_before): Step) -> bool {
        let verb = if change.is_some() { "changes" } else { "undo" };
        let asked = Asked {
            seen: self.seen(),
            change: change.as_ref(),
        };
        match network::post::<DraftView>(&self.address(verb), &asked).await {
            Ok(mut view) => {
                self.learn(&view);
                self.keep_typing(&mut view, typed_before);
                let focused = focused();
                self.trouble.try_set(None);
                self.view.try_set(view);
                hold(focused);
            }
            Err(trouble) => {
                let is_cut_off = trouble == Trouble::NoNetwork;
                self.waiting.try_update_value(|waiting| {
                    if is_cut_off {
                        waiting.insert(0, (change, typed_before));
                    } else {
                        // What was to follow was meant for a draft that had taken this one.
                        waiting.clear();
                    }
                });
                self.fail(trouble);
                return !is_cut_off;
            }
        }
        true
    }

    /// Both forms as they stand.
    fn typed(self) -> Typed {
        let node = self.chosen.try_get_untracked().unwrap_or_default();
        (node_form::typed(node), document::typed())
    }

    /// What was typed since the change was made is drawn again with it, and not lost.
    fn keep_typing(self, view: &mut DraftView, before: Typed) {
        let (node, document) = self.typed();
        if let Some(document) = document.filter(|now| Some(now) != before.1.as_ref()) {
            view.document = document;
        }
        if let Some(form) = node.filter(|now| Some(now) != before.0.as_ref())
            && let Some(row) = view.rows.iter_mut().find(|row| row.form.id == form.id)
        {
            row.form = form;
        }
    }

    /// Units that were made on the spot can be found like all others.
    fn learn(self, view: &DraftView) {
        self.index.try_update_value(|index| {
            let known = index.units().iter();
            let new = view.new_units.iter();
            let new = new.filter(|unit| index.get(&unit.id).is_none());
            if new.clone().next().is_some() {
                *index = UnitIndex::new(known.chain(new).cloned().collect());
            }
        });
    }

    fn fail(self, trouble: Trouble) {
        if trouble.is(Code::DraftMoved) {
            self.news.tell();
        }
        self.trouble.try_set(Some(match trouble {
            Trouble::Problem(problem) => problem,
            Trouble::NoNetwork => Code::Other.saying(
                "Không có mạng nên chưa lưu được. Đừng đóng trang; khi có mạng hãy bấm Gửi lại.",
            ),
        }));
    }

    fn seen(self) -> i64 {
        let seen = self.view.try_with_untracked(|view| view.revision);
        seen.unwrap_or_default()
    }

    fn address(self, verb: &str) -> String {
        let id = self.view.try_with_untracked(|view| view.id.to_string());
        format!("/api/v1/drafts/{}/{verb}", id.unwrap_or_default())
    }
}

/// Scrolls to an element once it is there, and gives it the focus.
pub fn bring(id: String) {
    request_animation_frame(move || {
        if let Some(found) = element::<HtmlElement>(&id) {
            found.scroll_into_view();
            let _ = found.focus();
        }
    });
}

fn focused() -> Option<String> {
    let focused = document().active_element()?.id();
    Some(focused).filter(|id| !id.is_empty())
}

/// A node that has moved is drawn elsewhere: the focus goes with it.
fn hold(focused_before: Option<String>) {
    let Some(id) = focused_before else { return };
    request_animation_frame(move || {
        if focused().as_deref() != Some(&id)
            && let Some(found) = element::<HtmlElement>(&id)
        {
            let _ = found.focus();
        }
    });
}
