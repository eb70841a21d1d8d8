//! Reads on behalf of one person: every page and every endpoint that shows something.

use std::sync::Arc;

use chrono::NaiveDate;
use document::write::Paper;
use model::{
    fold::State,
    id::{NodeId, PlanId, UnitId},
    mention::Colleague,
    period::Period,
    person::Person,
    plan::Plan,
    problem::Code,
    unit::{Unit, UnitKind, UnitTree},
    view::{
        Sight,
        assigning::Assigning,
        device_list::DeviceList,
        draft::DraftView,
        editing::EditingView,
        figures::{FiguresQuery, FiguresView, IndicatorMap},
        map::{Chosen, MapView, unit_of},
        me::Me,
        plan::{PlanList, PlanView},
        query::{MapQuery, TaskQuery},
        report::{ReportQuery, ReportView},
        report_list::ReportList,
        superior::SuperiorView,
        task::TaskView,
        task_list::TaskList,
        today::Today,
        versions::{VersionsQuery, VersionsView},
    },
};

use crate::{
    draft,
    failure::{Failure, Result},
    figures::{self, Counted},
    folded::{Known, Scope},
    provinces::{at_the_end_of, onlooker},
    report,
    service::Service,
    store::{
        self, Tx, counter,
        original::{self, Original},
        person, record, state,
    },
};

/// A person who is signed in, with the way to the data.
#[derive(Clone)]
pub struct Reader {
    pub service: Arc<Service>,
    pub person: Arc<Person>,
}

/// What a view is built from.
struct Ground {
    tree: Arc<UnitTree>,
    state: Arc<State>,
    today: NaiveDate,
}

impl Reader {
    pub async fn me(&self) -> Result<Option<Me>> {
        let (_tx, tree) = self.service.read().await?;
        Ok(Me::new(&self.person, &tree))
    }

    /// The own subtrees and the units above them, by id.
    pub async fn units(&self) -> Result<Vec<Unit>> {
        let (_tx, tree) = self.service.read().await?;
        let grants = self.person.grants.iter();
        let mut units: Vec<&Unit> = grants
            .flat_map(|grant| {
                tree.ancestors(&grant.unit)
                    .skip(1)
                    .chain(tree.subtree(&grant.unit))
            })
            .collect();
        units.sort_by(|a, b| a.id.cmp(&b.id));
        units.dedup_by(|a, b| a.id == b.id);
        Ok(units.into_iter().cloned().collect())
    }

    pub async fn today(&self) -> Result<Today> {
        let ground = self.ground_of_lists(None).await?;
        let (log, reports) = {
            let mut tx = self.service.store.read().await?;
            let log = store::mention::unanswered(&mut tx, &self.person.id).await?;
            (log, store::report::below(&mut tx, &self.person.id).await?)
        };
        self.draw(ground, move |sight| {
            Today::new(sight, &log).with_reports(ReportList::new(sight, &reports))
        })
        .await
    }

    pub async fn tasks(&self, query: TaskQuery) -> Result<TaskList> {
        let ground = self.ground_of_lists(query.unit.as_ref()).await?;
        self.draw(ground, |sight| TaskList::new(sight, query)).await
    }

    pub async fn task(&self, id: &NodeId) -> Result<TaskView> {
        must_be_well_formed(id.as_str())?;
        let (mut tx, tree) = self.service.read().await?;
        let state = state::for_task(&mut tx, &self.person.id, id).await?;
        let log = record::about(&mut tx, id.as_str()).await?;
        let mut units = self.person.units_of_colleagues(&tree);
        // Whoever looks at many communes names those who were given the task.
        units.extend(state.assignments.keys().map(|(_, unit)| unit));
        units.extend(state.plans.values().map(|plan| &plan.unit));
        units.sort();
        units.dedup();
        let colleagues = person::colleagues(&mut tx, &units).await?;
        let (ground, id) = (self.ground(tree, state), id.clone());
        let view = self
            .draw(ground, move |sight| {
                TaskView::new(sight, &id, &log, &colleagues)
            })
            .await?;
        view.ok_or_else(not_found)
    }

    pub async fn plans(&self) -> Result<PlanList> {
        let ground = self.ground_of_lists(None).await?;
        let drafts = {
            let mut tx = self.service.store.read().await?;
            store::draft::of_person(&mut tx, &self.person.id).await?
        };
        let list = self.draw(ground, PlanList::new).await?;
        Ok(PlanList { drafts, ..list })
    }

    /// A plan as an official paper.
    pub async fn paper(&self, id: &PlanId) -> Result<Paper> {
        let (mut tx, plan) = self.readable_plan(id).await?;
        let nodes = store::node::of_plan(&mut tx, id.as_str()).await?;
        Ok(document::plan::paper(&plan, &nodes))
    }

