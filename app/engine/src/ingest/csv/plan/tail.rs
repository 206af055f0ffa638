//! The end of a file that is too long to be looked at as a whole: lines after its table.

use super::Plan;
use crate::error::Error;
use crate::ingest::File;
use crate::ingest::csv::dialect::Cutter;
use crate::ingest::csv::layout::{self, Layout, Told};
use crate::ingest::text::Coding;

/// How much of the end is looked at.
const TAIL: u64 = 32 << 10;

/// Plans to leave out what comes after the table.
pub(super) fn leave_out(
    file: &mut File<'_>,
    coding: Coding,
    told: &Told,
    layout: &Layout,
    plan: &mut Plan,
) -> Result<(), Error> {
    let size = file.input.size_bytes();
    let mut raw = vec![0; size.min(TAIL.max(told.footer.unwrap_or(0) * 1024).min(16 << 20)) as usize];
    file.input.read_at(size - raw.len() as u64, &mut raw)?;
    let text = match coding {
        Coding::Known(encoding) => encoding.decode_without_bom_handling(&raw).0.into_owned(),
        _ => String::from_utf8_lossy(&raw).into_owned(),
    };
    let from = match text.find('\n') {
        Some(end) => end + 1,
        None => return Ok(()),
    };
    let cutter = Cutter::new(&plan.dialect);
    let rows = cutter.rows(&text[from..], true, usize::MAX);
    let told = Told {
        header: Some(false),
        comment: Some(layout.comment.clone().unwrap_or_default()),
        skipped: Some(0),
        ..told.clone()
    };
    let found = layout::layout(&text[from..], &rows, true, &told);
    let after = &rows[found.rows.end.min(rows.len())..];
    let is_same = found.width == layout.width && (told.footer.is_some() || after.len() <= 40);
    if !is_same || after.iter().all(|row| row.filled() == 0) || found.rows.len() < 10 {
        return Ok(());
    }
    let lines: usize = memchr::memchr_iter(b'\n', &text.as_bytes()[from + after[0].start..]).count();
    let ends_open = usize::from(!raw.ends_with(b"\n"));
    let start = memchr::memrchr_iter(b'\n', &raw)
        .nth(lines)
        .filter(|_| lines + ends_open > 0);
    let Some(start) = start else {
        return Ok(());
    };
    plan.cut_bytes = (raw.len() - start - 1) as u64;
    plan.footer = (lines + ends_open) as u64;
    plan.after = after
        .iter()
        .filter_map(|row| text[from..].get(row.start..row.end))
        .map(str::to_owned)
        .collect();
    Ok(())
}
