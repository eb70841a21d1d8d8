//! The state of the page: what is chosen, what is given, and the deeds of giving and taking back.

use super::{chosen::Chosen, giving::Giving, unsent::with_unsent};
use crate::{
    device::{DeviceError, Draft},
    element::element,
    outbox::Outbox,
    pages::unit_index::UnitIndex,
    parts::toast::Toaster,
    words::count,
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    record::{Assigned, Fact, Unassigned},
    view::assigning::{AssignableTask, Assigning},
};
use web_sys::HtmlElement;

/// Ids of the headings of the two halves.
pub const TASK_HEADING: &str = "chon-nhiem-vu";
pub const UNIT_HEADING: &str = "chon-don-vi";

/// Which half a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Tasks,
    Units,
}

#[derive(Clone, Copy)]
pub struct Desk {
    /// With what was given or taken back here, sent or not.
    pub tasks: Memo<Vec<AssignableTask>>,
    pub index: StoredValue<UnitIndex>,
    pub chosen_tasks: RwSignal<Chosen<NodeId>>,
    pub chosen_units: RwSignal<Chosen<UnitId>>,
    pub duty: RwSignal<Duty>,
    pub giving: Memo<Giving>,
    /// Whether a phone shows the units; else it shows the tasks.
    pub shows_units: RwSignal<bool>,
    pub error: RwSignal<Option<DeviceError>>,
    outbox: Outbox,
    toaster: Toaster,
}

impl Desk {
    pub fn new(view: RwSignal<Assigning>, asked: Option<NodeId>) -> Self {
        let outbox = Outbox::from_context();
        // Units do not change while one assigns; their index is made once.
        let index =
            StoredValue::new(view.with_untracked(|view| UnitIndex::new(view.units.clone())));
        let tasks = Memo::new(move |_| {
            let tasks = view.with(|view| view.tasks.clone());
            index.with_value(|index| with_unsent(tasks, |task| outbox.about(task), index))
        });
        let asked = asked
            .filter(|id| tasks.with_untracked(|tasks| tasks.iter().any(|task| task.id == *id)));
        bring_into_view(asked.clone());
        let chosen_tasks = RwSignal::new(Chosen::new(asked.into_iter().collect()));
        let chosen_units = RwSignal::new(Chosen::new(Vec::new()));
        let duty = RwSignal::new(Duty::Implementer);
        let giving = Memo::new(move |_| {
            tasks.with(|tasks| {
                chosen_tasks.with(|chosen| {
                    chosen_units
                        .with(|units| Giving::new(tasks, chosen.items(), units.items(), duty.get()))
                })
            })
        });
        Self {
            tasks,
            index,
            chosen_tasks,
            chosen_units,
            duty,
            giving,
            shows_units: RwSignal::new(false),
            error: RwSignal::new(None),
            outbox,
            toaster: Toaster::from_context(),
        }
    }

    /// Shows the other half, and takes eyes and focus to its beginning.
    pub fn turn_to(self, side: Side) {
        self.shows_units.set(side == Side::Units);
        let heading = match side {
            Side::Tasks => TASK_HEADING,
            Side::Units => UNIT_HEADING,
        };
        request_animation_frame(move || {
            if let Some(heading) = element::<HtmlElement>(heading) {
                heading.scroll_into_view();
                let _ = heading.focus();
            }
        });
    }

    pub fn give(self) {
        let duty = self.duty.get_untracked();
        let giving = self.giving.get_untracked();
        let drafts: Vec<_> = giving
            .pairs
            .into_iter()
            .map(|(task, unit)| {
                let fact = Fact::Assigned(Assigned {
                    task: task.clone(),
                    duty,
                    person: None,
                });
                self.draft("Phân công", &task, unit, fact)
            })
            .collect();
        let said = format!("Đã giao {} phân công.", count(drafts.len()));
        self.keep(drafts, said, move || {
            self.chosen_tasks.update(Chosen::clear);
            self.chosen_units.update(Chosen::clear);
            if self.shows_units.get_untracked() {
                self.turn_to(Side::Tasks);
            }
        });
    }

    pub fn take_back(self, task: &NodeId, units: Vec<UnitId>) {
        let said = match units.as_slice() {
            [only] => format!(
                "Đã thu hồi của {}.",
                self.index.with_value(|index| index.name(only))
            ),
            units => format!("Đã thu hồi của {} đơn vị.", count(units.len())),
        };
        let drafts = units
            .into_iter()
            .map(|unit| {
                let fact = Fact::Unassigned(Unassigned { task: task.clone() });
                self.draft("Thu hồi", task, unit, fact)
            })
            .collect();
        self.keep(drafts, said, || {});
    }

    fn draft(self, deed: &str, task: &NodeId, unit: UnitId, fact: Fact) -> Draft {
        let text = self.tasks.with_untracked(|tasks| {
            tasks
                .iter()
                .find(|known| known.id == *task)
                .map(|task| task.text.clone())
        });
        let about = format!("{deed}: {}", text.unwrap_or_default());
        Draft {
            unit,
            replaces: None,
            after: None,
            fact,
            about,
        }
    }

    /// Keeps the deeds; only when they are on the disk is anything said or cleared.
    fn keep(self, drafts: Vec<Draft>, said: String, then: impl FnOnce() + 'static) {
        spawn_local(async move {
            match self.outbox.save(drafts).await {
                Ok(_) => {
                    self.error.set(None);
                    self.toaster.say(said);
                    then();
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}

/// The id of a task's row.
pub fn anchor(task: &NodeId) -> String {
    format!("viec-{task}")
}

/// Whoever came here for one task sees it at once.
fn bring_into_view(task: Option<NodeId>) {
    Effect::new(move |_| {
        let row = task
            .as_ref()
            .and_then(|task| document().get_element_by_id(&anchor(task)));
        if let Some(row) = row {
            row.scroll_into_view();
        }
    });
}
