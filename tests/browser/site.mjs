// A server that can do nothing but send files, as a CDN would: no rewriting, no routes, no defaults but index.html.
import http from "node:http";
import { createReadStream, statSync } from "node:fs";
import { extname, join, normalize, resolve } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".csv": "text/csv",
  ".map": "application/json",
};

const ENCODINGS = [["br", ".br"], ["gzip", ".gz"]];

export const STRICT_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
].join("; ");

/**
 * Serves `folder` below `base` ("/" or "/bi/").
 * `log` lists every request as { path, status, bytes }, with the bytes of the body as sent.
 * `precompressed` sends `x.br` or `x.gz` in place of `x` when they lie beside it.
 * `mounts` adds other folders: { "/modules/": "node_modules" }.
 */
export async function serve(folder, { base = "/", headers = {}, precompressed = false, port = 0, mounts = {} } = {}) {
  const log = [];
  const roots = Object.entries({ ...mounts, [base]: folder }).map(([prefix, root]) => [prefix, resolve(root)]);
  const server = http.createServer((request, response) => {
    const entry = { path: request.url, method: request.method, status: 200, bytes: 0 };
    log.push(entry);
    const found = locate(roots, request.url);
    if (!found) {
      entry.status = 404;
      response.writeHead(404, { "content-type": "text/plain", ...headers }).end("not found\n");
      return;
    }
    send(found, request, response, { entry, headers, precompressed });
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}`;
  return { log, origin: address, port: server.address().port, url: address + base, close: () => stop(server) };
}

function locate(roots, url) {
  const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
  for (const [prefix, root] of roots) {
    if (!path.startsWith(prefix)) continue;
    let file = join(root, path.slice(prefix.length));
    if (path.endsWith("/")) file = join(file, "index.html");
    if (!file.startsWith(root)) continue;
    const found = statOf(file);
    if (found) return { file, found };
  }
  return null;
}

function statOf(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found : null;
}

function send({ file, found }, request, response, { entry, headers, precompressed }) {
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const sent = { "content-type": type, "cache-control": "no-cache", ...headers };
  const accepted = request.headers["accept-encoding"] ?? "";
  for (const [name, suffix] of precompressed ? ENCODINGS : []) {
    const compressed = accepted.includes(name) ? statOf(file + suffix) : null;
    if (!compressed) continue;
    [file, found, sent["content-encoding"]] = [file + suffix, compressed, name];
    break;
  }
  sent.etag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
  if (request.headers["if-none-match"] === sent.etag) {
    entry.status = 304;
    response.writeHead(304, sent).end();
    return;
  }
  entry.bytes = found.size;
  response.writeHead(200, { ...sent, "content-length": found.size });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

function stop(server) {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
}
