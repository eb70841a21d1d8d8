//! What any program must do that keeps what it is told: parse, write, wait for the disk, say so.

use std::path::Path;

use axum::{
    Json, Router,
    body::Body,
    extract::State,
    http::{Request, header},
    routing::post,
};
use serde_json::{Value, json};
use sqlx::{
    QueryBuilder, Row as _, Sqlite, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tests::Answer;
use tower::ServiceExt as _;

#[derive(Clone)]
pub struct Bare {
    router: Router,
    pools: Pools,
}

/// As the server has them: one connection that writes, several that read.
#[derive(Clone)]
struct Pools {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Bare {
    pub async fn open(folder: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(folder.join("bare.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = |n| SqlitePoolOptions::new().max_connections(n);
        let pools = Pools {
            writer: pool(1)
                .connect_with(options.clone())
                .await
                .expect("a database"),
            readers: pool(8).connect_with(options).await.expect("a database"),
        };
        sqlx::raw_sql("create table record (id text primary key, body text not null)")
            .execute(&pools.writer)
            .await
            .expect("a table");
        let router = Router::new()
            .route("/records", post(insert).get(list))
            .with_state(pools.clone());
        Self { router, pools }
    }

    pub async fn insert(self, records: Vec<Value>) -> Answer {
        let body = json!({ "records": records }).to_string();
        let request = Request::post("/records")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    pub async fn list(self) -> Answer {
        let request = Request::get("/records").body(Body::empty());
        self.send(request.expect("a request")).await
    }

    pub async fn close(&self) {
        self.pools.writer.close().await;
        self.pools.readers.close().await;
    }

    async fn send(self, request: Request<Body>) -> Answer {
        let response = self.router.oneshot(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await;
        Answer {
            status: head.status,
            headers: head.headers,
            body: body.expect("a whole answer").to_vec(),
        }
    }
}

async fn insert(State(pools): State<Pools>, Json(request): Json<Value>) -> Json<Value> {
    let none = Vec::new();
    let records = request["records"].as_array().unwrap_or(&none);
    let mut insert = QueryBuilder::<Sqlite>::new("insert into record (id, body) ");
    insert.push_values(records, |mut row, record| {
        row.push_bind(record["id"].as_str())
            .push_bind(record.to_string());
    });
    insert.build().execute(&pools.writer).await.expect("rows");
    Json(json!({ "accepted": records.len() }))
}

async fn list(State(pools): State<Pools>) -> Json<Vec<Value>> {
    let rows = sqlx::query("select body from record order by rowid desc limit 100")
        .fetch_all(&pools.readers)
        .await
        .expect("rows");
    let bodies = rows.iter().map(|row| row.get::<String, _>(0));
    Json(
        bodies
            .map(|body| serde_json::from_str(&body).expect("JSON"))
            .collect(),
    )
}
