import type { OutgoingRequest } from "#server/sandbox/sandbox.ts";
import { type Caller, type CallerListener, HeadReader, type RequestHead } from "./caller.ts";
import { type Connections, type Lease, parseChannel } from "./emulate/connections.ts";
import type { Reply } from "./error-reply.ts";
import { type HeaderList, measureHeader } from "./headers.ts";
import { NestedCall } from "./nested-call.ts";
import type { Peer } from "./start-line.ts";

/** A handler's call, or one of the experiment of this run. */
export type WhoCalls = NestedCall | { readonly runId: string; readonly connections: Connections };

/** A caller inside a runner: a handler, or an experiment. No socket, and otherwise like any other. */
export class RunnerCaller implements Caller {
  readonly head: RequestHead;
  readonly #request: OutgoingRequest;
  readonly #nested: NestedCall | null;
  #listener: CallerListener | null = null;
  #early: ((listener: CallerListener) => void)[] = [];
  #over = false;
  #lease: Lease | null = null;

  constructor(request: OutgoingRequest, deploymentId: string, who: WhoCalls) {
    this.#request = request;
    this.#nested = who instanceof NestedCall ? who : null;
    this.head = { ...readHead(request, deploymentId, who), ...this.#connecting(request, who) };
    request.listen({
      data: (bytes) => this.#heard((listener) => listener.bodyChunk(bytes)),
      end: () => this.#heard((listener) => listener.bodyEnd()),
      drained: () => this.#heard((listener) => listener.drained()),
      gone: () => {
        if (this.#over) return;
        this.#heard((listener) => listener.gone());
        this.#finish();
      },
      done: (...stamps) => this.#nested?.done(...stamps),
    });
  }

  /** Behind no connection: were its runner gone, the call would be too. */
  peer(): Peer {
    return { remoteAddress: undefined, forwardedFor: undefined };
  }

  listen(listener: CallerListener): void {
    this.#listener = listener;
    const early = this.#early;
    this.#early = [];
    for (const tell of early) tell(listener);
  }

  /** A transport of the experiment's own opens its own connections. */
  #connecting(request: OutgoingRequest, who: WhoCalls): Pick<RequestHead, "connect"> {
    const header = request.headers.find(([name]) => name === "x-playground-channel")?.[1] ?? "";
    const channel = parseChannel(header);
    if (channel === null || who instanceof NestedCall) return {};
    return {
      connect: (network, taken) =>
        who.connections.take(channel, network, (lease) => {
          this.#lease = lease;
          if (this.#over) lease.leave();
          taken(lease);
        }),
    };
  }

  /** Before the deployment is loaded nobody listens; the window bounds what may come until then. */
  #heard(tell: (listener: CallerListener) => void): void {
    if (this.#listener !== null) tell(this.#listener);
    else if (!this.#over) this.#early.push(tell);
  }

  pause(): void {
    this.#request.pause();
  }

  resume(): void {
    this.#request.resume();
  }

  reply({ status, headers, body, trailers }: Reply): void {
    this.open(status, headers);
    if (body !== null) this.write(body);
    this.end(trailers);
  }

  open(status: number, headers: HeaderList): void {
    if (!this.#over) this.#request.head(status, headers);
  }

  write(bytes: Uint8Array): boolean {
    return this.#over || this.#request.write(bytes);
  }

  end(trailers: HeaderList): void {
    if (this.#over) return;
    this.#finish();
    this.#request.end(trailers);
  }

  breakOff(): void {
    if (this.#over) return;
    this.#finish();
    this.#request.lose();
  }

  #finish(): void {
    this.#over = true;
    this.#lease?.leave();
  }
}

function readHead(request: OutgoingRequest, deploymentId: string, who: WhoCalls): RequestHead {
  const reader = new HeadReader();
  for (const [name, value] of request.headers) {
    reader.read(name, value);
    if (name === measureHeader && "runId" in who) reader.headers.push([name, value]);
  }
  const { headers, contentType, attemptName } = reader;
  // An experiment speaks for its own run only.
  const isOwn = "runId" in who && attemptName.startsWith(`${who.runId}/`);
  return {
    httpVersion: "2.0",
    verb: request.method,
    scheme: "http",
    authority: "localhost",
    // Whatever path the program writes, it stays below its own deployment.
    url: `/d/${deploymentId}${request.path}`,
    headers,
    contentType,
    contentLength: null,
    userAgent: "",
    attemptName: isOwn ? attemptName : "",
    deployment: "",
    fromPage: false,
    ...(who instanceof NestedCall && { nested: who }),
  };
}
