use std::{env, fs, process};

use futures_util::{FutureExt as _, future::join_all};

use super::*;

/// A database of its own for each test, which goes away with it.
struct File {
    path: std::path::PathBuf,
    database: Database,
}

impl File {
    async fn open(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("hocvuso-database-{}-{name}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("a.db").display());
        Self {
            path: folder,
            database: Database::open(&url).await.unwrap(),
        }
    }

    async fn value(&self) -> i64 {
        let mut connection = self.database.ask().await.unwrap();
        let sql = "select value from counter where name = 'record'";
        query(sql).scalar(&mut connection).await.unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

async fn raise(tx: &mut Tx) {
    let sql = "update counter set value = value + $1 where name = 'record'";
    assert_eq!(query(sql).bind(1).execute(tx).await.unwrap(), 1);
}

#[tokio::test]
async fn what_was_begun_and_not_committed_is_undone() {
    let file = File::open("undone").await;
    let mut tx = file.database.write().await.unwrap();
    raise(&mut tx).await;
    drop(tx);
    assert_eq!(file.value().await, 0);

    let mut tx = file.database.write().await.unwrap();
    raise(&mut tx).await;
    tx.commit().await.unwrap();
    assert_eq!(file.value().await, 1);
}

#[tokio::test]
async fn what_failed_leaves_a_connection_that_others_can_use() {
    let file = File::open("failed").await;
    let mut tx = file.database.write().await.unwrap();
    raise(&mut tx).await;
    let twice = "insert into counter (name, value) values ('record', 0)";
    let failed = query(twice).execute(&mut tx).await;
    assert!(matches!(failed, Err(Error::Sqlite(_))), "{failed:?}");
    drop(tx);
    let mut tx = file.database.write().await.unwrap();
    raise(&mut tx).await;
    tx.commit().await.unwrap();
    assert_eq!(file.value().await, 1);
}

#[tokio::test]
async fn a_snapshot_does_not_see_what_is_committed_meanwhile() {
    let file = File::open("snapshot").await;
    let sql = "select value from counter where name = 'record'";
    let mut before = file.database.read().await.unwrap();
    assert_eq!(query(sql).scalar::<i64>(&mut before).await.unwrap(), 0);
    let mut tx = file.database.write().await.unwrap();
    raise(&mut tx).await;
    tx.commit().await.unwrap();
    assert_eq!(query(sql).scalar::<i64>(&mut before).await.unwrap(), 0);
    assert_eq!(file.value().await, 1);
}

#[tokio::test]
async fn whoever_comes_when_all_are_taken_waits_for_the_first_that_is_given_back() {
    let file = File::open("turns").await;
    let one = || file.database.ask();
    let mut taken = join_all((0..READERS).map(|_| one())).await;
    let mut next = Box::pin(one());
    assert!(next.as_mut().now_or_never().is_none());
    taken.pop();
    assert!(next.await.is_ok());
}

#[tokio::test]
async fn nothing_is_had_of_a_closed_database() {
    let file = File::open("closed").await;
    file.database.close().await;
    assert!(matches!(file.database.read().await, Err(Error::Closed)));
    assert!(matches!(file.database.write().await, Err(Error::Closed)));
}

#[tokio::test]
async fn values_are_told_by_their_numbers_wherever_they_stand() {
    let file = File::open("values").await;
    let mut connection = file.database.ask().await.unwrap();
    let sql = "select $2 as second, $1 as first, $2 as again, $3 as absent";
    let row = query(sql).bind(1).bind("hai").bind(None::<String>);
    let row = row.fetch_one(&mut connection).await.unwrap();
    assert_eq!(row.get::<i64>("first").unwrap(), 1);
    assert_eq!(row.get::<&str>("second").unwrap(), "hai");
    assert_eq!(row.get::<&str>("again").unwrap(), "hai");
    assert_eq!(row.get::<Option<&str>>("absent").unwrap(), None);

    let too_few = query("select $1, $2").bind(1);
    let failed = too_few.fetch_all(&mut connection).await;
    assert!(matches!(failed, Err(Error::NoValue(2))));
}

#[tokio::test]
async fn a_list_is_one_value_whatever_stands_in_it() {
    let file = File::open("list").await;
    let mut connection = file.database.ask().await.unwrap();
    let words = ["record", "unit", "'); drop table counter; --", "\"\u{1f}"];
    let sql = "select name from counter where name in (select value from json_each($1)) \
               order by name";
    let list = query(sql).bind(Value::list(words));
    let found: Vec<String> = list.scalars(&mut connection).await.unwrap();
    assert_eq!(found, ["record", "unit"]);
    let none = query(sql).bind(Value::list([""; 0]));
    assert!(none.fetch_all(&mut connection).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_on_and_on_is_copied_into_the_file() {
    let file = File::open("copied").await;
    for _ in 0..30 {
        let mut tx = file.database.write().await.unwrap();
        for _ in 0..200 {
            raise(&mut tx).await;
        }
        tx.commit().await.unwrap();
    }
    assert_eq!(file.value().await, 6_000);
    file.database.close().await;
    // Whoever closes last copies what is left and takes the log away.
    assert!(!file.path.join("a.db-wal").exists());
}
