//! The stages on sites in memory: what a body becomes, how pages hang together, and the files for other programs.

mod absent;
mod audience;
mod bodies;
mod calendars;
mod exports;
mod files;
mod languages;
mod markdown;
mod site;
