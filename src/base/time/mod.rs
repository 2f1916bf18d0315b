//! Days, and the zones that say which day it is.

pub mod date;
pub mod zone;
