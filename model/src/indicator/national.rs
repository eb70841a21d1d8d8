//! The indicators of the movement: five of the national plan (01-KH/BCĐTW), and what most plans of
//! communes count besides.

use super::{Dimension, Indicator, Measure};
use crate::unit::UnitKind;

/// In their official order.
pub fn national() -> Vec<Indicator> {
    ROWS.iter().map(Row::indicator).collect()
}

struct Row {
    id: &'static str,
    name: &'static str,
    counted: &'static str,
    out_of: Option<&'static str>,
    measure: Measure,
    unit: &'static str,
    counted_by: UnitKind,
    breakdowns: &'static [Dimension],
    population: Option<&'static str>,
    words: &'static [&'static str],
}

const OF_PEOPLE: &[Dimension] = &Dimension::ALL;
const ADULTS: Option<&str> = Some("dan-so-truong-thanh");

const ROWS: [Row; 10] = [
    Row {
        id: "can-bo",
        name: "Cán bộ, công chức, viên chức, người lao động khu vực công có kỹ năng số",
        counted: "Người có kỹ năng số",
        out_of: Some("Tổng số cán bộ, công chức, viên chức, người lao động"),
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::Commune,
        breakdowns: &[Dimension::Sex, Dimension::Ethnicity],
        population: None,
        words: &["can_bo cong_chuc vien_chuc", "khu_vuc_cong ky_nang_so"],
    },
    Row {
        id: "hoc-sinh",
        name: "Học sinh, sinh viên được trang bị kỹ năng số",
        counted: "Học sinh, sinh viên được trang bị",
        out_of: Some("Tổng số học sinh, sinh viên"),
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::School,
        breakdowns: &[Dimension::Sex, Dimension::Ethnicity, Dimension::Income],
        population: None,
        words: &[
            "hoc_sinh ky_nang_so",
            "sinh_vien ky_nang_so",
            "hoc_sinh trang_bi",
        ],
    },
    Row {
        id: "ky-nang-so",
        name: "Người trưởng thành có kỹ năng số cơ bản",
        counted: "Người có kỹ năng số cơ bản",
        out_of: Some("Người trong độ tuổi trưởng thành"),
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::Hamlet,
        breakdowns: OF_PEOPLE,
        population: ADULTS,
        words: &["truong_thanh ky_nang_so", "nguoi_dan ky_nang_so"],
    },
    Row {
        id: "vneid",
        name: "Người trưởng thành được xác nhận phổ cập kỹ năng số trên VNeID",
        counted: "Người được xác nhận trên VNeID",
        out_of: Some("Người trong độ tuổi trưởng thành"),
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::Hamlet,
        breakdowns: OF_PEOPLE,
        population: ADULTS,
        words: &[
            "truong_thanh ky_nang_so vneid",
            "xac_nhan pho_cap vneid",
            "nguoi_dan vneid",
        ],
    },
    Row {
        id: "nguoi-lao-dong",
        name: "Người lao động trong doanh nghiệp, hợp tác xã có kỹ năng số",
        counted: "Người lao động có kỹ năng số",
        out_of: Some("Tổng số người lao động"),
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::Enterprise,
        breakdowns: &[Dimension::Sex, Dimension::Ethnicity],
        population: None,
        words: &["nguoi_lao_dong doanh_nghiep", "nguoi_lao_dong hop_tac_xa"],
    },
    Row {
        id: "dien-thoai-thong-minh",
        name: "Người trưởng thành có điện thoại thông minh",
        counted: "Người có điện thoại thông minh",
        out_of: Some("Người trong độ tuổi trưởng thành"),
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::Hamlet,
        breakdowns: OF_PEOPLE,
        population: ADULTS,
        words: &[
            "truong_thanh dien_thoai_thong_minh",
            "dien_thoai_thong_minh",
        ],
    },
    Row {
        id: "tai-khoan-thanh-toan",
        name: "Người trưởng thành có tài khoản thanh toán điện tử",
        counted: "Người có tài khoản thanh toán",
        out_of: Some("Người trong độ tuổi trưởng thành"),
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::Hamlet,
        breakdowns: OF_PEOPLE,
        population: ADULTS,
        words: &["truong_thanh tai_khoan_thanh_toan", "tai_khoan_thanh_toan"],
    },
    Row {
        id: "lop-hoc",
        name: "Lớp, buổi hướng dẫn kỹ năng số đã mở",
        counted: "Lớp, buổi",
        out_of: None,
        measure: Measure::Flow,
        unit: "lớp",
        counted_by: UnitKind::Hamlet,
        breakdowns: &[],
        population: None,
        words: &["lop ky_nang_so", "lop_hoc", "lop_tap_huan"],
    },
    Row {
        id: "luot-nguoi-hoc",
        name: "Lượt người dự lớp, buổi hướng dẫn kỹ năng số",
        counted: "Lượt người",
        out_of: None,
        measure: Measure::Flow,
        unit: "lượt",
        counted_by: UnitKind::Hamlet,
        breakdowns: OF_PEOPLE,
        population: None,
        words: &["luot_nguoi", "luot_hoc_vien"],
    },
    Row {
        id: "dan-so-truong-thanh",
        name: "Dân số trong độ tuổi trưởng thành",
        counted: "Người trong độ tuổi trưởng thành",
        out_of: None,
        measure: Measure::Level,
        unit: "người",
        counted_by: UnitKind::Hamlet,
        breakdowns: OF_PEOPLE,
        population: None,
        words: &[],
    },
];

impl Row {
    fn indicator(&self) -> Indicator {
        Indicator {
            id: self.id.into(),
            name: self.name.into(),
            counted: self.counted.into(),
            out_of: self.out_of.map(str::to_owned),
            measure: self.measure,
            unit: self.unit.into(),
            counted_by: self.counted_by,
            breakdowns: self.breakdowns.to_vec(),
            population: self.population.map(Into::into),
            words: self.words.iter().map(|words| (*words).to_owned()).collect(),
            plan: None,
            unit_of_plan: None,
            withdrawn: false,
        }
    }
}
