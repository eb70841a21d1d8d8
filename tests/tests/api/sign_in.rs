//! Signing in and out, slowing down guessers, and keeping other sites out.

use axum::{body::Body, http::Request};
use model::person::Role;
use serde_json::json;
use tests::{Actor, PASSWORD, on_every_database, world::DAY};

const MINUTE: i64 = 60 * 1000;

#[tokio::test]
async fn one_who_signs_in_is_known_until_signing_out() {
    on_every_database(async |app| {
        let person = app.add(Role::Officer, "xa-a").await;
        let mut officer = app.nobody();
        officer
            .get("/api/v1/me")
            .await
            .refused(401, "sign_in_needed");

        // Phones write a capital letter first, and a space after a suggestion.
        let login = format!("{} ", person.login.to_uppercase());
        let answer = officer.sign_in(&login, PASSWORD).await.ok();
        let cookie = answer.header("set-cookie");
        for part in [
            "hocvuso=",
            "; Path=/",
            "; HttpOnly",
            "; SameSite=Lax",
            "; Max-Age=2592000",
        ] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "{cookie}");
        assert_eq!(answer.json()["person"]["login"], person.login);

        let me = officer.get("/api/v1/me").await.ok();
        assert_eq!(me.json()["unit"]["name"], "Xã A");
        assert_eq!(me.json()["above"][0]["name"], "Tỉnh Thử");
        assert_eq!(me.header("cache-control"), "no-store");

        let answer = officer.delete("/api/v1/session").await.ok();
        assert!(answer.header("set-cookie").contains("Max-Age=0"));
        officer
            .get("/api/v1/me")
            .await
            .refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_look_the_same() {
    on_every_database(async |app| {
        let person = app.add(Role::Field, "xom-1").await;
        let mut somebody = app.nobody();
        let wrong = somebody.sign_in(&person.login, "khác").await;
        let unknown = somebody.sign_in("không-có", PASSWORD).await;
        wrong.refused(401, "sign_in_failed");
        unknown.refused(401, "sign_in_failed");
        assert_eq!(wrong.body, unknown.body);
        assert!(somebody.cookie.is_none());
        somebody
            .sign_in("\0", PASSWORD)
            .await
            .refused(401, "sign_in_failed");
        somebody
            .sign_in(&"a".repeat(5000), PASSWORD)
            .await
            .refused(401, "sign_in_failed");
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_and_forgiven_after_a_while() {
    on_every_database(async |app| {
        let person = app.add(Role::Field, "xom-1").await;
        let mut guesser = Actor::new(app, None, "10.0.0.1");
        for _ in 0..5 {
            guesser
                .sign_in(&person.login, "đoán")
                .await
                .refused(401, "sign_in_failed");
            app.pass(MINUTE);
        }
        let answer = guesser.sign_in(&person.login, PASSWORD).await;
        answer.refused(429, "sign_in_throttled");
        // The first failure is forgotten 15 minutes after it.
        assert_eq!(answer.header("retry-after"), "601");

        // The person elsewhere is not kept out by it.
        let mut owner = Actor::new(app, None, "10.0.0.2");
        owner.sign_in(&person.login, PASSWORD).await.ok();

        app.pass(601 * 1000);
        guesser.sign_in(&person.login, PASSWORD).await.ok();
        // A success forgives the failures before it.
        guesser
            .sign_in(&person.login, "nhầm")
            .await
            .refused(401, "sign_in_failed");
        guesser.sign_in(&person.login, PASSWORD).await.ok();
    })
    .await;
}

#[tokio::test]
async fn one_address_cannot_try_many_logins() {
    on_every_database(async |app| {
        let mut guesser = Actor::new(app, None, "10.0.0.1");
        for n in 0..20 {
            guesser
                .sign_in(&format!("người-{n}"), "đoán")
                .await
                .refused(401, "sign_in_failed");
        }
        guesser
            .sign_in("người-20", "đoán")
            .await
            .refused(429, "sign_in_throttled");
        // An address that anybody can write into a header counts for nothing.
        let request = Request::post("/api/v1/session")
            .header("content-type", "application/json")
            .header("x-forwarded-for", "203.0.113.9");
        let body = json!({"login": "người-21", "password": "đoán"}).to_string();
        guesser
            .send(request, Body::from(body))
            .await
            .refused(429, "sign_in_throttled");
    })
    .await;
}

#[tokio::test]
async fn many_guesses_at_once_do_not_slip_through() {
    on_every_database(async |app| {
        let person = app.add(Role::Field, "xom-1").await;
        let guesses: Vec<_> = (0..12)
            .map(|_| {
                let mut guesser = Actor::new(app, None, "10.0.0.1");
                let login = person.login.clone();
                tokio::spawn(async move { guesser.sign_in(&login, "đoán").await.status.as_u16() })
            })
            .collect();
        let mut judged = 0;
        for guess in guesses {
            judged += u32::from(guess.await.unwrap() == 401);
        }
        assert_eq!(judged, 5);
    })
    .await;
}

#[tokio::test]
async fn a_session_lives_thirty_days_after_its_last_use() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let answer = officer.get("/api/v1/me").await.ok();
        assert_eq!(answer.header("set-cookie"), "");
        app.pass(29 * DAY);
        let answer = officer.get("/api/v1/me").await.ok();
        assert!(answer.header("set-cookie").contains("Max-Age=2592000"));
        app.pass(29 * DAY);
        officer.get("/api/v1/me").await.ok();
        app.pass(31 * DAY);
        officer
            .get("/api/v1/me")
            .await
            .refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn over_https_the_cookie_and_the_browser_are_told_so() {
    on_every_database(async |app| {
        let person = app.add(Role::Field, "xom-1").await;
        let request = Request::post("/api/v1/session")
            .header("content-type", "application/json")
            .header("x-forwarded-proto", "https");
        let body = json!({"login": person.login, "password": PASSWORD}).to_string();
        let answer = app.nobody().send(request, Body::from(body)).await.ok();
        assert!(answer.header("set-cookie").ends_with("; Secure"));
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=31536000"
        );
    })
    .await;
}

#[tokio::test]
async fn the_form_works_without_a_program_and_leads_on_to_our_own_pages_only() {
    on_every_database(async |app| {
        let person = app.add(Role::Field, "xom-1").await;
        let nobody = app.nobody();
        let form = "application/x-www-form-urlencoded";
        let send = async |password: &str, next: &str| {
            let body = format!("login={}&password={password}&next={next}", person.login);
            nobody.post_raw("/dang-nhap", form, body).await
        };
        let right = "m%E1%BA%ADt+kh%E1%BA%A9u+%C4%91%E1%BB%83+th%E1%BB%AD";
        let answer = send(right, "%2Fnhiem-vu%3Ftrang%3D1").await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (303, "/nhiem-vu?trang=1")
        );
        assert!(answer.header("set-cookie").starts_with("hocvuso="));

        let answer = send(right, "https%3A%2F%2Fkhac.vn").await;
        assert_eq!(answer.header("location"), "/");

        let answer = send("sai", "%2Fban-do").await;
        assert_eq!(answer.status.as_u16(), 303);
        assert_eq!(
            answer.header("location"),
            "/dang-nhap?loi=sign_in_failed&next=%2Fban-do"
        );
        assert_eq!(answer.header("set-cookie"), "");

        let officer = app.officer("xa-a").await;
        let answer = officer.post_raw("/dang-xuat", form, "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (303, "/dang-nhap")
        );
        officer
            .get("/api/v1/me")
            .await
            .refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn another_site_cannot_act_with_the_cookie() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let from = async |name: &str, value: &str| {
            let request = Request::post("/api/v1/sync")
                .header("content-type", "application/json")
                .header("host", "hocvuso.vn")
                .header(name, value);
            officer
                .send(request, Body::from("{\"device\":\"d\"}"))
                .await
        };
        from("sec-fetch-site", "cross-site")
            .await
            .refused(403, "cross_site");
        from("sec-fetch-site", "same-site")
            .await
            .refused(403, "cross_site");
        from("origin", "https://khac.vn")
            .await
            .refused(403, "cross_site");
        from("origin", "null").await.refused(403, "cross_site");
        from("sec-fetch-site", "same-origin").await.ok();
        from("origin", "https://hocvuso.vn").await.ok();
        // Reading is no act: links from elsewhere work.
        let request = Request::get("/api/v1/me").header("sec-fetch-site", "cross-site");
        officer.send(request, Body::empty()).await.ok();
        // The form of another site cannot sign anybody in either.
        let request = Request::post("/dang-nhap").header("origin", "https://khac.vn");
        officer
            .send(request, Body::empty())
            .await
            .refused(403, "cross_site");
    })
    .await;
}
