//! Many values in one statement: placeholders by the number, in pieces of a few sizes, so that the
//! databases know each statement already.

use super::{Result, Tx};
use sqlx::{Any, AssertSqlSafe, any::AnyRow, query::Query};

/// So many rows go into one statement. More would save little: SQLite looks each placeholder up among
/// all that come before it.
const ROWS: [usize; 4] = [16, 4, 2, 1];
/// So many values go into one list; where there are fewer, the last one stands there again.
const VALUES: [usize; 4] = [1, 4, 16, 64];

/// Rows whose column is one of `values`: `sql` has `{}` where the list goes, and `$1` … for the
/// fixed values.
pub async fn select_in(
    tx: &mut Tx,
    sql: &'static str,
    fixed: &[&str],
    values: &[&str],
) -> Result<Vec<AnyRow>> {
    let mut found = Vec::new();
    for piece in values.chunks(VALUES[VALUES.len() - 1]) {
        let size = VALUES.into_iter().find(|size| *size >= piece.len());
        let n_places = size.unwrap_or(piece.len());
        let mut query = query(sql.replace("{}", &row(fixed.len() + 1, n_places)));
        let again = piece.iter().rev().cycle().take(n_places - piece.len());
        for value in fixed.iter().chain(piece).chain(again) {
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
    let mut rest = rows;
    for size in ROWS {
        let pieces = rest.chunks_exact(size);
        rest = pieces.remainder();
        for piece in pieces {
            let places: Vec<_> = (0..size)
                .map(|n| row(n * n_columns + 1, n_columns))
                .collect();
            let mut query = query(sql.replace("{}", &places.join(", ")));
            for item in piece {
                query = bind(query, item)?;
            }
            query.execute(&mut **tx).await?;
        }
    }
    Ok(())
}

pub type Statement = Query<'static, Any, sqlx::any::AnyArguments>;

/// Only placeholders vary.
fn query(sql: String) -> Statement {
    sqlx::query(AssertSqlSafe(sql))
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
