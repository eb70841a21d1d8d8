//! What a report says, in the order of the paper.

use leptos::prelude::*;
use model::{
    report::{DifficultyTold, TargetTold, TaskTold},
    view::report::ReportView,
};

use crate::{erased::view, words};

/// What was compiled; the parts written by hand stand beside it only once they are handed in.
pub fn told(view: &ReportView) -> AnyView {
    let contents = &view.contents;
    let assessment = if view.is_frozen {
        &contents.assessment
    } else {
        ""
    };
    let proposals = if view.is_frozen {
        &contents.proposals
    } else {
        ""
    };
    let targets = contents.targets.iter().map(target).collect();
    let tasks = contents.tasks.iter().map(task).collect();
    let difficulties = contents.difficulties.iter().map(difficulty).collect();
    view! {
        <div class="report__paper flow-double">
            <p>{contents.summary()}</p>
            {written("Đánh giá chung", assessment)}
            {part("Kết quả thực hiện chỉ tiêu", targets)}
            {part("Kết quả thực hiện nhiệm vụ", tasks)}
            {part("Khó khăn, vướng mắc", difficulties)}
            {written("Kiến nghị, đề xuất", proposals)}
        </div>
    }
}

fn part(title: &'static str, rows: Vec<AnyView>) -> Option<AnyView> {
    let n = words::count(rows.len());
    (!rows.is_empty()).then(|| {
        view! {
            <section class="flow-half">
                <h2>{title} " " <span class="group__count num">{n}</span></h2>
                <ul class="report__rows">{rows}</ul>
            </section>
        }
    })
}

fn written(title: &'static str, words: &str) -> Option<AnyView> {
    let words = words.to_owned();
    (!words.is_empty()).then(|| {
        view! {
            <section class="flow-half">
                <h2>{title}</h2>
                <p class="report__written">{words}</p>
            </section>
        }
    })
}

fn target(told: &TargetTold) -> AnyView {
    let asked = told.asked.as_ref().map(|asked| format!("mục tiêu {asked}"));
    // That there is nothing is said by the judgement.
    let result = told.value.numerator.map(|_| told.told.clone());
    let numbers: Vec<_> = result.into_iter().chain(asked).collect();
    let numbers = numbers.join(", ");
    let class = match told.is_met {
        Some(true) => "report__judged report__judged--met",
        Some(false) => "report__judged report__judged--missed",
        None => "report__judged",
    };
    view! {
        <li class="report__row">
            <p>{told.statement.clone()}</p>
            <p class="report__result">
                <strong class=class>{told.judged()}</strong>
                " · "
                <span class="num">{numbers}</span>
            </p>
            <p class="txt-small txt-soft">{told.reporters.clone()}</p>
        </li>
    }
}

fn task(told: &TaskTold) -> AnyView {
    let leads = (!told.leads.is_empty()).then(|| format!("Chủ trì: {}", told.leads.join("; ")));
    let times = (!told.times.is_empty()).then(|| told.times.clone());
    let about: Vec<_> = leads.into_iter().chain(times).collect();
    let label = told.label.clone().map(|label| format!("{label} "));
    let counted = told.counted().map(|counted| format!(": {counted}"));
    let note = told
        .note
        .clone()
        .map(|note| view! { <p class="report__note">{note}</p> });
    view! {
        <li class="report__row">
            <p>
                {label}
                <a href=format!("/nhiem-vu/{}", told.node)>{told.text.clone()}</a>
            </p>
            <p class="report__result">
                {told.standing()}
                {counted}
            </p>
            {note}
            <p class="txt-small txt-soft">{about.join(" · ")}</p>
        </li>
    }
}

fn difficulty(told: &DifficultyTold) -> AnyView {
    let since = format!("{}, từ ngày {}", told.unit, words::date(told.since));
    let answer = told.answer.clone().map(|answer| {
        view! { <p class="report__note">"Đã trả lời: " {answer}</p> }
    });
    view! {
        <li class="report__row">
            <p>{told.words.clone()}</p>
            {answer}
            <p class="txt-small txt-soft">{since} " · " {told.text.clone()}</p>
        </li>
    }
}
