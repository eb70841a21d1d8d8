//! The plan of the demo province: what its communes and departments are to do in two years.

use super::{
    clock::{PROVINCE_PLAN_DAY, When},
    outline::{self, Row, dash, group, part, target, task},
    people,
    records::RecordBook,
    units::PROVINCE,
};
use model::{
    plan::{Comparator, Plan},
    record::{Fact, PlanCreated},
};

pub const PLAN: &str = "kh-lam-giang";

const ROWS: &[Row] = &[
    part("I", "MỤC ĐÍCH, YÊU CẦU"),
    group("1", "Mục đích"),
    dash(
        "Đưa kỹ năng số cơ bản đến từng người dân trong tỉnh, trước hết là người cao tuổi, người \
         khuyết tật, bà con vùng núi và ngư dân; ai cũng có người chỉ dẫn khi cần.",
    ),
    dash(
        "Tạo nền nếp tự học và dạy nhau về công nghệ số trong cơ quan, trường học, doanh nghiệp \
         và khu dân cư; lấy việc người dân tự làm được làm thước đo.",
    ),
    group("2", "Yêu cầu"),
    dash(
        "Mỗi việc có một đơn vị chủ trì, có thời hạn và có số liệu để kiểm tra; không chạy theo \
         thành tích, không báo cáo thay.",
    ),
    dash(
        "Ứng dụng các nền tảng sẵn có của quốc gia; bảo đảm an toàn thông tin, không thu thập dữ \
         liệu cá nhân của người dân ngoài quy định.",
    ),
    part("II", "CHỈ TIÊU"),
    group("1", "Năm {năm}"),
    target(
        "a",
        0,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% cán bộ, công chức, viên chức và người lao động khu vực công nắm được kiến \
         thức về chuyển đổi số, dùng thành thạo các nền tảng phục vụ công việc.",
    ),
    target(
        "b",
        0,
        Comparator::Eq,
        100.0,
        "100% học sinh trung học, học viên và sinh viên được học kỹ năng số và biết giữ an toàn \
         cho mình trên mạng.",
    ),
    target(
        "c",
        0,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% người trưởng thành có kỹ năng số cơ bản, dùng được điện thoại thông minh và \
         dịch vụ số thiết yếu.",
    ),
    target(
        "d",
        0,
        Comparator::Gte,
        40.0,
        "Phấn đấu ít nhất 40% người trưởng thành được xác nhận đạt phổ cập kỹ năng số trên VNeID.",
    )
    .striving(),
    target(
        "đ",
        0,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% người lao động trong doanh nghiệp, hợp tác xã có kỹ năng số phục vụ sản \
         xuất, kinh doanh.",
    ),
    target(
        "e",
        0,
        Comparator::Eq,
        100.0,
        "100% thôn, xóm, khối, tổ dân phố có tổ công nghệ số cộng đồng sinh hoạt đều hằng tuần.",
    ),
    group("2", "Năm {năm sau}"),
    target(
        "a",
        1,
        Comparator::Eq,
        100.0,
        "100% cán bộ, công chức, viên chức và người lao động khu vực công dùng tốt các nền tảng, \
         dịch vụ số trong công việc.",
    ),
    target(
        "b",
        1,
        Comparator::Eq,
        100.0,
        "100% học sinh từ tiểu học trở lên được trang bị kỹ năng số phù hợp với lứa tuổi.",
    ),
    target(
        "c",
        1,
        Comparator::Eq,
        100.0,
        "100% người trưởng thành có kiến thức và kỹ năng số cơ bản.",
    ),
    target(
        "d",
        1,
        Comparator::Gt,
        60.0,
        "Phấn đấu trên 60% người trưởng thành được xác nhận đạt phổ cập kỹ năng số trên VNeID.",
    )
    .striving(),
    target(
        "đ",
        1,
        Comparator::Eq,
        100.0,
        "100% người lao động trong doanh nghiệp, hợp tác xã có kỹ năng số cơ bản.",
    ),
    target(
        "e",
        1,
        Comparator::Gt,
        85.0,
        "Phấn đấu trên 85% người trưởng thành có điện thoại thông minh.",
    )
    .striving(),
    target(
        "g",
        1,
        Comparator::Gt,
        50.0,
        "Phấn đấu trên 50% người trưởng thành có tài khoản thanh toán điện tử.",
    )
    .striving(),
    part("III", "NHIỆM VỤ"),
    group("1", "Truyền thông, phát động"),
    task(
        "1.1",
        When::Words("Thường xuyên"),
        "Mở chuyên mục “Bình dân học vụ số” trên báo, đài của tỉnh và trên trang thông tin, loa \
         truyền thanh của xã; mỗi tuần ít nhất một tin, bài.",
    )
    .lead(&["Báo và Phát thanh, Truyền hình tỉnh"])
    .by(&["UBND các xã, phường"])
    .output("Chuyên mục, tin bài"),
    task(
        "1.2",
        When::Before(-35),
        "Tổ chức lễ phát động phong trào đồng loạt ở các xã, phường.",
    )
    .lead(&["UBND các xã, phường"])
    .with(&["Sở Khoa học và Công nghệ", "Tỉnh đoàn"])
    .output("Lễ phát động"),
    task(
        "1.3",
        When::Words("Hằng năm vào ngày 10/10"),
        "Tổ chức Ngày hội toàn dân học tập số nhân Ngày Chuyển đổi số quốc gia, gắn gian hướng \
         dẫn trực tiếp với lớp học trực tuyến.",
    )
    .lead(&["Sở Khoa học và Công nghệ"])
    .with(&["UBND các xã, phường"]),
    group("2", "Tổ chức lực lượng"),
    task(
        "2.1",
        When::Before(-42),
        "Ban hành kế hoạch của xã, phường; phân công một lãnh đạo phụ trách và một đầu mối theo \
         dõi.",
    )
    .lead(&["UBND các xã, phường"])
    .output("Kế hoạch của cấp xã"),
    task(
        "2.2",
        When::Before(-28),
        "Kiện toàn tổ công nghệ số cộng đồng đến từng thôn, xóm, khối, bản; mỗi tổ có ít nhất 5 \
         người, trong đó có đoàn viên thanh niên.",
    )
    .lead(&["UBND các xã, phường"])
    .with(&["Tỉnh đoàn"])
    .output("Quyết định kiện toàn"),
    task(
        "2.3",
        When::Before(-14),
        "Khảo sát mặt bằng kỹ năng số: đếm số người trưởng thành, số người dùng điện thoại thông \
         minh, số người đã có tài khoản định danh.",
    )
    .lead(&["UBND các xã, phường"])
    .with(&["Công an tỉnh"])
    .output("Bảng số liệu nền của từng thôn, xóm"),
    task(
        "2.4",
        When::FromBeginning("Hoàn thành và duy trì từ"),
        "Bố trí ít nhất một người chuyên hướng dẫn nộp hồ sơ trực tuyến tại Trung tâm Phục vụ \
         hành chính công.",
    )
    .by(&["UBND các xã, phường"]),
    group("3", "Phổ cập kỹ năng số cho từng nhóm"),
    task(
        "3.1",
        When::Words("Định kỳ hằng tháng"),
        "Mở lớp học cộng đồng tại nhà văn hóa, mỗi thôn, xóm, khối ít nhất một lớp một tháng.",
    )
    .by(&["UBND các xã, phường", "Tổ công nghệ số cộng đồng"])
    .output("Lớp học, số người học"),
    task(
        "3.2",
        When::Before(-7),
        "Tổ chức cho cán bộ, công chức, viên chức hoàn thành khóa học kỹ năng số cơ bản trên nền \
         tảng binhdanhocvuso.gov.vn.",
    )
    .lead(&["Sở Nội vụ"])
    .by(&["UBND các xã, phường"])
    .output("Danh sách đơn vị hoàn thành"),
    task(
        "3.3",
        When::YearsOn,
        "Đưa kỹ năng số vào giờ học và hoạt động trải nghiệm ở các trường phổ thông.",
    )
    .lead(&["Sở Giáo dục và Đào tạo"])
    .with(&["UBND các xã, phường"]),
    task(
        "3.4",
        When::BeforeMonth(3),
        "Tập huấn người lao động trong doanh nghiệp, hợp tác xã về bán hàng trực tuyến, hóa đơn \
         điện tử và thanh toán số.",
    )
    .lead(&["Sở Công Thương"])
    .by(&["UBND các xã, phường"]),
    task(
        "3.5",
        When::YearsOn,
        "Kèm cặp người cao tuổi, người khuyết tật, đồng bào dân tộc thiểu số theo hình thức một \
         người biết chỉ cho một người chưa biết.",
    )
    .lead(&["Ủy ban MTTQ Việt Nam tỉnh"])
    .by(&["UBND các xã, phường"]),
    task(
        "3.6",
        When::Words("Thường xuyên"),
        "Hướng dẫn người dân tự đánh giá và xin xác nhận đạt phổ cập kỹ năng số trên VNeID.",
    )
    .lead(&["Công an tỉnh"])
    .by(&["UBND các xã, phường"]),
    group("4", "Nhân rộng mô hình"),
    task(
        "4.1",
        When::YearsOn,
        "Xây dựng mạng lưới “Đại sứ số”: mỗi đại sứ nhận giúp ít nhất 5 người học.",
    )
    .lead(&["Tỉnh đoàn"])
    .by(&["UBND các xã, phường"]),
    task(
        "4.2",
        When::Words("Thường xuyên"),
        "Vận động “Gia đình số”: mỗi hộ có ít nhất một người thạo dịch vụ số và chỉ lại cho cả \
         nhà.",
    )
    .lead(&["Ủy ban MTTQ Việt Nam tỉnh"])
    .by(&["UBND các xã, phường"]),
    task(
        "4.3",
        When::QuarterOf(30),
        "Mỗi xã, phường chọn ít nhất một chợ hoặc một vùng sản xuất làm điểm “Chợ số - Nông thôn \
         số” theo cách học 4T.",
    )
    .lead(&["Sở Công Thương"])
    .by(&["UBND các xã, phường"])
    .actions(&[
        "Chọn điểm có người chịu học và có đường truyền ổn định.",
        "Mỗi điểm có một doanh nghiệp viễn thông hoặc ngân hàng cùng làm.",
    ])
    .output("Điểm mô hình"),
    task(
        "4.4",
        When::FromBeginning("Thường xuyên, bắt đầu từ"),
        "Thực hiện “Mỗi công dân - Một danh tính số” cho người từ đủ 16 tuổi; đến tận nhà với \
         người không đi lại được.",
    )
    .lead(&["Công an tỉnh"])
    .by(&["UBND các xã, phường"]),
    task(
        "4.5",
        When::Between(-30, 45),
        "Mở chiến dịch thanh niên chung tay phổ cập kỹ năng số, ưu tiên xã miền núi và bãi ngang.",
    )
    .lead(&["Tỉnh đoàn"])
    .output("Đội hình tình nguyện"),
    group("5", "Thi đua, báo cáo"),
    task(
        "5.1",
        When::AboutMonth(1),
        "Hướng dẫn tiêu chí thi đua, khen thưởng tập thể và cá nhân làm tốt.",
    )
    .lead(&["Sở Nội vụ"])
    .output("Văn bản hướng dẫn"),
    task(
        "5.2",
        When::AboutMonth(0),
        "Gửi số liệu và báo cáo kết quả của kỳ đầu về Sở Khoa học và Công nghệ.",
    )
    .by(&["UBND các xã, phường"])
    .output("Báo cáo"),
    part("IV", "KINH PHÍ"),
    dash(
        "Bố trí trong dự toán hằng năm của các cơ quan, địa phương và lồng ghép từ các chương \
         trình, đề án đang thực hiện; khuyến khích doanh nghiệp đóng góp thiết bị, đường truyền.",
    ),
    part("V", "TỔ CHỨC THỰC HIỆN"),
    group("1", "Sở Khoa học và Công nghệ"),
    dash(
        "Là cơ quan thường trực; theo dõi tiến độ từng xã, phường trên bản đồ, đôn đốc việc chậm \
         và tổng hợp báo cáo UBND tỉnh.",
    ),
    group("2", "Công an tỉnh"),
    dash("Cung cấp số liệu xác nhận trên VNeID theo xã; hướng dẫn phòng, chống lừa đảo trên mạng."),
    group("3", "UBND các xã, phường, đặc khu"),
    dash(
        "Chịu trách nhiệm về kết quả trên địa bàn; giao việc đến từng thôn, xóm và cập nhật số \
         liệu ít nhất một tháng một lần.",
    ),
    group("4", "Đề nghị Ủy ban MTTQ Việt Nam tỉnh và các đoàn thể"),
    dash("Giám sát việc thực hiện; vận động đoàn viên, hội viên vừa học vừa dạy lại."),
];

