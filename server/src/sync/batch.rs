//! A batch of records on its way into the log: judged and folded one after another in memory, then
//! written at once.
//!
//! Only what the batch is about is loaded, and only what it touched is written back. The caller
//! holds the lock on the log's counter from before `load` until after `save`, so that nobody else
//! changes the same things meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    clock::Millis,
    fold::{AssignmentKey, State},
    id::{IndicatorId, NodeId, PersonId, PhotoId, PlanId, RecordId},
    map::Map,
    person::Person,
    plan::{Node, NodeField, Step},
    problem::{Code, Problem},
    record::{Fact, Record},
    report::ReportId,
    sync::{Stamped, accept, accept_carried, audience::Audience},
    unit::UnitTree,
};

use crate::{
    rollup,
    store::{
        self, Tx, assignment, indicator, node, person, photo, plan, record, report, script::Script,
        state,
    },
};

#[derive(Default)]
pub struct Batch {
    state: State,
    /// Records of the same ids that are in the log, and those of this batch that will be.
    known: BTreeMap<RecordId, Record>,
    /// In the order in which they came.
    accepted: Vec<RecordId>,
    /// Who brings them, where it is not everybody's own.
    carrier: Option<PersonId>,
    touched: Touched,
}

#[derive(Default)]
struct Touched {
    plans: BTreeSet<PlanId>,
    nodes: BTreeSet<NodeId>,
    assignments: BTreeSet<AssignmentKey>,
    indicators: BTreeSet<IndicatorId>,
    reports: BTreeSet<ReportId>,
}

impl Batch {
    /// Loads what the records are about, as far as it is not known.
    pub async fn load(tx: &mut Tx, known: State, records: &[&Record]) -> store::Result<Self> {
        let mut batch = Self {
            state: known,
            ..Self::default()
        };
        batch.load_about(tx, records).await?;
        batch.load_staff(tx, records).await?;
        Ok(batch)
    }

    /// Loads what the records are about that somebody brings, whose photos came with them.
    pub async fn load_carried(
        tx: &mut Tx,
        known: State,
        records: &[&Record],
        carrier: &Person,
    ) -> store::Result<Self> {
        let mut batch = Self::load(tx, known, records).await?;
        batch.load_photos(tx, records, carrier).await?;
        batch.carrier = Some(carrier.id.clone());
        Ok(batch)
    }

    /// The photos that the sender of the next records has sent whole: one of somebody else is not
    /// there for them.
    pub async fn load_photos(
        &mut self,
        tx: &mut Tx,
        records: &[&Record],
        sender: &Person,
    ) -> store::Result<()> {
        let cited = records.iter().flat_map(|record| record.fact.photos());
        let ids: BTreeSet<_> = cited.map(PhotoId::as_str).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        self.state.photos = photo::whole(tx, &sender.id, &ids)
            .await?
            .into_iter()
            .collect();
        Ok(())
    }

    /// Accepts the record and folds it in. One that is in the log already is accepted without
    /// effect.
    pub fn add(
        &mut self,
        record: &Record,
        author: &Person,
        tree: &UnitTree,
    ) -> Result<(), Problem> {
        self.enter(record, |state| accept(record, author, tree, state))
    }

    /// The same of a record that somebody brings.
    pub fn add_carried(
        &mut self,
        record: &Record,
        author: &Person,
        carrier: &Person,
        tree: &UnitTree,
    ) -> Result<(), Problem> {
        self.enter(record, |state| {
            accept_carried(record, author, carrier, tree, state)
        })
    }

    /// Whether it is in the log, or will be.
    pub fn knows(&self, id: &RecordId) -> bool {
        self.known.contains_key(id)
    }

    /// The end of the log once the batch is in it.
    pub fn last_seq(&self, before: i64) -> i64 {
        before + i64::try_from(self.accepted.len()).unwrap_or(0)
    }

    /// What is new in the log, each with its place.
    pub fn stamped(&self, before: i64) -> impl Iterator<Item = Stamped> {
        let accepted = (before + 1..).zip(&self.accepted);
        accepted.filter_map(|(seq, id)| {
            Some(Stamped {
                seq,
                record: self.known.get(id)?.clone(),
                carried_by: None,
            })
        })
    }

    /// Whether the person may read what the batch holds.
    pub fn admits(&self, record: &Record, person: &Person, tree: &UnitTree) -> bool {
        Audience::of(record, &self.state, tree).admits(person, &self.state, tree)
    }

    /// What the batch knows of plans and who does what: worth keeping once it is written.
    pub fn into_known(mut self) -> State {
        self.state.accounts = Map::new();
        self.state.photos.clear();
        self.state.staff = Map::new();
        self.state.signed = Map::new();
        self.state
    }

