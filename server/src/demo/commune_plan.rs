//! The plan of the main commune: what its bodies and hamlets are to do, in six groups of tasks.

use super::{
    clock::{COMMUNE_PLAN_DAY, Clock, When},
    outline::{self, Row, dash, group, part, target, task},
    people, province_plan,
    records::RecordBook,
    units::MAIN_COMMUNE,
};
use model::{
    plan::{Comparator, Node, Plan},
    record::{Fact, PlanCreated},
};

pub const PLAN: &str = "kh-thanh-lam";

const ROWS: &[Row] = &[
    part("I", "MỤC ĐÍCH, YÊU CẦU"),
    group("1", "Mục đích"),
    dash(
        "Để người dân trong xã, kể cả các cụ già và bà con ở xóm xa, tự làm được những việc thường \
         ngày trên điện thoại: gọi hình, nộp hồ sơ, trả tiền điện, khám bệnh, bán nông sản.",
    ),
    dash(
        "Gắn trách nhiệm của từng phòng, đoàn thể, trường học, xóm, khối với việc cụ thể, có hạn \
         và có số liệu.",
    ),
    group("2", "Yêu cầu"),
    dash(
        "Cán bộ, đảng viên, giáo viên, đoàn viên học trước và nhận chỉ lại cho ít nhất một người.",
    ),
    dash("Học ít một, làm ngay tại chỗ, ngay trên điện thoại của người học; không mở lớp cho có."),
    dash("Không ghi mật khẩu, mã OTP của người dân; nhắc cách nhận ra lừa đảo ở mọi buổi học."),
    part("II", "CHỈ TIÊU"),
    group("1", "Năm {năm}"),
    target(
        "a",
        0,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% cán bộ, công chức, viên chức, người hoạt động ở xóm, khối dùng được các nền \
         tảng số trong công việc.",
    ),
    target(
        "b",
        0,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% học sinh THCS có kỹ năng số để học tập và biết tránh nguy cơ trên mạng.",
    ),
    target(
        "c",
        0,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% người trưởng thành có kỹ năng số cơ bản.",
    ),
    target(
        "d",
        0,
        Comparator::Gte,
        40.0,
        "Phấn đấu ít nhất 40% người trưởng thành được xác nhận đạt phổ cập trên VNeID.",
    )
    .striving(),
    target(
        "đ",
        0,
        Comparator::Gte,
        80.0,
        "Ít nhất 80% người lao động trong hợp tác xã, doanh nghiệp, hộ kinh doanh có kỹ năng số.",
    ),
    target(
        "e",
        0,
        Comparator::Eq,
        100.0,
        "100% xóm, khối có lớp học cộng đồng hằng tháng.",
    ),
    group("2", "Năm {năm sau}"),
    target(
        "a",
        1,
        Comparator::Eq,
        100.0,
        "100% cán bộ, công chức, viên chức, người hoạt động ở xóm, khối dùng tốt các nền tảng số.",
    ),
    target(
        "b",
        1,
        Comparator::Eq,
        100.0,
        "100% học sinh từ tiểu học được học kỹ năng số theo lứa tuổi.",
    ),
    target(
        "c",
        1,
        Comparator::Eq,
        100.0,
        "100% người trưởng thành có kỹ năng số cơ bản.",
    ),
    target(
        "d",
        1,
        Comparator::Gt,
        60.0,
        "Phấn đấu trên 60% người trưởng thành được xác nhận đạt phổ cập trên VNeID.",
    )
    .striving(),
    target(
        "đ",
        1,
        Comparator::Gt,
        85.0,
        "Phấn đấu trên 85% người trưởng thành có điện thoại thông minh.",
    )
    .striving(),
    part("III", "NHIỆM VỤ VÀ PHÂN CÔNG"),
    group("1", "Truyền thông, phát động"),
    task(
        "1.1",
        When::FromBeginning("Thường xuyên, bắt đầu từ"),
        "Đưa tin, bài và mẹo dùng điện thoại lên trang thông tin, trang Zalo của xã; phát trên loa \
         các xóm, khối ba buổi một tuần.",
    )
    .lead(&["Phòng VH & XH"])
    .with(&["Tổ công nghệ số cộng đồng xã", "Các khối, xóm"])
    .output("Tin, bài, bản phát thanh"),
    task(
        "1.2",
        When::On(-40),
        "Tổ chức Lễ phát động Phong trào “Bình dân học vụ số” tại sân vận động xã.",
    )
    .lead(&["Phòng VH & XH"])
    .with(&["Văn phòng HĐND và UBND", "UBMTTQ xã", "Đoàn thanh niên"])
    .output("Lễ phát động"),
    task(
        "1.3",
        When::Before(-21),
        "Họp xóm, khối để phổ biến kế hoạch; ghi số hộ có người đăng ký học.",
    )
    .lead(&["Các khối, xóm"])
    .with(&["UBMTTQ xã"])
    .output("Số hộ đăng ký học"),
    task(
        "1.4",
        When::Before(-16),
        "Dán mã QR vào nền tảng binhdanhocvuso.gov.vn ở nhà văn hóa, chợ, trạm y tế, cổng trường.",
    )
    .lead(&["Phòng VH & XH"])
    .with(&["Doanh nghiệp viễn thông"])
    .by(&["Các khối, xóm"])
    .output("Điểm có mã QR"),
    task(
        "1.5",
        When::NextOctober,
        "Tổ chức Ngày hội toàn dân học tập số: gian hướng dẫn, thi “ông bà lướt mạng an toàn”, \
         livestream bán nông sản.",
    )
    .lead(&["Phòng VH & XH"])
    .with(&["Đoàn thanh niên", "Hội Phụ nữ", "Các trường học"])
    .output("Ngày hội"),
    group("2", "Tổ công nghệ số cộng đồng"),
    task(
        "2.1",
        When::Before(-35),
        "Kiện toàn tổ công nghệ số cộng đồng của xã và của từng xóm, khối; công khai tên và số \
         điện thoại tổ viên tại nhà văn hóa.",
    )
    .lead(&["Tổ công nghệ số cộng đồng xã"])
    .by(&["Các khối, xóm"])
    .output("Danh sách tổ viên"),
    task(
        "2.2",
        When::AboutMonth(1),
        "Tập huấn tổ viên về Khung kỹ năng số và cách cầm tay chỉ việc cho người mới học.",
    )
    .lead(&["Phòng VH & XH"])
    .with(&["Doanh nghiệp viễn thông"])
    .by(&["Tổ công nghệ số cộng đồng xã"])
    .output("Lớp tập huấn"),
    task(
        "2.3",
        When::Words("Thường xuyên"),
        "Đi từng ngõ, gõ từng nhà: hướng dẫn cài đặt và dùng VNeID, dịch vụ công, thanh toán số.",
    )
    .by(&["Tổ công nghệ số cộng đồng các khối, xóm"])
    .output("Lượt người được hướng dẫn"),
    task(
        "2.4",
        When::Words("Hằng tuần, tối thứ Sáu"),
        "Trực tại nhà văn hóa để ai chưa rõ thì đến hỏi.",
    )
    .by(&["Tổ công nghệ số cộng đồng các khối, xóm"])
    .output("Buổi trực"),
    group("3", "Lớp học cộng đồng"),
    task(
        "3.1",
        When::Words("Định kỳ hằng tháng"),
        "Mở lớp kỹ năng số cơ bản tại nhà văn hóa, mỗi xóm, khối ít nhất một lớp một tháng.",
    )
    .by(&["Các khối, xóm"])
    .with(&["Tổ công nghệ số cộng đồng xã", "Các trường học"])
    .actions(&[
        "Mỗi buổi không quá 90 phút, không quá 30 người, cứ 6 người có một người kèm.",
        "Tháng đầu: gọi hình, lưu số, tìm kiếm; tháng hai: VNeID, dịch vụ công; tháng ba: thanh \
         toán số; sau đó theo nguyện vọng.",
        "Buổi nào cũng dành 15 phút nói về lừa đảo trên mạng.",
    ])
    .output("Lớp học, số người học"),
    task(
        "3.2",
        When::By(4),
        "Mở lớp riêng cho người cao tuổi, người khuyết tật: gọi hình, tra sổ khám bệnh, nhận ra \
         cuộc gọi lừa đảo.",
    )
    .by(&["Các khối, xóm"])
    .with(&["Hội Phụ nữ", "Trạm Y tế"])
    .output("Lớp học"),
    task(
        "3.3",
        When::Words("Theo kế hoạch, giấy mời của tỉnh"),
        "Cử cán bộ, công chức, viên chức dự các lớp bồi dưỡng về trí tuệ nhân tạo và an toàn thông \
         tin.",
    )
    .lead(&["Văn phòng HĐND và UBND"])
    .with(&["Phòng VH & XH"]),
    task(
        "3.4",
        When::YearsOn,
        "Hướng dẫn người dân tự học và làm bài đánh giá trên nền tảng “Bình dân học vụ số”, xin \
         xác nhận trên VNeID.",
    )
    .lead(&["Phòng VH & XH"])
    .with(&["Công an xã"]),
    task(
        "3.5",
        When::Before(-10),
        "Đếm số người trưởng thành chưa có hoặc chưa biết dùng điện thoại thông minh ở từng xóm, \
         khối, để xếp lớp và vận động máy cũ còn tốt.",
    )
    .by(&["Các khối, xóm"])
    .with(&["Hội Nông dân"])
    .output("Số liệu của xóm, khối"),
    group("4", "Các mô hình"),
    task(
        "4.1",
        When::YearsOn,
        "Xây dựng mạng lưới “Đại sứ số”: mỗi đại sứ kèm ít nhất 5 người học cho đến khi tự làm \
         được.",
    )
    .lead(&["Đoàn thanh niên"])
    .with(&["Hội Phụ nữ", "Tổ công nghệ số cộng đồng xã"])
    .output("Đại sứ, người học"),
    task(
        "4.2",
        When::FromBeginning("Hoàn thành và duy trì từ"),
        "Bố trí ít nhất một người hướng dẫn nộp hồ sơ trực tuyến vào tất cả các buổi tiếp dân.",
    )
    .lead(&["Trung tâm phục vụ HCC"])
    .output("Bàn hướng dẫn"),
    task(
        "4.3",
        When::YearsOn,
        "Vận động “Gia đình số”: mỗi hộ có ít nhất một người thạo dịch vụ số và chỉ lại cho người \
         nhà.",
    )
    .lead(&["Hội Phụ nữ"])
    .by(&["Các khối, xóm"])
    .output("Số hộ đạt"),
    task(
        "4.4",
        When::QuarterOf(95),
        "Xây dựng “Chợ số - Nông thôn số” ở chợ Bến và vùng cam Xóm Núi theo cách học 4T: tiểu \
         thương, thương mại điện tử, thanh toán không tiền mặt, tiết kiệm số.",
    )
    .lead(&["Phòng Kinh tế"])
    .with(&["Hội Phụ nữ", "Doanh nghiệp viễn thông"])
    .by(&["HTX nông nghiệp"])
    .actions(&[
        "Chợ Bến: mỗi quầy một mã thanh toán, một người bán thạo chỉ cho năm quầy bên cạnh.",
        "Vùng cam Xóm Núi: chụp ảnh, ghi chép, đóng gói, đưa lên sàn thương mại điện tử.",
    ])
    .output("Quầy có mã thanh toán, gian hàng trực tuyến"),
    task(
        "4.5",
        When::Words("Thường xuyên"),
        "Thực hiện “Mỗi công dân - Một danh tính số”: làm tại nhà cho người già yếu, người đi làm \
         xa về quê.",
    )
    .lead(&["Công an xã"])
    .with(&["Tổ công nghệ số cộng đồng xã"])
    .output("Tài khoản định danh đã kích hoạt"),
    task(
        "4.6",
        When::Between(-25, 17),
        "Chiến dịch “Thanh niên chung tay phổ cập kỹ năng số”: mỗi chi đoàn nhận giúp một xóm xa.",
    )
    .lead(&["Đoàn thanh niên"])
    .with(&["Hội Phụ nữ"])
    .output("Đội hình, buổi hướng dẫn"),
    group("5", "Trường học, y tế, doanh nghiệp"),
    task(
        "5.1",
        When::YearsOn,
        "Lồng ghép kỹ năng số vào giờ học, hoạt động trải nghiệm; mỗi tháng một tiết về an toàn \
         trên mạng.",
    )
    .lead(&["Các trường học"])
    .with(&["Phòng VH & XH"]),
    task(
        "5.2",
        When::BeforeMonth(3),
        "Phát động “Con chỉ, cha mẹ làm”: học sinh giúp ít nhất một người lớn trong nhà làm được \
         ba việc trên điện thoại.",
    )
    .lead(&["Các trường học"])
    .output("Phiếu ba việc"),
    task(
        "5.3",
        When::BeforeMonth(2),
        "Tập huấn xã viên, hộ kinh doanh về hóa đơn điện tử, truy xuất nguồn gốc, bán hàng qua \
         mạng.",
    )
    .lead(&["Phòng Kinh tế"])
    .by(&["HTX nông nghiệp"])
    .output("Lớp tập huấn"),
    task(
        "5.4",
        When::By(-4),
        "Đề xuất gói cước, điện thoại giá rẻ cho hộ nghèo và phủ sóng các lõm sóng ở Xóm Bàu, Xóm \
         Núi.",
    )
    .lead(&["Doanh nghiệp viễn thông"])
    .with(&["Phòng VH & XH"])
    .output("Phương án"),
    task(
        "5.5",
        When::Words("Thường xuyên"),
        "Hướng dẫn người đến khám dùng sổ sức khỏe điện tử, đặt lịch khám.",
    )
    .lead(&["Trạm Y tế"])
    .output("Lượt người được hướng dẫn"),
    group("6", "Thi đua, kiểm tra, báo cáo"),
    task(
        "6.1",
        When::AboutMonth(-1),
        "Phát động thi đua giữa các xóm, khối; ban hành thang điểm gọn trên một trang.",
    )
    .lead(&["UBMTTQ xã"])
    .with(&["Phòng VH & XH"])
    .output("Thang điểm"),
    task(
        "6.2",
        When::By(6),
        "Gửi số liệu kỳ đầu về Phòng Văn hóa - Xã hội để tổng hợp báo cáo tỉnh.",
    )
    .lead(&["Phòng VH & XH"])
    .by(&["Các khối, xóm"])
    .output("Số liệu, báo cáo"),
    task(
        "6.3",
        When::Words("Định kỳ hằng quý"),
        "Kiểm tra thực tế tại xóm, khối: hỏi người học, xem lớp học, đối chiếu số liệu.",
    )
    .lead(&["Văn phòng HĐND và UBND"])
    .with(&["UBMTTQ xã"])
    .output("Biên bản kiểm tra"),
    part("IV", "KINH PHÍ"),
    dash(
        "Sử dụng dự toán chi thường xuyên của xã, kinh phí các chương trình mục tiêu và phần hỗ \
         trợ của doanh nghiệp.",
    ),
    part("V", "TỔ CHỨC THỰC HIỆN"),
    group("1", "Phòng Văn hóa - Xã hội"),
    dash("Đầu mối theo dõi, nhắc việc sắp đến hạn, tổng hợp số liệu và soạn báo cáo."),
    group("2", "Công an xã"),
    dash("Cung cấp số liệu định danh và xác nhận trên VNeID; cảnh báo thủ đoạn lừa đảo mới."),
    group("3", "Phòng Kinh tế"),
    dash("Tham mưu bố trí kinh phí; chủ trì các việc với hợp tác xã, hộ kinh doanh."),
    group("4", "Đề nghị UBMTTQ xã và các đoàn thể"),
    dash("Giám sát tại cơ sở; cử hội viên thạo công nghệ tham gia tổ công nghệ số cộng đồng."),
    group("5", "Các khối, xóm"),
    dash(
        "Cập nhật kết quả ngay khi làm xong, ít nhất một tháng một lần với việc thường xuyên; việc \
         khó thì nêu rõ để xã tháo gỡ.",
    ),
    dash(
        "Xóm, khối và các đơn vị gửi số liệu trước ngày 10, Phòng Văn hóa - Xã hội báo cáo UBND xã \
         trước ngày 15 của tháng cuối mỗi quý.",
    ),
];

