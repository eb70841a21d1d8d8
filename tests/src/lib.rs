//! Whole-system tests live under `tests/`; this library is empty.
