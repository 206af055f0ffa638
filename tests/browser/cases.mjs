// The test cases of one file, run one after the other; each has its own time limit.
const TIMEOUT_MS = 120_000;

const registered = [];
const closing = [];

/** Adds a case. `options.timeout` in milliseconds. */
export function test(name, options, body) {
  if (typeof options === "function") [options, body] = [{}, options];
  registered.push({ name, body, timeout: options.timeout ?? TIMEOUT_MS });
}

/** Runs `close` when the file's cases are done, last one first. */
export function afterwards(close) {
  closing.push(close);
}

/** Runs what was registered since the last call; `only` is a part of the wanted names. */
export async function runCases(file, only) {
  const result = { passed: 0, failed: 0 };
  for (const { name, body, timeout } of registered.splice(0)) {
    if (only && !`${file} ${name}`.includes(only)) continue;
    const started = performance.now();
    const failure = await limited(body, timeout);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (failure) {
      result.failed += 1;
      console.log(`  FAIL  ${name} (${seconds} s)\n${indent(failure.stack ?? String(failure))}`);
    } else {
      result.passed += 1;
      console.log(`  ok    ${name} (${seconds} s)`);
    }
  }
  for (const close of closing.splice(0).reverse()) await close().catch((problem) => console.log(indent(String(problem))));
  return result;
}

async function limited(body, timeout) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not done after ${timeout / 1000} s`)), timeout);
  });
  try {
    await Promise.race([body(), late]);
    return null;
  } catch (problem) {
    return problem;
  } finally {
    clearTimeout(timer);
  }
}

const OWN_FRAME = /^\s+at .*\/(cases|run)\.mjs/;
const indent = (text) => text.split("\n").filter((line) => !OWN_FRAME.test(line)).slice(0, 30).map((line) => `        ${line}`).join("\n");
