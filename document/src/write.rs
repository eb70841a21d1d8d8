//! A plan as a Word file.
