import type { Lease } from "./emulate/connections.ts";
import type { Network } from "./emulate/network.ts";
import type { Reply } from "./error-reply.ts";
import { fitTimeout } from "./fit-timeout.ts";
import { type HeaderList, reachesHandler } from "./headers.ts";
import type { NestedCall } from "./nested-call.ts";
import type { Peer } from "./start-line.ts";

/** What the gateway reads of a request's head, whichever HTTP version carried it. */
export type RequestHead = {
  readonly httpVersion: "1.1" | "2.0";
  readonly verb: string;
  readonly scheme: "http" | "https";
  readonly authority: string;
  /** Path and query. */
  readonly url: string;
  /** What the handler may see. */
  readonly headers: HeaderList;
  readonly contentType: string;
  /** Null: not announced. */
  readonly contentLength: number | null;
  readonly userAgent: string;
  /** `x-playground-attempt` and `x-deployment`; empty when absent. */
  readonly attemptName: string;
  readonly deployment: string;
  /** A browser asks on behalf of a page. */
  readonly fromPage: boolean;
  /** A handler of the deployment asks. */
  readonly nested?: NestedCall;
  /** Absent: the caller has no emulated connection of its own. Calls `taken` when one carries this call. */
  readonly connect?: (network: Network | null, taken: (lease: Lease) => void) => void;
};

/** The HTTP side of one call, the same for HTTP/1.1 and HTTP/2. Nothing here throws once the caller has gone. */
export type Caller = {
  readonly head: RequestHead;
  /** The request or stream of Node's that brought the call. Absent: it has no connection. */
  readonly source?: object;
  /** Asked for only when a runner must be started. */
  peer(): Peer;
  /** Begins to hear of body and connection. Once. */
  listen(listener: CallerListener): void;
  /** Stops and goes on reading the body. */
  pause(): void;
  resume(): void;
  /** A whole reply at once. What is left of the request body is thrown away. */
  reply(reply: Reply): void;
  /** A reply in parts: head, bytes (false: wait for `drained`), end. */
  open(status: number, headers: HeaderList): void;
  write(bytes: Uint8Array): boolean;
  end(trailers: HeaderList): void;
  /** Breaks off a reply that has begun, so that nobody takes it for complete. */
  breakOff(): void;
};

export type CallerListener = {
  bodyChunk(bytes: Uint8Array): void;
  bodyEnd(): void;
  drained(): void;
  /** The caller went away before the reply was complete. */
  gone(): void;
};

/** Collects the fields of a request's head from its headers, one by one. */
export class HeadReader {
  readonly headers: [string, string][] = [];
  contentType = "";
  contentLength: number | null = null;
  userAgent = "";
  attemptName = "";
  deployment = "";
  host = "";
  fromPage = false;

  /** `name` in lower case. */
  read(name: string, value: string): void {
    if (reachesHandler(name)) this.headers.push([name, fitTimeout(name, value)]);
    switch (name) {
      case "content-type":
        this.contentType = value;
        break;
      case "content-length":
        this.contentLength = Number(value);
        break;
      case "user-agent":
        this.userAgent = value;
        break;
      case "x-playground-attempt":
        this.attemptName = value;
        break;
      case "x-deployment":
        this.deployment = value;
        break;
      case "host":
        this.host = value;
        break;
      case "origin":
        this.fromPage = true;
        break;
    }
  }
}
