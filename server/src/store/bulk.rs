//! Many values in one statement: placeholders by the number, in pieces that both databases take.

use super::{Result, Tx};
use sqlx::{Any, AssertSqlSafe, any::AnyRow, query::Query};

/// The most parameters in one statement; SQLite's limit is 32,766.
const MAX_PARAMETERS: usize = 2_000;

/// Rows whose column is one of `values`: `sql` has `{}` where the list goes, and `$1` … for the
/// fixed values.
pub async fn select_in(
    tx: &mut Tx,
    sql: &'static str,
    fixed: &[&str],
    values: &[&str],
) -> Result<Vec<AnyRow>> {
    let mut found = Vec::new();
    for piece in values.chunks(MAX_PARAMETERS) {
        let mut query = query(sql.replace("{}", &row(fixed.len() + 1, piece.len())));
        for value in fixed.iter().chain(piece) {
            query = query.bind((*value).to_owned());
        }
        found.extend(query.fetch_all(&mut **tx).await?);
    }
    Ok(found)
}

/// Inserts rows of `n_columns` each: `sql` has `{}` where the rows go, `bind` gives a row's values.
pub async fn insert<T>(
    tx: &mut Tx,
    sql: &'static str,
    rows: &[T],
    n_columns: usize,
    bind: impl Fn(Statement, &T) -> Result<Statement>,
) -> Result<()> {
    for piece in rows.chunks(MAX_PARAMETERS / n_columns) {
        let places: Vec<_> = (0..piece.len())
            .map(|n| row(n * n_columns + 1, n_columns))
            .collect();
        let mut query = query(sql.replace("{}", &places.join(", ")));
        for item in piece {
            query = bind(query, item)?;
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

pub type Statement = Query<'static, Any, sqlx::any::AnyArguments>;

/// Only placeholders vary, and statements of so many lengths are not worth keeping prepared.
fn query(sql: String) -> Statement {
    sqlx::query(AssertSqlSafe(sql)).persistent(false)
}

/// "($4, $5, $6)"
fn row(first: usize, n_columns: usize) -> String {
    let places: Vec<_> = (first..first + n_columns)
        .map(|n| format!("${n}"))
        .collect();
    format!("({})", places.join(", "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_count_on_from_row_to_row() {
        assert_eq!(super::row(1, 3), "($1, $2, $3)");
        assert_eq!(super::row(4, 2), "($4, $5)");
    }
}
