//! Who was given which task: communes by the province, hamlets and bodies by their communes.

use super::{
    clock::{COMMUNE_ASSIGNED_DAY, HANDED_ON_DAY, PROVINCE_ASSIGNED_DAY},
    commune_plan,
    outline::task_id,
    people, province_plan,
    records::RecordBook,
    units::{self, MAIN_COMMUNE, PROVINCE},
};
use model::{
    assignment::Duty::{self, Coordinator, Implementer, Lead},
    id::{PersonId, UnitId},
    record::{Assigned, Fact, Unassigned},
};

/// The province's tasks that go to communes, and in which duty.
pub const TO_COMMUNES: &[(&str, Duty)] = &[
    ("1.1", Implementer),
    ("1.2", Lead),
    ("2.1", Lead),
    ("2.2", Lead),
    ("2.3", Lead),
    ("2.4", Implementer),
    ("3.1", Implementer),
    ("3.2", Implementer),
    ("3.4", Implementer),
    ("3.5", Implementer),
    ("3.6", Implementer),
    ("4.1", Implementer),
    ("4.2", Implementer),
    ("4.3", Implementer),
    ("4.4", Implementer),
    ("5.2", Implementer),
];

/// The island became a unit of its own only lately and is given nothing yet …
pub const WITHOUT_TASKS: &str = "D124";
/// … and a commune in the mountains is given only what has no end.
pub const WITHOUT_DEADLINES: &str = "D109";
pub const WITHOUT_END: [&str; 8] = ["1.1", "2.4", "3.1", "3.5", "3.6", "4.1", "4.2", "4.4"];

/// The province's tasks that its own bodies do.
const TO_PROVINCE_BODIES: &[(&str, Duty, &str)] = &[
    ("1.1", Lead, "bao"),
    ("1.2", Coordinator, "doan"),
    ("3.2", Lead, "nv"),
    ("3.3", Lead, "gddt"),
    ("3.4", Lead, "ct"),
    ("3.5", Lead, "mttq"),
    ("3.6", Lead, "ca"),
    ("4.1", Lead, "doan"),
    ("4.2", Coordinator, "mttq"),
    ("4.4", Lead, "ca"),
    ("4.5", Lead, "doan"),
    ("5.1", Lead, "nv"),
];

/// Communes that hand some of the province's tasks on to each of their hamlets.
pub const HANDING_ON: [&str; 2] = ["D102", "D103"];
pub const HANDED_ON: [&str; 5] = ["2.2", "2.3", "3.1", "3.5", "4.2"];

/// The main commune's tasks that go to every hamlet, and those that go to every hamlet's team.
const TO_HAMLETS: [&str; 8] = ["1.3", "1.4", "2.1", "3.1", "3.2", "3.5", "4.3", "6.2"];
const TO_TEAMS: [&str; 2] = ["2.3", "2.4"];

/// The main commune's tasks that its bodies do. "1.5" is far off and not given to anybody yet.
const TO_BODIES: &[(&str, Duty, &[&str])] = &[
    ("1.1", Lead, &["vhxh"]),
    ("1.1", Coordinator, &["to"]),
    ("1.2", Lead, &["vhxh"]),
    ("1.2", Coordinator, &["vp", "mttq", "dtn"]),
    ("1.4", Lead, &["vhxh"]),
    ("1.4", Coordinator, &["vt"]),
    ("2.1", Lead, &["to"]),
    ("2.2", Lead, &["vhxh"]),
    ("2.2", Coordinator, &["vt"]),
    ("2.2", Implementer, &["to"]),
    ("3.3", Lead, &["vp"]),
    ("3.3", Coordinator, &["vhxh"]),
    ("3.4", Lead, &["vhxh"]),
    ("3.4", Coordinator, &["ca"]),
    ("3.5", Coordinator, &["hnd"]),
    ("4.1", Lead, &["dtn"]),
    ("4.1", Coordinator, &["hpn", "to"]),
    ("4.2", Lead, &["hcc"]),
    ("4.3", Lead, &["hpn"]),
    ("4.4", Lead, &["kt"]),
    ("4.4", Coordinator, &["hpn", "vt"]),
    ("4.4", Implementer, &["htx"]),
    ("4.5", Lead, &["ca"]),
    ("4.5", Coordinator, &["to"]),
    ("4.6", Lead, &["dtn"]),
    ("4.6", Coordinator, &["hpn"]),
    ("5.1", Lead, &["mn", "th", "thcs"]),
    ("5.1", Coordinator, &["vhxh"]),
    ("5.2", Lead, &["th", "thcs"]),
    ("5.3", Lead, &["kt"]),
    ("5.3", Implementer, &["htx"]),
    ("5.4", Lead, &["vt"]),
    ("5.4", Coordinator, &["vhxh"]),
    ("5.5", Lead, &["tyt"]),
    ("6.1", Lead, &["mttq"]),
    ("6.1", Coordinator, &["vhxh"]),
    ("6.2", Lead, &["vhxh"]),
    ("6.3", Lead, &["vp"]),
    ("6.3", Coordinator, &["mttq"]),
];