    /// Writes the log and the folded tables.
    pub async fn save(
        &self,
        tx: &mut Tx,
        tree: &UnitTree,
        last_seq: i64,
        received_at: impl Fn(&Record) -> Millis,
    ) -> store::Result<()> {
        let script = self.script(tree, last_seq, received_at)?;
        self.run(tx, tree, script).await
    }

    /// What writes them, for those who write something else with it.
    pub fn script(
        &self,
        tree: &UnitTree,
        last_seq: i64,
        received_at: impl Fn(&Record) -> Millis,
    ) -> store::Result<Script> {
        let arrivals: Vec<_> = self
            .records()
            .map(|record| record::Arrival {
                record,
                received_at: received_at(record),
                carried_by: self.carrier.as_ref().filter(|by| **by != record.by),
            })
            .collect();
        let mut script = Script::default();
        self.touched.write(&mut script, &self.state)?;
        record::append(&mut script, last_seq, &arrivals, &self.state, tree)?;
        photo::cite(&mut script, self.records());
        Ok(script)
    }

    /// Runs the script, and adds what is new in it to the sums.
    pub async fn run(&self, tx: &mut Tx, tree: &UnitTree, script: Script) -> store::Result<()> {
        script.run(tx).await?;
        rollup::take_in(tx, tree, self.records()).await
    }

    /// What was accepted and is new.
    fn records(&self) -> impl Iterator<Item = &Record> {
        self.accepted.iter().filter_map(|id| self.known.get(id))
    }

    fn enter(
        &mut self,
        record: &Record,
        judge: impl FnOnce(&State) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        if let Some(known) = self.known.get(&record.id) {
            return if is_same(known, record) {
                Ok(())
            } else {
                Err(Code::RecordIdTaken.into())
            };
        }
        judge(&self.state)?;
        self.state.apply(record);
        self.touched.note(record, &self.state);
        self.known.insert(record.id.clone(), record.clone());
        self.accepted.push(record.id.clone());
        Ok(())
    }

    async fn load_about(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let ids: Vec<_> = records.iter().map(|record| record.id.as_str()).collect();
        for record in record::with_ids(tx, &ids).await? {
            self.known.insert(record.id.clone(), record);
        }
        self.load_nodes(tx, records).await?;
        self.load_plans(tx, records).await?;
        self.load_assignments(tx, records).await?;
        self.load_indicators(tx, records).await?;
        self.load_reports(tx, records).await?;
        self.load_signed(tx, records).await
    }

    /// The nodes that records speak of; of a new plan, those that would be there already.
    async fn load_nodes(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let missing = nodes_of(records);
        let missing = missing.filter(|id| !self.state.nodes.contains_key(id));
        let ids: BTreeSet<_> = missing.map(NodeId::as_str).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        for node in node::with_ids(tx, &ids).await? {
            state::add_node(&mut self.state, node);
        }
        Ok(())
    }

    async fn load_plans(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let named = records.iter().filter_map(|record| record.fact.named_plan());
        let of_nodes = nodes_of(records).filter_map(|id| Some(&self.state.nodes.get(id)?.plan));
        let missing = named
            .chain(of_nodes)
            .filter(|id| !self.state.plans.contains_key(id));
        let ids: BTreeSet<_> = missing.map(|id| id.as_str().to_owned()).collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        for plan in plan::with_ids(tx, &ids).await? {
            state::add_plan(&mut self.state, plan);
        }
        Ok(())
    }

    async fn load_assignments(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let mut tasks_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for record in records {
            let Some(task) = record.fact.node() else {
                continue;
            };
            let key = (task.clone(), record.unit.clone());
            if !self.state.assignments.contains_key(&key) {
                let tasks = tasks_of.entry(record.unit.as_str()).or_default();
                tasks.insert(task.as_str());
            }
        }
        for (unit, tasks) in tasks_of {
            let tasks: Vec<_> = tasks.into_iter().collect();
            for given in assignment::of_tasks(tx, unit, &tasks).await? {
                state::add_assignment(&mut self.state, given);
            }
        }
        Ok(())
    }

    /// What plans count besides the national indicators, where records speak of it.
    async fn load_indicators(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let spoken_of = records.iter().filter_map(|record| record.fact.indicator());
        let missing = spoken_of.filter(|id| !self.state.indicators.contains_key(id));
        let ids: BTreeSet<_> = missing.map(IndicatorId::as_str).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        for defined in indicator::with_ids(tx, &ids).await? {
            indicator::add(&mut self.state, defined);
        }
        Ok(())
    }

    async fn load_reports(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let spoken_of = records.iter().filter_map(|record| record.fact.report());
        let missing = spoken_of.filter(|id| !self.state.reports.contains_key(id));
        let ids: BTreeSet<_> = missing.map(ToString::to_string).collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        let known = report::with_ids(tx, &ids).await?;
        self.state.reports.extend(known);
        Ok(())
    }

