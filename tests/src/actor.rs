//! Somebody at a browser or phone: the receiver of what a test does.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, header},
};
use model::{
    clock::Stamp,
    id::{PersonId, RecordId},
    record::{Fact, Record},
    sync::{SyncAnswer, SyncRequest},
};
use serde_json::{Value, json};
use server::service::Service;
use tower::ServiceExt as _;

use crate::{Answer, App};

#[derive(Clone)]
pub struct Actor {
    router: Router,
    service: Arc<Service>,
    pub id: PersonId,
    pub cookie: Option<String>,
    address: String,
}

impl Actor {
    pub fn new(app: &App, id: Option<PersonId>, address: &str) -> Self {
        Self {
            router: app.router.clone(),
            service: app.service.clone(),
            id: id.unwrap_or_default(),
            cookie: None,
            address: address.to_owned(),
        }
    }

    /// The same person asking another process.
    pub fn at(&self, app: &App) -> Self {
        Self {
            router: app.router.clone(),
            service: app.service.clone(),
            ..self.clone()
        }
    }

    pub async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let body = json!({"login": login, "password": password});
        let answer = self.post("/api/v1/session", &body).await;
        if let Some((cookie, _)) = answer.header("set-cookie").split_once(';') {
            self.cookie = Some(cookie.to_owned());
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Unless what is there is still what the asker has.
    pub async fn get_unless(&self, path: &str, tag: &str) -> Answer {
        let request = Request::get(path).header("if-none-match", tag);
        self.send(request, Body::empty()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Request::delete(path), Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_raw(path, "application/json", body.to_string())
            .await
    }

    pub async fn post_raw(&self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, body.into()).await
    }

    pub async fn method(&self, method: Method, path: &str) -> Answer {
        self.send(Request::builder().method(method).uri(path), Body::empty())
            .await
    }

    /// Sends a request as it is, with the person's cookie and address.
    ///
    /// # Panics
    /// If the request is malformed or the answer breaks off.
    pub async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let mut request = request.body(body).expect("a request");
        if let Some(cookie) = &self.cookie {
            let cookie = cookie.parse().expect("a cookie");
            request.headers_mut().insert(header::COOKIE, cookie);
        }
        let peer: SocketAddr = format!("{}:4000", self.address)
            .parse()
            .expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a whole answer");
        Answer {
            status: head.status,
            headers: head.headers,
            body: body.to_vec(),
        }
    }

    /// A record of this person, made now.
    pub fn record(&self, unit: &str, fact: Fact) -> Record {
        Record {
            id: RecordId::new(self.service.environment.next_id()),
            unit: unit.into(),
            by: self.id.clone(),
            device: "may-thu".into(),
            made_at: Stamp::at(self.service.environment.now()),
            replaces: None,
            fact,
        }
    }

    /// Does something about a unit, and it must be accepted.
    ///
    /// # Panics
    /// If it is refused.
    #[track_caller]
    pub fn does(&self, unit: &str, fact: Fact) -> impl Future<Output = Record> {
        let record = self.record(unit, fact);
        async move {
            let answer = self.push([record.clone()]).await;
            assert_eq!(answer.refused, []);
            assert_eq!(answer.accepted, std::slice::from_ref(&record.id));
            record
        }
    }

    /// Tries to do something about a unit; gives the code of the refusal.
    ///
    /// # Panics
    /// If it is accepted.
    pub async fn may_not(&self, unit: &str, fact: Fact) -> String {
        let answer = self.push([self.record(unit, fact)]).await;
        assert_eq!(answer.accepted, []);
        let code = serde_json::to_value(answer.refused[0].problem.code).expect("a code");
        code.as_str().unwrap_or_default().to_owned()
    }

    /// Pushes records and pulls nothing.
    pub async fn push(&self, records: impl IntoIterator<Item = Record>) -> SyncAnswer {
        let records = records.into_iter().map(|record| json!(record)).collect();
        self.push_json(records).await
    }

    pub async fn push_json(&self, records: Vec<Value>) -> SyncAnswer {
        self.sync(SyncRequest {
            records,
            limit: Some(0),
            ..SyncRequest::default()
        })
        .await
    }

    /// Pulls up to `limit` records after `cursor`.
    pub async fn pull(&self, cursor: i64, limit: usize) -> SyncAnswer {
        self.sync(SyncRequest {
            cursor,
            limit: Some(limit),
            ..SyncRequest::default()
        })
        .await
    }

    pub async fn sync(&self, request: SyncRequest) -> SyncAnswer {
        self.post("/api/v1/sync", &json!(request)).await.ok().read()
    }
}
