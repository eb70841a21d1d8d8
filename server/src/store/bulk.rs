//! Many values at once: questions with a list, and rows written by a script.

use super::{
    Result, Tx,
    database::{Query, Row, Value, query},
    script::{Script, Values},
};

/// Rows whose column is one of `values`: `sql` has `$1` … for the fixed values, and then the list
/// ([`Value::List`]).
pub async fn select_in(
    tx: &mut Tx,
    sql: &'static str,
    fixed: &[&str],
    values: &[&str],
) -> Result<Vec<Row>> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let with_fixed = |query: Query, value: &&str| query.bind(*value);
    let query = fixed.iter().fold(query(sql), with_fixed);
    query.bind(Value::list(values)).fetch_all(tx).await
}

/// Writes a row for each: `sql` has `{}` where it goes, `bind` gives its values.
pub async fn insert<T>(
    tx: &mut Tx,
    sql: &'static str,
    rows: &[T],
    bind: impl Fn(Values, &T) -> Result<Values>,
) -> Result<()> {
    let mut script = Script::default();
    for row in rows {
        script.add(sql, bind(Values::default(), row)?);
    }
    script.run(tx).await
}
