//! The HTML document around the application: its head, its one script and its style sheet.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, ServerMetaContext};
use model::browser::{self, ByHand};
use serde::Deserialize;

use crate::{
    App,
    frame::Demo,
    parts::{in_app::InAppNote, update_bar::UpdateBar},
};

/// Addresses of the built files, which carry a digest in their names; read from `assets.json`.
///
/// HTML must name the very files of its own build: with another build's program a page is dead.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Assets {
    pub js: String,
    pub wasm: String,
    pub css: String,
    /// Changes whenever any of the files does.
    pub version: String,
    /// The same for pages, which are more than the files: what the service worker goes by. Without
    /// it no worker is set up: files whose names never change must not be kept.
    #[serde(skip)]
    pub build: Option<String>,
    /// While developing: the page asks for `assets.json` and reloads when the version changes.
    #[serde(default)]
    pub watch: bool,
}

/// A page drawn by the server, which the program then takes over.
pub fn page(assets: Assets) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="vi" data-install=by_hand()>
            <Head assets early=EARLY.to_owned() />
            <body data-demo=is_demo()>
                <App />
                // What the program does not take over must come after it, until it has done so.
                <InAppNote />
                <UpdateBar />
            </body>
        </html>
    }
}

/// The offline start page: no content of its own, so one copy serves every address; the program
/// mounts itself.
pub fn offline(assets: Assets) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="vi" data-install=by_hand()>
            <Head assets early=format!("{EARLY}{KEPT}") />
            <body data-boot="mount" data-demo=is_demo()>
                <UpdateBar />
            </body>
        </html>
    }
}

/// The offline start page as it is for everybody: by this one build is told from another.
pub fn offline_text(assets: Assets) -> String {
    provide_context(ServerMetaContext::new().0);
    offline(assets).to_html()
}

/// How a page is asked for; the server provides it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub user_agent: String,
    pub scheme: &'static str,
    /// What follows the scheme: host, path and query.
    pub address: String,
}

/// Lets a page set the answer's status; the server provides it, in a browser there is none.
#[derive(Clone, Copy)]
pub struct SetStatus(pub fn(u16));

/// The status of the answer that carries this page, where it is not 200.
pub fn set_status(status: u16) {
    if let Some(SetStatus(set)) = use_context() {
        set(status);
    }
}

/// Told to the program through the body, for it has no other word from the server at the start.
fn is_demo() -> Option<&'static str> {
    use_context::<Demo>()
        .is_some_and(|demo| demo.0)
        .then_some("")
}

/// Which way of installing to describe, unless the browser offers a better one.
fn by_hand() -> Option<&'static str> {
    let asked: Asked = use_context()?;
    browser::installs_by_hand(&asked.user_agent).map(|way| match way {
        ByHand::Iphone => "iphone",
        ByHand::Android => "menu",
    })
}

const EARLY: &str = include_str!("shell/early.js");
const KEPT: &str = include_str!("shell/kept.js");
const SCAN: &str = include_str!("shell/scan.js");
const KEEP: &str = include_str!("shell/keep.js");

/// Everything before the body. The script marks the document `data-ready` once the page answers
/// to taps; tests and measurements wait for that.
#[component]
fn Head(
    assets: Assets,
    /// What is done before anything is loaded.
    early: String,
) -> impl IntoView {
    let start = format!(
        "import init, {{ hydrate, open }} from '{}';\n\
         await init({{ module_or_path: '{}' }});\n\
         open();\n\
         await null;\n\
         hydrate();\n\
         document.body.prepend(...document.querySelectorAll('.in-app'));\n\
         document.documentElement.dataset.ready = '';\n",
        assets.js, assets.wasm
    );
    let keep = assets.build.as_ref().map(|build| {
        let keep = without_comments(KEEP);
        format!("const build = '{build}';\n{keep}")
    });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
            <meta name="color-scheme" content="light dark" />
            <meta name="theme-color" content="#fdfbf7" media="(prefers-color-scheme: light)" />
            <meta name="theme-color" content="#1a1714" media="(prefers-color-scheme: dark)" />
            <script nonce=use_nonce()>{without_comments(&early)}</script>
            <link rel="icon" type="image/svg+xml" href="/icon.svg" />
            <link rel="apple-touch-icon" href="/icon-180.png" />
            <link rel="manifest" href="/manifest.webmanifest" />
            <link rel="stylesheet" href=assets.css />
            <link rel="modulepreload" href=assets.js />
            <link
                rel="preload"
                href=assets.wasm
                r#as="fetch"
                r#type="application/wasm"
                crossorigin="anonymous"
            />
            <script type="module" nonce=use_nonce()>
                {start + &without_comments(SCAN) + &keep.unwrap_or_default()}
            </script>
            {assets.watch.then(|| reload_on_change(&assets.version))}
            <MetaTags />
        </head>
    }
}

/// Every page carries the scripts; what they say to their readers stays here.
fn without_comments(script: &str) -> String {
    let lines = script
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn reload_on_change(version: &str) -> impl IntoView + use<> {
    let script = format!(
        "setInterval(async () => {{\n\
         const answer = await fetch('/assets.json', {{ cache: 'no-store' }}).catch(() => null);\n\
         if (answer?.ok && (await answer.json()).version !== '{version}') location.reload();\n\
         }}, 1000);"
    );
    view! {
        <script type="module" nonce=use_nonce()>
            {script}
        </script>
    }
}
