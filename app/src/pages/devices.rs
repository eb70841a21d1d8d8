//! `/dien-thoai`: whose phone still holds work back, so that a compiler knows whom to call.

use leptos::prelude::*;
use model::{
    clock::day_in_vietnam,
    view::device_list::{DeviceList, DeviceRow, Standing},
};

use crate::{
    erased::view,
    parts::{
        empty::Empty,
        icon::{Glyph, Icon},
        page_head::PageHead,
        reading::{Content, Reading},
    },
    source::Reader,
    words,
};

#[component]
pub fn DevicesPage() -> impl IntoView {
    view! { <Content key=String::new read=Reader::devices draw /> }
}

fn draw(reading: Reading<DeviceList>) -> AnyView {
    let list = reading.now;
    view! {
        <PageHead title="Điện thoại">
            {move || list.with(summary)}
        </PageHead>
        {move || list.with(rows)}
    }
    .into_any()
}

fn summary(list: &DeviceList) -> String {
    let n = |standing| words::count(list.n_standing(standing));
    format!(
        "{} máy chưa gửi hết, {} lâu chưa mở, {} tài khoản chưa mở lần nào, tính đến {}.",
        n(Standing::HoldsBack),
        n(Standing::Silent),
        n(Standing::Never),
        words::date(list.today)
    )
}

fn rows(list: &DeviceList) -> AnyView {
    if list.rows.is_empty() {
        return view! {
            <Empty title="Chưa có ai ở các đơn vị cấp dưới" icon=Icon::Person>
                <p>"Khi có tài khoản ở thôn, xóm hay phòng ban, máy của họ sẽ hiện ở đây."</p>
            </Empty>
        }
        .into_any();
    }
    let rows: Vec<_> = list.rows.iter().map(|each| row(each, list)).collect();
    view! { <ul class="devices">{rows}</ul> }.into_any()
}

fn row(row: &DeviceRow, list: &DeviceList) -> AnyView {
    let (icon, class) = match row.standing {
        Standing::HoldsBack => (Icon::Waiting, "devices__row devices__row--held"),
        Standing::Silent | Standing::Never => (Icon::Offline, "devices__row devices__row--silent"),
        Standing::Fine => (Icon::Check, "devices__row"),
    };
    view! {
        <li class=class>
            <Glyph icon />
            <div>
                <p>
                    <strong>{row.name.clone()}</strong>
                    ", "
                    {row.unit.name.clone()}
                </p>
                <p class="txt-small txt-soft">{standing(row, list)}</p>
            </div>
        </li>
    }
    .into_any()
}

/// "Còn 3 bản ghi chưa gửi, lần cuối hôm qua 14:05, phiên bản 1.2.0"
fn standing(row: &DeviceRow, list: &DeviceList) -> String {
    let Some(seen) = &row.seen else {
        return row.standing.name().into();
    };
    let what = match seen.n_held {
        0 => row.standing.name().to_owned(),
        n => format!("Còn {n} bản ghi chưa gửi"),
    };
    let today = list.today.max(day_in_vietnam(seen.at));
    let when = words::moment(seen.at, today);
    format!("{what}, lần cuối {when}, phiên bản {}", seen.program)
}
