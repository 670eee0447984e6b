//! One open map being worked on.
