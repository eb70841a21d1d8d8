//! Devices that are told of work: when, of what, and where the server does not go.

use std::sync::{Arc, Mutex};

use aes_gcm::{Aes128Gcm, KeyInit as _, aead::Aead as _};
use axum::{Router, body::Bytes, extract::State, http::HeaderMap, routing::post};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use hkdf::Hkdf;
use model::{
    assignment::Duty,
    record::{Commented, Fact},
};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToEncodedPoint as _};
use serde_json::{Value, json};
use server::{
    config::{Config, Push},
    push::{key::Key, round},
};
use sha2::Sha256;
use tests::{Actor, App, on_every_database, world};

const HOUR: i64 = 60 * 60 * 1000;
const AUTH: [u8; 16] = [5; 16];

/// A push service on this machine, and what it was sent.
#[derive(Clone)]
struct Service {
    origin: String,
    got: Arc<Mutex<Vec<(String, HeaderMap, Bytes)>>>,
    answers: Arc<Mutex<u16>>,
}

impl Service {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let service = Self {
            origin: format!("http://{}", listener.local_addr().unwrap()),
            got: Arc::default(),
            answers: Arc::new(Mutex::new(201)),
        };
        let router = Router::new()
            .route("/{device}", post(Self::take))
            .with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    async fn take(
        State(service): State<Self>,
        axum::extract::Path(device): axum::extract::Path<String>,
        headers: HeaderMap,
        body: Bytes,
    ) -> axum::http::StatusCode {
        service.got.lock().unwrap().push((device, headers, body));
        let status = *service.answers.lock().unwrap();
        axum::http::StatusCode::from_u16(status).unwrap()
    }

    /// What devices were told since the last look, as their browsers read it.
    fn told(&self) -> Vec<(String, Value)> {
        let got = std::mem::take(&mut *self.got.lock().unwrap());
        let read = |(device, _, body): (String, HeaderMap, Bytes)| {
            let words = serde_json::from_slice(&read(&body)).unwrap();
            (device, words)
        };
        got.into_iter().map(read).collect()
    }

    fn subscription(&self, device: &str) -> Value {
        let public = browser().public_key().to_encoded_point(false);
        json!({
            "endpoint": format!("{}/{device}", self.origin),
            "keys": {"p256dh": BASE64.encode(public.as_bytes()), "auth": BASE64.encode(AUTH)},
        })
    }
}

fn browser() -> SecretKey {
    SecretKey::from_slice(&[9; 32]).unwrap()
}

/// As RFC 8291 has a browser do it.
fn read(body: &[u8]) -> Vec<u8> {
    let (salt, rest) = body.split_at(16);
    let (ours, hidden) = rest[5..].split_at(65);
    let server = PublicKey::from_sec1_bytes(ours).unwrap();
    let shared = diffie_hellman(browser().to_nonzero_scalar(), server.as_affine());
    let theirs = browser().public_key().to_encoded_point(false);
    let info = [b"WebPush: info\0", theirs.as_bytes(), ours].concat();
    let mut keys = [0; 32];
    let derive = |salt: &[u8], secret: &[u8], info: &[u8], into: &mut [u8]| {
        Hkdf::<Sha256>::new(Some(salt), secret)
            .expand(info, into)
            .unwrap();
    };
    derive(&AUTH, shared.raw_secret_bytes(), &info, &mut keys);
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    derive(salt, &keys, b"Content-Encoding: aes128gcm\0", &mut key);
    derive(salt, &keys, b"Content-Encoding: nonce\0", &mut nonce);
    let cipher = Aes128Gcm::new(&key.into());
    let mut words = cipher.decrypt(&nonce.into(), hidden).unwrap();
    assert_eq!(words.pop(), Some(2));
    words
}

/// The same server with web push switched on, at eight in the morning.
async fn switched_on(app: &App) -> App {
    let secret = Key::make(|| [7; 32]);
    let key = Key::read(&secret, "mailto:quantri@example.vn").unwrap();
    let push = Push {
        key,
        may_be_local: true,
    };
    app.beside_with(Config {
        push: Some(push),
        ..app.service.config.clone()
    })
    .await
}

/// The commune's officer, who has given hamlet 1 a task that is due at the end of the month.
async fn given(app: &App) -> Actor {
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("k", "xa-a")).await;
    let give = world::assigned("k-lop", Duty::Implementer);
    officer.does("xom-1", give).await;
    officer
}

/// Somebody of the hamlet when it is late.
async fn late(app: &App) -> Actor {
    given(app).await;
    app.pass(40 * world::DAY);
    app.field("xom-1").await
}

async fn subscribe(actor: &Actor, subscription: &Value) -> u16 {
    let answer = actor.post("/api/v1/push", subscription).await;
    answer.status.as_u16()
}