/// Writes down that the plan was made.
pub fn write(book: &mut RecordBook) {
    let clock = book.clock;
    let plan = Plan {
        formalities: outline::formalities("Lam Giang", RECIPIENTS),
        id: PLAN.into(),
        unit: PROVINCE.into(),
        title: clock.fill(
            "Triển khai Phong trào “Bình dân học vụ số” trên địa bàn tỉnh Lam Giang năm {năm} và \
             năm {năm sau}",
        ),
        number: Some("112".to_owned()),
        symbol: Some("KH-UBND".to_owned()),
        issuing_body: Some("UBND tỉnh Lam Giang".to_owned()),
        date: Some(clock.day(-PROVINCE_PLAN_DAY)),
        years: vec![clock.first_year(), clock.first_year() + 1],
        ..Plan::default()
    };
    let nodes = outline::nodes(PLAN, ROWS, clock);
    let fact = Fact::PlanCreated(PlanCreated { plan, nodes });
    let by = people::id_of("chuyenvien.tinh");
    book.add_at(
        PROVINCE_PLAN_DAY - 1,
        9 * 60 + 20,
        PROVINCE.into(),
        by,
        fact,
    );
}

const RECIPIENTS: &[&str] = &[
    "Bộ Khoa học và Công nghệ (b/c)",
    "Thường trực Tỉnh ủy, HĐND tỉnh (b/c)",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
    "Các sở, ban, ngành; UBND các xã, phường",
    "Lưu: VT, KGVX",
];
