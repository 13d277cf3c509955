import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import type { ClientFact, ClientRun, FrameToPage, PageToFrame } from "#client-runtime/messages.ts";
import { createSemaphore } from "#server/schema/semaphore.ts";

/** Chromium on a page of the real server. */
export type VisitorBrowser = {
  /**
   * A page of the site with the sandboxed frame in it, as the playground embeds it; a few are used again and again, one
   * program at a time.
   */
  takePage(): Promise<SandboxedPage>;
  /** A page without any policy of ours, to show that the listener can be reached at all. */
  reach(url: string): Promise<string>;
  /** Opens an address in a window; what became of it. */
  show(url: string): Promise<ShownDocument>;
  close(): Promise<void>;
};

export type SandboxedPage = {
  /** Runs a client program; resolves with its facts when it has ended, or with what came until then. */
  run(run: ClientRun, patienceMs: number): Promise<ClientFact[]>;
  /** The page itself, to be asked whether it still lives. */
  readonly page: Page;
  /** The next program may have it. */
  giveBack(): void;
  /** What ran in it may have harmed it: the next program gets another one. */
  throwAway(): Promise<void>;
};

/** `rootId`: what a script in the document could have changed. */
export type ShownDocument =
  | { readonly kind: "text"; readonly origin: string; readonly rootId: string }
  | { readonly kind: "download"; readonly name: string };

const maxPages = 3;

type TestWindow = {
  factsOf(runId: string): ClientFact[];
  send(message: PageToFrame): void;
  isReady(): boolean;
};

export async function openVisitorBrowser(executablePath: string, siteUrl: string): Promise<VisitorBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      // A program that fills its heap shall meet its end before the machine does.
      "--js-flags=--max-old-space-size=512",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  const slots = createSemaphore(maxPages);
  const idle: OpenPage[] = [];
  return {
    async takePage() {
      const release = await slots.acquire();
      if (release === undefined) throw new Error("nobody aborts");
      const open = idle.pop() ?? (await openPage(browser, siteUrl));
      return {
        page: open.page,
        run: (run, patienceMs) => runIn(open.page, run, patienceMs),
        giveBack() {
          idle.push(open);
          release();
        },
        async throwAway() {
          await open.context.close();
          release();
        },
      };
    },
    async reach(url) {
      const page = await browser.newPage();
      await page.goto(url);
      const text = await page.textContent("body");
      await page.close();
      return text ?? "";
    },
    show: (url) => showDocument(browser, url),
    close: () => browser.close(),
  };
}

async function showDocument(browser: Browser, url: string): Promise<ShownDocument> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const download = page.waitForEvent("download").then((file) => file.suggestedFilename());
  try {
    const opened = page.goto(url).then(() => null);
    // A download ends the navigation, which is no error here.
    const name = await Promise.race([download, opened.catch(() => download)]);
    if (name !== null) return { kind: "download", name };
    const shown = await page.evaluate(() => ({ origin: self.origin, rootId: document.documentElement.id }));
    return { kind: "text", ...shown };
  } finally {
    download.catch(() => {});
    await context.close();
  }
}

type OpenPage = { readonly context: BrowserContext; readonly page: Page };

async function openPage(browser: Browser, siteUrl: string): Promise<OpenPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // The policy is that of every page of the site; this one has no frame of its own.
  await page.goto(`${siteUrl}/en`, { waitUntil: "domcontentloaded" });
  await page.evaluate(embedFrame, siteUrl);
  return { context, page };
}

async function runIn(page: Page, run: ClientRun, patienceMs: number): Promise<ClientFact[]> {
  const isReady = () => (globalThis as unknown as TestWindow).isReady();
  await page.waitForFunction(isReady, undefined, { timeout: 60_000 });
  const message: PageToFrame = { kind: "run", run };
  await page.evaluate((data) => (globalThis as unknown as TestWindow).send(data), message);
  const hasEnded = ([runId = ""]: string[]) =>
    (globalThis as unknown as TestWindow).factsOf(runId).some((fact) => fact?.kind === "ended");
  await page.waitForFunction(hasEnded, [run.runId], { timeout: patienceMs }).catch(() => {});
  return page.evaluate((id) => (globalThis as unknown as TestWindow).factsOf(id), run.runId);
}

/** Runs in the page: what components/playground/client-frame.ts does, with the facts kept for the test. */
function embedFrame(baseUrl: string): void {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("allow", "cross-origin-isolated");
  frame.src = "/sandbox.html";
  const facts = new Map<string, ClientFact[]>();
  let ready = false;
  const send = (message: PageToFrame) => frame.contentWindow?.postMessage(message, "*");
  addEventListener("message", ({ source, data }: MessageEvent<FrameToPage>) => {
    if (source !== frame.contentWindow) return;
    if (data.kind === "ready") ready = true;
    if (data.kind === "facts" && Array.isArray(data.facts))
      facts.set(data.runId, (facts.get(data.runId) ?? []).concat(data.facts));
  });
  frame.addEventListener("load", () => send({ kind: "prepare", baseUrl, hosts: [] }));
  document.body.append(frame);
  const api: TestWindow = { factsOf: (runId) => facts.get(runId) ?? [], send, isReady: () => ready };
  Object.assign(globalThis, api);
}
