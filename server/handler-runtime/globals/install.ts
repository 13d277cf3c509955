import { booted, host } from "../host.ts";
import { AbortController, AbortSignal } from "./abort.ts";
import { atob, btoa } from "./base64.ts";
import { console } from "./console.ts";
import { crypto } from "./crypto.ts";
import { DOMException } from "./dom-exception.ts";
import { CustomEvent, Event, EventTarget } from "./events.ts";
import { Headers } from "./headers.ts";
import { installStacks } from "./stacks.ts";
import { structuredClone } from "./structured-clone.ts";
import { TextDecoder, TextEncoder } from "./text-codec.ts";
import { clearTimeout, setImmediate, setInterval, setTimeout } from "./timers.ts";
import { logUncaught } from "./uncaught.ts";
import { URL } from "./url.ts";
import { URLSearchParams } from "./url-search-params.ts";

/** Set before any other module runs: protobuf decodes its own descriptors while it loads. */
const startUs = () => (host === undefined ? 0 : booted().host.now());
let zeroUs = 0;

export function startClock(): void {
  zeroUs = startUs();
}

const fetch = () =>
  Promise.reject(
    new TypeError(
      "fetch is not available: code in the playground has no network. Call your own services by the transport of the module `playground` instead.",
    ),
  );

const performance = { now: () => (startUs() - zeroUs) / 1000, timeOrigin: Date.now() };

const offered: Record<string, unknown> = {
  AbortController,
  AbortSignal,
  CustomEvent,
  DOMException,
  Event,
  EventTarget,
  Headers,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  atob,
  btoa,
  clearImmediate: clearTimeout,
  clearInterval: clearTimeout,
  clearTimeout,
  console,
  crypto,
  fetch,
  performance,
  queueMicrotask: (run: () => void) => {
    if (typeof run !== "function") throw new TypeError('The "callback" argument must be of type function.');
    void Promise.resolve().then(() => {
      try {
        run();
      } catch (error) {
        logUncaught("Uncaught exception: ", error);
      }
    });
  },
  setImmediate,
  setInterval,
  setTimeout,
  structuredClone,
};

installStacks();
for (const name of Object.keys(offered)) {
  Object.defineProperty(globalThis, name, {
    value: offered[name],
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
// `global` is Node's name for it.
Object.defineProperty(globalThis, "global", {
  value: globalThis,
  writable: true,
  configurable: true,
  enumerable: false,
});
// Memory that escapes the heap limit, and clocks fine enough for side channels.
for (const name of ["WebAssembly", "SharedArrayBuffer", "Atomics"]) Reflect.deleteProperty(globalThis, name);
