use super::super::block::blocks;
use super::super::line::lines;
use super::*;

fn tasks(text: &str) -> Vec<Task> {
    in_body(&Outline::read(blocks(&lines(text))))
}

#[test]
fn the_lowest_labelled_nodes_are_the_tasks() {
    let tasks = tasks(
        "II. NHIỆM VỤ\n1. Loa đài\n1.1. Phát tin\n- Buổi sáng.\n- Buổi chiều.\n1.2. Viết bài\n\
         2. Mở lớp\n- Đơn vị chủ trì: Trạm y tế; Công an xã.\n- Thời gian: Quý I/2026.\n\
         - Sản phẩm: Danh sách.",
    );
    let found: Vec<&str> = tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(found, ["II.1.1", "II.1.2", "II.2"]);
    assert_eq!(tasks[0].actions, ["Buổi sáng.", "Buổi chiều."]);
    assert_eq!(tasks[0].lead_source, LeadSource::None);
    assert_eq!(tasks[2].lead, ["Trạm y tế", "Công an xã"]);
    assert_eq!(tasks[2].lead_source, LeadSource::Inline);
    assert_eq!(tasks[2].schedule.kind, ScheduleKind::Quarter);
    assert_eq!(tasks[2].output.as_deref(), Some("Danh sách."));
}

#[test]
fn a_table_with_groups_lists_tasks() {
    let tasks = tasks(
        "II. NHIỆM VỤ\nSTT\tNội dung\tChủ trì\tThời gian\nI\tLoa đài\t\t\n1\tPhát tin\tTrạm y tế\t\
         Tháng 9/2026\nII\tLớp học\t\t\n1\tMở lớp\tCông an xã\t",
    );
    let found: Vec<&str> = tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(found, ["II.I.1", "II.II.1"]);
    assert_eq!(tasks[0].lead_source, LeadSource::Column);
    assert_eq!(tasks[1].time_raw, None);
}

#[test]
fn one_column_for_all_units_says_which_leads() {
    let tasks = tasks(
        "II. NHIỆM VỤ\n| TT | Nhiệm vụ | Đơn vị thực hiện |\n|---|---|---|\n\
         | 1 | Mở lớp | Chủ trì: Trạm y tế<br>Phối hợp: Đoàn xã; Công an xã |\n\
         | 2 | Phát tin | Trạm y tế |",
    );
    assert_eq!(tasks[0].lead, ["Trạm y tế"]);
    assert_eq!(tasks[0].coordinating, ["Đoàn xã", "Công an xã"]);
    assert_eq!(tasks[1].lead, ["Trạm y tế"]);
}

#[test]
fn dashes_are_tasks_where_nothing_is_numbered() {
    let tasks = tasks("II. NHIỆM VỤ\n- Mở lớp.\n- Phát tin.");
    assert_eq!(tasks.len(), 2);
    assert_eq!(tasks[0].number, None);
}

#[test]
fn a_long_text_has_a_short_title() {
    assert_eq!(title("Mở lớp tối: dạy bà con"), "Mở lớp tối");
    assert!(title(&"lớp ".repeat(100)).chars().count() <= 101);
}

#[test]
fn groups_in_a_table_stand_in_one_another() {
    let tasks = tasks(
        "III. NHIỆM VỤ\nSTT\tNội dung\tChủ trì\tThời gian\nII\tLớp học\t\t\n1\tCán bộ\t\t\n\
         1.1\tMở lớp\tTrạm\tTháng 9/2026\n2\tNgười dân\t\t\n2.1\tMở lớp\tTrạm\tTháng 9/2026\n\
         III\tKiểm tra\t\t\n1\tKiểm tra\tTrạm\tTháng 9/2026",
    );
    let found: Vec<&str> = tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(found, ["III.II.1.1", "III.II.2.1", "III.III.1"]);
    let titles: Vec<&str> = tasks[1].groups.iter().map(|g| g.title.as_str()).collect();
    assert_eq!(titles, ["Lớp học", "Người dân"]);
}

#[test]
fn a_month_in_a_plan_of_one_year() {
    let ends = |time: &str, years: &[i32]| {
        let table =
            format!("II. NHIỆM VỤ\nSTT\tNội dung\tChủ trì\tThời gian\n1\tMở lớp\tTrạm\t{time}");
        let mut tasks = tasks(&table);
        date_in_year(&mut tasks, years);
        tasks[0]
            .schedule
            .end
            .map(|day| day.to_string())
            .unwrap_or_default()
    };
    assert_eq!(ends("Tháng 6", &[2026]), "2026-06-30");
    assert_eq!(ends("Quý III", &[2026]), "2026-09-30");
    assert_eq!(ends("Từ tháng 3 đến tháng 5", &[2026]), "2026-05-31");
    assert_eq!(ends("Cả năm", &[2026]), "2026-12-31");
    assert_eq!(ends("Tháng 6", &[2026, 2027]), "");
    assert_eq!(ends("Hằng tháng", &[2026]), "");
    assert_eq!(ends("Thường xuyên", &[2026]), "");
}

#[test]
fn a_bracket_below_the_actions_gives_the_task() {
    let tasks = tasks(
        "II. NHIỆM VỤ\n1. Mở lớp\n- Dạy các kỹ năng số cơ bản.\n\
         (Trạm y tế chủ trì, phối hợp với Đoàn xã; quý II/2026)\n2. Phát tin",
    );
    assert_eq!(
        (tasks[0].text.as_str(), tasks[0].actions.len()),
        ("Mở lớp", 1)
    );
    assert_eq!(tasks[0].lead, ["Trạm y tế"]);
    assert_eq!(tasks[0].coordinating, ["Đoàn xã"]);
    assert_eq!(tasks[0].schedule.kind, ScheduleKind::Quarter);
}
