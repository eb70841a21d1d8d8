//! What the colours of the map mean.

use crate::erased::view;
use leptos::prelude::*;
use model::status::CLASS_BREAKS;

#[component]
pub fn Legend() -> impl IntoView {
    let classes = (1_usize..)
        .zip(CLASS_BREAKS)
        .map(|(class, from)| {
            let next = CLASS_BREAKS.get(class).copied();
            view! {
                <li class="legend__class">
                    <svg class="legend__swatch" viewBox="0 0 24 16" aria-hidden="true">
                        <rect class=format!("map-{class}") width="24" height="16" rx="2" />
                    </svg>
                    {range(from, next)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="legend" aria-labelledby="legend">
            <h2 class="legend__title" id="legend">"Tỷ lệ việc đúng hạn"</h2>
            <ul class="legend__classes" role="list">
                {classes}
                <li class="legend__class">
                    <svg class="legend__swatch" viewBox="0 0 24 16" aria-hidden="true">
                        <defs>
                            <pattern id="hatching-legend" class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                                <rect class="hatching__ground" width="6" height="6" />
                                <rect class="hatching__line" width="2" height="6" />
                            </pattern>
                        </defs>
                        <rect class="map-none" width="24" height="16" rx="2" fill="url(#hatching-legend)" />
                    </svg>
                    "chưa có số liệu"
                </li>
            </ul>
            <p class="legend__note">
                "Đúng hạn gồm việc xong đúng hạn, còn trong hạn và làm đều đặn. Im lặng không tính vào tỷ lệ: \
                 đơn vị lâu chưa báo là thiếu tin, chưa hẳn là chậm."
            </p>
        </section>
    }
}

/// "dưới 50 %", "50–59 %", "100 %".
fn range(from: u8, next: Option<u8>) -> String {
    match (from, next) {
        (0, Some(next)) => format!("dưới {next} %"),
        (_, Some(next)) => format!("{from}–{} %", next - 1),
        (_, None) => format!("{from} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_meet_without_overlapping() {
        assert_eq!(range(0, Some(50)), "dưới 50 %");
        assert_eq!(range(50, Some(60)), "50–59 %");
        assert_eq!(range(90, Some(100)), "90–99 %");
        assert_eq!(range(100, None), "100 %");
    }
}
