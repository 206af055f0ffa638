// The filters of the page: each a form for a list, a range, days or a text.
import { written } from "./tables.js";
import { make } from "./make.js";

const LISTED = 200;

/** A filter as a button that opens its form. */
export function filterPill(control, state, values) {
  const name = make("span", {}, make("span", { class: "hidden-label" }, "Filter "), control.column);
  const told = make("b", {});
  const summary = make("summary", { class: "pill" }, name, told);
  const form = filterForm(control, state, values);
  const element = make("details", { class: "page-filter" }, summary, form.element);
  const show = () => {
    const text = sayFilter(control, state.settings.get(control.id));
    told.textContent = text;
    summary.classList.toggle("on", text !== "");
    form.show();
  };
  return { element, show };
}

/** The form of a filter. */
export function filterForm(control, state, values) {
  const making = { list: listForm, range: rangeForm, date: dateForm, text: textForm }[control.kind];
  const inner = making(control, (filter) => state.set(control, filter), values);
  const clear = make("button", { class: "button small quiet", type: "button", onclick: () => state.set(control, null) }, "Clear");
  const element = make("div", { class: "page-filter-form", role: "group", "aria-label": `Filter ${control.column}` }, ...inner.parts, clear);
  return {
    element,
    show() {
      const filter = state.settings.get(control.id);
      inner.show(filter);
      clear.hidden = !filter;
    },
  };
}

function listForm({ column, format }, set, values) {
  const boxes = values.slice(0, LISTED).map((value) => {
    const box = make("input", { type: "checkbox", onchange: () => set(chosen()) });
    const label = value === null ? "none" : written(value, format);
    return { value, box, element: make("label", {}, box, make("span", { class: "name", title: label }, label)) };
  });
  const chosen = () => {
    const picked = boxes.filter(({ box }) => box.checked).map(({ value }) => value);
    return picked.length > 0 ? { in: { column, values: picked } } : null;
  };
  const more = values.length > LISTED ? make("p", { class: "small-text" }, `The first ${LISTED} of ${values.length} values`) : null;
  return {
    parts: [make("div", { class: "choices" }, ...boxes.map(({ element }) => element)), more],
    show(filter) {
      const now = new Set((filter?.in?.values ?? []).map((value) => JSON.stringify(value)));
      for (const { box, value } of boxes) box.checked = now.has(JSON.stringify(value));
    },
  };
}

function rangeForm(control, set) {
  return ends(control, set, "number", (text) => Number(text), (bound) => (bound === null ? "" : String(bound)));
}

function dateForm(control, set) {
  return ends(control, set, "date", (text) => text, (bound) => (bound ?? "").slice(0, 10));
}

function ends({ column }, set, type, read, write) {
  const change = () => {
    const [low, high] = [from, to].map(({ value }) => (value === "" ? null : read(value)));
    if (low === null && high === null) set(null);
    else if (low !== null && high !== null) set({ between: { column, low: low <= high ? low : high, high: low <= high ? high : low } });
    else set({ compare: { column, is: low === null ? "at_most" : "at_least", value: low ?? high } });
  };
  const from = make("input", { class: "input", type, step: "any", "aria-label": `${column} from`, onchange: change });
  const to = make("input", { class: "input", type, step: "any", "aria-label": `${column} to`, onchange: change });
  return {
    parts: [make("div", { class: "range-ends" }, make("label", { class: "field" }, make("span", { class: "label" }, "From"), from), make("label", { class: "field" }, make("span", { class: "label" }, "To"), to))],
    show(filter) {
      const [low, high] = boundsOf(filter);
      from.value = write(low);
      to.value = write(high);
    },
  };
}

function textForm({ column }, set) {
  const field = make("input", { class: "input", type: "search", "aria-label": `${column} contains`, oninput: () => set(field.value.trim() ? { contains: { column, text: field.value.trim() } } : null) });
  return {
    parts: [field],
    show(filter) {
      if (document.activeElement !== field) field.value = filter?.contains?.text ?? "";
    },
  };
}

function boundsOf(filter) {
  if (filter?.between) return [filter.between.low, filter.between.high];
  if (!filter?.compare) return [null, null];
  const { is, value } = filter.compare;
  return is === "at_least" || is === "greater" ? [value, null] : [null, value];
}

function sayFilter({ kind, format }, filter) {
  if (!filter) return "";
  if (filter.in) return filter.in.values.length > 2 ? `${filter.in.values.length} values` : filter.in.values.map((value) => (value === null ? "none" : written(value, format))).join(", ");
  if (filter.contains) return `contains ${filter.contains.text}`;
  const [low, high] = boundsOf(filter).map((bound) => (bound === null ? null : kind === "date" ? bound.slice(0, 10) : String(bound)));
  return low !== null && high !== null ? `${low} – ${high}` : low !== null ? `from ${low}` : `up to ${high}`;
}
