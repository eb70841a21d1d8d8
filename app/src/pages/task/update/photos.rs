//! The photos of an update: chosen, made small on the spot, and taken away again.

use leptos::{ev, prelude::*, task::spawn_local};
use model::{id::PhotoId, photo::MOST_OF_UPDATE, problem::Code};
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlElement, HtmlInputElement};

use crate::{
    device::Device as _,
    element::element,
    erased::view,
    parts::icon::{Glyph, Icon},
    phone,
    photos::{NAMES, Photo, link, shrink},
};

const INPUT: &str = "anh";

/// What the form knows of its photos.
#[derive(Clone, Copy)]
pub struct Chosen {
    pub photos: RwSignal<Vec<PhotoId>>,
    /// How many files are yet to be made small; the update is not saved without them.
    pub n_coming: RwSignal<usize>,
    pub problem: RwSignal<Option<String>>,
}

#[component]
pub fn Photos(chosen: Chosen, touched: RwSignal<bool>) -> impl IntoView {
    let Chosen { photos, .. } = chosen;
    let remove = move |id: &PhotoId| {
        touched.set(true);
        photos.update(|photos| photos.retain(|photo| photo != id));
        // The button that was tapped is gone.
        if let Some(input) = element::<HtmlElement>(INPUT) {
            let _ = input.focus();
        }
    };
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into().ok());
        spawn_local(take(chosen, input.map_or_else(Vec::new, files_of)));
    };
    let said = move || match (chosen.n_coming.get(), photos.with(Vec::len)) {
        (0, 0) => format!("Tối đa {MOST_OF_UPDATE} ảnh. Nơi chụp không được gửi kèm."),
        (0, n) => format!("Đã chọn {n} trong tối đa {MOST_OF_UPDATE} ảnh."),
        (n, _) => format!("Đang thu nhỏ {n} ảnh…"),
    };
    let one = move |(name, id): (&'static str, PhotoId)| {
        let label = format!("Bỏ {name}");
        view! {
            <span class="photos__one">
                {link(&id, name)}
                <button class="photos__remove" type="button" aria-label=label on:click=move |_| remove(&id)>
                    <Glyph icon=Icon::Close />
                </button>
            </span>
        }
    };
    view! {
        <div class="photos">
            <p class="photos__list">
                {move || NAMES.into_iter().zip(photos.get()).map(one).collect_view()}
            </p>
            <input
                class="visually-hidden photos__input"
                type="file"
                id=INPUT
                accept="image/*"
                multiple
                aria-describedby="anh-hint"
                on:change=choose
            />
            <label class="btn" for=INPUT>
                <Glyph icon=Icon::Plus />
                "Thêm ảnh"
            </label>
            <p class="field__hint" id="anh-hint" role="status">
                {said}
            </p>
        </div>
    }
}

/// The choice is taken back, so that the same file can be chosen again.
fn files_of(input: HtmlInputElement) -> Vec<File> {
    let files = input.files().map(|files| {
        let files = (0..files.length()).filter_map(|n| files.get(n));
        files.collect()
    });
    input.set_value("");
    files.unwrap_or_default()
}

/// Makes photos of the files, one after the other: a cheap phone has little memory.
async fn take(chosen: Chosen, files: Vec<File>) {
    let Chosen {
        photos,
        n_coming,
        problem,
    } = chosen;
    problem.set(None);
    n_coming.update(|n| *n += files.len());
    for file in files {
        let result = if photos.with_untracked(Vec::len) < MOST_OF_UPDATE {
            shrink(&file).await
        } else {
            Err(Code::TooManyPhotos.sentence().into())
        };
        match result {
            Ok(photo) => keep(photos, photo).await,
            Err(sentence) => problem.set(Some(sentence)),
        }
        n_coming.update(|n| *n -= 1);
    }
}

/// Where the device cannot hold it, saving says why.
async fn keep(photos: RwSignal<Vec<PhotoId>>, photo: Photo) {
    let id = photo.id.clone();
    if let Ok(open) = phone::open().await {
        open.device.hold(photo);
    }
    photos.update(|photos| {
        if !photos.contains(&id) {
            photos.push(id);
        }
    });
}
