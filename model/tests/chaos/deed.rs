//! What people do in the stories, from what their phones show; some of it will be refused.

use model::{
    assignment::{Duty, Status, TaskUpdate},
    clock::{Millis, Stamp, day_in_vietnam},
    figure::{Account, FigureReported},
    fold::{AssignmentKey, State},
    id::{IndicatorId, NodeId, PhotoId, RecordId, UnitId},
    person::{Person, Role},
    record::{
        Assigned, AssignmentReplied, ClassAssigned, Commented, DifficultyAnswered, Fact,
        PutInCharge, Unassigned,
    },
    report::{Contents, ReportId, ReportReplied, ReportSubmitted, periods_on, window},
    sync::phone::Draft,
    unit::{UnitKind, UnitTree},
};

use super::{cast, edit, random::Random};

const PLANS_MAX: usize = 6;

/// Somebody with a phone in the hand.
pub struct Author<'a> {
    pub person: &'a Person,
    pub tree: &'a UnitTree,
    pub state: &'a State,
    pub now: Millis,
    pub random: &'a mut Random,
    /// How many plans there are in the story.
    pub n_plans: &'a mut usize,
}

impl Author<'_> {
    pub fn draft(mut self) -> Option<Draft> {
        let is_officer = self.person.grants[0].role == Role::Officer;
        // Whoever has nothing in hand begins with something, or short stories would be empty.
        let next = if is_officer && self.state.plans.is_empty() {
            0
        } else if self.state.assignments.is_empty() && self.random.in_hundred(50) {
            if is_officer { 15 } else { 70 }
        } else {
            self.random.below(100)
        };
        let (unit, fact) = match next {
            0..15 if is_officer && *self.n_plans < PLANS_MAX => self.plan(),
            15..45 if is_officer => self.assign()?,
            45..51 if is_officer => self.put_in_charge()?,
            51..58 if is_officer => return edit::draft(self.state, self.person, self.random),
            58..60 => self.comment()?,
            60..64 => self.reply()?,
            64..70 if is_officer => self.answer()?,
            70..78 => self.figure()?,
            64..95 => self.update()?,
            95..98 if is_officer => self.report()?,
            98.. if is_officer => self.receive()?,
            _ => return None,
        };
        let replaces = self.replaced(&unit, &fact);
        Some(Draft {
            unit,
            after: replaces.as_ref().map(|(_, at)| *at),
            replaces: replaces.map(|(id, _)| id),
            fact,
            about: "việc".into(),
        })
    }

    fn home(&self) -> UnitId {
        self.person.grants[0].unit.clone()
    }

    fn task(&mut self) -> Option<NodeId> {
        let n_tasks = self.state.nodes.len();
        let at = self.random.below(n_tasks);
        self.state.nodes.keys().nth(at).cloned()
    }

    /// Mostly of the author's own units; what is done for others is refused.
    fn given(&mut self) -> Option<AssignmentKey> {
        let home = &self.person.grants[0].unit;
        let is_own = |unit| self.tree.is_within(unit, home);
        let all: Vec<_> = self.state.assignments.keys().collect();
        let own = all.iter().copied().filter(|(_, unit)| is_own(unit));
        let own: Vec<_> = own.collect();
        let any = own.is_empty() || self.random.in_hundred(15);
        let key = self.random.pick(if any { &all } else { &own })?;
        Some((*key).clone())
    }

    fn unit_below(&mut self) -> Option<UnitId> {
        let below = self.tree.subtree(&self.person.grants[0].unit);
        Some(self.random.pick(&below)?.id.clone())
    }

    fn plan(&mut self) -> (UnitId, Fact) {
        *self.n_plans += 1;
        let home = self.home();
        let id = format!("kh-{}", self.n_plans);
        (home.clone(), cast::plan(&id, &home))
    }

    fn assign(&mut self) -> Option<(UnitId, Fact)> {
        let (unit, task) = (self.unit_below()?, self.task()?);
        Some(match self.random.below(100) {
            0..65 => {
                let duty = Duty::Implementer;
                (unit, Fact::Assigned(Assigned { task, duty }))
            }
            65..80 => (unit, Fact::Unassigned(Unassigned { task })),
            n => {
                let (class, duty) = (UnitKind::Hamlet, (n < 95).then_some(Duty::Lead));
                let fact = ClassAssigned { task, class, duty };
                (self.home(), Fact::ClassAssigned(fact))
            }
        })
    }

    fn comment(&mut self) -> Option<(UnitId, Fact)> {
        let comment = Commented {
            node: self.task()?,
            text: "Đã rõ.".into(),
            mentions: vec![self.person.id.clone(); self.random.below(2)],
        };
        Some((self.home(), Fact::Commented(comment)))
    }

    fn reply(&mut self) -> Option<(UnitId, Fact)> {
        let (task, unit) = self.given()?;
        let declined = [None, Some("Không có người".into())][self.random.below(2)].clone();
        let reply = AssignmentReplied { task, declined };
        Some((unit, Fact::AssignmentReplied(reply)))
    }

    /// Of the cast, whoever it is: many do not work in the unit.
    fn put_in_charge(&mut self) -> Option<(UnitId, Fact)> {
        let (task, unit) = self.given()?;
        let progress = &self
            .state
            .assignments
            .get(&(task.clone(), unit.clone()))?
            .progress;
        let named = progress.people.keys().next().cloned();
        let is_over = named.is_some() && self.random.in_hundred(40);
        let person = named.filter(|_| is_over);
        let anybody = self.random.pick(&cast::people())?.id.clone();
        let person = person.unwrap_or(anybody);
        let charge = PutInCharge {
            task,
            name: person.to_string(),
            person,
            is_over,
        };
        Some((unit, Fact::PutInCharge(charge)))
    }

    fn answer(&mut self) -> Option<(UnitId, Fact)> {
        let key = self.given()?;
        let progress = &self.state.assignments.get(&key)?.progress;
        let updates: Vec<_> = progress.trail.keys().collect();
        let update = (*self.random.pick(&updates)?).clone();
        let (task, unit) = key;
        let text = "Xã lo.".into();
        let answer = DifficultyAnswered { task, update, text };
        Some((unit, Fact::DifficultyAnswered(answer)))
    }

    fn figure(&mut self) -> Option<(UnitId, Fact)> {
        let unit = self.unit_below()?;
        let numerator = i64::try_from(self.random.below(300)).ok();
        let figure = FigureReported {
            indicator: self.indicator(),
            part: self.part(),
            as_of: day_in_vietnam(self.now),
            numerator: numerator.filter(|n| *n > 20),
            denominator: Some(100),
            ..FigureReported::default()
        };
        Some((unit, Fact::FigureReported(figure)))
    }

    /// One in ten is one that there is not; some are of plans.
    fn indicator(&mut self) -> IndicatorId {
        let of_plans: Vec<_> = self.state.indicators.keys().cloned().collect();
        match self.random.below(10) {
            0 => "khong-co".into(),
            1..4 => "lop-hoc".into(),
            4..6 => self
                .random
                .pick(&of_plans)
                .cloned()
                .unwrap_or_else(|| "vneid".into()),
            _ => "vneid".into(),
        }
    }

    /// Mostly of the whole; one in twenty is of a part that there is not.
    fn part(&mut self) -> Option<String> {
        let part = ["female", "male", "cao"].get(self.random.below(20) / 5)?;
        let is_there = *part != "cao" || self.random.in_hundred(20);
        is_there.then(|| (*part).to_owned())
    }

    fn update(&mut self) -> Option<(UnitId, Fact)> {
        let (task, unit) = self.given()?;
        let percent = Some(self.random.below(104) as u8);
        let n_photos = [0, 0, 1, 2][self.random.below(4)];
        let photo = |_| PhotoId(format!("{:064x}", self.random.below(1_000)));
        let photos = (0..n_photos).map(photo).collect();
        let difficulty = [None, Some("Thiếu máy".into())][self.random.below(2)].clone();
        let update = TaskUpdate {
            task,
            photos,
            difficulty,
            status: Status::Doing,
            percent,
            ..TaskUpdate::default()
        };
        Some((unit, Fact::TaskUpdated(update)))
    }

    /// Of a plan of the own unit, or of one that is not.
    fn report(&mut self) -> Option<(UnitId, Fact)> {
        let plans: Vec<_> = self.state.plans.values().collect();
        let plan = *self.random.pick(&plans)?;
        let today = day_in_vietnam(self.now);
        let period = *self.random.pick(&periods_on(today))?;
        let contents = Contents {
            as_of: window(period).last.min(today),
            assessment: "Tốt.".into(),
            ..Contents::default()
        };
        let fact = ReportSubmitted {
            report: ReportId {
                plan: plan.id.clone(),
                period,
            },
            through: 1,
            contents,
        };
        Some((plan.unit.clone(), Fact::ReportSubmitted(fact)))
    }

    /// One that was handed in, whether or not it is for the author to receive.
    fn receive(&mut self) -> Option<(UnitId, Fact)> {
        let reports: Vec<_> = self.state.reports.iter().collect();
        let (report, filing) = *self.random.pick(&reports)?;
        let submissions: Vec<_> = filing.submissions.keys().collect();
        let fact = ReportReplied {
            report: report.clone(),
            submission: (*self.random.pick(&submissions)?).clone(),
            returned: [None, Some("Thiếu.".into())][self.random.below(2)].clone(),
        };
        let unit = self.state.plans.get(&report.plan)?.unit.clone();
        Some((unit, Fact::ReportReplied(fact)))
    }

    /// What the author sees and says anew.
    fn replaced(&mut self, unit: &UnitId, fact: &Fact) -> Option<(RecordId, Stamp)> {
        match fact {
            Fact::TaskUpdated(update) => {
                let key = (update.task.clone(), unit.clone());
                let said = self.state.assignments.get(&key)?.progress.said.as_ref()?;
                Some((said.record.clone(), said.made_at))
            }
            Fact::FigureReported(figure) => {
                let account = self.state.accounts.get(&(figure.topic(), unit.clone()));
                let history = account.map(Account::history).unwrap_or_default();
                let last = history.last().filter(|_| self.random.in_hundred(50))?;
                Some((last.record.clone(), last.made_at))
            }
            _ => None,
        }
    }
}
