// duckdb-wasm behind the same four functions as Sextant: its usual bundle (exceptions, one thread), from our own server.
import * as duckdb from "@duckdb/duckdb-wasm";
import { digest } from "../digest.mjs";

const DIST = "/modules/@duckdb/duckdb-wasm/dist/";

const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(`${DIST}duckdb-browser-eh.worker.js`));
await database.instantiate(`${DIST}duckdb-eh.wasm`);
const connection = await database.connect();
const readyAt = performance.now();

window.rival = {
  readyAt: async () => readyAt,
  version: async () => (await connection.query("SELECT version() AS v")).get(0).v,
  /** A registered buffer is read about twice as fast as a file handle. */
  async load(name, file) {
    await database.registerFileBuffer(`${name}.csv`, new Uint8Array(await file.arrayBuffer()));
    await connection.query(`CREATE OR REPLACE TABLE ${name} AS SELECT * FROM read_csv('${name}.csv')`);
    await database.dropFile(`${name}.csv`);
    return Number((await connection.query(`SELECT count(*) AS n FROM ${name}`)).get(0).n);
  },
  query: (text) => connection.query(text),
  digest: async (answers) => digest(answers),
};
