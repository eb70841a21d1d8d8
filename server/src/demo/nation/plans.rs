//! The plans of a country's provinces and communes, and to whom their tasks were given.

use model::{
    assignment::Duty,
    plan::{Comparator, Plan},
    record::{ClassAssigned, Fact, PlanCreated},
    unit::{Unit, UnitKind},
};

use super::super::{
    clock::When,
    outline::{self, Row, dash, group, part, target, task, task_id},
    records::RecordBook,
};

/// How many days ago plans were made, and their tasks given.
const MADE_DAY: i64 = 352;
const GIVEN_DAY: i64 = 349;

/// What a province gives to each of its communes.
pub const OF_COMMUNES: [&str; 3] = ["1.1", "1.2", "1.3"];
/// What a commune gives to each of its hamlets.
pub const OF_HAMLETS: [&str; 5] = ["1.1", "1.2", "1.3", "2.1", "2.2"];

const PROVINCE: &[Row] = &[
    part("I", "CHỈ TIÊU"),
    target(
        "a",
        1,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% người trưởng thành có kỹ năng số cơ bản.",
    ),
    target(
        "b",
        1,
        Comparator::Gte,
        40.0,
        "Ít nhất 40% người trưởng thành được xác nhận đạt phổ cập trên VNeID.",
    ),
    part("II", "NHIỆM VỤ"),
    group("1", "Các xã, phường, đặc khu"),
    task(
        "1.1",
        When::By(-280),
        "Ban hành kế hoạch, phân công đến từng thôn, tổ dân phố.",
    ),
    task(
        "1.2",
        When::By(40),
        "Mở lớp học cộng đồng tại tất cả thôn, tổ dân phố.",
    ),
    task(
        "1.3",
        When::Words("Định kỳ hằng quý"),
        "Cập nhật số liệu của xã, phường.",
    ),
];

const COMMUNE: &[Row] = &[
    part("I", "CHỈ TIÊU"),
    target(
        "a",
        0,
        Comparator::Gte,
        60.0,
        "Ít nhất 60% người trưởng thành có kỹ năng số cơ bản.",
    ),
    target(
        "b",
        1,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% người trưởng thành có kỹ năng số cơ bản.",
    ),
    target(
        "c",
        1,
        Comparator::Gte,
        40.0,
        "Ít nhất 40% người trưởng thành được xác nhận đạt phổ cập trên VNeID.",
    ),
    part("II", "NHIỆM VỤ"),
    group("1", "Các thôn, tổ dân phố"),
    task(
        "1.1",
        When::By(-300),
        "Thành lập, kiện toàn tổ công nghệ số cộng đồng.",
    )
    .output("Danh sách tổ"),
    task(
        "1.2",
        When::By(-60),
        "Rà soát người trưởng thành chưa có kỹ năng số.",
    )
    .output("Danh sách"),
    task(
        "1.3",
        When::By(25),
        "Mở lớp học tại nhà văn hóa, mỗi tháng ít nhất một buổi.",
    )
    .output("Lớp học"),
    group("2", "Thường xuyên"),
    task(
        "2.1",
        When::Words("Thường xuyên"),
        "Hướng dẫn người dân nộp hồ sơ trực tuyến ngay tại nhà.",
    ),
    task(
        "2.2",
        When::Words("Thường xuyên"),
        "Phát thanh về an toàn trên mạng, nhận ra lừa đảo.",
    ),
    part("III", "TỔ CHỨC THỰC HIỆN"),
    dash(
        "Các thôn, tổ dân phố cập nhật kết quả ít nhất một tháng một lần; vướng mắc nêu rõ để xã tháo gỡ.",
    ),
];

/// The id of an authority's plan.
pub fn plan_id(unit: &Unit) -> String {
    format!("kh-{}", unit.id)
}

pub fn of_province(book: &mut RecordBook, unit: &Unit) {
    write(book, unit, PROVINCE);
    give(book, unit, &OF_COMMUNES, UnitKind::Commune);
}

pub fn of_commune(book: &mut RecordBook, unit: &Unit) {
    write(book, unit, COMMUNE);
    give(book, unit, &OF_HAMLETS, UnitKind::Hamlet);
}

fn write(book: &mut RecordBook, unit: &Unit, rows: &[Row]) {
    let clock = book.clock;
    let id = plan_id(unit);
    let nodes = outline::nodes(&id, rows, clock);
    let plan = Plan {
        formalities: outline::formalities(&unit.name, &["Lưu: VT"]),
        id: id.as_str().into(),
        unit: unit.id.clone(),
        title: clock.fill("Triển khai Phong trào “Bình dân học vụ số” năm {năm} và năm {năm sau}"),
        number: Some("12".to_owned()),
        symbol: Some("KH-UBND".to_owned()),
        issuing_body: Some(format!("UBND {}", unit.name)),
        date: Some(clock.day(-MADE_DAY - 1)),
        years: vec![clock.first_year(), clock.first_year() + 1],
        ..Plan::default()
    };
    let fact = Fact::PlanCreated(PlanCreated { plan, nodes });
    book.add_own(MADE_DAY, unit.id.clone(), fact);
}

fn give(book: &mut RecordBook, unit: &Unit, tasks: &[&str], class: UnitKind) {
    for label in tasks {
        let fact = ClassAssigned {
            task: task_id(&plan_id(unit), label),
            class,
            duty: Some(Duty::Implementer),
        };
        book.add_own(GIVEN_DAY, unit.id.clone(), Fact::ClassAssigned(fact));
    }
}
