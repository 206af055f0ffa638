// Where a long sheet of pieces is cut into pages.

/** Pages of at most `most` rows of the grid: `{ pieces, from, rows }`. A page is longer where no cut would leave every piece whole. */
export function cutPages(pieces, most) {
  const isClean = (row) => pieces.every(({ y, height }) => !(y < row && row < y + height));
  const end = Math.max(0, ...pieces.map(({ y, height }) => y + height));
  const pages = [];
  for (let from = firstRow(pieces, 0); from < end;) {
    let to = Math.min(from + most, end);
    while (to > from && !isClean(to)) to -= 1;
    if (to === from) {
      to = Math.min(from + most, end);
      while (!isClean(to)) to += 1;
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
