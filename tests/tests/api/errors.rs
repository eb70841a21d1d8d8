//! Whatever is wrong with a request, the answer is a coded problem.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::json;
use tests::on_every_database;

#[tokio::test]
async fn every_broken_request_gets_a_coded_problem() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        for path in [
            "/api",
            "/api/v1",
            "/api/v1/nothing",
            "/api/v2/me",
            "/api/v1/tasks/a/b",
        ] {
            officer.get(path).await.refused(404, "not_found");
        }
        for path in [
            "/api/v1/tasks/%00",
            "/api/v1/plans/%ff",
            "/api/v1/plans/a%20b",
        ] {
            officer.get(path).await.refused(404, "not_found");
        }
        for query in ["trang-thai=xanh", "trang=-1", "trang=x"] {
            let path = format!("/api/v1/tasks?{query}");
            officer.get(&path).await.refused(400, "malformed_query");
        }
        officer
            .get("/api/v1/map/tasks?period=2026-Q9")
            .await
            .refused(400, "malformed_query");
        officer
            .get("/api/v1/map/tasks?unit=%00")
            .await
            .refused(404, "not_found");
        officer
            .get("/api/v1/tasks?tim=%ff%00&don-vi=%00")
            .await
            .ok();
    })
    .await;
}

#[tokio::test]
async fn bodies_are_json_or_refused() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let sync = "/api/v1/sync";
        let json = "application/json";
        for body in [
            "",
            "{",
            "[]",
            "null",
            "{\"device\": 5}",
            "{\"records\": {}}",
        ] {
            officer
                .post_raw(sync, json, body)
                .await
                .refused(400, "malformed_json");
        }
        officer
            .post_raw(sync, json, vec![0xff, 0xfe, b'{'])
            .await
            .refused(400, "malformed_json");
        officer
            .post_raw(sync, "text/plain", "{}")
            .await
            .refused(415, "unsupported_media_type");
        let deep = "[".repeat(100_000);
        officer
            .post_raw(sync, json, deep)
            .await
            .refused(400, "malformed_json");
        let request = Request::post(sync);
        officer
            .send(request, Body::from("{}"))
            .await
            .refused(415, "unsupported_media_type");
        let body = "{\"device\": \"d\"}";
        officer
            .post_raw(sync, "application/json; charset=utf-8", body)
            .await
            .ok();
    })
    .await;
}

#[tokio::test]
async fn too_much_is_too_much() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let large = json!({"device": "d", "records": ["x".repeat(5 * 1024 * 1024)]});
        officer
            .post("/api/v1/sync", &large)
            .await
            .refused(413, "too_large");
        let large = json!({"login": "x".repeat(10_000), "password": "x"});
        officer
            .post("/api/v1/session", &large)
            .await
            .refused(413, "too_large");
    })
    .await;
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        for path in ["/healthz", "/api/v1/me", "/api/v1/nothing"] {
            let answer = officer.get(path).await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("referrer-policy"), "same-origin");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
            assert!(!answer.header("permissions-policy").is_empty());
            assert_eq!(answer.header("x-request-id").len(), 16);
            assert_eq!(answer.header("strict-transport-security"), "");
        }
        assert_eq!(officer.get("/healthz").await.ok().text(), "ok");
    })
    .await;
}

#[tokio::test]
async fn whatever_is_described_is_there() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let description = app.nobody().get("/api/openapi.json").await.ok().json();
        for (path, methods) in description["paths"].as_object().unwrap() {
            // Asked the wrong way, an address that is there says so.
            let path = path.replace("{id}", "k");
            let answer = officer.method(Method::PUT, &path).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            for method in ["get", "post", "delete"] {
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                let there = methods.get(method.as_str().to_lowercase()).is_some();
                let answer = officer.method(method, &path).await;
                assert_eq!(
                    answer.status != StatusCode::METHOD_NOT_ALLOWED,
                    there,
                    "{path}"
                );
            }
        }
    })
    .await;
}
