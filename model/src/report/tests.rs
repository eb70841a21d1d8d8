//! Reports: periods, ids, how they stand, and what they cover.

use super::*;
use crate::{
    assignment::TaskUpdate,
    clock::{Stamp, start_of_day},
    day,
    figure::FigureReported,
};

fn days(period: &str) -> (String, String) {
    let window = window(Period::parse(period).unwrap());
    (day::short(window.first), day::short(window.last))
}

#[test]
fn data_are_those_from_the_15th_to_the_14th() {
    let told = |first: &str, last: &str| (first.to_owned(), last.to_owned());
    assert_eq!(days("2026-Q4"), told("15/09/2026", "14/12/2026"));
    assert_eq!(days("2026-Q1"), told("15/12/2025", "14/03/2026"));
    assert_eq!(days("2026-03"), told("15/02/2026", "14/03/2026"));
    assert_eq!(days("2026"), told("15/12/2025", "14/12/2026"));
}

#[test]
fn quarters_follow_each_other_without_a_gap() {
    let mut period = Period::parse("2024-Q1").unwrap();
    for _ in 0..20 {
        let next = window(period.next());
        assert_eq!(window(period).last.succ_opt(), Some(next.first));
        period = period.next();
    }
}

#[test]
fn the_periods_of_a_day_are_those_whose_data_are_gathered_or_complete() {
    let names = |today: &str| {
        let periods = periods_on(day::parse(today).unwrap());
        periods.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(names("2026-11-22"), ["2026-Q4", "2026", "2026-Q3"]);
    assert_eq!(names("2026-12-14"), ["2026-Q4", "2026", "2026-Q3"]);
    assert_eq!(names("2026-12-15"), ["2027-Q1", "2027", "2026-Q4"]);
}

#[test]
fn a_report_is_named_by_its_plan_and_period() {
    let id = ReportId::parse("ke_hoach_2026-Q4").unwrap();
    assert_eq!(
        (id.plan.as_str(), id.period.to_string()),
        ("ke_hoach", "2026-Q4".into())
    );
    assert_eq!(id.to_string(), "ke_hoach_2026-Q4");
    for broken in ["", "2026-Q4", "_2026-Q4", "k_2026-Q5", "k_", "a/b_2026"] {
        assert_eq!(ReportId::parse(broken), None, "{broken}");
    }
}

struct Acts(Vec<Record>);

impl Acts {
    fn add(&mut self, id: &str, minute: i64, fact: Fact) {
        self.0.push(Record {
            id: id.into(),
            unit: "xa-a".into(),
            by: "p".into(),
            device: "d".into(),
            made_at: Stamp::at(start_of_day(day::parse("2026-12-10").unwrap()) + minute * 60_000),
            replaces: None,
            fact,
        });
    }

    fn submit(&mut self, id: &str, minute: i64) {
        let contents = Contents {
            as_of: day::parse("2026-12-10").unwrap(),
            ..Contents::default()
        };
        let fact = ReportSubmitted {
            report: report(),
            through: minute,
            contents,
        };
        self.add(id, minute, Fact::ReportSubmitted(fact));
    }

    fn reply(&mut self, id: &str, minute: i64, submission: &str, returned: Option<&str>) {
        let fact = ReportReplied {
            report: report(),
            submission: submission.into(),
            returned: returned.map(str::to_owned),
        };
        self.add(id, minute, Fact::ReportReplied(fact));
    }

    /// The filing, which is the same in whatever order the records come and however often.
    fn filing(&self) -> Filing {
        let fold = |records: Vec<&Record>| {
            let mut filing = Filing::default();
            for record in records {
                match &record.fact {
                    Fact::ReportSubmitted(fact) => filing.submit(record, fact),
                    Fact::ReportReplied(fact) => filing.reply(record, fact),
                    _ => unreachable!("only steps of reports are added"),
                }
            }
            filing
        };
        let there = fold(self.0.iter().collect());
        assert_eq!(fold(self.0.iter().rev().chain(&self.0).collect()), there);
        there
    }
}

fn report() -> ReportId {
    ReportId::parse("k_2026-Q4").unwrap()
}

fn standing(filing: &Filing) -> Option<&str> {
    filing.standing().map(|(id, _)| id.as_str())
}

#[test]
fn a_report_is_handed_in_returned_handed_in_again_and_accepted() {
    let mut acts = Acts(Vec::new());
    assert_eq!(acts.filing().stage(), Stage::Open);
    acts.submit("s1", 1);
    assert_eq!(acts.filing().stage(), Stage::Submitted);
    assert_eq!(acts.filing().covers(&report()).unwrap().through, 1);
    acts.reply("r1", 2, "s1", Some("Thiếu số liệu"));
    assert_eq!(acts.filing().stage(), Stage::Returned);
    assert_eq!(acts.filing().covers(&report()), None, "nothing was taken");
    acts.submit("s2", 3);
    let filing = acts.filing();
    assert_eq!(
        (filing.stage(), standing(&filing)),
        (Stage::Submitted, Some("s2"))
    );
    acts.reply("r2", 4, "s2", None);
    assert_eq!(acts.filing().stage(), Stage::Accepted);
    assert_eq!(acts.filing().covers(&report()).unwrap().through, 3);
}

#[test]
fn what_was_accepted_stands_whatever_was_handed_in_beside_it() {
    let mut acts = Acts(Vec::new());
    acts.submit("s1", 1);
    acts.submit("s2", 5);
    acts.reply("r1", 3, "s1", None);
    let filing = acts.filing();
    assert_eq!(
        (filing.stage(), standing(&filing)),
        (Stage::Accepted, Some("s1"))
    );
}

#[test]
fn a_report_covers_what_was_known_of_its_plan_until_its_last_day() {
    let covered = Covered {
        report: report(),
        through: 10,
        as_of: day::parse("2026-12-10").unwrap(),
        indicators: vec!["vneid".into()],
    };
    let mut acts = Acts(Vec::new());
    acts.add("u", 0, Fact::TaskUpdated(TaskUpdate::default()));
    let figure = |indicator: &str| {
        Fact::FigureReported(FigureReported {
            indicator: indicator.into(),
            ..FigureReported::default()
        })
    };
    acts.add("f", 0, figure("vneid"));
    acts.add("other", 0, figure("smartphone"));
    acts.add("late", 24 * 60, figure("vneid"));
    let [update, told, other, late] = &acts.0[..] else {
        panic!("four records")
    };
    let (here, there) = (Some("k".into()), Some("k2".into()));
    assert!(covered.holds(update, 10, here.as_ref()));
    assert!(!covered.holds(update, 11, here.as_ref()), "came later");
    assert!(!covered.holds(update, 10, there.as_ref()), "another plan");
    assert!(covered.holds(told, 3, None));
    assert!(!covered.holds(other, 3, None), "no target of it");
    assert!(!covered.holds(late, 3, None), "told of a later day");
}
