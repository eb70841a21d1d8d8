//! Rows: what a question finds, read by the names of its columns.

use std::sync::Arc;

use super::{Error, Result};

pub struct Row {
    columns: Arc<[Box<str>]>,
    cells: Vec<Cell>,
}

/// What stands in a column of a row. SQLite keeps a flag as a number.
#[derive(Debug)]
pub enum Cell {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// What a cell can be read as; `None` where it holds something else.
pub trait FromCell<'a>: Sized {
    fn from_cell(cell: &'a Cell) -> Option<Self>;
}

impl Row {
    pub(super) fn new(columns: Arc<[Box<str>]>, cells: Vec<Cell>) -> Self {
        Self { columns, cells }
    }

    pub fn get<'a, T: FromCell<'a>>(&'a self, column: &str) -> Result<T> {
        let place = self.columns.iter().position(|name| &**name == column);
        self.at(place, column)
    }

    /// The first column, of a question for one alone.
    pub fn only<'a, T: FromCell<'a>>(&'a self) -> Result<T> {
        self.at(Some(0), "the first column")
    }

    fn at<'a, T: FromCell<'a>>(&'a self, place: Option<usize>, column: &str) -> Result<T> {
        let cell = place.and_then(|place| self.cells.get(place));
        let read = cell.and_then(T::from_cell);
        read.ok_or_else(|| Error::Unreadable {
            column: column.to_owned(),
            why: match cell {
                None => "not asked for".to_owned(),
                Some(Cell::Null) => "empty".to_owned(),
                Some(_) => "of another type".to_owned(),
            },
        })
    }
}

impl<'a> FromCell<'a> for &'a str {
    fn from_cell(cell: &'a Cell) -> Option<Self> {
        match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl FromCell<'_> for String {
    fn from_cell(cell: &Cell) -> Option<Self> {
        <&str>::from_cell(cell).map(str::to_owned)
    }
}

impl FromCell<'_> for i64 {
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl FromCell<'_> for bool {
    fn from_cell(cell: &Cell) -> Option<Self> {
        i64::from_cell(cell).map(|number| number != 0)
    }
}

impl FromCell<'_> for Vec<u8> {
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

impl<'a, T: FromCell<'a>> FromCell<'a> for Option<T> {
    fn from_cell(cell: &'a Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            _ => T::from_cell(cell).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let columns = ["word", "number", "nothing"].map(Box::from);
        let cells = vec![Cell::Text("a".into()), Cell::Number(1), Cell::Null];
        Row::new(Arc::from(columns), cells)
    }

    #[test]
    fn cells_are_read_by_their_columns() {
        let row = row();
        assert_eq!(row.get::<&str>("word").unwrap(), "a");
        assert!(row.get::<bool>("number").unwrap());
        assert_eq!(row.get::<Option<i64>>("nothing").unwrap(), None);
        assert_eq!(row.only::<String>().unwrap(), "a");
    }

    #[test]
    fn what_is_empty_or_something_else_is_said_to_be_so() {
        let why = |column| match row().get::<i64>(column) {
            Err(Error::Unreadable { why, .. }) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why("word"), "of another type");
        assert_eq!(why("nothing"), "empty");
        assert_eq!(why("nowhere"), "not asked for");
    }
}
