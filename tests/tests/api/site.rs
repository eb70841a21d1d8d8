//! The built files and what keeps them on a phone: how long each may be kept, and that a new build
//! is noticed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use axum::{body::Body, http::Request};
use tests::{Answer, App, on_every_database};

#[tokio::test]
async fn every_file_says_how_long_it_may_be_kept() {
    on_every_database(async |app| {
        let site = Site::new("files", "one");
        let app = app.with_site(&site.0);
        for (path, kept) in [
            (
                "/pkg/hocvuso.one.css",
                "public, max-age=31536000, immutable",
            ),
            ("/service-worker.js", "no-cache"),
            ("/assets.json", "no-cache"),
            ("/icon.svg", "no-cache"),
            ("/shell", "private, no-cache"),
            ("/dang-nhap", "private, no-cache"),
        ] {
            let answer = app.nobody().get(path).await.ok();
            assert_eq!(answer.header("cache-control"), kept, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_worker_names_its_build_and_differs_with_it() {
    on_every_database(async |app| {
        let site = Site::new("worker", "one");
        let one = app.with_site(&site.0);
        let worker = one.nobody().get("/service-worker.js").await.ok();
        assert_eq!(
            worker.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        let text = worker.text();
        assert!(text.starts_with("const BUILD = {"), "{text}");
        assert!(text.ends_with("};\n// the worker"), "{text}");
        for file in ["js", "wasm", "css"] {
            assert!(
                text.contains(&format!("\"/pkg/hocvuso.one.{file}\"")),
                "{text}"
            );
        }
        // Page and worker know each other by the build.
        let build = worker.header("etag").trim_matches(['W', '/', '"']);
        let page = one.nobody().get("/dang-nhap").await.ok().text();
        assert!(page.contains(&format!("const build = '{build}'")), "{page}");
        assert!(text.contains(build), "{text}");

        let known = asked_again(&one, worker.header("etag")).await;
        assert_eq!(known.status, 304);
        assert!(known.body.is_empty());

        let site = Site::new("worker", "two");
        let two = app.with_site(&site.0);
        let changed = asked_again(&two, worker.header("etag")).await.ok();
        assert_ne!(changed.text(), text);
    })
    .await;
}

#[tokio::test]
async fn the_start_page_is_the_same_for_everybody() {
    on_every_database(async |app| {
        let site = Site::new("shell", "one");
        let app = app.with_site(&site.0);
        let officer = app.officer("xa-a").await;
        let known = officer.get("/shell").await.ok();
        let unknown = app.nobody().get("/shell").await.ok();
        assert_eq!(without_nonces(&known), without_nonces(&unknown));
        assert_eq!(unknown.header("set-cookie"), "");
        // Its scripts are those that its own policy lets run.
        let text = unknown.text();
        let allowed = text
            .matches(&format!("nonce=\"{}\"", nonce(&unknown)))
            .count();
        assert_eq!(text.matches("<script").count(), allowed, "{text}");
    })
    .await;
}

#[tokio::test]
async fn without_named_files_there_is_no_worker() {
    on_every_database(async |app| {
        let nobody = app.nobody();
        assert_eq!(nobody.get("/service-worker.js").await.status, 404);
        let page = nobody.get("/dang-nhap").await.ok().text();
        assert!(!page.contains("serviceWorker"), "{page}");
    })
    .await;
}

async fn asked_again(app: &App, tag: &str) -> Answer {
    let request = Request::get("/service-worker.js").header("if-none-match", tag);
    app.nobody().send(request, Body::empty()).await
}

fn without_nonces(answer: &Answer) -> String {
    answer.text().replace(nonce(answer), "")
}

fn nonce(page: &Answer) -> &str {
    let policy = page.header("content-security-policy");
    let nonce = policy
        .split_once("'nonce-")
        .and_then(|(_, rest)| rest.split_once('\''));
    nonce.unwrap().0
}

/// A site of the smallest files, taken away again.
struct Site(PathBuf);

impl Site {
    fn new(story: &str, build: &str) -> Self {
        let name = format!("hocvuso-site-{story}-{build}-{}", std::process::id());
        let site = Self(std::env::temp_dir().join(name));
        let pkg = |kind: &str| format!("/pkg/hocvuso.{build}.{kind}");
        let (js, wasm, css) = (pkg("js"), pkg("wasm"), pkg("css"));
        let list = serde_json::json!({ "js": js, "wasm": wasm, "css": css, "version": build });
        site.put("assets.json", &list.to_string());
        site.put("service-worker.js", "// the worker");
        site.put("icon.svg", "<svg/>");
        site.put(css.trim_start_matches('/'), "a { }");
        site
    }

    fn put(&self, name: &str, content: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        fs::write(path, content).unwrap();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
