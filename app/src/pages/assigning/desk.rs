//! The state of the page: what is chosen, what is given, and the deeds of giving and taking back.

use super::{chosen::Chosen, giving::Giving, unsent::with_unsent};
use crate::{
    device::{DeviceError, Draft},
    element::element,
    outbox::Outbox,
    pages::unit_index::UnitIndex,
    parts::toast::Toaster,
    signal::{Effect, Memo, RwSignal, StoredValue},
    words::count,
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    record::{Assigned, ClassAssigned, Fact, Unassigned},
    unit::UnitKind,
    view::assigning::{AssignableTask, Assigning, Load},
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
    /// Those of which all were chosen at once: they follow the tree.
    pub chosen_classes: RwSignal<Chosen<UnitKind>>,
    /// The plan's unit, where classes of it may be given tasks.
    class_root: StoredValue<Option<UnitId>>,
    pub loads: StoredValue<Vec<Load>>,
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
        let chosen_classes = RwSignal::new(Chosen::new(Vec::new()));
        let class_root = StoredValue::new(view.with_untracked(|view| view.class_root.clone()));
        let loads = StoredValue::new(view.with_untracked(|view| view.loads.clone()));
        let duty = RwSignal::new(Duty::Implementer);
        let giving = Memo::new(move |_| {
            let classes = chosen_classes.with(|chosen| {
                let mut classes = index.with_value(UnitIndex::classes);
                classes.retain(|(kind, _)| chosen.contains(kind));
                classes
            });
            tasks.with(|tasks| {
                chosen_tasks.with(|chosen| {
                    chosen_units.with(|units| {
                        Giving::new(tasks, chosen.items(), units.items(), &classes, duty.get())
                    })
                })
            })
        });
        Self {
            tasks,
            index,
            chosen_tasks,
            chosen_units,
            chosen_classes,
            class_root,
            loads,
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
        let giving = self.giving.get_untracked();
        self.give_all(giving, self.duty.get_untracked(), move || {
            self.chosen_tasks.update(Chosen::clear);
            self.choose_no_units();
            if self.shows_units.get_untracked() {
                self.turn_to(Side::Tasks);
            }
        });
    }

    /// Makes it so.
    pub fn give_all(self, giving: Giving, duty: Duty, then: impl FnOnce() + 'static) {
        let n_given = giving.n_given;
        let root = self.class_root.get_value().unwrap_or_default();
        let of_classes = giving.classes.into_iter().map(|(task, class)| {
            let fact = Fact::ClassAssigned(ClassAssigned {
                task: task.clone(),
                class,
                duty: Some(duty),
            });
            self.draft("Phân công", &task, root.clone(), fact)
        });
        let of_units = giving.pairs.into_iter().map(|(task, unit)| {
            let fact = Fact::Assigned(Assigned {
                task: task.clone(),
                duty,
            });
            self.draft("Phân công", &task, unit, fact)
        });
        let drafts: Vec<_> = of_classes.chain(of_units).collect();
        let said = format!("Đã giao {} phân công.", count(n_given));
        self.keep(drafts, said, then);
    }

    /// Takes tasks back from units and from whole classes.
    pub fn take_back_all(self, units: Vec<(NodeId, UnitId)>, classes: Vec<(NodeId, UnitKind)>) {
        let root = self.class_root.get_value().unwrap_or_default();
        let said = format!("Đã thu hồi ở {} ô.", count(units.len() + classes.len()));
        let of_classes = classes.into_iter().map(|(task, class)| {
            let fact = Fact::ClassAssigned(ClassAssigned {
                task: task.clone(),
                class,
                duty: None,
            });
            self.draft("Thu hồi", &task, root.clone(), fact)
        });
        let of_units = units.into_iter().map(|(task, unit)| {
            let fact = Fact::Unassigned(Unassigned { task: task.clone() });
            self.draft("Thu hồi", &task, unit, fact)
        });
        self.keep(of_classes.chain(of_units).collect(), said, || {});
    }

    /// Whether all of a class can be given a task at once, with those that will be added to it.
    pub fn follows_tree(self) -> bool {
        self.class_root.with_value(Option::is_some)
    }

    /// Chooses the unit, or lets it go: its class is then no longer chosen as a whole.
    pub fn choose_unit(self, unit: UnitId, chosen: bool) {
        let kind = self
            .index
            .with_value(|index| index.get(&unit).map(|unit| unit.kind));
        if let Some(kind) = kind.filter(|_| !chosen) {
            self.chosen_classes
                .update(|classes| classes.set(kind, false));
        }
        self.chosen_units.update(|units| units.set(unit, chosen));
    }

    pub fn choose_class(self, kind: UnitKind, units: &[UnitId], chosen: bool) {
        if self.follows_tree() {
            self.chosen_classes
                .update(|classes| classes.set(kind, chosen));
        }
        self.chosen_units.update(|all| {
            for unit in units {
                all.set(unit.clone(), chosen);
            }
        });
    }

    pub fn choose_no_units(self) {
        self.chosen_units.update(Chosen::clear);
        self.chosen_classes.update(Chosen::clear);
    }

    pub fn take_back_class(self, task: &NodeId, class: UnitKind) {
        let Some(root) = self.class_root.get_value() else {
            return;
        };
        let fact = Fact::ClassAssigned(ClassAssigned {
            task: task.clone(),
            class,
            duty: None,
        });
        let said = format!("Đã thu hồi của tất cả {}.", class.plural());
        self.keep(vec![self.draft("Thu hồi", task, root, fact)], said, || {});
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
