//! A server in memory, from the same rules as the real one.

use std::collections::{BTreeMap, BTreeSet};

use model::problem::{Code, Problem};
use model::{
    clock::Millis,
    fold::State,
    handover::{self, Taken},
    id::{PersonId, PhotoId, RecordId, ServerId},
    map::Map,
    person::Person,
    plan::Step,
    record::{Fact, Record},
    sync::{
        Refused, Stamped, SyncAnswer, SyncRequest, accept_carried, audience::Audience,
        check::Check, message::Ground, read_record,
    },
    unit::UnitTree,
};

use super::{mutant::Mutant, random::Random};

/// Small, so that every story has answers of several pages.
const PAGE: usize = 7;

#[derive(Clone, Debug)]
pub struct Server {
    pub id: ServerId,
    pub log: Vec<Logged>,
    /// Where in the log each record stands.
    known: BTreeMap<RecordId, usize>,
    pub state: State,
    /// Photos that are there whole, by who sent them.
    pub photos: BTreeSet<(PersonId, PhotoId)>,
    /// Those who have an account.
    pub staff: Vec<Person>,
}

#[derive(Clone, Debug)]
pub struct Logged {
    pub stamped: Stamped,
    pub audience: Audience,
}

impl Server {
    pub fn new(id: &str) -> Self {
        Self {
            id: id.into(),
            log: Vec::new(),
            known: BTreeMap::new(),
            state: State::default(),
            photos: BTreeSet::new(),
            staff: Vec::new(),
        }
    }

    pub fn sync(
        &mut self,
        person: &Person,
        tree: &UnitTree,
        request: &SyncRequest,
        now: Millis,
        mutant: Option<Mutant>,
        random: &mut Random,
    ) -> SyncAnswer {
        let mut answer = SyncAnswer {
            server: Some(self.id.clone()),
            now: Some(now),
            cursor: request.cursor,
            ..SyncAnswer::default()
        };
        if request
            .server
            .as_ref()
            .is_some_and(|server| *server != self.id)
        {
            return answer;
        }
        for (index, value) in request.records.iter().enumerate() {
            match self.take(value, person, person, tree, mutant, random) {
                Ok(id) => answer.accepted.push(id),
                Err((id, problem)) => answer.refused.push(Refused { id, index, problem }),
            }
        }
        self.pull(person, tree, request, mutant, &mut answer);
        if mutant != Some(Mutant::NeverCompares) {
            let records = self.log.iter().map(|logged| &logged.stamped.record);
            let own = records.filter(|r| r.by == person.id && r.device == request.device);
            answer.own = Some(own.map(|record| &record.id).collect());
        }
        let parents: Vec<_> = tree
            .iter()
            .filter_map(|unit| unit.parent.as_ref())
            .collect();
        let version = format!("{:?} {parents:?}", person.grants);
        if request
            .ground
            .as_ref()
            .is_some_and(|known| *known != version)
        {
            answer.ground = Some(Ground {
                version,
                person: person.clone(),
                units: person.known_units(tree).into_iter().cloned().collect(),
                colleagues: Vec::new(),
                boundaries: Vec::new(),
            });
        }
        answer
    }

    /// Takes in what another phone held back and somebody brings.
    pub fn take_carried(
        &mut self,
        text: &str,
        carrier: &Person,
        people: &[Person],
        tree: &UnitTree,
        mutant: Option<Mutant>,
    ) -> Result<Taken, Problem> {
        let file = handover::read(text)?;
        let mut taken = Taken::default();
        let mut random = Random::new(0);
        for (index, value) in file.records.iter().enumerate() {
            let id = value["id"].as_str().map(RecordId::from);
            let is_there = id.as_ref().is_some_and(|id| self.known.contains_key(id));
            let author = people.iter().find(|it| value["by"] == it.id.as_str());
            let author = author.ok_or(Code::NotAuthor)?;
            match self.take(value, author, carrier, tree, mutant, &mut random) {
                Ok(id) if is_there => taken.known.push(id),
                Ok(id) => taken.taken.push(id),
                Err((_, problem)) => taken.refused.push(Refused { id, index, problem }),
            }
        }
        Ok(taken)
    }

