//! Views from what the phone holds: the same rules as on the server, without a network.

use std::rc::Rc;

use chrono::NaiveDate;
use model::{
    clock::{Stamp, day_in_vietnam, end_of_day},
    fold::State,
    id::{NodeId, PersonId, PlanId},
    map::Set,
    mention,
    period::Period,
    person::Action,
    plan::{Logged, editing::Editing, history::History, is_of_wording},
    record::Record,
    report::Filing,
    sync::phone::{Phone, Row, correct},
    unit::UnitTree,
    view::{
        Sight,
        assigning::Assigning,
        editing::EditingView,
        figures::{self, FiguresQuery, FiguresView, Scope},
        map::{Held, MapView},
        me::Me,
        plan::{PlanList, PlanView},
        query::{MapQuery, TaskQuery},
        report::{self, ReportQuery, ReportView, Sources},
        report_list::ReportList,
        superior::SuperiorView,
        task::{Signed, TaskView},
        task_list::TaskList,
        today::Today,
        versions::{VersionsQuery, VersionsView},
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
    of(phone::open().await.ok()?)
}

/// The same at once; `None` also where the phone has not been opened yet.
pub fn ready_now() -> Option<Local> {
    of(phone::opened()?)
}

fn of(open: Rc<Open>) -> Option<Local> {
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
        self.see(|phone, sight| {
            let reports = ReportList::new(sight, &phone.state().reports);
            Some(Today::new(sight, &mentions(phone, sight)).with_reports(reports))
        })
    }

    pub fn tasks(&self, query: TaskQuery) -> Option<TaskList> {
        self.see(|_, sight| Some(TaskList::new(sight, query)))
    }

    pub fn task(&self, id: &NodeId) -> Option<TaskView> {
        self.see(|phone, sight| {
            let about = phone
                .rows()
                .filter(|row| row.record.fact.node() == Some(id));
            let log: Vec<_> = about.map(|row| signed(phone, row)).collect();
            TaskView::new(sight, id, &log, &phone.ground().colleagues)
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

    pub fn editing(&self, plan: &PlanId) -> Option<EditingView> {
        self.see(|phone, sight| EditingView::new(sight, plan, |id| name(phone, sight, id)))
    }

    /// What stands.
    pub fn state(&self, read: &mut dyn FnMut(&State) -> Option<()>) -> Option<()> {
        self.see(|_, sight| read(sight.state))
    }

    /// A plan under the hands of the person, with all that they did to it.
    pub fn history(&self, plan: &PlanId, read: &mut dyn FnMut(&History, &Editing)) -> Option<()> {
        self.see(|phone, sight| {
            let waiting = phone.waiting().into_iter().map(|entry| &entry.record);
            let records = phone.rows().map(|row| &row.record).chain(waiting);
            let records = records.filter(|record| is_about(record, plan, sight.state));
            let history = History::new(&sight.person.id, records);
            read(&history, &Editing::new(sight.state, plan)?);
            Some(())
        })
    }

    pub fn versions(&self, plan: &PlanId, query: VersionsQuery) -> Option<VersionsView> {
        self.see(|phone, sight| {
            VersionsView::new(sight, plan, query, &wording(phone, plan, sight.state))
        })
    }

    /// A plan under the hands of the person, and as it was signed last.
    pub fn signed(&self, plan: &PlanId, read: &mut dyn FnMut(&State, &Editing)) -> Option<()> {
        self.see(|phone, sight| {
            let log = wording(phone, plan, sight.state);
            let signed = sight.state.plans.get(plan)?.last_signed(&log)?;
            read(&signed, &Editing::new(sight.state, plan)?);
            Some(())
        })
    }

    pub fn superior(&self, plan: &PlanId) -> Option<SuperiorView> {
        self.see(|_, sight| SuperiorView::new(sight, plan))
    }

    pub fn reports(&self) -> Option<ReportList> {
        self.see(|phone, sight| Some(ReportList::new(sight, &phone.state().reports)))
    }

    /// Only of what the phone holds whole: a report must not leave out what others have done.
    pub fn report(&self, query: &ReportQuery) -> Option<ReportView> {
        self.see(|phone, sight| {
            let id = &query.id;
            let (_, as_of) = report::days(id, sight.today)?;
            let filing = phone.state().reports.get(id);
            let is_frozen = report::is_frozen(query, filing);
            let targets = match is_frozen {
                true => Vec::new(),
                false => report::targets(sight, id)?,
            };
            let standing = filing.and_then(Filing::standing);
            let sources = Sources {
                filing,
                handed_in: standing.and_then(|(id, _)| phone.record(id)),
                targets: &targets,
                through: phone.position().cursor,
            };
            let past = (as_of < self.today && !is_frozen).then(|| in_the_past(phone, as_of));
            let sight = Sight {
                state: past.as_ref().unwrap_or(sight.state),
                ..sight
            };
            ReportView::new(sight, query, &sources, |id| name(phone, sight, id))
        })
    }

    pub fn figures(&self, query: FiguresQuery) -> Option<FiguresView> {
        self.see(|phone, sight| {
            let scope = Scope::new(sight, &query)?;
            let totals = figures::totals(sight, &scope);
            FiguresView::new(sight, query, &totals, |id| name(phone, sight, id))
        })
    }

    /// Only of what the phone holds whole: what is missing must not look like nothing done.
    pub fn map(&self, query: MapQuery) -> Option<MapView> {
        let earlier = query.earlier();
        let view = self.map_of_period(query)?;
        let before = match earlier {
            Some(query) => Some(Box::new(self.map_of_period(query)?)),
            None => None,
        };
        let held = self.open.read(|phone| Held {
            checked_at: phone.position().checked_at,
            n_unsent: phone.entries().len(),
        });
        Some(MapView {
            before,
            held: Some(held),
            ..view
        })
    }

    fn map_of_period(&self, query: MapQuery) -> Option<MapView> {
        let view = self.draw_map(query)?;
        let is_whole = self.see(|_, sight| {
            let is_whole = sight.person.may(Action::Read, &view.unit.id, sight.tree);
            is_whole.then_some(())
        });
        is_whole?;
        let Some((whole, chosen)) = view.figures_needed() else {
            return Some(view);
        };
        let draw = |query| self.figures(query)?.into_map();
        let (whole, chosen) = (draw(whole), chosen.and_then(draw));
        Some(view.with_figures(whole, chosen))
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

fn name(phone: &Phone, sight: Sight, id: &PersonId) -> Option<String> {
    if *id == sight.person.id {
        return Some(sight.person.name.clone());
    }
    phone.name(id).map(str::to_owned)
}

fn signed(phone: &Phone, row: &Row) -> Signed {
    let name = |person| phone.name(person).unwrap_or_default().to_owned();
    Signed {
        record: row.record.clone(),
        by: name(&row.record.by),
        carried_by: row.carried_by.as_ref().map(name),
    }
}

/// The comments that name the person, and what they did about the same tasks.
fn mentions(phone: &Phone, sight: Sight) -> Vec<Signed> {
    let me = &sight.person.id;
    let named = |row: &&Row| mention::is_of(&row.record, me);
    let mut log: Vec<_> = phone
        .rows()
        .filter(named)
        .map(|row| signed(phone, row))
        .collect();
    if log.is_empty() {
        return log;
    }
    let tasks: Set<NodeId> = log
        .iter()
        .filter_map(|it| it.record.fact.node().cloned())
        .collect();
    let waiting = phone.waiting().into_iter().map(|entry| &entry.record);
    let own = phone.own_rows().map(|row| &row.record).chain(waiting);
    let answers = own.filter(|it| it.fact.node().is_some_and(|node| tasks.contains_key(node)));
    log.extend(answers.map(|record| Signed {
        record: record.clone(),
        by: String::new(),
        carried_by: None,
    }));
    log
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

/// The log of what the plan says. A record that was sent has no place in it before it has come back.
fn wording<'a>(phone: &'a Phone, plan: &PlanId, state: &State) -> Vec<Logged<'a>> {
    let place = |seq: i64| (seq > 0).then_some(seq);
    let rows = phone.rows().map(|row| (place(row.seq), &row.record));
    let waiting = phone.entries().into_iter().filter(|it| it.is_waiting());
    let waiting = waiting.map(|entry| (None, &entry.record));
    let is_wording = |record: &Record| is_of_wording(&record.fact) && is_about(record, plan, state);
    rows.chain(waiting)
        .filter(|(_, record)| is_wording(record))
        .collect()
}

/// Whether the record names the plan or one of its nodes.
fn is_about(record: &Record, plan: &PlanId, state: &State) -> bool {
    let of_node = || Some(&state.nodes.get(record.fact.node()?)?.plan);
    record.fact.named_plan().or_else(of_node) == Some(plan)
}
