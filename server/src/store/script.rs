//! What is written together: statements that are collected first and run one after another.
//!
//! SQLite prepares each once and is handed the values. A message to PostgreSQL costs more than what is
//! in it: many rows go in one.

use super::{
    Result, Tx,
    database::{Connection, Query, Value},
};

/// So many rows go to PostgreSQL in one message. Few sizes, so that it knows each message already. More
/// at once would save little.
const AT_ONCE: [usize; 2] = [16, 4];

#[derive(Default)]
pub struct Script(Vec<Step>);

/// A statement has `?` for each of the values in their order, or `{}` for a row of all of them.
struct Step {
    sql: &'static str,
    values: Values,
}

/// Values in the order of their columns.
#[derive(Clone, Default)]
pub struct Values(Vec<Value>);

impl Script {
    /// The statements run in the order in which they were added.
    pub fn add(&mut self, sql: &'static str, values: Values) {
        self.0.push(Step { sql, values });
    }

    pub async fn run(self, tx: &mut Tx) -> Result<()> {
        for same in self.0.chunk_by(|a, b| a.sql == b.sql) {
            match &mut **tx {
                Connection::Sqlite(held) => {
                    let sql = with_one_row(same);
                    for step in same {
                        held.execute(&sql, &step.values.0)?;
                    }
                }
                connection => say(connection, same).await?,
            }
        }
        Ok(())
    }
}

impl Values {
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.0.push(value.into());
        self
    }
}

/// The same statement with its values, in few messages.
async fn say(connection: &mut Connection, same: &[Step]) -> Result<()> {
    let mut rest = same;
    for n_rows in AT_ONCE {
        while let Some((piece, after)) = rest.split_at_checked(n_rows) {
            say_at_once(connection, piece).await?;
            rest = after;
        }
    }
    say_at_once(connection, rest).await
}

async fn say_at_once(connection: &mut Connection, same: &[Step]) -> Result<()> {
    for piece in same.chunk_by(|a, _| a.sql.contains("{}")) {
        let mut query = Query::with_places(with_rows(piece));
        for value in piece.iter().flat_map(|step| &step.values.0) {
            query = query.bind(value.clone());
        }
        query.execute(connection).await?;
    }
    Ok(())
}

/// "insert … values (?, ?)"
fn with_one_row(same: &[Step]) -> String {
    same.first()
        .map_or_else(String::new, |Step { sql, values }| {
            sql.replace("{}", &row_of(values))
        })
}

/// "insert … values ($1, $2), ($3, $4)": the same statement with a row from each step.
fn with_rows(same: &[Step]) -> String {
    let Some(Step { sql, values }) = same.first() else {
        return String::new();
    };
    let row = row_of(values);
    let sql = sql.replace("{}", &vec![row; same.len()].join(", "));
    let mut pieces = sql.split('?');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces
        .zip(1..)
        .fold(first, |sql, (piece, n)| format!("{sql}${n}{piece}"))
}

fn row_of(values: &Values) -> String {
    format!("({})", vec!["?"; values.0.len()].join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(sql: &'static str, n_values: i64) -> Step {
        let values = (0..n_values).fold(Values::default(), Values::bind);
        Step { sql, values }
    }

    #[test]
    fn a_row_has_a_place_for_each_value() {
        let steps = [step("insert into a values {}", 2)];
        assert_eq!(with_one_row(&steps), "insert into a values (?, ?)");
    }

    #[test]
    fn rows_of_the_same_statement_are_numbered_on() {
        let steps = [(); 2].map(|()| step("insert into a values {} returning b", 2));
        assert_eq!(
            with_rows(&steps),
            "insert into a values ($1, $2), ($3, $4) returning b"
        );
        assert_eq!(
            with_rows(&[step("update a set b = ? where c = ?", 2)]),
            "update a set b = $1 where c = $2"
        );
    }
}
