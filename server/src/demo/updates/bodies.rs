//! What the bodies of the main commune, the commune itself and the province's departments said.

use super::{Row, doing, done, keeps_on};

/// Bodies of the main commune, on the commune's plan.
pub const ROWS: &[Row] = &[
    // Truyền thông, phát động.
    keeps_on(40, "vhxh", "1.1").count(14, "tin, bài"),
    keeps_on(9, "vhxh", "1.1")
        .count(31, "tin, bài")
        .note("Mục “Mỗi tối một mẹo” trên Zalo được xem nhiều nhất."),
    keeps_on(16, "to", "1.1").count(12, "bản phát thanh"),
    done(40, "vhxh", "1.2")
        .count(420, "người")
        .note("Có 14/14 xóm, khối dự; 9 gian hướng dẫn."),
    done(39, "vp", "1.2").done_days_ago(40),
    done(39, "mttq", "1.2").done_days_ago(40),
    done(40, "dtn", "1.2").count(36, "đoàn viên"),
    done(17, "vhxh", "1.4")
        .count(90, "tờ")
        .note("In thêm 20 tờ ép nhựa cho các điểm ngoài trời."),
    done(18, "vt", "1.4").count(15, "điểm"),
    // Tổ công nghệ số cộng đồng.
    done(37, "to", "2.1")
        .count(9, "người")
        .note("Tổ xã do Phó Chủ tịch UBND xã làm tổ trưởng."),
    doing(12, "vhxh", "2.2", 30).note("Đã mời báo cáo viên của Sở, chờ chốt ngày."),
    doing(10, "vt", "2.2", 50).note("Nhận lo tài liệu và 20 máy cho mượn."),
    // Lớp học cộng đồng.
    doing(26, "vp", "3.3", 40)
        .count(11, "người")
        .note("Đã cử hai đợt theo giấy mời."),
    keeps_on(11, "vhxh", "3.4")
        .count(386, "người")
        .note("Số đã học xong bài 1 trên nền tảng."),
    keeps_on(7, "ca", "3.4")
        .count(512, "người")
        .note("Đã được xác nhận trên VNeID, cộng dồn."),
    done(11, "hnd", "3.5")
        .count(32, "máy")
        .note("Vận động được 32 điện thoại cũ còn dùng tốt."),
    // Các mô hình.
    keeps_on(37, "dtn", "4.1").count(28, "đại sứ"),
    keeps_on(8, "dtn", "4.1")
        .count(47, "đại sứ")
        .note("Kèm 251 người học; 63 người đã tự làm được.")
        .but("Đoàn viên đi học xa, thiếu đại sứ ở Xóm Bàu và Xóm Cồn."),
    keeps_on(13, "hpn", "4.1").count(19, "đại sứ"),
    keeps_on(18, "to", "4.1").count(14, "đại sứ"),
    keeps_on(5, "hcc", "4.2")
        .count(640, "hồ sơ")
        .note("Đoàn viên trực cùng vào thứ Hai, thứ Năm."),
    keeps_on(12, "hpn", "4.3").count(690, "hộ"),
    doing(14, "kt", "4.4", 35)
        .count(41, "quầy")
        .note("41/96 quầy ở chợ Bến có mã thanh toán.")
        .but("Tiểu thương lớn tuổi ngại dùng, sợ tiền về chậm."),
    doing(15, "hpn", "4.4", 30),
    doing(20, "vt", "4.4", 40).note("Cấp loa báo tiền về cho 25 quầy."),
    doing(17, "htx", "4.4", 25)
        .count(3, "gian hàng")
        .note("Cam Xóm Núi đã lên sàn, đóng gói còn vụng."),
    keeps_on(6, "ca", "4.5")
        .count(3870, "tài khoản")
        .note("Làm tại nhà cho 46 người già yếu."),
    keeps_on(19, "to", "4.5"),
    doing(10, "dtn", "4.6", 60)
        .count(11, "buổi")
        .note("Đội hình Xóm Núi ở lại ba ngày."),
    doing(9, "hpn", "4.6", 50),
    // Trường học, y tế, doanh nghiệp.
    keeps_on(22, "mn", "5.1").note("Nói chuyện với phụ huynh về cho trẻ dùng màn hình."),
    keeps_on(15, "th", "5.1").count(318, "học sinh"),
    keeps_on(12, "thcs", "5.1")
        .count(405, "học sinh")
        .note("Câu lạc bộ “Lá chắn số” có 40 em."),
    keeps_on(20, "vhxh", "5.1"),
    doing(16, "th", "5.2", 20),
    doing(11, "thcs", "5.2", 45).count(182, "phiếu"),
    doing(21, "kt", "5.3", 40).note("Chốt được giảng viên, chờ lịch của HTX."),
    doing(25, "htx", "5.3", 10).but("Đang vụ thu hoạch, xã viên xin lùi lớp."),
    doing(9, "vt", "5.4", 50)
        .note("Đã khảo sát hai lõm sóng; xin lùi vì phải chờ thiết bị trạm phát.")
        .but("Chưa có điện lưới ở đỉnh đồi Xóm Núi."),
    keeps_on(8, "tyt", "5.5").count(276, "lượt người"),
    // Thi đua, kiểm tra, báo cáo.
    done(36, "mttq", "6.1").note("Thang điểm 100, một trang, đã gửi các xóm, khối."),
    doing(33, "vhxh", "6.1", 70).note("Chờ góp ý của ba khối cuối rồi ban hành."),
    doing(1, "vhxh", "6.2", 20).note("Đã nhận của Xóm Chùa, Khối 1; đang nhắc các nơi còn lại."),
    keeps_on(24, "vp", "6.3")
        .count(4, "xóm, khối")
        .note("Đợt một: Xóm Bàu, Xóm Cồn, Xóm Núi, Khối 2."),
    keeps_on(24, "mttq", "6.3"),
];

