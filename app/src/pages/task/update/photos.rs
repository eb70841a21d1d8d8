//! The photos of an update: chosen, made small on the spot, and taken away again.

use leptos::{ev, prelude::*, task::spawn_local};
use model::{id::PhotoId, photo::MOST_OF_UPDATE, problem::Code};
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlElement, HtmlInputElement};

use crate::{
    device::Device as _,
    element::element,
    erased::{heard, view},
    parts::icon::{Glyph, Icon},
    phone,
    photos::{NAMES, link, shrink},
    signal::RwSignal,
};

const INPUT: &str = "anh";

/// What the form knows of its photos.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// Their ids with spaces between: signals of texts are in the program anyway.
    ids: RwSignal<String>,
    /// How many files are yet to be made small; the update is not saved without them.
    n_coming: RwSignal<usize>,
    problem: RwSignal<Option<String>>,
}

impl Chosen {
    pub fn new(problem: RwSignal<Option<String>>) -> Self {
        Self {
            ids: RwSignal::new(String::new()),
            n_coming: RwSignal::new(0),
            problem,
        }
    }

    pub fn is_coming(self) -> bool {
        self.n_coming.get() != 0
    }

    pub fn set(self, ids: &[PhotoId]) {
        let ids: Vec<_> = ids.iter().map(PhotoId::as_str).collect();
        self.ids.set(ids.join(" "));
    }

    /// Nothing, too, once the form is gone.
    pub fn now(self) -> Vec<PhotoId> {
        read(&self.ids.try_get_untracked().unwrap_or_default())
    }
}

fn read(ids: &str) -> Vec<PhotoId> {
    ids.split_ascii_whitespace().map(PhotoId::new).collect()
}

#[component]
pub fn Photos(chosen: Chosen, touched: RwSignal<bool>) -> impl IntoView {
    let photos = move || read(&chosen.ids.get());
    let remove = move |id: &PhotoId| {
        touched.set(true);
        let mut photos = chosen.now();
        photos.retain(|photo| photo != id);
        chosen.set(&photos);
        // The button that was tapped is gone.
        if let Some(input) = element::<HtmlElement>(INPUT) {
            let _ = input.focus();
        }
    };
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into().ok());
        spawn_local(take(chosen, input.map_or_else(Vec::new, files_of)));
    };
    let said = move || match (chosen.n_coming.get(), photos().len()) {
        (0, 0) => format!("Tối đa {MOST_OF_UPDATE} ảnh. Nơi chụp không được gửi kèm."),
        (0, n) => format!("Đã chọn {n} trong tối đa {MOST_OF_UPDATE} ảnh."),
        (n, _) => format!("Đang thu nhỏ {n} ảnh…"),
    };
    let one = move |(name, id): (&'static str, PhotoId)| {
        let label = format!("Bỏ {name}");
        view! {
            <span class="photos__one">
                {link(&id, name)}
                <button class="photos__remove" type="button" aria-label=label on:click=heard(move |_| remove(&id))>
                    <Glyph icon=Icon::Close />
                </button>
            </span>
        }
    };
    view! {
        <div class="photos">
            <p class="photos__list">
                {move || NAMES.into_iter().zip(photos()).map(one).collect_view()}
            </p>
            <input
                class="visually-hidden photos__input"
                type="file"
                id=INPUT
                accept="image/*"
                multiple
                aria-describedby="anh-hint"
                on:change=heard(choose)
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
    chosen.problem.set(None);
    chosen.n_coming.update(|n| *n += files.len());
    for file in files {
        if let Err(sentence) = add(chosen, &file).await {
            chosen.problem.set(Some(sentence));
        }
        chosen.n_coming.update(|n| *n -= 1);
    }
}

async fn add(chosen: Chosen, file: &File) -> Result<(), String> {
    if chosen.now().len() >= MOST_OF_UPDATE {
        return Err(Code::TooManyPhotos.sentence().into());
    }
    let photo = shrink(file).await?;
    let mut photos = chosen.now();
    if !photos.contains(&photo.id) {
        photos.push(photo.id.clone());
    }
    let open = phone::open().await;
    open.map_err(|error| error.sentence())?.device.hold(photo);
    chosen.set(&photos);
    Ok(())
}
