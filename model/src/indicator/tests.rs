use super::*;

fn suggested(statement: &str, unit: &str) -> Option<(String, Goal)> {
    let link = Catalogue::new([]).suggest(statement, Some(unit))?;
    Some((link.indicator.to_string(), link.goal))
}

#[test]
fn national_indicators_are_well_formed_and_their_populations_exist() {
    let catalogue = Catalogue::new([]);
    assert_eq!(catalogue.iter().count(), national().len());
    for indicator in catalogue.iter() {
        assert!(indicator.is_well_formed(), "{}", indicator.id);
        let population = indicator.population.as_ref();
        assert!(population.is_none_or(|id| catalogue.get(id).is_some()));
    }
}

#[test]
fn a_target_is_recognised_by_whom_it_speaks_of() {
    let rate = |id: &str| Some((id.to_owned(), Goal::Rate));
    for (statement, id) in [
        (
            "80% cán bộ, công chức, viên chức có hiểu biết về kỹ năng số",
            "can-bo",
        ),
        (
            "100% học sinh tiểu học được trang bị kỹ năng số",
            "hoc-sinh",
        ),
        ("80% người dân trưởng thành có kỹ năng số", "ky-nang-so"),
        (
            "Phấn đấu trên 60% người dân trong độ tuổi trưởng thành được xác nhận đạt phổ cập \
             tri thức về chuyển đổi số, kỹ năng số trên nền tảng VNeID",
            "vneid",
        ),
        (
            "80% người lao động trong các doanh nghiệp có kỹ năng số, dùng thiết bị thông minh",
            "nguoi-lao-dong",
        ),
        (
            "trên 85% dân số trưởng thành có điện thoại thông minh",
            "dien-thoai-thong-minh",
        ),
    ] {
        assert_eq!(suggested(statement, "%"), rate(id), "{statement}");
    }
    assert_eq!(
        suggested("996 ngàn người dân được xác nhận trên VNeID", "người"),
        Some(("vneid".to_owned(), Goal::Count))
    );
    assert_eq!(suggested("100% tuyến đường có cáp quang", "%"), None);
    // Classes are not a share of anything.
    assert_eq!(suggested("80% thôn mở lớp học", "%"), None);
}

#[test]
fn comparators_are_read_to_the_letter_and_without_rounding() {
    use Comparator::*;
    assert!(!Gt.holds(600, 1_000, 60.0));
    assert!(Gt.holds(601, 1_000, 60.0));
    assert!(Gte.holds(600, 1_000, 60.0));
    // 59.996 % is shown as 60 % and is not.
    assert!(!Gte.holds(59_996, 100_000, 60.0));
    assert!(Eq.holds(850, 1_000, 80.0));
    assert!(Lt.holds(4, 100, 5.0) && !Lt.holds(5, 100, 5.0));
    assert!(Lte.holds(5, 100, 5.0));
    // A head count is compared with itself.
    assert!(Gte.holds(996_000, 100, 996_000.0) && !Gt.holds(996_000, 100, 996_000.0));
}

#[test]
fn a_plan_cannot_take_the_place_of_a_national_indicator() {
    let mut own = national().remove(3);
    own.name = "Khác".into();
    let catalogue = Catalogue::new([&own]);
    assert_ne!(catalogue.get(&own.id).unwrap().name, "Khác");
}
