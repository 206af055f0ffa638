// Where things lie: the built app, the small tables.
import { fileURLToPath } from "node:url";

export const dist = () => process.env.SEXTANT_DIST;
export const data = (name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
