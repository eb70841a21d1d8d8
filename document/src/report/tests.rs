//! A report on paper and in tables.
