//! Some of the rows, by a hash of each: the same ones each time, but not those that the engine takes.

use crate::sql::explain::context::Context;
use crate::sql::explain::scope::Scope;
use crate::sql::explain::words::number;
use spec::join::Sample;

/// Some of the rows.
pub(super) fn some(scope: &Scope, sample: Sample, context: &Context<'_>) -> Scope {
    let from = &scope.from;
    let hash = |seed: u64| format!("md5(sampled::text || '{seed}')");
    let body = match sample {
        Sample::Rows { count, seed } => {
            format!(
                "select * from {from} as sampled\norder by {}\nlimit {count}",
                hash(seed)
            )
        }
        Sample::Share { part, seed } => format!(
            "select * from {from} as sampled\nwhere ('x' || left({}, 8))::bit(32)::bigint < {} * 4294967296",
            hash(seed),
            number(part)
        ),
    };
    Scope {
        from: context.define("sample", &body),
        ..scope.clone()
    }
}
