//! The way from a plan to that of the next year.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use model::{
    id::{IdMaker, PlanId, RecordId},
    plan::next_year::{NextYear, year_after},
    problem::{Code, Problem},
    view::{plan::PlanView, superior::SuperiorView},
};

use crate::{
    device::{self, Draft},
    erased::{heard, view},
    outbox::Outbox,
    parts::{problem::ProblemNote, toast::Toaster},
    signal::{Effect, RwSignal, StoredValue},
    source::{Reader, Trouble},
    words::count,
};

/// What is being done, and where it leads.
#[derive(Clone, Copy)]
struct Making {
    plan: StoredValue<String>,
    year: i32,
    is_busy: RwSignal<bool>,
    /// The record that makes it and the new plan, once there are any.
    made: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    outbox: Outbox,
    toaster: Toaster,
}

pub fn next_year(view: &PlanView) -> Option<AnyView> {
    let making = Making {
        plan: StoredValue::new(view.plan.id.to_string()),
        year: year_after(&view.plan)?,
        is_busy: RwSignal::new(false),
        made: RwSignal::new(String::new()),
        problem: RwSignal::new(None),
        outbox: Outbox::from_context(),
        toaster: Toaster::from_context(),
    };
    making.go_there_once_it_is_there();
    let year = making.year;
    Some(
        view! {
            <details class="plan-next">
                <summary>"Lập kế hoạch năm " {year} " từ kế hoạch này"</summary>
                <div class="flow-half">
                    <p>
                        "Một bản dự thảo mới chép lại các mục, chỉ tiêu, nhiệm vụ; chỉ tiêu và thời gian chuyển sang năm sau. Không chép phân công, kết quả, số và ngày ký. Năm của các văn bản được trích dẫn giữ nguyên."
                    </p>
                    {move || making.problem.get().map(|problem| view! { <ProblemNote problem /> })}
                    <button
                        class="btn"
                        type="button"
                        disabled=move || making.is_busy.get()
                        on:click=heard(move |_| making.make())
                    >
                        "Lập dự thảo năm "
                        {year}
                    </button>
                </div>
            </details>
        }
        .into_any(),
    )
}

impl Making {
    fn make(self) {
        self.is_busy.set(true);
        let reply = Reader::from_context()
            .superior(PlanId::new(self.plan.get_value()))
            .into_reply();
        spawn_local(async move {
            let told = reply.await.0.and_then(|told| told.take::<SuperiorView>());
            let problem =
                match told {
                    Ok(view) => self.keep(&view).await,
                    Err(Trouble::Problem(problem)) => Some(problem),
                    Err(Trouble::NoNetwork) => Some(Code::Other.saying(
                        "Không có mạng nên chưa đọc được kế hoạch. Hãy thử lại khi có mạng.",
                    )),
                };
            if problem.is_some() {
                self.is_busy.set(false);
            }
            self.problem.set(problem);
        });
    }

    async fn keep(self, view: &SuperiorView) -> Option<Problem> {
        let mut ids = IdMaker {
            now_ms: device::now(),
            random: device::random,
        };
        let superior = view.superior.as_ref().map(|superior| &superior.plan);
        let next = NextYear::new(&view.plan, &view.nodes, superior, || ids.next());
        let said = format!(
            "Đã lập dự thảo năm {}: {} mục, đã chuyển năm ở {} mục. Hãy rà lại từng mục.",
            self.year,
            count(next.nodes.len()),
            count(next.n_moved)
        );
        let (plan, about) = (next.plan.id.clone(), next.plan.title.clone());
        let drafts = next.intents().into_iter().map(|intent| Draft {
            unit: view.plan.unit.clone(),
            replaces: intent.replaces,
            after: intent.after,
            fact: intent.fact,
            about: format!("Lập kế hoạch: {about}"),
        });
        match self.outbox.save(drafts.collect()).await {
            Ok(entries) => {
                self.toaster.say(said);
                let last = entries.last().map(|entry| entry.record.id.as_str());
                self.made
                    .set(format!("{} {plan}", last.unwrap_or_default()));
                None
            }
            Err(error) => Some(Code::Other.saying(error.sentence())),
        }
    }

    /// The server knows of the new plan once it has the record; without a network the phone does.
    fn go_there_once_it_is_there(self) {
        let navigate = use_navigate();
        Effect::new(move |_| {
            let made = self.made.get();
            let Some((record, plan)) = made.split_once(' ') else {
                return;
            };
            if !self.outbox.is_waiting(&RecordId::from(record)) || self.outbox.trouble().is_some() {
                navigate(&format!("/ke-hoach/{plan}"), Default::default());
            }
        });
    }
}
