//! Reports: compiled, handed in, returned and accepted; as papers; and what those below are told of them.

use std::io::{Cursor, Read as _};

use model::{
    assignment::{Duty, Status, TaskUpdate},
    id::RecordId,
    record::Fact,
    report::{Covered, ReportId, ReportReplied, TaskTold},
    sync::SyncRequest,
    view::report::ReportView,
};
use serde_json::json;
use tests::{Actor, App, on_every_database, world};

use crate::push::rebuilding_changes_nothing;

/// The first quarter, whose data end on 14 March.
const REPORT: &str = "k_2026-Q1";

fn address(more: &str) -> String {
    format!("/api/v1/reports/{REPORT}{more}")
}

/// A plan of the commune, one hamlet at work on it.
async fn begin(app: &App) -> (Actor, Actor, RecordId) {
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("k", "xa-a")).await;
    officer
        .does("xom-1", world::assigned("k-lop", Duty::Implementer))
        .await;
    let field = app.field("xom-1").await;
    let update = TaskUpdate {
        task: "k-lop".into(),
        status: Status::Doing,
        number: Some(25),
        number_of: Some("học viên".into()),
        note: Some("Lớp tối thứ Ba".into()),
        ..TaskUpdate::default()
    };
    let update = field.does("xom-1", Fact::TaskUpdated(update)).await;
    (officer, field, update.id)
}

/// What it says of the task that the hamlet has.
fn class(view: &ReportView) -> &TaskTold {
    let mut tasks = view.contents.tasks.iter();
    tasks.find(|task| task.node.as_str() == "k-lop").unwrap()
}

async fn compiled(officer: &Actor) -> ReportView {
    officer.get(&address("?lai=co")).await.ok().read()
}

async fn hand_in(officer: &Actor, words: &str) -> RecordId {
    let fact = compiled(officer).await.submission(words, "");
    officer.does("xa-a", fact).await.id
}

fn reply(submission: &RecordId, returned: Option<&str>) -> Fact {
    Fact::ReportReplied(ReportReplied {
        report: ReportId::parse(REPORT).unwrap(),
        submission: submission.clone(),
        returned: returned.map(str::to_owned),
    })
}

async fn told(reader: &Actor) -> Vec<Covered> {
    let request = SyncRequest {
        limit: Some(200),
        ..SyncRequest::default()
    };
    reader.sync(request).await.reported
}

#[tokio::test]
async fn a_report_is_compiled_handed_in_returned_and_accepted() {
    on_every_database(async |app| {
        let (officer, _, _) = begin(app).await;
        let viewer = app.viewer("tinh").await;
        let list = officer.get("/api/v1/reports").await.ok().json();
        let own = list["own"].as_array().unwrap();
        let stages = own
            .iter()
            .map(|row| (row["id"].as_str(), row["stage"].as_str()));
        let open = |id| (Some(id), Some("open"));
        let due = [open("k_2026"), open(REPORT)];
        assert_eq!(stages.collect::<Vec<_>>(), due);
        let before = compiled(&officer).await;
        assert_eq!(class(&before).standing(), "Trong hạn");
        assert_eq!(class(&before).counted().as_deref(), Some("25 học viên"));
        assert_eq!(class(&before).note.as_deref(), Some("Lớp tối thứ Ba"));

        let first = hand_in(&officer, "Khá.").await;
        // Whatever happens afterwards, it stays what it was.
        app.pass(world::DAY);
        officer
            .does("xom-1", world::updated("k-lop", Status::Done))
            .await;
        let shown: ReportView = viewer.get(&address("")).await.ok().read();
        assert!(shown.is_frozen && shown.may_reply && !shown.may_submit);
        assert_eq!(shown.contents.tasks, before.contents.tasks);
        assert_eq!(shown.contents.assessment, "Khá.");
        let came = viewer.get("/api/v1/reports").await.ok().json();
        assert_eq!(came["received"][0]["stage"], "submitted");

        viewer.does("xa-a", reply(&first, Some("Thiếu số"))).await;
        let returned = officer.get(&address("")).await.ok().json();
        assert_eq!(returned["stage"], "returned");
        assert_eq!(returned["answered"]["words"], "Thiếu số");
        let second = hand_in(&officer, "Khá.").await;
        assert_eq!(
            viewer.may_not("xa-a", reply(&first, None)).await,
            "report_moved"
        );
        viewer.does("xa-a", reply(&second, None)).await;
        let accepted: ReportView = officer.get(&address("?lai=co")).await.ok().read();
        assert!(accepted.is_frozen && !accepted.may_submit);
        assert_eq!(class(&accepted).standing(), "Xong đúng hạn");
        let again = before.submission("", "");
        assert_eq!(officer.may_not("xa-a", again).await, "report_locked");
        let (before, covered) = (officer.get(&address("")).await.ok(), told(&officer).await);
        rebuilding_changes_nothing(app).await;
        assert_eq!(officer.get(&address("")).await.ok().text(), before.text());
        assert_eq!(told(&officer).await, covered);
    })
    .await;
}