    /// What a plan was read from, where that is kept.
    pub async fn original(&self, id: &PlanId) -> Result<Original> {
        let (mut tx, plan) = self.readable_plan(id).await?;
        let original = original::of_plan(&mut tx, &plan.id).await?;
        original.ok_or_else(not_found)
    }

    pub async fn plan(&self, id: &PlanId) -> Result<PlanView> {
        let ground = self.ground_of_plan(id).await?;
        let has_original = {
            let mut tx = self.service.store.read().await?;
            original::is_there(&mut tx, id).await?
        };
        let id = id.clone();
        let view = self
            .draw(ground, move |sight| PlanView::new(sight, &id))
            .await?;
        Ok(PlanView {
            has_original,
            ..view.ok_or_else(not_found)?
        })
    }

    /// Who else is writing at a plan; with `edits` this person is, too.
    pub async fn presence(&self, id: &PlanId, edits: bool) -> Result<Vec<Colleague>> {
        let (_tx, plan) = self.readable_plan(id).await?;
        let home = self.person.home().map(|grant| grant.unit.clone());
        let who = Colleague {
            id: self.person.id.clone(),
            name: self.person.name.clone(),
            post: self.person.post.clone(),
            unit: home.unwrap_or_default(),
            ..Colleague::default()
        };
        let now = self.service.environment.now();
        Ok(self.service.presence.say(&who, &plan.id, edits, now)?)
    }

    /// The signed versions of a plan, and what changed between two.
    pub async fn versions(&self, id: &PlanId, query: VersionsQuery) -> Result<VersionsView> {
        must_be_well_formed(id.as_str())?;
        let (mut tx, tree) = self.service.read().await?;
        let state = state::for_plan(&mut tx, &self.person.id, id).await?;
        let plan = state.plans.get(id);
        if !plan.is_some_and(|plan| self.person.may_read_plan_of(&plan.unit, &tree)) {
            return Err(not_found());
        }
        let log = record::of_wording(&mut tx, id.as_str()).await?;
        let (ground, id) = (self.ground(tree, state), id.clone());
        let view = self
            .draw(ground, move |sight| {
                let log: Vec<_> = log.iter().map(|row| (Some(row.seq), &row.record)).collect();
                VersionsView::new(sight, &id, query, &log)
            })
            .await?;
        view.ok_or_else(not_found)
    }

    /// A plan beside the one that it carries out.
    pub async fn superior(&self, id: &PlanId) -> Result<SuperiorView> {
        must_be_well_formed(id.as_str())?;
        let (mut tx, tree) = self.service.read().await?;
        let state = state::for_superior(&mut tx, &tree, id).await?;
        let (ground, id) = (self.ground(tree, state), id.clone());
        let view = self
            .draw(ground, move |sight| SuperiorView::new(sight, &id))
            .await?;
        view.ok_or_else(not_found)
    }

    /// Of the plans of the own units, and what came from below.
    pub async fn reports(&self) -> Result<ReportList> {
        let ground = self.ground_of_lists(None).await?;
        let reports = {
            let mut tx = self.service.store.read().await?;
            store::report::below(&mut tx, &self.person.id).await?
        };
        self.draw(ground, move |sight| ReportList::new(sight, &reports))
            .await
    }

    pub async fn report(&self, query: ReportQuery) -> Result<ReportView> {
        report::view(self, query).await
    }

    /// A plan that was read and not yet confirmed.
    pub async fn draft(&self, id: &PlanId) -> Result<DraftView> {
        draft::view(self, id).await
    }

    pub async fn assigning(&self, id: &PlanId) -> Result<Assigning> {
        let (ground, id) = (self.ground_of_plan(id).await?, id.clone());
        let view = self
            .draw(ground, move |sight| Assigning::new(sight, &id))
            .await?;
        view.ok_or_else(not_found)
    }

    pub async fn editing(&self, id: &PlanId) -> Result<EditingView> {
        must_be_well_formed(id.as_str())?;
        let (mut tx, tree) = self.service.read().await?;
        let mut state = state::for_plan(&mut tx, &self.person.id, id).await?;
        state::add_indicators(&mut tx, &self.person, &tree, &mut state).await?;
        drop(tx);
        let (ground, asked) = (self.ground(tree, state), id.clone());
        let view = self
            .draw(ground, move |sight| {
                EditingView::new(sight, &asked, |_| None)
            })
            .await?;
        let mut view = view.ok_or_else(not_found)?;
        let mut tx = self.service.store.read().await?;
        for author in view.authors_mut() {
            let person = person::get(&mut tx, &author.id).await?;
            author.name = person.map(|person| person.name).unwrap_or_default();
        }
        Ok(view)
    }

