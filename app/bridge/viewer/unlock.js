// The form that asks for the passphrase of an encrypted file.
import { make } from "./make.js";

/** Asks until `unlock(passphrase)` gives something, and gives that. */
export function askPassphrase(root, unlock) {
  return new Promise((done) => {
    const field = make("input", { class: "input", type: "password", id: "passphrase", autocomplete: "off", autofocus: true });
    const told = make("p", { class: "small-text", role: "alert" });
    const button = make("button", { class: "button primary", type: "submit" }, "Open");
    const submit = async (event) => {
      event.preventDefault();
      if (!field.value || button.disabled) return;
      button.disabled = true;
      told.textContent = "Opening…";
      try {
        done(await unlock(field.value));
      } catch (problem) {
        told.textContent = `It ${problem.message ?? "could not be opened"}. ${problem.hint ?? ""}`;
        button.disabled = false;
        field.select();
      }
    };
    root.replaceChildren(make("main", { class: "page-unlock" },
      make("h1", {}, "Encrypted dashboard"),
      make("form", { class: "link-form", onsubmit: submit },
        make("div", { class: "field" }, make("label", { for: "passphrase" }, "Passphrase"), field),
        told,
        make("div", { class: "actions" }, button))));
    field.focus();
  });
}
