// A dashboard as pages of a sheet's size, or all of it as one long picture.
import { cutPages } from "./pages.js";
import { drawPiece } from "./piece.js";
import { fit, frame, say, wrap } from "./words.js";

// A4 across, at 96 pixels an inch.
const SHEET = { width: 1123, height: 794, margin: 40, head: 76, foot: 26, row: 52, gap: 12 };
const PICTURE = { width: 1440, margin: 40, row: 64, gap: 16 };
const COLUMNS = 12;

/** The pages, one after the other: `{ number, count, page }`. No page cuts a piece. */
export async function* drawSheets(look, board) {
  const room = SHEET.height - 2 * SHEET.margin - SHEET.head - SHEET.foot;
  const most = Math.floor((room + SHEET.gap) / SHEET.row);
  const sheets = board.tabs.flatMap((tab) => cutPages(tab.pieces, most).map((cut) => ({ ...cut, tab })));
  if (sheets.length === 0) sheets.push({ tab: board.tabs[0] ?? { title: "", pieces: [] }, pieces: [], from: 0, rows: 0 });
  for (const [at, { tab, pieces, from, rows }] of sheets.entries()) {
    const head = drawHead(look, board, tab.title, SHEET);
    // A piece that is higher than a page makes everything on it smaller.
    const row = Math.min(SHEET.row, (room + SHEET.gap) / Math.max(1, rows));
    const inside = await drawGrid(look, pieces, { ...SHEET, row, top: SHEET.margin + SHEET.head, from });
    const y = SHEET.height - SHEET.margin + 6;
    const foot = say(look, fit(look, board.source, SHEET.width - 2 * SHEET.margin - 120, 10), SHEET.margin, y, { size: 10, color: "ink-3" })
      + say(look, `Page ${at + 1} of ${sheets.length}`, SHEET.width - SHEET.margin, y, { size: 10, color: "ink-3", anchor: "end" });
    yield { number: at + 1, count: sheets.length, page: frame(look, SHEET.width, SHEET.height, head + inside + foot, board.title) };
  }
}

/** All tabs below each other, as one picture. */
export async function drawBoard(look, board) {
  const parts = [drawHead(look, board, "", PICTURE)];
  let top = PICTURE.margin + SHEET.head;
  for (const { title, pieces } of board.tabs) {
    if (board.tabs.length > 1) {
      parts.push(say(look, title, PICTURE.margin, top + 20, { size: 18, bold: true }));
      top += 36;
    }
    parts.push(await drawGrid(look, pieces, { ...PICTURE, top, from: 0 }));
    top += Math.max(0, ...pieces.map(({ y, height }) => y + height)) * PICTURE.row + PICTURE.gap;
  }
  parts.push(say(look, fit(look, board.source, PICTURE.width - 2 * PICTURE.margin, 11), PICTURE.margin, top + 8, { size: 11, color: "ink-3" }));
  return frame(look, PICTURE.width, top + PICTURE.margin, parts.join(""), board.title, "ground");
}

function drawHead(look, board, tab, { width, margin }) {
  const room = width - 2 * margin;
  const title = [board.title, tab].filter(Boolean).join(" · ");
  const lines = wrap(look, board.told, room, 11, false, 2).filter(Boolean);
  return say(look, fit(look, title, room - 160, 22, true), margin, margin + 20, { size: 22, bold: true })
    + say(look, board.date, width - margin, margin + 18, { size: 12, color: "ink-2", anchor: "end" })
    + lines.map((line, at) => say(look, line, margin, margin + 40 + at * 15, { size: 11, color: "ink-2" })).join("");
}

async function drawGrid(look, pieces, { width, margin, row, gap, top, from }) {
  const column = (width - 2 * margin + gap) / COLUMNS;
  const drawn = [];
  for (const piece of pieces) {
    const box = { x: margin + piece.x * column, y: top + (piece.y - from) * row, width: piece.width * column - gap, height: piece.height * row - gap };
    drawn.push(await drawPiece(look, piece, box));
  }
  return drawn.join("");
}
