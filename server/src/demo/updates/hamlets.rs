//! What the hamlets of the main commune and their teams said, task by task.

use super::{Row, doing, done, keeps_on, not_begun};

pub const ROWS: &[Row] = &[
    // 1.3 Họp xóm, khối: on time until 21 days ago.
    done(27, "dong", "1.3")
        .count(96, "hộ")
        .note("Họp tối thứ Bảy, đông đủ."),
    doing(34, "ben", "1.3", 50).note("Mới họp được nửa xóm, nửa còn lại hẹn sau mùa cá."),
    done(24, "ben", "1.3")
        .count(112, "hộ")
        .note("Đã họp bù cho bà con ven sông."),
    done(29, "chua", "1.3").count(88, "hộ"),
    done(23, "trung", "1.3")
        .count(74, "hộ")
        .note("Ghép với họp chi bộ mở rộng."),
    done(30, "moi", "1.3").count(65, "hộ"),
    done(26, "dinh", "1.3").count(101, "hộ"),
    doing(30, "bau", "1.3", 40)
        .count(31, "hộ")
        .but("Bà con đi làm ăn xa nhiều, ở nhà chủ yếu người già; họp không đủ người."),
    done(25, "con", "1.3").count(59, "hộ"),
    done(24, "trai", "1.3").count(70, "hộ"),
    done(22, "nui", "1.3")
        .count(48, "hộ")
        .note("Họp ở hai cụm, có phiên dịch tiếng Thái."),
    done(31, "khoi1", "1.3").count(134, "hộ"),
    done(28, "khoi2", "1.3").count(121, "hộ"),
    done(26, "khoi3", "1.3").count(118, "hộ"),
    done(29, "khoi4", "1.3")
        .count(109, "hộ")
        .note("Nhiều hộ kinh doanh đăng ký học bán hàng mạng."),
    // 1.4 Dán mã QR: on time until 16 days ago.
    done(18, "dong", "1.4").count(6, "điểm"),
    doing(12, "ben", "1.4", 60)
        .count(3, "điểm")
        .note("Đã dán ở nhà văn hóa, chợ Bến, bến đò.")
        .but("Thiếu tờ mã QR ép nhựa; tờ giấy dán ngoài bến đò mưa là hỏng."),
    done(20, "chua", "1.4").count(5, "điểm"),
    done(17, "trung", "1.4").count(4, "điểm"),
    done(21, "moi", "1.4").count(4, "điểm"),
    done(19, "dinh", "1.4").count(5, "điểm"),
    not_begun(15, "bau", "1.4").but("Chưa nhận được tờ mã QR của xã."),
    doing(14, "con", "1.4", 50).count(2, "điểm"),
    done(18, "trai", "1.4").count(4, "điểm"),
    doing(17, "nui", "1.4", 30).but("Nhà văn hóa không có sóng, quét mã không vào được."),
    done(22, "khoi1", "1.4").count(11, "điểm"),
    done(20, "khoi2", "1.4").count(9, "điểm"),
    doing(18, "khoi3", "1.4", 70)
        .count(7, "điểm")
        .note("Còn dãy ki-ốt sau chợ."),
    done(23, "khoi4", "1.4").count(10, "điểm"),
    // 2.1 Kiện toàn tổ: on time until 35 days ago.
    done(44, "dong", "2.1").count(7, "người"),
    done(41, "ben", "2.1")
        .count(6, "người")
        .note("Có 2 đoàn viên, 1 cô giáo về hưu."),
    done(45, "chua", "2.1").count(5, "người"),
    done(39, "trung", "2.1").count(6, "người"),
    done(43, "moi", "2.1").count(5, "người"),
    done(40, "dinh", "2.1").count(6, "người"),
    done(29, "bau", "2.1")
        .count(4, "người")
        .note("Mới được 4 người, còn thiếu 1.")
        .but("Thanh niên trong xóm đi làm xa gần hết."),
    done(32, "con", "2.1")
        .count(5, "người")
        .note("Chậm vì phải thay tổ trưởng."),
    done(38, "trai", "2.1").count(5, "người"),
    done(30, "nui", "2.1")
        .count(5, "người")
        .note("Xong sau hạn vài ngày do đường sạt."),
    done(46, "khoi1", "2.1").count(8, "người"),
    done(42, "khoi2", "2.1").count(7, "người"),
    done(44, "khoi3", "2.1").count(7, "người"),
    done(41, "khoi4", "2.1").count(9, "người"),
    // 3.5 Đếm số người chưa có hoặc chưa biết dùng điện thoại thông minh: until 10 days ago.
    done(13, "dong", "3.5").count(41, "người"),
    doing(9, "ben", "3.5", 70)
        .count(38, "người")
        .note("Đã đi 84/112 hộ.")
        .but("Nhiều nhà đi làm đồng, đi sông đến tối mới về; tổ chỉ đi được buổi tối."),
    done(14, "chua", "3.5").count(36, "người"),
    doing(13, "trung", "3.5", 80).count(29, "người"),
    done(12, "moi", "3.5").count(22, "người"),
    done(11, "dinh", "3.5").count(47, "người"),
    doing(24, "con", "3.5", 20).but("Cồn cách sông, phải chờ đò; tổ chỉ có 2 người đi được."),
    done(15, "trai", "3.5").count(33, "người"),
    not_begun(20, "nui", "3.5"),
    done(16, "khoi1", "3.5").count(19, "người"),
    done(6, "khoi2", "3.5")
        .count(27, "người")
        .note("Rà lại một lần nên chậm."),
    done(12, "khoi3", "3.5").count(24, "người"),
    done(14, "khoi4", "3.5").count(21, "người"),
    // 3.1 Lớp hằng tháng: without an end.
    keeps_on(36, "dong", "3.1")
        .count(24, "người")
        .note("Lớp đầu: gọi hình, lưu số."),
    keeps_on(8, "dong", "3.1")
        .count(31, "người")
        .note("Lớp hai: nộp hồ sơ trên Cổng dịch vụ công."),
    keeps_on(38, "ben", "3.1")
        .count(18, "người")
        .note("Lớp đầu mở ở nhà văn hóa."),
    keeps_on(11, "ben", "3.1")
        .count(26, "người")
        .note("Học chuyển tiền, quét mã ở chợ Bến; ai cũng làm thử được một lần."),
    keeps_on(14, "chua", "3.1").count(28, "người"),
    keeps_on(20, "trung", "3.1").count(17, "người"),
    keeps_on(9, "moi", "3.1")
        .count(22, "người")
        .note("Mời kế toán HTX về dạy hóa đơn điện tử."),
    keeps_on(13, "dinh", "3.1").count(35, "người"),
    keeps_on(40, "bau", "3.1")
        .count(9, "người")
        .but("Thiếu người dạy; máy chiếu của xóm hỏng."),
    keeps_on(37, "con", "3.1").count(12, "người"),
    keeps_on(22, "trai", "3.1").count(16, "người"),
    keeps_on(25, "nui", "3.1")
        .count(14, "người")
        .but("Sóng yếu, cả lớp phải ra đầu dốc mới vào được mạng."),
    keeps_on(7, "khoi1", "3.1").count(42, "người"),
    keeps_on(16, "khoi2", "3.1").count(33, "người"),
    keeps_on(10, "khoi3", "3.1").count(29, "người"),
    keeps_on(5, "khoi4", "3.1")
        .count(38, "người")
        .note("Lớp tối cho tiểu thương, đã mở lớp thứ ba."),
    // 4.3 Gia đình số: without an end.
    keeps_on(12, "dong", "4.3").count(71, "hộ"),
    keeps_on(39, "ben", "4.3")
        .count(35, "hộ")
        .note("Chấm theo phiếu của Hội Phụ nữ."),
    keeps_on(15, "chua", "4.3").count(58, "hộ"),
    keeps_on(18, "trung", "4.3").count(40, "hộ"),
    keeps_on(21, "moi", "4.3").count(44, "hộ"),
    keeps_on(41, "dinh", "4.3").count(37, "hộ"),
    keeps_on(19, "trai", "4.3").count(32, "hộ"),
    keeps_on(43, "nui", "4.3")
        .count(15, "hộ")
        .but("Nhiều hộ chỉ có một máy bàn phím."),
    keeps_on(6, "khoi1", "4.3").count(103, "hộ"),
    keeps_on(11, "khoi2", "4.3").count(84, "hộ"),
    keeps_on(17, "khoi3", "4.3").count(79, "hộ"),
    keeps_on(13, "khoi4", "4.3").count(92, "hộ"),
    // 2.3 Đi từng ngõ, gõ từng nhà: the teams, without an end.
    keeps_on(10, "dong-to", "2.3").count(52, "lượt người"),
    keeps_on(33, "ben-to", "2.3").count(30, "lượt người"),
    keeps_on(6, "ben-to", "2.3")
        .count(64, "lượt người")
        .note("Cài VNeID cho 21 người, còn lại hỏi cách trả tiền điện."),
    keeps_on(12, "chua-to", "2.3").count(39, "lượt người"),
    keeps_on(17, "trung-to", "2.3").count(25, "lượt người"),
    keeps_on(15, "moi-to", "2.3").count(31, "lượt người"),
    keeps_on(9, "dinh-to", "2.3").count(46, "lượt người"),
    keeps_on(42, "con-to", "2.3").count(11, "lượt người"),
    keeps_on(20, "trai-to", "2.3").count(18, "lượt người"),
    keeps_on(16, "nui-to", "2.3")
        .count(20, "lượt người")
        .note("Đi cùng Công an xã, làm định danh tại nhà."),
    keeps_on(4, "khoi1-to", "2.3").count(88, "lượt người"),
    keeps_on(13, "khoi2-to", "2.3").count(57, "lượt người"),
    keeps_on(38, "khoi3-to", "2.3").count(43, "lượt người"),
    keeps_on(8, "khoi4-to", "2.3").count(71, "lượt người"),
    // 2.4 Trực tối thứ Sáu: the teams, without an end.
    keeps_on(7, "dong-to", "2.4").count(5, "buổi"),
    keeps_on(8, "ben-to", "2.4")
        .count(5, "buổi")
        .note("Mỗi tối 4 đến 6 người hỏi, phần lớn là các cụ."),
    keeps_on(14, "chua-to", "2.4").count(4, "buổi"),
    keeps_on(15, "trung-to", "2.4").count(3, "buổi"),
    keeps_on(21, "moi-to", "2.4").count(3, "buổi"),
    keeps_on(10, "dinh-to", "2.4").count(5, "buổi"),
    keeps_on(36, "trai-to", "2.4")
        .count(2, "buổi")
        .but("Nhà văn hóa đang sửa mái."),
    keeps_on(35, "bau-to", "2.4").count(1, "buổi"),
    keeps_on(23, "nui-to", "2.4").count(2, "buổi"),
    keeps_on(7, "khoi1-to", "2.4").count(6, "buổi"),
    keeps_on(14, "khoi2-to", "2.4").count(4, "buổi"),
    keeps_on(9, "khoi3-to", "2.4").count(4, "buổi"),
    keeps_on(7, "khoi4-to", "2.4").count(6, "buổi"),
    // 3.2 Lớp cho người cao tuổi, người khuyết tật: four days are left.
    done(5, "dong", "3.2")
        .count(19, "người")
        .note("Học ba buổi chiều; cụ lớn tuổi nhất 84."),
    doing(6, "ben", "3.2", 50)
        .count(13, "người")
        .note("Xong buổi một; buổi hai hẹn chiều thứ Tư.")
        .but("5 cụ chưa có điện thoại thông minh, đang mượn máy của con cháu."),
    done(4, "chua", "3.2").count(16, "người"),
    doing(8, "trung", "3.2", 30),
    doing(5, "moi", "3.2", 60).count(8, "người"),
    done(3, "dinh", "3.2").count(21, "người"),
    doing(9, "trai", "3.2", 20),
    not_begun(10, "nui", "3.2").note("Chờ đoàn thanh niên lên giúp."),
    done(6, "khoi1", "3.2").count(25, "người"),
    doing(7, "khoi2", "3.2", 75).count(14, "người"),
    doing(4, "khoi3", "3.2", 50).count(11, "người"),
    doing(6, "khoi4", "3.2", 80).count(17, "người"),
    // 6.2 Gửi số liệu kỳ đầu: six days are left.
    doing(3, "dong", "6.2", 50),
    done(2, "chua", "6.2"),
    done(2, "khoi1", "6.2").note("Gửi đủ 8 biểu."),
    done(1, "khoi4", "6.2"),
    doing(2, "khoi2", "6.2", 40),
];
