// Where things lie: the built app, the small tables.
import { fileURLToPath } from "node:url";

const built = { folder: null };
/** The folder of the built app. */
export const dist = () => built.folder;
export const useDist = (folder) => void (built.folder = folder);
export const data = (name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