#[tokio::test]
async fn nothing_of_it_is_there_until_an_operator_switches_it_on() {
    on_every_database(async |app| {
        let field = app.field("xom-1").await;
        let key = field.get("/api/v1/push").await.ok().json();
        assert_eq!(key, json!({ "key": null }));
        let subscription = Service::start().await.subscription("a");
        assert_eq!(subscribe(&field, &subscription).await, 404);
        assert_eq!(round(&app.service).await.unwrap(), 0);
        let on = switched_on(app).await;
        let key = field.at(&on).get("/api/v1/push").await.ok().json();
        let key = BASE64.decode(key["key"].as_str().unwrap()).unwrap();
        assert!(PublicKey::from_sec1_bytes(&key).is_ok());
        assert_eq!(on.nobody().get("/api/v1/push").await.status.as_u16(), 401);
        on.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_device_is_told_once_a_morning_what_waits_and_never_who() {
    on_every_database(async |app| {
        let service = Service::start().await;
        let on = switched_on(app).await;
        let field = late(&on).await;
        let other = on.field("xom-2").await;
        assert_eq!(subscribe(&field, &service.subscription("may-1")).await, 204);
        assert_eq!(subscribe(&field, &service.subscription("may-1")).await, 204);
        assert_eq!(subscribe(&other, &service.subscription("may-2")).await, 204);
        assert_eq!(
            round(&on.service).await.unwrap(),
            1,
            "nothing waits in hamlet 2"
        );
        let got = service.got.lock().unwrap().clone();
        let (_, headers, body) = &got[0];
        assert_eq!(headers["content-encoding"], "aes128gcm");
        let proof = headers["authorization"].to_str().unwrap();
        assert!(proof.starts_with("vapid t=") && proof.contains(", k=B"));
        assert!(!String::from_utf8_lossy(body).contains("quá hạn"));
        let told = service.told();
        assert_eq!(told[0].0, "may-1");
        assert_eq!(told[0].1["body"], "1 việc quá hạn.");
        on.pass(HOUR);
        assert_eq!(round(&on.service).await.unwrap(), 0, "told today");
        on.pass(10 * HOUR);
        assert_eq!(
            round(&on.service).await.unwrap(),
            0,
            "no longer in the morning"
        );
        on.pass(13 * HOUR);
        // Another process on the same database has the same devices.
        let beside = on.beside().await;
        let n_told = round(&beside.service).await.unwrap() + round(&on.service).await.unwrap();
        assert_eq!(n_told, 1, "one of them");
        beside.close().await;
        on.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_named_is_told_at_once_of_the_task_and_not_of_the_words() {
    on_every_database(async |app| {
        let service = Service::start().await;
        let on = switched_on(app).await;
        let (officer, field) = (given(&on).await, on.field("xom-1").await);
        subscribe(&field, &service.subscription("may-1")).await;
        on.pass(8 * HOUR);
        let naming = |text: &str| {
            Fact::Commented(Commented {
                node: "k-lop".into(),
                text: text.into(),
                mentions: vec![field.id.clone()],
            })
        };
        officer
            .does("xa-a", naming("@Lan gọi cho bà Hoa nhé."))
            .await;
        assert_eq!(round(&on.service).await.unwrap(), 1);
        let (_, told) = service.told().remove(0);
        assert_eq!(told["address"], "/nhiem-vu/k-lop");
        assert!(!told.to_string().contains("Hoa") && !told.to_string().contains("Chuyên viên"));
        assert_eq!(round(&on.service).await.unwrap(), 0);
        on.pass(1);
        officer.does("xa-a", naming("@Lan đã gọi chưa?")).await;
        assert_eq!(round(&on.service).await.unwrap(), 1);
        assert_eq!(
            service.told()[0].1["title"],
            "Bạn được nhắc tên trong một góp ý"
        );
        on.close().await;
    })
    .await;
}

#[tokio::test]
async fn it_ends_with_the_session_and_where_the_push_service_knows_the_device_no_longer() {
    on_every_database(async |app| {
        let service = Service::start().await;
        let on = switched_on(app).await;
        let field = late(&on).await;
        subscribe(&field, &service.subscription("may-1")).await;
        field.delete("/api/v1/session").await;
        assert_eq!(round(&on.service).await.unwrap(), 0, "signed out");
        let third = on.field("xom-1").await;
        subscribe(&third, &service.subscription("may-2")).await;
        *service.answers.lock().unwrap() = 410;
        assert_eq!(round(&on.service).await.unwrap(), 1);
        *service.answers.lock().unwrap() = 201;
        on.pass(world::DAY);
        assert_eq!(round(&on.service).await.unwrap(), 0, "gone");
        subscribe(&third, &service.subscription("may-3")).await;
        third.delete("/api/v1/push").await;
        assert_eq!(round(&on.service).await.unwrap(), 0, "no longer wanted");
        on.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_server_is_sent_nowhere_into_its_own_network_and_keeps_few_devices() {
    on_every_database(async |app| {
        let on = switched_on(app).await;
        let (field, service) = (on.field("xom-1").await, Service::start().await);
        for endpoint in [
            "http://10.0.0.1/a",
            "https://192.168.1.1/a",
            "https://localhost/a",
            "https://169.254.169.254/latest",
            "http://127.0.0.1/a",
            "https://push.example.org:8443/a",
        ] {
            let mut subscription = service.subscription("a");
            subscription["endpoint"] = endpoint.into();
            let answer = field.post("/api/v1/push", &subscription).await;
            assert_eq!(answer.json()["code"], "push_refused", "{endpoint}");
        }
        let mut broken = service.subscription("a");
        broken["keys"]["auth"] = "a".into();
        assert_eq!(subscribe(&field, &broken).await, 400);
        let long = service.subscription(&"a".repeat(5_000));
        assert_eq!(subscribe(&field, &long).await, 413);
        for n in 0..8 {
            on.pass(1);
            subscribe(&field, &service.subscription(&format!("may-{n}"))).await;
        }
        let mut tx = on.service.store.read().await.unwrap();
        let devices = server::store::push::all(&mut tx, 0).await.unwrap();
        drop(tx);
        assert_eq!(devices.len(), 5);
        on.close().await;
    })
    .await;
}
