//! The bytes of a file.

use std::sync::Arc;

/// Whoever makes a file hands its bytes on; nobody copies them.
pub type Bytes = Arc<Vec<u8>>;
