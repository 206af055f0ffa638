// Where a long sheet of pieces is cut into pages.

// So much longer may a page be that would else be half empty.
const SQUEEZED = 1.25;

/** Pages of at most `most` rows of the grid: `{ pieces, from, rows }`. A page is longer where no cut would leave every piece whole. */
export function cutPages(pieces, most) {
  const isClean = (row) => pieces.every(({ y, height }) => !(y < row && row < y + height));
  const end = Math.max(0, ...pieces.map(({ y, height }) => y + height));
  const pages = [];
  for (let from = firstRow(pieces, 0); from < end;) {
    let to = Math.min(from + most, end);
    while (to > from && !isClean(to)) to -= 1;
    if (to < end && to - from < most / 2) {
      let next = Math.min(from + most, end);
      while (!isClean(next)) next += 1;
      if (to === from || next - from <= most * SQUEEZED) to = next;
    }
    const own = pieces.filter(({ y }) => from <= y && y < to);
    const bottom = Math.max(...own.map(({ y, height }) => y + height));
    pages.push({ pieces: own, from, rows: bottom - from });
    from = firstRow(pieces, to);
  }
  return pages;
}

// Empty rows need no paper.
function firstRow(pieces, from) {
  return Math.min(...pieces.map(({ y }) => y).filter((y) => y >= from));
}
