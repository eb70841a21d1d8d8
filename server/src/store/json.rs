//! Nested values as JSON in TEXT columns.

use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Row as _, any::AnyRow};

use super::Result;

pub fn write(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}

pub fn read<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<T> {
    let text: &str = row.try_get(column)?;
    serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(error.into()))
}

/// A word of a closed list, such as a role; another word means a newer program wrote it.
pub fn word<T>(row: &AnyRow, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
    let word: &str = row.try_get(column)?;
    parse(word).ok_or_else(|| sqlx::Error::Decode(format!("{column}: unknown word {word}").into()))
}
