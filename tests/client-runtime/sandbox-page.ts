import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ConnectRouter, cors } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { ClientFact, ClientRun, FrameToPage, PageToFrame } from "#client-runtime/messages.ts";
import { bundleClientRuntime } from "#scripts/assets/client-runtime.ts";

export type Ready = Extract<FrameToPage, { kind: "ready" }>;

/** A page with the sandboxed frame in it, beside a server that answers below `/d/x/`. */
export type SandboxPage = {
  readonly origin: string;
  readonly page: Page;
  /** What the server saw of each call: the attempt's name, the host it was sent to, and the bytes of its body. */
  readonly seen: { readonly attempt: string; readonly host: string; readonly bytes: number }[];
  prepare(hosts: readonly string[]): Promise<Ready>;
  send(message: PageToFrame): Promise<void>;
  /** The facts of a run so far. */
  facts(runId: string): Promise<ClientFact[]>;
  /** Runs and waits for `ended`. */
  run(run: ClientRun): Promise<ClientFact[]>;
  waitFor(runId: string, kind: string): Promise<void>;
  close(): Promise<void>;
};

/** Opens both. The caller closes them. */
export async function openSandboxPage(
  executablePath: string,
  routes: (router: ConnectRouter) => void,
): Promise<SandboxPage> {
  const seen: SandboxPage["seen"] = [];
  const server = await openServer(routes, seen);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.goto(origin);
  await page.waitForFunction("window.loaded");
  const send = (message: PageToFrame) =>
    page.evaluate((data) => (globalThis as unknown as TestWindow).send(data), message);
  const facts = (runId: string) =>
    page.evaluate((id) => (globalThis as unknown as TestWindow).factsOf(id), runId);
  const waitFor = async (runId: string, kind: string) => {
    await page.waitForFunction(
      ([id = "", of]) => (globalThis as unknown as TestWindow).factsOf(id).some((fact) => fact.kind === of),
      [runId, kind],
    );
  };
  return {
    origin,
    page,
    seen,
    send,
    facts,
    waitFor,
    async prepare(hosts) {
      await send({ kind: "prepare", baseUrl: origin, hosts });
      const ready = await page.waitForFunction(() => (globalThis as unknown as TestWindow).ready);
      return ready.jsonValue();
    },
    async run(run) {
      await send({ kind: "run", run });
      await waitFor(run.runId, "ended");
      return facts(run.runId);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

type TestWindow = {
  readonly ready: Ready;
  send(message: PageToFrame): void;
  factsOf(runId: string): ClientFact[];
};

const pageHtml = `<!doctype html><iframe sandbox="allow-scripts" allow="cross-origin-isolated" src="/sandbox.html"></iframe><script>
const frame = document.querySelector("iframe");
const facts = new Map();
window.send = (message) => frame.contentWindow.postMessage(message, "*");
window.factsOf = (runId) => facts.get(runId) ?? [];
addEventListener("message", ({ data }) => {
  if (data.kind === "ready") window.ready = data;
  if (data.kind === "stopped") facts.set(data.runId, [...window.factsOf(data.runId), { kind: "stopped" }]);
  if (data.kind === "facts") facts.set(data.runId, [...window.factsOf(data.runId), ...data.facts]);
});
frame.addEventListener("load", () => { window.loaded = true; });
</script>`;

async function openServer(
  routes: (router: ConnectRouter) => void,
  seen: SandboxPage["seen"],
): Promise<Server> {
  const { frame } = await bundleClientRuntime();
  const rpc = connectNodeAdapter({ requestPathPrefix: "/d/x", routes });
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const path = request.url ?? "";
    if (path.startsWith("/d/")) return answerCall(request, response, rpc, seen);
    const [type, body] =
      path === "/sandbox.html"
        ? ["text/html", '<script src="/run/frame.js"></script>']
        : path === "/run/frame.js"
          ? ["text/javascript", frame]
          : ["text/html", pageHtml];
    response.writeHead(200, { "content-type": type, ...headersOf(path, `http://127.0.0.1:${port}`, port) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function headersOf(path: string, origin: string, port: number): Record<string, string> {
  const isolated = {
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "cross-origin",
  };
  if (path !== "/sandbox.html") return { ...isolated, "cross-origin-opener-policy": "same-origin" };
  const policy = `sandbox allow-scripts; default-src 'none'; script-src ${origin}/run/ 'unsafe-eval' blob:; worker-src blob:; connect-src ${origin}/d/ http://*.localhost:${port}/d/`;
  return { ...isolated, "content-security-policy": policy };
}

function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  rpc: ReturnType<typeof connectNodeAdapter>,
  seen: SandboxPage["seen"],
): void {
  const receivedUs = Number(process.hrtime.bigint() / 1000n);
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-methods", cors.allowedMethods.join());
  response.setHeader(
    "access-control-allow-headers",
    [...cors.allowedHeaders, "x-playground-attempt", "*"].join(),
  );
  response.setHeader("access-control-expose-headers", [...cors.exposedHeaders, "*"].join());
  response.setHeader("timing-allow-origin", "*");
  response.setHeader("cross-origin-resource-policy", "cross-origin");
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
  } else if (request.url === "/d/-/playground.v1.ClockService/ReadClock") {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ receivedUs, sentUs: Number(process.hrtime.bigint() / 1000n) }));
  } else {
    seen.push({
      attempt: String(request.headers["x-playground-attempt"]),
      host: String(request.headers.host),
      bytes: Number(request.headers["content-length"]),
    });
    rpc(request, response);
  }
}
