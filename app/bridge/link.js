// Fetches the one file whose address a person typed. The only code that asks anything of another site:
// the page's own policy forbids it, and this worker has nothing to tell but the address.
const STEP_MS = 100;

addEventListener("securitypolicyviolation", () => { isForbidden = true; });
let isForbidden = false;

onmessage = async ({ data: { address } }) => {
  try {
    postMessage(await load(address));
  } catch {
    // The browser does not say whether the site refused, is not there, or the network is gone.
    postMessage({ failed: isForbidden ? "forbidden" : navigator.onLine ? "refused" : "offline" });
  }
};

async function load(address) {
  const response = await fetch(address, { mode: "cors", credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) return { failed: "status", status: response.status };
  const total = Number(response.headers.get("content-encoding") ? 0 : response.headers.get("content-length"));
  const parts = [];
  let done = 0;
  let told = 0;
  for (const reader = response.body.getReader(); ;) {
    const { value } = await reader.read();
    if (!value) break;
    parts.push(value);
    done += value.length;
    if (performance.now() - told > STEP_MS) {
      told = performance.now();
      postMessage({ done, total });
    }
    // What came so far need not stay in memory as pieces.
    if (parts.length > 512) parts.splice(0, parts.length, new Blob(parts));
  }
  const file = new Blob(parts);
  return { file, type: response.headers.get("content-type") ?? "", start: await file.slice(0, 512).text() };
}
