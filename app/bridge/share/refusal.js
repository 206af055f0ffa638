// Why a share cannot be made or opened, in words for the person who tried.

export class Refusal extends Error {
  constructor(code, message, hint = null) {
    super(message);
    Object.assign(this, { code, hint });
  }
}

export const notAShare = () => new Refusal("not_a_share", "is no Sextant file", "Choose a file that Sextant's “Share…” has made.");
export const tooNew = () => new Refusal("newer_version", "was made by a newer version of Sextant", "Reload the page to get the newest version, then open the file again.");
export const cutOff = () => new Refusal("cut_off", "is cut off: its end is missing", "Download or copy it again, or ask for it again.");
export const changed = () => new Refusal("changed", "was changed after it was made: what is in it is not what was put in", "Download or copy it again, or ask for it again. Nothing of it was taken in.");
export const wrongPassphrase = () => new Refusal("wrong_passphrase", "does not open with this passphrase", "Check for capital letters and spaces. If the passphrase is right, the file was changed on its way: ask for it again.");
