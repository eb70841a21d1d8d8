//! Word files made by hand.
