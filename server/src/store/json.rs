//! Nested values as JSON in TEXT columns.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    Result,
    database::{Error, Row},
};

pub fn write(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::Unwritable)
}

pub fn read<T: DeserializeOwned>(row: &Row, column: &str) -> Result<T> {
    let text: &str = row.get(column)?;
    serde_json::from_str(text).map_err(|error| unreadable(column, error.to_string()))
}

/// A word of a closed list, such as a role; another word means a newer program wrote it.
pub fn word<T>(row: &Row, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
    let word: &str = row.get(column)?;
    parse(word).ok_or_else(|| unreadable(column, format!("unknown word {word}")))
}

pub fn unreadable(column: &str, why: String) -> Error {
    let column = column.to_owned();
    Error::Unreadable { column, why }
}
