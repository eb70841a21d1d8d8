//! PostgreSQL, through sqlx.

use std::sync::Arc;

use futures_util::TryStreamExt as _;
use sqlx::{
    AssertSqlSafe, Column as _, PgConnection, PgPool, Row as _, TypeInfo as _, ValueRef as _,
    postgres::{PgPoolOptions, PgRow},
};

use super::{Query, Result, Row, Value, row::Cell};

/// How a list is said to SQLite and how here, with as many brackets to close.
const IN_LIST: &str = "in (select value from json_each(";
const IN_ARRAY: &str = "= any ((";

pub async fn connect(url: &str, n_connections: u32) -> Result<PgPool> {
    let options = PgPoolOptions::new().max_connections(n_connections);
    Ok(options.connect(url).await?)
}

/// The same, and brings the database up to date.
pub async fn prepare(url: &str, n_connections: u32) -> Result<PgPool> {
    let pool = connect(url, n_connections).await?;
    sqlx::migrate!().run(&pool).await?;
    Ok(pool)
}

pub async fn run(connection: &mut PgConnection, sql: &'static str) -> Result<()> {
    sqlx::raw_sql(sql).execute(connection).await?;
    Ok(())
}

pub async fn execute(connection: &mut PgConnection, query: Query) -> Result<u64> {
    let done = with_values(query).execute(connection).await?;
    Ok(done.rows_affected())
}

pub async fn each(
    connection: &mut PgConnection,
    query: Query,
    mut take: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    let mut rows = with_values(query).fetch(connection);
    let mut columns = None;
    while let Some(row) = rows.try_next().await? {
        let columns = columns.get_or_insert_with(|| names(&row));
        let cells = (0..columns.len()).map(|place| cell(&row, place));
        let cells = cells.collect::<sqlx::Result<_>>()?;
        take(Row::new(Arc::clone(columns), cells))?;
    }
    Ok(())
}

type PgQuery = sqlx::query::Query<'static, sqlx::Postgres, sqlx::postgres::PgArguments>;

fn with_values(Query { sql, values }: Query) -> PgQuery {
    // `Query` says where its text comes from.
    let query = sqlx::query(AssertSqlSafe(sql.replace(IN_LIST, IN_ARRAY)));
    values.into_iter().fold(query, |query, value| match value {
        Value::Text(text) => query.bind(text),
        Value::Number(number) => query.bind(number),
        Value::Flag(flag) => query.bind(flag),
        Value::Bytes(bytes) => query.bind(bytes),
        Value::List(words) => query.bind(words),
    })
}

fn names(row: &PgRow) -> Arc<[Box<str>]> {
    let names = row.columns().iter().map(|column| Box::from(column.name()));
    names.collect()
}

fn cell(row: &PgRow, place: usize) -> sqlx::Result<Cell> {
    let value = row.try_get_raw(place)?;
    if value.is_null() {
        return Ok(Cell::Null);
    }
    Ok(match value.type_info().name() {
        "INT8" => Cell::Number(row.try_get(place)?),
        "INT4" => Cell::Number(row.try_get::<i32, _>(place)?.into()),
        "BOOL" => Cell::Number(row.try_get::<bool, _>(place)?.into()),
        "BYTEA" => Cell::Bytes(row.try_get(place)?),
        _ => Cell::Text(row.try_get(place)?),
    })
}
