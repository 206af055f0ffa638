// A carried table: which of its rows pass, and the figures of a tile made from them.

/** Stands for every value that an answer does not show by name. */
const REST = -1;

/** Makes the figures of tiles from a table: `{ dataset, sides: [{ key, values, codes }], measures: [[number]] }`. */
export class Cube {
  constructor({ dataset, sides, measures, rows }) {
    Object.assign(this, { dataset, sides, measures, rows });
    this.places = new Map(sides.map(({ key }, place) => [key, place]));
    this.codes = sides.map(({ values }) => new Map(values.map((value, code) => [JSON.stringify(value), code])));
  }

  /** Which rows pass every filter, and the filters that this table cannot tell: `{ passing, untold }`. */
  passing(filters) {
    const passing = new Uint8Array(this.rows).fill(1);
    const untold = [];
    for (const filter of filters) {
      const places = filter.keys.map((key) => this.places.get(key));
      if (places.includes(undefined)) {
        untold.push(filter);
        continue;
      }
      // Each way to pass says for every side which of its values do.
      const ways = filter.ways.map((tests) => tests.map((test, index) => this.sides[places[index]].values.map(test)));
      const codes = places.map((place) => this.sides[place].codes);
      for (let row = 0; row < this.rows; row += 1) {
        passing[row] &&= ways.some((tests) => tests.every((accepts, index) => accepts[codes[index][row]])) ? 1 : 0;
      }
    }
    return { passing, untold };
  }

  /** For each row of an answer its figures, and whether anything is behind it: `[{ figures, isThere }]`. */
  figures(recipe, rows, passing) {
    const places = this.placesOf(recipe, rows);
    const made = rows.map(() => ({ isThere: false, sums: recipe.figures.map(start) }));
    const totals = recipe.figures.map(start);
    for (let row = 0; row < this.rows; row += 1) {
      if (!passing[row]) continue;
      const target = made[places(row)];
      if (target) target.isThere = true;
      recipe.figures.forEach(({ how, parts }, index) => {
        const values = parts.map((part) => this.measures[part][row]);
        add(totals[index], how, values);
        if (target) add(target.sums[index], how, values);
      });
    }
    return made.map(({ isThere, sums }) => ({ isThere, figures: sums.map((sum, index) => finish(sum, recipe.figures[index].how, totals[index])) }));
  }

  // Which row of the answer a row of this table belongs to.
  placesOf({ groups, other }, rows) {
    const codeOf = (side, value) => this.codes[side].get(JSON.stringify(value));
    const rest = other === null ? null : restName(rows, other);
    const named = other === null ? null : new Set(rows.map((row) => codeOf(groups[other], row[other])));
    const places = new Map();
    rows.forEach((row, place) => {
      const codes = groups.map((side, group) => (group === other && row[group] === rest ? REST : codeOf(side, row[group])));
      places.set(codes.join(), place);
    });
    return (row) => {
      const codes = groups.map((side, group) => {
        const code = this.sides[side].codes[row];
        return group === other && !named.has(code) ? REST : code;
      });
      return places.get(codes.join());
    };
  }
}

/** What an answer calls the values that are not shown by name. */
export function restName(rows, group) {
  return rows.some((row) => row[group] === "All other") ? "All other" : "Other";
}

function start() {
  return { sum: 0, count: 0, low: Infinity, high: -Infinity };
}

function add(state, how, [value, count]) {
  const number = value === null ? NaN : Number(value);
  if (how === "mean") state.count += Number(count ?? 0);
  if (Number.isNaN(number)) return;
  state.sum += number;
  if (how !== "mean") state.count += 1;
  state.low = Math.min(state.low, number);
  state.high = Math.max(state.high, number);
}

function finish({ sum, count, low, high }, how, total) {
  if (how === "count") return sum;
  if (count === 0) return null;
  if (how === "mean") return sum / count;
  if (how === "min") return low;
  if (how === "max") return high;
  if (how === "share") return total.sum === 0 ? null : sum / total.sum;
  return sum;
}
