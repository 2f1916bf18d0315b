//! What the service worker is made of.

use super::documented::view;

view! {
    /// What the template `sw.js` is given, and no other.
    struct Worker {
        /// The name of the worker's store: another list, another name.
        version: String,
        /// As JSON, by address: the hash of each file that is fetched at the first visit.
        files: String,
        /// As JSON, by address: the hash of each file that visited pages need.
        listed: String,
        /// As JSON, by the beginning of addresses: the page that is shown without a network.
        offline: String,
    }
}
