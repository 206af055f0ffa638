// Keeps the site for offline use, and tells when a newer version waits.
import { site } from "./site.js";

const HOUR_MS = 3_600_000;

/** Registers the service worker, where the site has one and the browser allows it. */
export async function keepOffline() {
  const script = site("offline");
  if (!script || !isSecureContext || !navigator.serviceWorker) return;
  try {
    const registration = await navigator.serviceWorker.register(script, { updateViaCache: "none" });
    watch(registration);
    setInterval(() => registration.update().catch(() => {}), HOUR_MS);
  } catch (error) {
    console.warn("Sextant will not work offline here", error);
  }
}

function watch(registration) {
  if (registration.waiting) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => { if (coming.state === "installed") offer(coming); });
  });
}

function offer(waiting) {
  // Without a controller this is the first version, not a newer one.
  if (!navigator.serviceWorker.controller) return;
  globalThis.sextantUpdate = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("update");
  };
  dispatchEvent(new Event("sextant-update"));
}