    /// Those who work below, and what their phones said last.
    pub async fn devices(&self) -> Result<DeviceList> {
        let (mut tx, tree) = self.service.read().await?;
        let known = store::device::known_below(&mut tx, &self.person.id).await?;
        let ground = self.ground(tree, State::default());
        self.draw(ground, |sight| DeviceList::new(sight, known))
            .await
    }

    pub async fn map(&self, query: MapQuery) -> Result<MapView> {
        let earlier = query.earlier();
        let mut map = self.map_of_period(query).await?;
        if let Some(query) = earlier {
            let before = self.map_of_period(query).await?;
            map.before = Some(Box::new(before.without_boundaries()));
        }
        map.made_at.get_or_insert(self.service.environment.now());
        Ok(map)
    }

    async fn map_of_period(&self, query: MapQuery) -> Result<MapView> {
        let map = self.map_of_tasks(query).await?;
        let Some((whole, chosen)) = map.figures_needed() else {
            return Ok(map);
        };
        let whole = self.figures_if_seen(whole).await?;
        let chosen = match chosen {
            Some(query) => self.figures_if_seen(query).await?,
            None => None,
        };
        Ok(map.with_figures(whole, chosen))
    }

    /// More people may see how the tasks of a commune stand than what its figures are.
    async fn figures_if_seen(&self, query: FiguresQuery) -> Result<Option<IndicatorMap>> {
        match self.indicator_map(query).await {
            Ok(map) => Ok(Some(map)),
            Err(failure) if failure.is(Code::NotFound) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    async fn map_of_tasks(&self, query: MapQuery) -> Result<MapView> {
        let (mut tx, tree) = self.service.read().await?;
        let unit = unit_of(&self.person, &tree, &query).ok_or_else(not_found)?;
        if unit.kind == UnitKind::Country {
            drop(tx);
            return self.map_of_provinces(&tree, &unit.id, query).await;
        }
        let (whose, scope) = self.whose(&tree, Some(&unit.id), Scope::Counted);
        let today = self.service.environment.today();
        let last_day = query.period.map(Period::last_day);
        if let Some(last) = last_day.filter(|last| *last < today) {
            let state = at_the_end_of(&mut tx, &whose, &tree, last).await?;
            return self.draw_map(self.ground(tree, state), query).await;
        }
        let known = self.known(&mut tx, &tree, (&whose, scope)).await?;
        if let Some(map) = known.map(&query, today) {
            return Ok(map);
        }
        let ground = self.ground(tree, known.state.clone());
        let map = self.draw_map(ground, query).await?;
        known.keep_map(today, &map);
        Ok(map)
    }

    /// The map of a country: its provinces as they were counted last, and the one that is chosen.
    async fn map_of_provinces(
        &self,
        tree: &Arc<UnitTree>,
        unit: &UnitId,
        query: MapQuery,
    ) -> Result<MapView> {
        let counted = self
            .service
            .provinces
            .areas(&self.service, tree, (unit, &query));
        let (areas, counted_at) = counted.await?;
        let asked = query.chosen.as_ref();
        let part = asked.and_then(|asked| tree.find(asked.as_str()));
        // Only what stands on the map can be chosen there.
        let part = part.filter(|part| part.parent.as_ref() == Some(unit));
        let chosen = match part.map(|part| part.id.clone()) {
            Some(province) => {
                let (mut tx, _) = self.service.read().await?;
                let (whose, scope) = self.whose(tree, Some(&province), Scope::Own);
                let known = self.known(&mut tx, tree, (&whose, scope)).await?;
                let (ground, query) = (self.ground(tree.clone(), known.state), query.clone());
                self.draw(ground, move |sight| {
                    Chosen::counted(sight, &query, &province)
                })
                .await?
            }
            None => None,
        };
        let (mut tx, _) = self.service.read().await?;
        let state = self.folded(&mut tx, tree, Scope::Top).await?;
        let ground = self.ground(tree.clone(), state);
        let map = self
            .draw(ground, move |sight| {
                MapView::of_parts(sight, query, &areas, chosen)
            })
            .await?;
        Ok(MapView {
            made_at: Some(counted_at),
            ..map.ok_or_else(not_found)?
        })
    }

    /// In whose place what the person looks at is read: somebody who looks at provinces sees one of
    /// them as its own people do, and without one only what is given to them.
    fn whose(&self, tree: &UnitTree, unit: Option<&UnitId>, scope: Scope) -> (Person, Scope) {
        if !self.person.looks_at_provinces(tree) {
            return (Person::clone(&self.person), scope);
        }
        let unit = unit.and_then(|unit| tree.find(unit.as_str()));
        match unit.and_then(|unit| tree.enclosing(&unit.id, UnitKind::Province)) {
            Some(province) => (onlooker(&province.id), Scope::Own),
            None => (Person::clone(&self.person), Scope::Top),
        }
    }

    async fn draw_map(&self, ground: Ground, query: MapQuery) -> Result<MapView> {
        let map = self
            .draw(ground, |sight| MapView::new(sight, query))
            .await?;
        map.ok_or_else(not_found)
    }

    /// Figures of a unit and its parts.
    pub async fn figures(&self, query: FiguresQuery) -> Result<FiguresView> {
        figures::view(self, query, Counted::All).await
    }

    /// One indicator in the parts of a unit.
    pub async fn indicator_map(&self, query: FiguresQuery) -> Result<IndicatorMap> {
        let view = figures::view(self, query, Counted::Chosen).await?;
        view.into_map().ok_or_else(not_found)
    }

    /// Changes whenever any view may have changed: with the log, the units, the person and the day.
    pub async fn version(&self) -> Result<String> {
        let mut tx = self.service.store.read().await?;
        let record = counter::value(&mut tx, counter::RECORD).await?;
        let unit = counter::value(&mut tx, counter::UNIT).await?;
        let tree = self.service.store.tree_of(&mut tx, unit).await?;
        let counted = match self.person.looks_at_provinces(&tree) {
            true => self
                .service
                .provinces
                .version(self.service.environment.now()),
            false => String::new(),
        };
        let today = self.service.environment.today();
        let program = env!("CARGO_PKG_VERSION");
        let person = serde_json::to_string(&self.person).map_err(anyhow::Error::from)?;
        Ok(format!(
            "{program} {record} {unit} {today} {person} {counted}"
        ))
    }

    /// The plan by itself, where the person may read it.
    async fn readable_plan(&self, id: &PlanId) -> Result<(Tx, Plan)> {
        must_be_well_formed(id.as_str())?;
        let (mut tx, tree) = self.service.read().await?;
        let plan = store::plan::with_ids(&mut tx, &[id.as_str()]).await?.pop();
        let plan = plan.filter(|plan| self.person.may_read_plan_of(&plan.unit, &tree));
        Ok((tx, plan.ok_or_else(not_found)?))
    }

    /// What lists are made of, or those of one unit.
    async fn ground_of_lists(&self, unit: Option<&UnitId>) -> Result<Ground> {
        let (mut tx, tree) = self.service.read().await?;
        let (whose, scope) = self.whose(&tree, unit, Scope::Own);
        let known = self.known(&mut tx, &tree, (&whose, scope)).await?;
        Ok(self.ground(tree, known.state))
    }

    /// What the person may read, from what is kept of it.
    pub async fn folded(
        &self,
        tx: &mut Tx,
        tree: &Arc<UnitTree>,
        scope: Scope,
    ) -> store::Result<Arc<State>> {
        Ok(self.known(tx, tree, (&self.person, scope)).await?.state)
    }

    async fn known(
        &self,
        tx: &mut Tx,
        tree: &Arc<UnitTree>,
        (whose, scope): (&Person, Scope),
    ) -> store::Result<Known> {
        self.service.folded.of(tx, tree, whose, scope).await
    }

    async fn ground_of_plan(&self, id: &PlanId) -> Result<Ground> {
        must_be_well_formed(id.as_str())?;
        let (mut tx, tree) = self.service.read().await?;
        let state = state::for_plan(&mut tx, &self.person.id, id).await?;
        Ok(self.ground(tree, state))
    }

    fn ground(&self, tree: Arc<UnitTree>, state: impl Into<Arc<State>>) -> Ground {
        Ground {
            tree,
            state: state.into(),
            today: self.service.environment.today(),
        }
    }

    /// Builds a view. A province's takes long enough that the threads which take records from
    /// phones must not do it.
    async fn draw<T: Send + 'static>(
        &self,
        ground: Ground,
        view: impl FnOnce(Sight) -> T + Send + 'static,
    ) -> Result<T> {
        let person = self.person.clone();
        let drawing = tokio::task::spawn_blocking(move || {
            view(Sight {
                person: &person,
                tree: &ground.tree,
                state: &ground.state,
                today: ground.today,
            })
        });
        Ok(drawing.await.map_err(anyhow::Error::from)?)
    }
}

/// An id comes from an address as anybody may write it; PostgreSQL refuses to look for some.
fn must_be_well_formed(id: &str) -> Result<()> {
    if model::id::is_well_formed(id) {
        Ok(())
    } else {
        Err(not_found())
    }
}

fn not_found() -> Failure {
    Code::NotFound.into()
}
