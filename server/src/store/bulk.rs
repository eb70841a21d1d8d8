//! Many values at once: questions with a list of a few lengths, so that the databases know each
//! question already, and rows written by a script.

use super::{
    Result, Tx,
    database::{Query, Row},
    script::{Script, Values},
};

/// So many values go into one list; where there are fewer, the last one stands there again.
const VALUES: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];

/// Rows whose column is one of `values`: `sql` has `{}` where the list goes, and `$1` … for the
/// fixed values.
pub async fn select_in(
    tx: &mut Tx,
    sql: &'static str,
    fixed: &[&str],
    values: &[&str],
) -> Result<Vec<Row>> {
    let mut found = Vec::new();
    for piece in values.chunks(VALUES[VALUES.len() - 1]) {
        let size = VALUES.into_iter().find(|size| *size >= piece.len());
        let n_places = size.unwrap_or(piece.len());
        // Only placeholders vary.
        let places = places(fixed.len() + 1, n_places);
        let mut query = Query::with_places(sql.replace("{}", &places));
        let again = piece.iter().rev().cycle().take(n_places - piece.len());
        for value in fixed.iter().chain(piece).chain(again) {
            query = query.bind((*value).to_owned());
        }
        found.extend(query.fetch_all(tx).await?);
    }
    Ok(found)
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

/// "($4, $5, $6)"
fn places(first: usize, n: usize) -> String {
    let places: Vec<_> = (first..first + n).map(|n| format!("${n}")).collect();
    format!("({})", places.join(", "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_are_numbered_on() {
        assert_eq!(super::places(1, 3), "($1, $2, $3)");
        assert_eq!(super::places(4, 2), "($4, $5)");
    }
}