#[tokio::test]
async fn a_hamlet_is_told_that_what_it_did_is_in_a_report_and_not_what_the_report_says() {
    on_every_database(async |app| {
        let (officer, field, update) = begin(app).await;
        assert_eq!(told(&field).await, []);
        let submission = hand_in(&officer, "Khá.").await;
        let answer = field.pull(0, 200).await;
        let [covered] = &answer.reported[..] else {
            panic!("{:?}", answer.reported)
        };
        let stamped = |id: &RecordId| answer.records.iter().find(|it| it.record.id == *id);
        let mine = stamped(&update).unwrap();
        let plan = "k".into();
        assert!(covered.holds(&mine.record, mine.seq, Some(&plan)));
        assert!(
            stamped(&submission).is_none(),
            "that is between xã and tỉnh"
        );
        assert_eq!(told(&officer).await, answer.reported);
        assert_eq!(told(&app.field("xom-9").await).await, [], "another commune");
        // What is done afterwards is in none.
        let later = field
            .does("xom-1", world::updated("k-lop", Status::Done))
            .await;
        let answer = field.pull(0, 200).await;
        let later = answer.records.iter().find(|it| it.record.id == later.id);
        let later = later.unwrap();
        assert!(!answer.reported[0].holds(&later.record, later.seq, Some(&plan)));
        // Nothing of what was returned has been taken.
        let viewer = app.viewer("tinh").await;
        viewer.does("xa-a", reply(&submission, Some("Thiếu"))).await;
        assert_eq!(told(&field).await, []);
    })
    .await;
}

#[tokio::test]
async fn nobody_reaches_a_report_of_elsewhere() {
    on_every_database(async |app| {
        let (officer, field, _) = begin(app).await;
        let submission = hand_in(&officer, "").await;
        let neighbour = app.officer("xa-b").await;
        for stranger in [&neighbour, &field] {
            for ending in ["", ".docx", ".xlsx", "?lai=co"] {
                let answer = stranger.get(&address(ending)).await;
                answer.refused(404, "not_found");
            }
            let list = stranger.get("/api/v1/reports").await.ok().json();
            assert_eq!((&list["own"], &list["received"]), (&json!([]), &json!([])));
        }
        app.nobody()
            .get(&address(""))
            .await
            .refused(401, "sign_in_needed");
        for broken in ["k", "k_2026-Q9", "k9_2026-Q1", "k_2026-Q2"] {
            let answer = officer.get(&format!("/api/v1/reports/{broken}")).await;
            answer.refused(404, "not_found");
        }
        let fact = compiled(&officer).await.submission("", "");
        assert_eq!(neighbour.may_not("xa-a", fact.clone()).await, "not_allowed");
        assert_eq!(field.may_not("xa-a", fact).await, "not_allowed");
        let supervisor = app.supervisor("tinh").await;
        for someone in [&officer, &neighbour, &supervisor] {
            let code = someone.may_not("xa-a", reply(&submission, None)).await;
            assert_eq!(code, "not_allowed");
        }
        let seen: ReportView = supervisor.get(&address("")).await.ok().read();
        assert!(!seen.may_reply && !seen.may_submit);
    })
    .await;
}

#[tokio::test]
async fn a_report_of_a_period_that_is_over_tells_how_things_stood_then() {
    on_every_database(async |app| {
        let (officer, _, _) = begin(app).await;
        app.pass(20 * world::DAY);
        officer
            .does("xom-1", world::updated("k-lop", Status::Done))
            .await;
        let view = compiled(&officer).await;
        assert_eq!(view.contents.as_of.to_string(), "2026-03-14");
        assert_eq!(class(&view).standing(), "Trong hạn");
        let next: ReportView = officer.get("/api/v1/reports/k_2026-Q2").await.ok().read();
        assert_eq!(class(&next).standing(), "Xong đúng hạn");
    })
    .await;
}

#[tokio::test]
async fn the_paper_and_the_tables_say_what_the_page_says() {
    on_every_database(async |app| {
        let (officer, _, _) = begin(app).await;
        hand_in(&officer, "Phong trào <tốt>.").await;
        let parts = |file: Vec<u8>, name: &str| {
            let mut file = zip::ZipArchive::new(Cursor::new(file)).unwrap();
            let mut text = String::new();
            let mut part = file.by_name(name).unwrap();
            part.read_to_string(&mut text).unwrap();
            text
        };
        let paper = officer.get(&address(".docx")).await.ok();
        assert!(
            paper
                .header("content-disposition")
                .contains("bao-cao-2026-Q1.docx")
        );
        let paper = parts(paper.body, "word/document.xml");
        let table = officer.get(&address(".xlsx")).await.ok();
        let table = parts(table.body, "xl/sharedStrings.xml");
        for words in ["25 học viên", "Mở lớp học"] {
            assert!(paper.contains(words), "{words}: {paper}");
            assert!(table.contains(words), "{words}: {table}");
        }
        assert!(paper.contains("Phong trào &lt;tốt&gt;."), "{paper}");
        assert!(paper.contains("BÁO CÁO"), "{paper}");
    })
    .await;
}