/// Writes down all assignments, each plan's in one sitting.
pub fn write(book: &mut RecordBook) {
    by_the_province(book);
    by_the_main_commune(book);
    handed_on(book);
}

fn by_the_province(book: &mut RecordBook) {
    let mut sitting = Sitting {
        book,
        plan: province_plan::PLAN,
        by: people::id_of("chuyenvien.tinh"),
        days_ago: PROVINCE_ASSIGNED_DAY,
        minute: 8 * 60 + 15,
    };
    for (task, duty) in TO_COMMUNES {
        for commune in units::communes() {
            let endless = WITHOUT_END.contains(task);
            if commune == WITHOUT_TASKS || (commune == WITHOUT_DEADLINES && !endless) {
                continue;
            }
            sitting.give(task, *duty, commune);
        }
    }
    for (task, duty, body) in TO_PROVINCE_BODIES {
        sitting.give(task, *duty, &format!("{PROVINCE}-{body}"));
    }
}

fn by_the_main_commune(book: &mut RecordBook) {
    let mut sitting = Sitting {
        book,
        plan: commune_plan::PLAN,
        by: people::id_of("chuyenvien.xa"),
        days_ago: COMMUNE_ASSIGNED_DAY,
        minute: 15 * 60 + 40,
    };
    let hamlets = units::hamlets(MAIN_COMMUNE);
    for task in TO_HAMLETS {
        hamlets
            .iter()
            .for_each(|hamlet| sitting.give(task, Implementer, hamlet));
    }
    for task in TO_TEAMS {
        hamlets
            .iter()
            .for_each(|hamlet| sitting.give(task, Implementer, &format!("{hamlet}-to")));
    }
    for (task, duty, bodies) in TO_BODIES {
        for body in *bodies {
            sitting.give(task, *duty, &format!("{MAIN_COMMUNE}-{body}"));
        }
    }
    // Given by mistake and taken back two days later.
    let clinic = format!("{MAIN_COMMUNE}-tyt");
    sitting.give("4.2", Coordinator, &clinic);
    sitting.days_ago -= 2;
    sitting.take_back("4.2", &clinic);
}

fn handed_on(book: &mut RecordBook) {
    for (login, commune) in ["cv.hoathanh", "cv.yenlinh"].into_iter().zip(HANDING_ON) {
        let mut sitting = Sitting {
            book,
            plan: province_plan::PLAN,
            by: people::id_of(login),
            days_ago: HANDED_ON_DAY,
            minute: 10 * 60,
        };
        for hamlet in units::hamlets(commune) {
            HANDED_ON
                .iter()
                .for_each(|task| sitting.give(task, Implementer, &hamlet));
        }
    }
}

/// One person giving out the tasks of one plan.
struct Sitting<'a> {
    book: &'a mut RecordBook,
    plan: &'static str,
    by: PersonId,
    days_ago: i64,
    minute: i64,
}

impl Sitting<'_> {
    fn give(&mut self, task: &str, duty: Duty, unit: &str) {
        let task = task_id(self.plan, task);
        let assigned = Assigned { task, duty };
        self.write(unit, Fact::Assigned(assigned));
    }

    fn take_back(&mut self, task: &str, unit: &str) {
        let task = task_id(self.plan, task);
        self.write(unit, Fact::Unassigned(Unassigned { task }));
    }

    fn write(&mut self, unit: &str, fact: Fact) {
        let (by, unit) = (self.by.clone(), UnitId::from(unit));
        self.book.add_at(self.days_ago, self.minute, unit, by, fact);
    }
}
