//! Refusals and failures, each with its sentence and a way on.

use leptos::{html, prelude::*};
use leptos_meta::Title;
use model::problem::{Code, Problem};

use super::{
    icon::{Glyph, Icon},
    page_head::focus_after_move,
};
use crate::{
    erased::{heard, view},
    shell::set_status,
    source::Trouble,
};

/// One refusal beside what was refused: under a form, above a list.
#[component]
pub fn ProblemNote(#[prop(into)] problem: Problem) -> impl IntoView {
    view! {
        <div class="problem" role="alert">
            <Glyph icon=Icon::Alert />
            <p>{problem.message.into_owned()}</p>
        </div>
    }
}

/// In place of a page that could not be read. Sets the answer's status when the server draws it.
#[component]
pub fn TroublePage(trouble: Trouble, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    let (icon, title, sentence) = match trouble {
        Trouble::NoNetwork => (
            Icon::Offline,
            "Không có mạng".to_owned(),
            "Máy chưa nối được với hệ thống. Những gì bạn đã lưu vẫn còn trên máy và sẽ được gửi khi có mạng."
                .to_owned(),
        ),
        Trouble::Problem(problem) => {
            set_status(problem.code.http_status());
            (Icon::Alert, title(problem.code).to_owned(), problem.message.into_owned())
        }
    };
    let heading = NodeRef::<html::H1>::new();
    focus_after_move(heading);
    view! {
        <Title text=title.clone() />
        <section class="trouble">
            <span class="trouble__icon">
                <Glyph icon />
            </span>
            <h1 tabindex="-1" node_ref=heading>
                {title}
            </h1>
            <p>{sentence}</p>
            <div class="row trouble__ways">
                <button class="btn btn--primary" type="button" on:click=heard(move |_| retry.run(()))>
                    "Thử lại"
                </button>
                <a class="btn" href="/">
                    "Về trang Hôm nay"
                </a>
            </div>
        </section>
    }
}

fn title(code: Code) -> &'static str {
    match code {
        Code::NotFound => "Không tìm thấy",
        Code::NotAllowed => "Bạn không có quyền xem",
        Code::SignInNeeded => "Cần đăng nhập",
        Code::MalformedQuery => "Địa chỉ không đúng",
        _ => "Chưa mở được trang này",
    }
}
