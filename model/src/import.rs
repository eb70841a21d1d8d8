//! Reads the text of a plan into a draft that a person confirms.
