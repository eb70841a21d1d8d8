//! What of the province's plan the main commune's plan carries out, and by what its targets are measured;
//! the rest is for somebody to find.

use super::{
    commune_plan, outline::task_id, people, province_plan, records::RecordBook, units::MAIN_COMMUNE,
};
use model::{
    indicator::{Dimension, Goal, TargetLink},
    plan::NodeField,
    record::{Fact, NodeFieldSet},
};

const DAYS_AGO: i64 = 60;

/// Tasks of the commune with that of the province which each carries out.
const TASKS: &[(&str, &str)] = &[
    ("1.1", "1.1"),
    ("1.2", "1.2"),
    ("1.5", "1.3"),
    ("4.2", "2.4"),
    ("5.1", "3.3"),
    ("4.5", "4.4"),
];

pub fn write(book: &mut RecordBook) {
    for (own, superior) in TASKS {
        let superior = task_id(province_plan::PLAN, superior);
        let fact = Fact::NodeFieldSet(NodeFieldSet::new(
            task_id(commune_plan::PLAN, own),
            NodeField::CarriesOut(vec![superior]),
        ));
        let by = people::id_of("chuyenvien.xa");
        book.add(DAYS_AGO, MAIN_COMMUNE.into(), by, fact);
    }
    for node in commune_plan::nodes(book.clock) {
        if node.target().is_some() && node.text.contains("VNeID") {
            let link = TargetLink {
                indicator: "vneid".into(),
                goal: Goal::Rate,
                asks: vec![Dimension::Sex, Dimension::Ethnicity],
            };
            let fact = NodeFieldSet::new(node.id, NodeField::Link(Some(link)));
            let by = people::id_of("chuyenvien.xa");
            book.add(DAYS_AGO, MAIN_COMMUNE.into(), by, Fact::NodeFieldSet(fact));
        }
    }
}
