// Builds questions as a person does: chips, their menus, and dialogs.
import { until } from "./app.mjs";

/** The chips of a card. */
export const chips = (card) => card.getByRole("group", { name: "How it was read" });

/** Opens the menu of the chip whose words begin so, and walks it: each step is what an item says. */
export async function choose(card, chip, ...steps) {
  const name = typeof chip === "string" ? new RegExp(`^${chip}`, "i") : chip;
  await chips(card).getByRole("button", { name }).first().click();
  for (const step of steps) await item(card, step).click();
}

/** An item of the open menu. */
export function item(card, says) {
  const exact = typeof says === "string" ? new RegExp(`^\\s*${says.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`) : says;
  return card.getByRole("menu").locator(".item").filter({ hasText: exact }).first();
}

/** The dialog that is open in a card. */
export const dialog = (card) => card.getByRole("dialog");

/** Applies the dialog once it is whole. */
export async function apply(card) {
  const button = dialog(card).getByRole("button", { name: "Apply" });
  await until("a form that is whole", () => button.isEnabled());
  await button.click();
  await until("the dialog to close", async () => !(await dialog(card).count()));
}

/** Waits until the card's answer is the newest. */
export async function settled(card) {
  await until("the answer", async () => (await card.locator('[aria-busy="true"]').count()) === 0);
}

/** Writes an expression into the dialog. */
export async function write(card, text) {
  const field = dialog(card).getByRole("textbox", { name: /expression|condition/i });
  await field.fill(text);
  return field;
}

/** Draws a card's answer as another kind. */
export async function showAs(card, kind) {
  await card.getByRole("button", { name: /Kind of chart/ }).click();
  const item = (role) => card.page().getByRole(role, { name: new RegExp(`^${kind}`) });
  await item("menuitemradio").or(item("menuitem")).or(item("menuitemcheckbox")).first().click();
}
