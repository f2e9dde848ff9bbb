//! Set-up, build, serve, test, bench, record: the only place with build logic.

fn main() {}