    /// Whoever drops an amendment has taken back all that it changed: that is judged by the whole plan.
    async fn load_signed(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let dropped = records.iter().filter_map(|record| match &record.fact {
            Fact::PlanStepped(fact) if fact.step == Step::AmendmentDropped => Some(&fact.plan),
            _ => None,
        });
        let dropped: BTreeSet<_> = dropped.cloned().collect();
        for id in dropped {
            let Some(plan) = self.state.plans.get(&id) else {
                continue;
            };
            let log = record::of_wording(tx, id.as_str()).await?;
            let log: Vec<_> = log.iter().map(|row| (Some(row.seq), &row.record)).collect();
            if let Some(signed) = plan.last_signed(&log) {
                self.state.signed.insert(id.clone(), signed);
            }
            for node in node::of_plan(tx, id.as_str()).await? {
                state::add_node(&mut self.state, node);
            }
        }
        Ok(())
    }

    /// Those who are put in charge, as their accounts have them now.
    async fn load_staff(&mut self, tx: &mut Tx, records: &[&Record]) -> store::Result<()> {
        let named = records.iter().filter_map(|it| it.fact.put_in_charge());
        let named: BTreeSet<_> = named.collect();
        for id in named {
            if let Some(person) = person::get(tx, id).await? {
                self.state.staff.insert(id.clone(), person);
            }
        }
        Ok(())
    }
}

impl Touched {
    fn note(&mut self, record: &Record, state: &State) {
        let plan_of = |node: &NodeId| state.nodes.get(node).map(|node| &node.plan);
        match &record.fact {
            Fact::PlanCreated(fact) => {
                self.plans.insert(fact.plan.id.clone());
                self.nodes
                    .extend(fact.nodes.iter().map(|node| node.id.clone()));
            }
            Fact::PlanFieldSet(_) | Fact::PlanStepped(_) => {
                self.plans.extend(record.fact.named_plan().cloned());
            }
            Fact::NodeAdded(fact) => {
                // The plan counts its nodes.
                self.plans.insert(fact.node.plan.clone());
                self.nodes.insert(fact.node.id.clone());
            }
            Fact::NodeFieldSet(fact) => {
                // The plan counts what is withdrawn.
                if matches!(fact.field, NodeField::Withdrawn(_)) {
                    self.plans.extend(plan_of(&fact.node).cloned());
                }
                self.nodes.insert(fact.node.clone());
            }
            Fact::ClassAssigned(_) => {
                self.nodes.extend(record.fact.node().cloned());
            }
            Fact::IndicatorDefined(fact) => {
                self.indicators.insert(fact.indicator.id.clone());
            }
            Fact::ReportSubmitted(_) | Fact::ReportReplied(_) => {
                self.reports.extend(record.fact.report().cloned());
            }
            Fact::Assigned(_)
            | Fact::Unassigned(_)
            | Fact::TaskUpdated(_)
            | Fact::DifficultyAnswered(_)
            | Fact::AssignmentReplied(_)
            | Fact::PutInCharge(_) => {
                let key = record
                    .fact
                    .node()
                    .map(|task| (task.clone(), record.unit.clone()));
                self.assignments.extend(key);
            }
            // Figures are taken in by themselves.
            Fact::Commented(_) | Fact::FigureReported(_) | Fact::Unknown(_) => {}
        }
    }

    fn write(&self, script: &mut Script, state: &State) -> store::Result<()> {
        let plans: Vec<_> = self
            .plans
            .iter()
            .filter_map(|id| state.plans.get(id))
            .collect();
        let nodes: Vec<_> = self
            .nodes
            .iter()
            .filter_map(|id| state.nodes.get(id))
            .collect();
        let given: Vec<_> = self
            .assignments
            .iter()
            .filter_map(|key| state.assignments.get(key))
            .collect();
        let indicators: Vec<_> = self
            .indicators
            .iter()
            .filter_map(|id| state.indicators.get(id))
            .collect();
        let reports: Vec<_> = self
            .reports
            .iter()
            .filter_map(|id| Some((id, state.reports.get(id)?)))
            .collect();
        plan::put(script, &plans)?;
        report::put(script, &reports, state)?;
        indicator::put(script, &indicators)?;
        node::put(script, &nodes)?;
        assignment::put(script, &given)
    }
}

/// The nodes that the records speak of.
fn nodes_of<'a>(records: &'a [&'a Record]) -> impl Iterator<Item = &'a NodeId> {
    records.iter().flat_map(|record| {
        let made: &[Node] = match &record.fact {
            Fact::PlanCreated(fact) => &fact.nodes,
            _ => &[],
        };
        let named = record.fact.node().into_iter().chain(record.fact.parent());
        named.chain(made.iter().map(|node| &node.id))
    })
}

/// Compared as written: a number that has been through JSON once more may differ in its last bit.
fn is_same(a: &Record, b: &Record) -> bool {
    let written = |record: &Record| serde_json::to_string(record).ok();
    a == b || written(a) == written(b)
}
