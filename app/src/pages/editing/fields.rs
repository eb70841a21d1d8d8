//! What stands in the fields of the open row, as the page has it, and where the cursor is in them.

use crate::{
    element::element,
    parts::node_form::{self, TEXT},
};
use leptos::task::spawn_local;
use model::{
    draft::NodeForm,
    id::NodeId,
    plan::{Node, NodeField},
    problem::Problem,
};
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// Says whose fields a form holds.
pub const OF: &str = "data-node";

/// Where the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caret {
    Start,
    End,
    /// In units of UTF-16, as browsers count.
    At(u32),
}

/// The words in the open row, as they stand in the page.
pub fn words() -> Option<String> {
    element::<HtmlTextAreaElement>(TEXT).map(|field| field.value())
}

pub fn write(words: &str) {
    if let Some(field) = element::<HtmlTextAreaElement>(TEXT) {
        field.set_value(words);
        mirror(&field);
    }
}

/// What stands in the fields of the node, if it is they that are in the page.
pub fn typed(id: &NodeId) -> Option<NodeForm> {
    let form = element::<HtmlElement>(node_form::FORM)?;
    let is_of = form.get_attribute(OF).is_some_and(|of| of == id.as_str());
    is_of.then(|| node_form::typed(id.clone())).flatten()
}

/// What was typed differently from what was seen; the kind is chosen, not typed.
pub fn read(form: NodeForm, seen: &Node) -> Result<Vec<NodeField>, Problem> {
    let form = NodeForm {
        body: seen.body.as_str().to_owned(),
        ..form
    };
    Ok(NodeField::changed(seen, &form.read_into(seen)?))
}

/// Whether all but the words is the same.
pub fn is_alike(typed: &NodeForm, form: &NodeForm) -> bool {
    let bare = |form: &NodeForm| NodeForm {
        text: String::new(),
        ..form.clone()
    };
    bare(typed) == bare(form)
}

/// The field grows with its words.
pub fn mirror(field: &HtmlTextAreaElement) {
    if let Some(frame) = field.parent_element() {
        let _ = frame.set_attribute("data-words", &field.value());
    }
}

pub fn caret() -> Caret {
    let field = element::<HtmlTextAreaElement>(TEXT);
    let at = field.and_then(|field| field.selection_start().ok().flatten());
    at.map_or(Caret::End, Caret::At)
}

/// Once everything is drawn, which is before the next key.
pub fn focus_text(caret: Caret) {
    spawn_local(async move {
        let Some(field) = element::<HtmlTextAreaElement>(TEXT) else {
            return;
        };
        mirror(&field);
        let _ = field.focus();
        let at = match caret {
            Caret::Start => 0,
            Caret::End => u32::MAX,
            Caret::At(at) => at,
        };
        let _ = field.set_selection_range(at, at);
    });
}

pub fn focus(id: String) {
    spawn_local(async move {
        if let Some(found) = element::<HtmlElement>(&id) {
            let _ = found.focus();
        }
    });
}
