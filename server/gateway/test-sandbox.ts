import { type ConnectRouter, createConnectRouter, type Interceptor } from "@connectrpc/connect";
import type { UniversalHandler } from "@connectrpc/connect/protocol";
import type {
  Exchange,
  ExchangeRequest,
  ExchangeSink,
  Observer,
  OpenResult,
  Replica,
  Sandbox,
  Stop,
} from "#server/sandbox/sandbox.ts";
import { sinkKey, TestExchange } from "./test-exchange.ts";

/** What a test can do to the runners. */
export type TestSandbox = Sandbox & {
  /** How often a runner was started, and how many live. */
  readonly opened: number;
  readonly live: number;
  /** What handlers were asked, in order. */
  readonly requests: readonly ExchangeRequest[];
  /** Bytes of responses sent and not yet consumed, at most. */
  readonly mostUnconsumed: number;
  /** Ends every runner as if a limit had. */
  stopAll(stop: Stop): void;
  log(observerText: string, exchangeId: number | null): void;
};

export type TestSandboxOptions = {
  readonly routes: (router: ConnectRouter) => void;
  readonly nowUs?: () => number;
  /** Answers `open` instead of a runner. */
  readonly refuse?: () => OpenResult | null;
};

/**
 * The sandbox's interface without its walls: a genuine Connect router in this process, behind the same windows and
 * marks. Everything in front of it in these tests is real.
 */
export function createTestSandbox(options: TestSandboxOptions): TestSandbox {
  const nowUs = options.nowUs ?? (() => Number(process.hrtime.bigint() / 1_000n));
  const replicas = new Set<TestReplica>();
  const requests: ExchangeRequest[] = [];
  const seen = { opened: 0, mostUnconsumed: 0 };
  return {
    get opened() {
      return seen.opened;
    },
    get live() {
      return replicas.size;
    },
    get mostUnconsumed() {
      return seen.mostUnconsumed;
    },
    requests,
    async open(_program, observer) {
      await new Promise((resolve) => setImmediate(resolve));
      const refused = options.refuse?.() ?? null;
      if (refused !== null) return refused;
      seen.opened += 1;
      const router = createConnectRouter({ interceptors: [markHandler(nowUs)] });
      options.routes(router);
      const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]));
      const replica = new TestReplica(handlers, observer, seen, requests, () => replicas.delete(replica));
      replicas.add(replica);
      return { ok: true, replica };
    },
    stopAll(stop) {
      for (const replica of replicas) replica.stop(stop);
    },
    log(text, exchangeId) {
      for (const { observer } of replicas) {
        observer.log({
          atUs: nowUs(),
          level: "info",
          text,
          path: "server.ts",
          line: 1,
          exchangeId,
          dropped: 0,
          frames: [],
        });
      }
    },
    status: () => ({ live: replicas.size, warm: 0, walls: {} }),
    async close() {
      for (const replica of replicas) replica.close("shutdown");
    },
  };
}

class TestReplica implements Replica {
  readonly pid = 0;
  readonly observer: Observer;
  readonly #handlers: ReadonlyMap<string, UniversalHandler>;
  readonly #seen: { mostUnconsumed: number };
  readonly #requests: ExchangeRequest[];
  readonly #forget: () => void;
  readonly #exchanges = new Set<TestExchange>();
  #nextId = 1;
  #stopped: Stop | null = null;

  constructor(
    handlers: ReadonlyMap<string, UniversalHandler>,
    observer: Observer,
    seen: { mostUnconsumed: number },
    requests: ExchangeRequest[],
    forget: () => void,
  ) {
    this.#handlers = handlers;
    this.observer = observer;
    this.#seen = seen;
    this.#requests = requests;
    this.#forget = forget;
  }

  exchange(request: ExchangeRequest, sink: ExchangeSink): Exchange {
    this.#requests.push(request);
    const exchange = new TestExchange(this.#nextId++, request, sink, this.#seen, () =>
      this.#exchanges.delete(exchange),
    );
    if (this.#stopped !== null) {
      sink.fail(this.#stopped);
      return exchange;
    }
    this.#exchanges.add(exchange);
    void exchange.run(this.#handlers);
    return exchange;
  }

  stop(stop: Stop): void {
    if (this.#stopped !== null) return;
    this.#stopped = stop;
    for (const exchange of this.#exchanges) exchange.fail(stop);
    this.#forget();
    this.observer.stopped(stop);
  }

  close(reason: "idle" | "shutdown"): void {
    this.stop({ reason, limit: "", limitValue: 0 });
  }
}

/** Marks when a handler begins and when it has really stopped, also behind a deadline or a cancel. */
function markHandler(nowUs: () => number): Interceptor {
  return (next) => async (request) => {
    const sink = request.contextValues.get(sinkKey);
    sink?.mark("started", nowUs());
    const ended = () => sink?.mark("ended", nowUs());
    try {
      const response = await next(request);
      if (!response.stream) {
        ended();
        return response;
      }
      return { ...response, message: finally_(response.message, ended) };
    } catch (cause) {
      ended();
      throw cause;
    }
  };
}

async function* finally_<Item>(items: AsyncIterable<Item>, then: () => void): AsyncIterable<Item> {
  try {
    yield* items;
  } finally {
    then();
  }
}
