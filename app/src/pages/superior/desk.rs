//! What one does on the page: choose the superior plan, say what carries out what, take over.

use leptos::task::spawn_local;
use model::{
    fold::State,
    id::{IdMaker, NodeId, PlanId},
    plan::{
        Node, Outline, PlanField,
        coverage::likely,
        editing::{Editing, Intent},
    },
    problem::{Code, Problem},
    view::superior::SuperiorView,
};

use super::demand::Demands;
use crate::{
    device::{self, Draft},
    outbox::Outbox,
    pages::assigning::chosen::Chosen,
    parts::toast::Toaster,
    signal::{Memo, RwSignal},
    words::count,
};

#[derive(Clone, Copy)]
pub struct Desk {
    /// One memo for all: each kind of them is code of its own.
    pub told: Memo<Told>,
    /// What is to be taken over.
    pub picked: RwSignal<Chosen<NodeId>>,
    /// For which demand one looks for what covers it; an empty id for none.
    pub linking: RwSignal<NodeId>,
    pub problem: RwSignal<Option<Problem>>,
    outbox: Outbox,
    toaster: Toaster,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// With what was done here, sent or not.
    pub view: SuperiorView,
    pub demands: Demands,
}

impl Desk {
    pub fn new(now: RwSignal<SuperiorView>) -> Self {
        let outbox = Outbox::from_context();
        let told = Memo::new(move |_| {
            let view = with_unsent(now.get(), outbox);
            Told {
                demands: Demands::new(&view),
                view,
            }
        });
        Self {
            told,
            picked: RwSignal::new(Chosen::new(Vec::new())),
            linking: RwSignal::new(NodeId::default()),
            problem: RwSignal::new(None),
            outbox,
            toaster: Toaster::from_context(),
        }
    }

    pub fn choose(self, superior: Option<PlanId>) {
        let said = match superior {
            Some(_) => "Đã ghi kế hoạch cấp trên.",
            None => "Đã bỏ kế hoạch cấp trên.",
        };
        self.edit(
            "Chọn kế hoạch cấp trên",
            said.to_owned(),
            |editing, _| Ok(editing.set_plan(PlanField::CarriesOut(superior))),
        );
    }

    pub fn link(self, own: &NodeId, superior: &NodeId, carries_out: bool) {
        let (about, said) = match carries_out {
            true => ("Nối với mục của cấp trên", "Đã nối."),
            false => ("Bỏ nối với mục của cấp trên", "Đã bỏ nối."),
        };
        self.edit(about, said.to_owned(), |editing, _| {
            editing.link(own, superior, carries_out)
        });
        self.linking.set(NodeId::default());
    }

    /// Takes over what was picked.
    pub fn take_over(self) {
        let picked = self.picked.get_untracked();
        let said = format!(
            "Đã đưa {} mục vào kế hoạch. Tiếp theo, phân công cho đơn vị thực hiện.",
            count(picked.items().len())
        );
        let is_kept = self.edit(
            "Đưa mục của cấp trên vào kế hoạch",
            said,
            |editing, view| {
                let theirs = view.superior.iter().flat_map(|superior| &superior.nodes);
                let outline = Outline::new(theirs);
                let rows = outline.rows().map(|row| row.node);
                let nodes: Vec<&Node> = rows.filter(|node| picked.contains(&node.id)).collect();
                let mut ids = IdMaker {
                    now_ms: device::now(),
                    random: device::random,
                };
                editing.take_over(&nodes, || NodeId::new(ids.next()))
            },
        );
        if is_kept {
            self.picked.update(Chosen::clear);
        }
    }

    /// What may cover the demand and does not, the likely ones first.
    pub fn offers(self, demand: &NodeId) -> Vec<(NodeId, String)> {
        self.told.with_untracked(|Told { view, .. }| {
            let mut theirs = view.superior.iter().flat_map(|superior| &superior.nodes);
            let Some(demand) = theirs.find(|node| node.id == *demand) else {
                return Vec::new();
            };
            let own = Outline::new(&view.nodes);
            let offers = likely(demand, &own).into_iter();
            offers
                .filter(|node| !node.edits.carries_out.contains(&demand.id))
                .map(|node| (node.id.clone(), node.heading()))
                .collect()
        })
    }

    /// Makes records of what `verb` asks for, and says that they are kept once they are. Whether it
    /// could be asked for.
    fn edit(
        self,
        about: &'static str,
        said: String,
        verb: impl FnOnce(&Editing, &SuperiorView) -> Result<Vec<Intent>, Problem>,
    ) -> bool {
        let made = self.told.with_untracked(|Told { view, .. }| {
            let state = state_of(view.clone());
            let editing = Editing::new(&state, &view.plan.id).ok_or(Code::PlanUnknown)?;
            let title = &view.plan.title;
            let draft = |intent: Intent| Draft {
                unit: view.plan.unit.clone(),
                replaces: intent.replaces,
                after: intent.after,
                fact: intent.fact,
                about: format!("{about}: {title}"),
            };
            let intents = verb(&editing, view)?.into_iter();
            Ok(intents.map(draft).collect::<Vec<_>>())
        });
        let drafts = match made {
            Ok(drafts) => drafts,
            Err(problem) => {
                self.problem.set(Some(problem));
                return false;
            }
        };
        spawn_local(async move {
            match self.outbox.save(drafts).await {
                Ok(_) => {
                    self.problem.set(None);
                    self.toaster.say(said);
                }
                Err(error) => self.problem.set(Some(Code::Other.saying(error.sentence()))),
            }
        });
        true
    }
}

/// What the page knows, as one edits it.
fn state_of(view: SuperiorView) -> State {
    let mut state = State::default();
    let nodes = view.nodes.into_iter();
    state
        .nodes
        .extend(nodes.map(|node| (node.id.clone(), node)));
    state.plans.insert(view.plan.id.clone(), view.plan);
    state
}

/// Lays what waits here over what was told. A phone that holds records knows of it already, and
/// folding it in again changes nothing.
fn with_unsent(mut view: SuperiorView, outbox: Outbox) -> SuperiorView {
    let waiting = outbox.entries().into_iter();
    let waiting: Vec<_> = waiting.filter(|entry| entry.is_waiting()).collect();
    if waiting.is_empty() {
        return view;
    }
    let superior = view.superior.take();
    let (id, plan, nodes) = (view.plan.id.clone(), view.plan.clone(), Vec::new());
    let (today, choices, may_edit) = (view.today, view.choices.clone(), view.may_edit);
    let mut state = state_of(view);
    waiting.iter().for_each(|entry| state.apply(&entry.record));
    let mut view = SuperiorView {
        today,
        plan: state.plans.get(&id).cloned().unwrap_or(plan),
        nodes,
        superior,
        choices,
        may_edit,
    };
    let of_plan = state.nodes.values().filter(|node| node.plan == id);
    view.nodes = of_plan.cloned().collect();
    // Another superior plan, or none: what was told is of the one before.
    let is_named = |superior: &model::view::superior::Superior| {
        view.plan.carries_out.as_ref() == Some(&superior.plan.id)
    };
    view.superior = view.superior.take().filter(is_named);
    view
}