    /// Every record that concerns the person.
    pub fn scope<'a>(
        &'a self,
        person: &'a Person,
        tree: &'a UnitTree,
    ) -> impl Iterator<Item = &'a Stamped> {
        self.log
            .iter()
            .filter(|logged| logged.audience.admits(person, &self.state, tree))
            .map(|logged| &logged.stamped)
    }

    fn take(
        &mut self,
        value: &serde_json::Value,
        author: &Person,
        carrier: &Person,
        tree: &UnitTree,
        mutant: Option<Mutant>,
        random: &mut Random,
    ) -> Result<RecordId, (Option<RecordId>, Problem)> {
        let mut record = read_record(value).map_err(|problem| (None, problem))?;
        let id = record.id.clone();
        if let Some(place) = self.known.get(&id)
            && mutant != Some(Mutant::TakesTwice)
        {
            return if self.log[*place].stamped.record == record {
                Ok(id)
            } else {
                Err((Some(id), Code::RecordIdTaken.into()))
            };
        }
        self.judge(&record, author, carrier, tree)
            .map_err(|problem| (Some(id.clone()), problem))?;
        if mutant == Some(Mutant::AcknowledgesUnwritten) && random.in_hundred(5) {
            return Ok(id);
        }
        if mutant == Some(Mutant::CarriesAsOwn) {
            record.by = carrier.id.clone();
        }
        self.state.apply(&record);
        self.known.insert(id.clone(), self.log.len());
        self.log.push(Logged {
            audience: Audience::of(&record, &self.state, tree),
            stamped: Stamped {
                seq: self.log.len() as i64 + 1,
                record,
                carried_by: (carrier.id != author.id).then(|| carrier.id.clone()),
            },
        });
        Ok(id)
    }

    /// The photos that a person may cite are no part of what records amount to.
    fn judge(
        &mut self,
        record: &Record,
        author: &Person,
        carrier: &Person,
        tree: &UnitTree,
    ) -> Result<(), Problem> {
        let cited = record.fact.photos().iter().cloned();
        let is_there = |photo: &PhotoId| self.photos.contains(&(carrier.id.clone(), photo.clone()));
        self.state.photos = cited.filter(is_there).collect();
        if let Fact::PlanStepped(fact) = &record.fact
            && fact.step == Step::AmendmentDropped
            && let Some(plan) = self.state.plans.get(&fact.plan)
        {
            let log = self
                .log
                .iter()
                .map(|it| (Some(it.stamped.seq), &it.stamped.record));
            let signed = plan.last_signed(&log.collect::<Vec<_>>());
            let signed = signed.map(|signed| (fact.plan.clone(), signed));
            self.state.signed = signed.into_iter().collect();
        }
        let staff = self.staff.iter().cloned();
        let staff = staff.filter(|one| record.fact.put_in_charge() == Some(&one.id));
        self.state.staff = staff.map(|one| (one.id.clone(), one)).collect();
        let verdict = accept_carried(record, author, carrier, tree, &self.state);
        self.state.photos.clear();
        self.state.staff = Map::new();
        self.state.signed = Map::new();
        verdict
    }

    fn pull(
        &self,
        person: &Person,
        tree: &UnitTree,
        request: &SyncRequest,
        mutant: Option<Mutant>,
        answer: &mut SyncAnswer,
    ) {
        let limit = request.limit.unwrap_or(PAGE).min(PAGE);
        if limit == 0 {
            return;
        }
        let to_all = mutant == Some(Mutant::GivesToAll);
        let all: Vec<_> = self
            .log
            .iter()
            .filter(|logged| to_all || logged.audience.admits(person, &self.state, tree))
            .map(|logged| &logged.stamped)
            .collect();
        let mut found: Vec<_> = all
            .iter()
            .filter(|stamped| stamped.seq > request.cursor)
            .collect();
        answer.more = found.len() > limit && mutant != Some(Mutant::CutsPages);
        found.truncate(limit);
        answer.cursor = match found.last() {
            Some(last) if answer.more => last.seq,
            _ => self.log.len() as i64,
        };
        answer.records = found
            .into_iter()
            .map(|stamped| (*stamped).clone())
            .collect();
        if !answer.more && mutant != Some(Mutant::NeverCompares) {
            let check: Check = all.iter().map(|stamped| &stamped.record.id).collect();
            answer.check = Some(check);
        }
        if mutant == Some(Mutant::CutsPages) {
            answer.check = None;
        }
    }
}
