//! Views from what the phone holds: the same rules as on the server, without a network.

use std::rc::Rc;

use chrono::NaiveDate;
use model::{
    clock::{Stamp, day_in_vietnam, end_of_day},
    fold::State,
    id::{NodeId, PersonId, PlanId},
    period::Period,
    person::Action,
    record::Record,
    sync::phone::{Phone, correct},
    unit::UnitTree,
    view::{
        Sight,
        assigning::Assigning,
        figures::{self, FiguresQuery, FiguresView, Scope},
        map::MapView,
        me::Me,
        plan::{PlanList, PlanView},
        query::{MapQuery, TaskQuery},
        superior::SuperiorView,
        task::{Signed, TaskView},
        task_list::TaskList,
        today::Today,
        versions::{VersionsQuery, VersionsView, is_of_wording},
    },
};

use crate::{
    device,
    phone::{self, Open},
};

/// What a view is built from.
pub struct Local {
    open: Rc<Open>,
    tree: Rc<UnitTree>,
    today: NaiveDate,
}

/// `None` where the phone does not hold all that its person sees.
pub async fn ready() -> Option<Local> {
    let open = phone::open().await.ok()?;
    open.read(Phone::is_ready).then(|| Local {
        tree: open.tree(),
        today: open.read(|phone| day_in_vietnam(correct(device::now(), phone.position()))),
        open: Rc::clone(&open),
    })
}

/// The person whose phone this is, as far as it knows.
pub async fn me() -> Option<Me> {
    let open = phone::open().await.ok()?;
    let tree = open.tree();
    open.read(|phone| {
        let person = &phone.ground().person;
        let is_signed_in = phone.position().person == person.id && !person.id.as_str().is_empty();
        let me = is_signed_in.then(|| Me::new(person, &tree)).flatten()?;
        Some(Me {
            // The tree here may not reach as far as the server's.
            holds_records: phone.position().holds,
            ..me
        })
    })
}

impl Local {
    pub fn today(&self) -> Option<Today> {
        self.see(|_, sight| Some(Today::new(sight)))
    }

    pub fn tasks(&self, query: TaskQuery) -> Option<TaskList> {
        self.see(|_, sight| Some(TaskList::new(sight, query)))
    }

    pub fn task(&self, id: &NodeId) -> Option<TaskView> {
        self.see(|phone, sight| {
            let about = phone
                .rows()
                .filter(|row| row.record.fact.node() == Some(id));
            let name = |person| phone.name(person).unwrap_or_default().to_owned();
            let log: Vec<_> = about
                .map(|row| Signed {
                    record: row.record.clone(),
                    by: name(&row.record.by),
                    carried_by: row.carried_by.as_ref().map(name),
                })
                .collect();
            TaskView::new(sight, id, &log)
        })
    }

    pub fn plans(&self) -> Option<PlanList> {
        self.see(|_, sight| Some(PlanList::new(sight)))
    }

    pub fn plan(&self, id: &PlanId) -> Option<PlanView> {
        self.see(|_, sight| PlanView::new(sight, id))
    }

    pub fn assigning(&self, plan: &PlanId) -> Option<Assigning> {
        self.see(|_, sight| Assigning::new(sight, plan))
    }

    pub fn versions(&self, plan: &PlanId, query: VersionsQuery) -> Option<VersionsView> {
        self.see(|phone, sight| {
            let nodes = &sight.state.nodes;
            let is_of_plan = |record: &Record| {
                let of_node = || Some(&nodes.get(record.fact.node()?)?.plan);
                is_of_wording(&record.fact)
                    && record.fact.named_plan().or_else(of_node) == Some(plan)
            };
            // A record that was sent has no place in the log before it has come back.
            let place = |seq: i64| (seq > 0).then_some(seq);
            let rows = phone.rows().map(|row| (place(row.seq), &row.record));
            let waiting = phone.entries().into_iter().filter(|it| it.is_waiting());
            let waiting = waiting.map(|entry| (None, &entry.record));
            let log: Vec<_> = rows
                .chain(waiting)
                .filter(|(_, record)| is_of_plan(record))
                .collect();
            VersionsView::new(sight, plan, query, &log)
        })
    }

    pub fn superior(&self, plan: &PlanId) -> Option<SuperiorView> {
        self.see(|_, sight| SuperiorView::new(sight, plan))
    }

    pub fn figures(&self, query: FiguresQuery) -> Option<FiguresView> {
        self.see(|phone, sight| {
            let scope = Scope::new(sight, &query)?;
            let totals = figures::totals(sight, &scope);
            let me = &sight.person.id;
            let name = |id: &PersonId| match id == me {
                true => Some(sight.person.name.clone()),
                false => phone.name(id).map(str::to_owned),
            };
            FiguresView::new(sight, query, &totals, name)
        })
    }

    /// Only of what the phone holds whole: what is missing must not look like nothing done.
    pub fn map(&self, query: MapQuery) -> Option<MapView> {
        let view = self.draw_map(query)?;
        self.see(|_, sight| {
            let is_whole = sight.person.may(Action::Read, &view.unit.id, sight.tree);
            is_whole.then_some(view)
        })
    }

    fn draw_map(&self, query: MapQuery) -> Option<MapView> {
        let last = query.period.map(Period::last_day);
        match last.filter(|last| *last < self.today) {
            Some(last) => self.see(|phone, sight| {
                let state = in_the_past(phone, last);
                MapView::new(
                    Sight {
                        state: &state,
                        ..sight
                    },
                    query,
                )
            }),
            None => self.see(|_, sight| MapView::new(sight, query)),
        }
    }

    fn see<T>(&self, draw: impl FnOnce(&Phone, Sight) -> Option<T>) -> Option<T> {
        self.open.read(|phone| {
            let sight = Sight {
                person: &phone.ground().person,
                tree: &self.tree,
                state: phone.state(),
                today: self.today,
            };
            draw(phone, sight)
        })
    }
}

fn in_the_past(phone: &Phone, last: NaiveDate) -> State {
    let until = Stamp {
        millis: end_of_day(last),
        tick: u16::MAX,
    };
    let mut state = State::default();
    phone
        .rows()
        .filter(|row| row.record.made_at <= until)
        .for_each(|row| state.apply(&row.record));
    state
}
