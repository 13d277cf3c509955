import type { ClientFact, ClientRun, FrameToPage, PageToFrame } from "#client-runtime/messages.ts";

/** What the sandboxed frame said about itself when it had a worker ready. */
export type FrameReady = {
  readonly stepUs: number;
  readonly isolated: boolean;
  readonly hosts: readonly string[];
};

export type ClientFrame = {
  /** Resolves when a worker waits; rejects after `timeoutMs` without one. */
  ready(timeoutMs: number): Promise<FrameReady>;
  /** Runs an experiment and hands its facts on, in order. One run at a time; facts of other runs are dropped. */
  run(run: ClientRun, onFacts: (facts: readonly ClientFact[]) => void): void;
  /** Ends the worker at once. */
  stop(runId: string): void;
  close(): void;
};

/** Host names that reach this machine and that a browser counts apart for its six-connection limit (HTTP/1.1). */
export function spreadHosts(location: Location): string[] {
  const isLoopback =
    location.hostname === "127.0.0.1" || location.hostname === "localhost" || location.hostname === "[::1]";
  if (!isLoopback || location.protocol !== "http:") return [];
  const port = location.port === "" ? "" : `:${location.port}`;
  return Array.from({ length: 15 }, (_, index) => `http://s${index + 1}.localhost${port}`);
}

/** Opens the sandboxed frame in which visitors' client code runs. The caller closes it. */
export function openClientFrame(parent: HTMLElement): ClientFrame {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("allow", "cross-origin-isolated");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.title = "client sandbox";
  frame.style.display = "none";
  frame.src = "/sandbox.html";

  let known: FrameReady | null = null;
  let waiting: ((ready: FrameReady) => void)[] = [];
  let current: { readonly runId: string; readonly onFacts: (facts: readonly ClientFact[]) => void } | null =
    null;

  // The frame's origin is opaque, so only "*" reaches it; what is sent holds nothing secret.
  const send = (message: PageToFrame) => frame.contentWindow?.postMessage(message, "*");

  const onMessage = (event: MessageEvent<FrameToPage>) => {
    if (event.source !== frame.contentWindow) return;
    const message = event.data;
    switch (message.kind) {
      case "ready": {
        known = message;
        const ready = message;
        for (const resolve of waiting) resolve(ready);
        waiting = [];
        return;
      }
      case "facts":
        if (message.runId === current?.runId) current.onFacts(message.facts);
        return;
      case "stopped":
        return;
    }
  };
  window.addEventListener("message", onMessage);
  frame.addEventListener("load", () => {
    send({ kind: "prepare", baseUrl: location.origin, hosts: spreadHosts(location) });
  });
  parent.append(frame);

  return {
    ready(timeoutMs) {
      if (known !== null) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("the client sandbox did not answer")), timeoutMs);
        waiting.push((ready) => {
          clearTimeout(timer);
          resolve(ready);
        });
      });
    },
    run(run, onFacts) {
      current = { runId: run.runId, onFacts };
      send({ kind: "run", run });
    },
    stop(runId) {
      send({ kind: "stop", runId });
    },
    close() {
      window.removeEventListener("message", onMessage);
      frame.remove();
    },
  };
}
