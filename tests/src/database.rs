//! Runs a story on a fresh SQLite file and, where `TEST_PG` names a server, on PostgreSQL.

use std::{
    env, fs,
    path::PathBuf,
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::App;

/// Tells the same story on every database there is.
///
/// # Panics
/// If the story does, or if a database cannot be had.
pub async fn on_every_database(story: impl AsyncFn(&App)) {
    let folder = Folder::new();
    let app = App::open(&format!("sqlite:{}", folder.0.join("test.db").display())).await;
    story(&app).await;
    app.close().await;

    let Ok(server) = env::var("TEST_PG") else {
        println!("PostgreSQL skipped: TEST_PG is not set");
        return;
    };
    let schema = format!("test_{}_{}", process::id(), next_number());
    let mut connection = PgConnection::connect(&server)
        .await
        .expect("TEST_PG answers");
    run(&mut connection, format!("create schema {schema}")).await;
    let mark = if server.contains('?') { '&' } else { '?' };
    let app = App::open(&format!("{server}{mark}options[search_path]={schema}")).await;
    story(&app).await;
    app.close().await;
    run(&mut connection, format!("drop schema {schema} cascade")).await;
}

async fn run(connection: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .expect("a schema of our own");
}

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("hocvuso-test-{}-{}", process::id(), next_number());
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder for temporary files");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn next_number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
