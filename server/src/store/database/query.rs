//! Queries: a statement and the values for its `$1`, `$2` …, in SQLite also for its `?` in turn.

use std::borrow::Cow;

use super::{Connection, Error, FromCell, Result, Row, Value, postgres};

pub struct Query {
    pub(super) sql: Cow<'static, str>,
    pub(super) values: Vec<Value>,
}

/// Of a text that stands in the program: nothing from outside is ever part of it.
pub fn query(sql: &'static str) -> Query {
    Query {
        sql: Cow::Borrowed(sql),
        values: Vec::new(),
    }
}

impl Query {
    /// Of a text that was put together, of which only the number of its placeholders may vary.
    pub fn with_places(sql: String) -> Self {
        Self {
            sql: Cow::Owned(sql),
            values: Vec::new(),
        }
    }

    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// How many rows it changed.
    pub async fn execute(self, connection: &mut Connection) -> Result<u64> {
        match connection {
            Connection::Sqlite(held) => held.execute(&self.sql, &self.values),
            Connection::Postgres(connection) => postgres::execute(connection, self).await,
            Connection::PostgresTx(tx) => postgres::execute(tx, self).await,
        }
    }

    /// Row by row, for those who must not have all of them at once.
    pub async fn each(
        self,
        connection: &mut Connection,
        take: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        match connection {
            Connection::Sqlite(held) => held.each(&self.sql, &self.values, take),
            Connection::Postgres(connection) => postgres::each(connection, self, take).await,
            Connection::PostgresTx(tx) => postgres::each(tx, self, take).await,
        }
    }

    pub async fn fetch_all(self, connection: &mut Connection) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        let keep = |row| {
            rows.push(row);
            Ok(())
        };
        self.each(connection, keep).await?;
        Ok(rows)
    }

    pub async fn fetch_optional(self, connection: &mut Connection) -> Result<Option<Row>> {
        let rows = self.fetch_all(connection).await?;
        Ok(rows.into_iter().next())
    }

    pub async fn fetch_one(self, connection: &mut Connection) -> Result<Row> {
        self.fetch_optional(connection).await?.ok_or(Error::NoRow)
    }

    /// The one column of the one row.
    pub async fn scalar<T>(self, connection: &mut Connection) -> Result<T>
    where
        T: for<'a> FromCell<'a>,
    {
        self.fetch_one(connection).await?.only()
    }

    /// The one column of all rows.
    pub async fn scalars<T>(self, connection: &mut Connection) -> Result<Vec<T>>
    where
        T: for<'a> FromCell<'a>,
    {
        let rows = self.fetch_all(connection).await?;
        rows.iter().map(Row::only).collect()
    }
}
