// Sextant as anyone may drive it: window.sextant, hence the app's own worker and planner.
import { digest } from "../digest.mjs";

const { sextant } = window;

window.rival = {
  async readyAt() {
    await sextant.ready;
    return sextant.readyAt;
  },
  version: async () => sextant.version,
  load: async (name, file) => (await sextant.open(file, { name, filename: file.name })).datasets[0].rows,
  query: (text) => sextant.sql(text, { format: "arrow" }),
  digest: async (answers) => digest(answers),
};
