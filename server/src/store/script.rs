//! What is written together: statements that are collected first and then go to the database in as few
//! messages as it allows.
//!
//! A message costs about as much as what SQLite does with it. SQLite takes many statements in one;
//! PostgreSQL takes many rows in one statement.

use std::mem;

use sqlx::{Any, AssertSqlSafe, any::AnyArguments, query::Query};

use super::{Result, Tx, dialect::Engine};

/// So many times a statement is said in one message. Few sizes, so that the databases know each
/// message already. More at once would save little.
const TIMES: [usize; 2] = [16, 4];

#[derive(Default)]
pub struct Script(Vec<Step>);

/// A statement has `?` for each of the values in their order, or `{}` for a row of all of them.
#[derive(Clone)]
struct Step {
    sql: &'static str,
    values: Row,
}

/// Values in the order of their columns.
#[derive(Clone, Default)]
pub struct Row(Vec<Value>);

#[derive(Clone)]
pub enum Value {
    Text(Option<String>),
    Number(Option<i64>),
    Flag(bool),
}

impl Script {
    /// The statements run in the order in which they were added.
    pub fn add(&mut self, sql: &'static str, values: Row) {
        self.0.push(Step { sql, values });
    }

    pub async fn run(self, tx: &mut Tx) -> Result<()> {
        let engine = Engine::of_connection(tx)?;
        // Different statements, each said a few times.
        let mut few = Vec::new();
        for same in self.0.chunk_by(|a, b| a.sql == b.sql) {
            let mut rest = same;
            for times in TIMES {
                while let Some((piece, after)) = rest.split_at_checked(times) {
                    say(tx, engine, &mem::take(&mut few)).await?;
                    say(tx, engine, piece).await?;
                    rest = after;
                }
            }
            few.extend_from_slice(rest);
        }
        say(tx, engine, &few).await
    }
}

impl Row {
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.0.push(value.into());
        self
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

async fn say(tx: &mut Tx, engine: Engine, steps: &[Step]) -> Result<()> {
    match engine {
        Engine::Sqlite if steps.is_empty() => Ok(()),
        Engine::Sqlite => execute(tx, many_statements(steps), steps).await,
        Engine::Postgres => {
            for same in steps.chunk_by(|a, b| a.sql == b.sql && a.sql.contains("{}")) {
                execute(tx, many_rows(same), same).await?;
            }
            Ok(())
        }
    }
}

async fn execute(tx: &mut Tx, sql: String, steps: &[Step]) -> Result<()> {
    // Only placeholders vary.
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in steps.iter().flat_map(|step| &step.values.0) {
        query = bind(query, value.clone());
    }
    query.execute(&mut **tx).await?;
    Ok(())
}

fn bind(
    query: Query<'static, Any, AnyArguments>,
    value: Value,
) -> Query<'static, Any, AnyArguments> {
    match value {
        Value::Text(text) => query.bind(text),
        Value::Number(number) => query.bind(number),
        Value::Flag(flag) => query.bind(flag),
    }
}

/// "insert … values (?, ?); update … = ?": SQLite hands the values out in turn.
fn many_statements(steps: &[Step]) -> String {
    let statements: Vec<_> = steps
        .iter()
        .map(|step| {
            let places = vec!["?"; step.values.0.len()];
            step.sql.replace("{}", &format!("({})", places.join(", ")))
        })
        .collect();
    statements.join(";\n")
}

/// "insert … values ($1, $2), ($3, $4)": the same statement with a row from each step.
fn many_rows(same: &[Step]) -> String {
    let Some(Step { sql, values }) = same.first() else {
        return String::new();
    };
    let row = format!("({})", vec!["?"; values.0.len()].join(", "));
    let sql = sql.replace("{}", &vec![row; same.len()].join(", "));
    let mut pieces = sql.split('?');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces
        .zip(1..)
        .fold(first, |sql, (piece, n)| format!("{sql}${n}{piece}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(sql: &'static str, n_values: i64) -> Step {
        let values = (0..n_values).fold(Row::default(), Row::bind);
        Step { sql, values }
    }

    #[test]
    fn statements_stand_one_after_the_other() {
        let steps = [
            step("insert into a values {}", 2),
            step("delete from b where c = ?", 1),
        ];
        assert_eq!(
            many_statements(&steps),
            "insert into a values (?, ?);\ndelete from b where c = ?"
        );
    }

    #[test]
    fn rows_of_the_same_statement_are_numbered_on() {
        let steps = vec![step("insert into a values {} returning b", 2); 2];
        assert_eq!(
            many_rows(&steps),
            "insert into a values ($1, $2), ($3, $4) returning b"
        );
        assert_eq!(
            many_rows(&[step("update a set b = ? where c = ?", 2)]),
            "update a set b = $1 where c = $2"
        );
    }
}