/// The main commune itself, on the province's plan.
pub const OF_MAIN_COMMUNE: &[Row] = &[
    keeps_on(41, "", "1.1").count(20, "tin, bài"),
    keeps_on(9, "", "1.1").count(43, "tin, bài"),
    done(39, "", "1.2").count(420, "người").done_days_ago(40),
    done(60, "", "2.1").note("Kế hoạch số 27/KH-UBND."),
    doing(40, "", "2.2", 70),
    done(29, "", "2.2")
        .count(85, "người")
        .note("14/14 xóm, khối có tổ."),
    done(14, "", "2.3")
        .count(4620, "người trưởng thành")
        .note("Số chung của xã; số từng xóm, khối bổ sung sau."),
    keeps_on(15, "", "2.4").count(1, "người hướng dẫn"),
    keeps_on(12, "", "3.1")
        .count(31, "lớp")
        .note("Từ đầu kế hoạch; 14/14 xóm, khối đã mở ít nhất một lớp."),
    done(9, "", "3.2")
        .count(46, "người")
        .note("46/46 cán bộ, công chức có chứng nhận của nền tảng."),
    doing(18, "", "3.4", 30),
    keeps_on(16, "", "3.5").count(140, "người"),
    keeps_on(7, "", "3.6").count(512, "người"),
    keeps_on(8, "", "4.1").count(80, "đại sứ"),
    keeps_on(12, "", "4.2").count(690, "hộ"),
    doing(14, "", "4.3", 40).note("Chọn chợ Bến và vùng cam Xóm Núi."),
    keeps_on(6, "", "4.4").count(3870, "tài khoản"),
];

/// The province's departments and unions, on the province's plan.
pub const OF_PROVINCE: &[Row] = &[
    keeps_on(11, "bao", "1.1").count(26, "chuyên mục"),
    done(36, "doan", "1.2").count(1900, "đoàn viên"),
    done(8, "nv", "3.2").note("Đa số xã, phường đã nộp danh sách."),
    keeps_on(19, "gddt", "3.3").count(212, "trường"),
    doing(23, "ct", "3.4", 20).note("Đã thống nhất nội dung với Liên minh HTX."),
    keeps_on(13, "mttq", "3.5"),
    keeps_on(6, "ca", "3.6")
        .count(61_400, "người")
        .note("Cộng dồn toàn tỉnh."),
    keeps_on(16, "doan", "4.1").count(2150, "đại sứ"),
    keeps_on(21, "mttq", "4.2"),
    keeps_on(6, "ca", "4.4").count(248_000, "tài khoản"),
    doing(10, "doan", "4.5", 55).count(48, "đội hình"),
    doing(15, "nv", "5.1", 60).note("Dự thảo đang lấy ý kiến."),
];
