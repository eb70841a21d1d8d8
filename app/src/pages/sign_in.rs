//! `/dang-nhap`: a plain form, which works before the program has come.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::problem::Code;

use crate::{
    erased::view,
    frame::{DemoBanner, is_demo},
    parts::{field::Field, problem::ProblemNote},
};

/// Login, name of the job, and what one comes to see.
const DEMO_PEOPLE: [(&str, &str, &str); 6] = [
    (
        "canbo.xom",
        "Cán bộ xóm",
        "Cập nhật việc của xóm mình, kể cả khi không có sóng",
    ),
    (
        "chuyenvien.xa",
        "Chuyên viên xã",
        "Nhập kế hoạch, phân công, theo dõi các xóm",
    ),
    ("lanhdao.xa", "Lãnh đạo xã", "Xem việc nào chậm, ở đâu"),
    ("tinh", "Cán bộ Sở KH&CN", "Xem bản đồ các xã của tỉnh"),
    (
        "giamsat",
        "Giám sát (MTTQ)",
        "Đọc tất cả và góp ý, không sửa",
    ),
    ("quantri", "Quản trị", "Quản lý đơn vị và người dùng"),
];
const DEMO_PASSWORD: &str = "demo-hoc-vu-so";

#[component]
pub fn SignIn() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let next = query.get("next").unwrap_or_else(|| "/".into());
    let problem = query.get("loi").map(|code| read_code(&code));
    let login = query.get("login").unwrap_or_default();
    view! {
        <Title text="Đăng nhập" />
        <DemoBanner />
        <main class="sign-in">
            <div class="sign-in__card">
                <header class="sign-in__head">
                    <img src="/icon.svg" alt="" width="56" height="56" />
                    <h1>"Học vụ số"</h1>
                    <p class="txt-soft">"Kế hoạch Bình dân học vụ số: giao việc, cập nhật, theo dõi"</p>
                </header>
                <form class="sign-in__form flow" method="post" action="/dang-nhap">
                    {problem.map(|code| view! { <ProblemNote problem=code /> })}
                    <input type="hidden" name="next" value=next.clone() />
                    <Field name="login" label="Tên đăng nhập">
                        <input
                            class="input"
                            id="login"
                            name="login"
                            value=login
                            autocomplete="username"
                            autocapitalize="none"
                            spellcheck="false"
                            required
                        />
                    </Field>
                    <Field name="password" label="Mật khẩu">
                        <input
                            class="input"
                            id="password"
                            name="password"
                            type="password"
                            autocomplete="current-password"
                            required
                        />
                    </Field>
                    <button class="btn btn--primary btn--wide" type="submit">
                        "Đăng nhập"
                    </button>
                    <p class="txt-small txt-soft">
                        "Quên mật khẩu? Hãy liên hệ người quản trị của xã hoặc của tỉnh."
                    </p>
                </form>
            </div>
            {is_demo().then(|| view! { <DemoPeople next /> })}
        </main>
    }
}

/// Each is a small form of its own, so that one tap signs in with or without the program.
#[component]
fn DemoPeople(next: String) -> impl IntoView {
    let people = DEMO_PEOPLE.map(|(login, name, purpose)| {
        view! {
            <li>
                <form method="post" action="/dang-nhap">
                    <input type="hidden" name="next" value=next.clone() />
                    <input type="hidden" name="login" value=login />
                    <input type="hidden" name="password" value=DEMO_PASSWORD />
                    <button class="demo-person" type="submit">
                        <span class="demo-person__name">{name}</span>
                        <span class="demo-person__login txt-mono">{login}</span>
                        <span class="demo-person__purpose">{purpose}</span>
                    </button>
                </form>
            </li>
        }
    });
    view! {
        <section class="demo-people" aria-labelledby="dung-thu">
            <h2 id="dung-thu">"Dùng thử với một vai"</h2>
            <p class="txt-small txt-soft">
                "Chạm để vào ngay. Mật khẩu chung: " <code class="txt-mono">{DEMO_PASSWORD}</code>
            </p>
            <ul class="demo-people__list">{people.into_iter().collect_view()}</ul>
        </section>
    }
}

fn read_code(word: &str) -> Code {
    Code::from(word)
}
