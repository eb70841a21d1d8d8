//! What leaders, supervisors and others wrote beside tasks, and what was changed in the plans.

use super::{
    clock::When,
    commune_plan,
    outline::task_id,
    people, province_plan,
    records::RecordBook,
    units::{MAIN_COMMUNE, PROVINCE},
};
use model::{
    id::PersonId,
    plan::NodeField,
    record::{Commented, Fact, NodeFieldSet},
    schedule::Schedule,
};

/// Days ago, by whom, about which unit, task, text.
type Row = (i64, &'static str, &'static str, &'static str, &'static str);

const ON_COMMUNE_PLAN: &[Row] = &[
    (
        38,
        "lanhdao.xa",
        MAIN_COMMUNE,
        "1.2",
        "Lễ phát động gọn, đúng ý. Các xóm, khối bắt tay vào việc ngay trong tuần này.",
    ),
    (
        27,
        "chuyenvien.xa",
        MAIN_COMMUNE,
        "2.1",
        "Còn Xóm Bàu thiếu một tổ viên; đề nghị Đoàn xã cử người tăng cường.",
    ),
    (
        22,
        "lanhdao.xa",
        MAIN_COMMUNE,
        "1.3",
        "Xóm Bàu họp không đủ người thì chia nhóm, đến từng ngõ. Tôi sẽ dự cùng một buổi.",
    ),
    (
        18,
        "giamsat",
        MAIN_COMMUNE,
        "3.1",
        "Đã dự lớp ở Xóm Đình: đông, học viên làm được tại chỗ. Nên ghi thêm số người tự làm lại \
         được sau một tuần.",
    ),
    (
        16,
        "canbo.xom",
        "D101-ben",
        "1.4",
        "Xóm Bến xin thêm 4 tờ mã QR ép nhựa để dán ngoài bến đò và quán nước.",
    ),
    (
        15,
        "chuyenvien.xa",
        MAIN_COMMUNE,
        "1.4",
        "Đã in thêm 20 tờ ép nhựa, xóm nào cần thì nhận tại Phòng trong giờ hành chính.",
    ),
    (
        14,
        "giamsat",
        MAIN_COMMUNE,
        "4.4",
        "Tiểu thương hỏi nhiều về phí chuyển tiền; đề nghị Phòng Kinh tế có tờ giải thích ngắn.",
    ),
    (
        11,
        "lanhdao.xa",
        MAIN_COMMUNE,
        "4.1",
        "Mở rộng đại sứ sang cô giáo về hưu, cán bộ thôi việc; không chỉ trông vào đoàn viên.",
    ),
    (
        8,
        "lanhdao.xa",
        MAIN_COMMUNE,
        "5.4",
        "Đồng ý cho lùi, nhưng Xóm Núi phải có phương án tạm trong tháng này.",
    ),
    (
        7,
        "tinh",
        MAIN_COMMUNE,
        "4.2",
        "Cách bố trí bàn hướng dẫn của xã làm tốt, đề nghị viết thành bài ngắn để các xã khác tham \
         khảo.",
    ),
    (
        5,
        "lanhdao.xa",
        MAIN_COMMUNE,
        "3.5",
        "Xóm Bến, Xóm Cồn, Xóm Núi xong số liệu trước thứ Sáu. Khó ở đâu gọi thẳng cho tôi.",
    ),
    (
        4,
        "canbo.xom",
        "D101-ben",
        "3.5",
        "Xóm Bến còn 28 hộ, tối nay và tối mai tổ đi tiếp là xong.",
    ),
    (
        2,
        "chuyenvien.xa",
        MAIN_COMMUNE,
        "6.2",
        "Nhắc các xóm, khối: biểu số 3 ghi số người, không ghi tên.",
    ),
    (
        1,
        "chuyenvien.xa",
        MAIN_COMMUNE,
        "5.4",
        "@Trần Đình Quang Xóm Núi đã có phương án tạm, nhờ anh xem trước buổi giao ban.",
    ),
];

const ON_PROVINCE_PLAN: &[Row] = &[
    (
        33,
        "tinh",
        PROVINCE,
        "2.1",
        "Còn một số xã miền núi chưa ban hành kế hoạch, đề nghị báo rõ vướng mắc.",
    ),
    (
        20,
        "giamsat",
        PROVINCE,
        "3.5",
        "Các xã có đồng bào dân tộc cần tài liệu song ngữ; MTTQ tỉnh sẽ phối hợp biên dịch.",
    ),
    (
        12,
        "cv.muongthen",
        "D106",
        "2.3",
        "Xã còn hai bản chưa có sóng, đề nghị cho khảo sát bằng giấy rồi nhập sau.",
    ),
    (
        10,
        "tinh",
        PROVINCE,
        "2.3",
        "Đồng ý cho Mường Then khảo sát bằng giấy, gửi số tổng trước khi hết tháng.",
    ),
    (
        6,
        "tinh",
        PROVINCE,
        "5.2",
        "Đã chốt ngày gửi; các xã dùng số liệu trên hệ thống, không làm lại biểu riêng.",
    ),
];

/// Writes down comments and changes.
pub fn write(book: &mut RecordBook) {
    let plans = [
        (commune_plan::PLAN, ON_COMMUNE_PLAN),
        (province_plan::PLAN, ON_PROVINCE_PLAN),
    ];
    for (plan, rows) in plans {
        for (days_ago, login, unit, task, text) in rows {
            let fact = Fact::Commented(Commented {
                node: task_id(plan, task),
                text: (*text).to_owned(),
                mentions: named(text),
            });
            book.add(*days_ago, (*unit).into(), people::id_of(login), fact);
        }
    }
    change_commune_plan(book);
    change_province_plan(book);
}

/// Whose name stands behind the sign.
fn named(text: &str) -> Vec<PersonId> {
    let people = people::all().into_iter();
    let named = people.filter(|person| text.contains(&format!("@{}", person.name)));
    named.map(|person| person.id).collect()
}

fn change_commune_plan(book: &mut RecordBook) {
    let later = When::BeforeMonth(2).words(book.clock);
    let changes = [
        (
            13,
            "3.2",
            NodeField::Output(Some("Lớp học, số người tự gọi hình được".to_owned())),
        ),
        (8, "5.4", NodeField::Schedule(Schedule::read(&later))),
        (
            8,
            "5.4",
            NodeField::Note(Some(
                "Lùi theo đề nghị của doanh nghiệp viễn thông: chờ thiết bị trạm phát.".to_owned(),
            )),
        ),
    ];
    for (days_ago, task, field) in changes {
        let node = task_id(commune_plan::PLAN, task);
        let fact = Fact::NodeFieldSet(NodeFieldSet::new(node, field));
        let by = people::id_of("chuyenvien.xa");
        book.add(days_ago, MAIN_COMMUNE.into(), by, fact);
    }
}

fn change_province_plan(book: &mut RecordBook) {
    let day = When::By(5).words(book.clock);
    let fact = Fact::NodeFieldSet(NodeFieldSet::new(
        task_id(province_plan::PLAN, "5.2"),
        NodeField::Schedule(Schedule::read(&day)),
    ));
    book.add(6, PROVINCE.into(), people::id_of("chuyenvien.tinh"), fact);
}