/// Writes down that the plan was made.
pub fn write(book: &mut RecordBook) {
    let clock = book.clock;
    let plan = Plan {
        formalities: outline::formalities("Thanh Lam", RECIPIENTS),
        id: PLAN.into(),
        unit: MAIN_COMMUNE.into(),
        title: clock.fill(
            "Triển khai Phong trào “Bình dân học vụ số” trên địa bàn xã Thanh Lam năm {năm} và năm \
             {năm sau}",
        ),
        number: Some("27".to_owned()),
        symbol: Some("KH-UBND".to_owned()),
        issuing_body: Some("UBND xã Thanh Lam".to_owned()),
        date: Some(clock.day(-COMMUNE_PLAN_DAY)),
        years: vec![clock.first_year(), clock.first_year() + 1],
        carries_out: Some(province_plan::PLAN.into()),
        ..Plan::default()
    };
    let nodes = nodes(clock);
    let fact = Fact::PlanCreated(PlanCreated { plan, nodes });
    let by = people::id_of("chuyenvien.xa");
    book.add_at(
        COMMUNE_PLAN_DAY - 1,
        14 * 60 + 5,
        MAIN_COMMUNE.into(),
        by,
        fact,
    );
}

pub fn nodes(clock: Clock) -> Vec<Node> {
    outline::nodes(PLAN, ROWS, clock)
}

const RECIPIENTS: &[&str] = &[
    "UBND tỉnh (b/c)",
    "Sở Khoa học và Công nghệ (b/c)",
    "Thường trực Đảng ủy, HĐND xã",
    "Chủ tịch, các Phó Chủ tịch UBND xã",
    "Các phòng, đoàn thể, trường học; các xóm, khối",
    "Lưu: VT, VHXH",
];
