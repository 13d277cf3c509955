import { ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { Log } from "#server/log.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { beginAttempt, refuseAttempt } from "./admit-attempt.ts";
import type { AttemptTap } from "./attempt-tap.ts";
import { isAuthority } from "./authority-guard.ts";
import { Call, type CallParts } from "./call.ts";
import type { Caller } from "./caller.ts";
import { ClientRuns } from "./client-runs.ts";
import { preflightHeaders } from "./cors.ts";
import type { Lease } from "./emulate/connections.ts";
import { type Reply, toErrorReply, toHttpReply } from "./error-reply.ts";
import { type Address, findDeployment, isDeploymentId } from "./find-deployment.ts";
import { fixturePrefix } from "./fixtures/fixtures.ts";
import type { Gateway, HostedDeployment } from "./gateway.ts";
import { deploymentNotFound, hostInvalid, internalFault, shuttingDown } from "./gateway-failure.ts";
import type { AttemptRecord } from "./held-events.ts";
import type { Clock, Host } from "./host-deployment.ts";
import { Hosts } from "./hosts.ts";
import { Http1Caller } from "./http1-caller.ts";
import { Http2Caller } from "./http2-caller.ts";
import { answerClock, clockPath } from "./read-clock.ts";
import { parseFormat } from "./rpc-format.ts";
import { StandardDoor } from "./standard/standard-door.ts";
import { standardPrefix } from "./standard/standard-services.ts";
import { openStart, type StartLine } from "./start-line.ts";
import { withoutText } from "./text-caller.ts";
import { WatchedCaller } from "./watched-caller.ts";

export type GatewayParts = {
  /** Null: there is no such deployment. A `ConnectError` it rejects with is what the caller hears. */
  readonly loadDeployment: (id: string, signal: AbortSignal) => Promise<HostedDeployment | null>;
  /** Told of every call to a deployment that did not have to be loaded. */
  readonly noteUse?: (id: string) => void;
  readonly sandbox: Sandbox;
  readonly limits: Limits;
  /** µs on `process.hrtime`, the clock of the sandbox's marks. */
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** Absent: runners start as they are asked for. */
  readonly startLine?: StartLine;
  /** Absent: nobody ever wants the bytes of attempts. */
  readonly tap?: AttemptTap;
};

/** The gateway over a sandbox and a store of deployments. It ends with `drain`. */
export function createGateway(parts: GatewayParts): Gateway {
  const startLine = parts.startLine ?? openStart;
  const hosts: Hosts = new Hosts({ ...parts, startLine, enter: (caller) => door.enter(caller) });
  const door = new Door(parts, hosts);
  const clients = new ClientRuns({
    ...{ ...parts, startLine, enter: (caller) => door.enter(caller) },
    makeRoom: (id, visitor) => hosts.makeRoomBeside(id, visitor),
  });
  return {
    handleHttp1: (request, response) => door.enter(new Http1Caller(request, response)),
    handleHttp2: (stream, headers) => door.enter(new Http2Caller(stream, headers)),
    start: (deployment, signal, asker) => hosts.add(deployment).start(signal, asker),
    watch: (id, runId, signal) => hosts.recorder(id).log.watch(runId, signal),
    runClient: (plan, asker, signal) => clients.start(plan, asker, signal),
    drain() {
      hosts.close();
      return door.close();
    },
  };
}

/** Where callers enter: what they ask for, whether it exists, and the calls that are under way. */
class Door {
  readonly #parts: GatewayParts;
  readonly #hosts: Hosts;
  readonly #standard: StandardDoor;
  readonly #running = new Set<object>();
  #closed: (() => void) | null = null;

  constructor(parts: GatewayParts, hosts: Hosts) {
    this.#parts = parts;
    this.#hosts = hosts;
    this.#standard = new StandardDoor(parts);
  }

  enter(caller: Caller): void {
    const plain = withoutText(caller);
    this.#safely(plain, () => this.#route(plain));
  }

  /** Refuses new calls; resolves when the running ones are over. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#closed = resolve;
      if (this.#running.size === 0) resolve();
    });
  }

  #route(caller: Caller): void {
    const { head } = caller;
    const { clock } = this.#parts;
    const receivedUs = clock.nowUs();
    if (!isAuthority(head.authority)) {
      caller.reply(malformedHost);
      return;
    }
    if (head.verb === "OPTIONS") {
      caller.reply(preflight);
      return;
    }
    const address = findDeployment(head.url, head.deployment, head.authority);
    if (address.path === clockPath) {
      caller.reply(answerClock(head.verb, head.contentType, receivedUs, () => clock.nowUs()));
      return;
    }
    const known = this.#hosts.find(address.id);
    if (known !== undefined) {
      this.#begin(caller, known, address);
      return;
    }
    if (!isDeploymentId(address.id)) {
      refuse(caller, deploymentNotFound(address.id));
      return;
    }
    this.#load(caller, address);
  }

  #load(caller: Caller, address: Address): void {
    this.#hosts.load(address.id).then(
      (host) =>
        this.#safely(caller, () => {
          if (host === null) refuse(caller, deploymentNotFound(address.id));
          else this.#begin(caller, host, address);
        }),
      (cause: unknown) => {
        this.#parts.log.error("a deployment could not be loaded", { id: address.id, cause });
        refuse(caller, cause instanceof ConnectError ? cause : internalFault());
      },
    );
  }

  #begin(caller: Caller, host: Host, address: Address): void {
    // What handlers under way ask for is part of the calls that are waited for.
    if (this.#closed !== null && caller.head.nested === undefined) {
      refuse(caller, shuttingDown());
      return;
    }
    if (isOurs(address.path) && this.#beginStandard(caller, host, address)) return;
    const { clock } = this.#parts;
    const admitted = beginAttempt(caller, host, address);
    const seen = this.#watched(caller, host, admitted.record);
    if (admitted.kind === "refused") {
      refuseAttempt(seen, host, admitted, clock.nowUs());
      return;
    }
    const begin = (lease: Lease | null) => this.#carry({ ...admitted, caller: seen, host, address, lease });
    if (caller.head.connect === undefined) begin(null);
    else caller.head.connect(host.network, (lease) => this.#safely(seen, () => begin(lease)));
  }

  #carry(parts: Omit<CallParts, "limits" | "clock" | "over">): void {
    const { limits, clock } = this.#parts;
    const over = () => this.#ended(call);
    const call: Call = new Call({ ...parts, limits, clock, over });
    this.#running.add(call);
    call.begin();
  }

  /** Tells whoever keeps bytes of the attempt that begins; the caller as it is seen from here on. */
  #watched(caller: Caller, host: Host, record: AttemptRecord): Caller {
    const { tap, startLine = openStart } = this.#parts;
    if (tap?.on !== true) return caller;
    const { sequence, runId, method, protocol, codec } = record;
    const attempt = { deploymentId: host.deployment.id, sequence, runId, method, protocol, codec };
    const watcher = tap.begin(attempt, caller.source, startLine.visitorOf(caller.peer()));
    return watcher === null ? caller : new WatchedCaller(caller, watcher);
  }

  /** False: no standard service's, or one that the visitor defines. */
  #beginStandard(caller: Caller, host: Host, address: Address): boolean {
    const method = this.#standard.find(host, address.path);
    if (method === null) return false;
    const call = this.#standard.admit(
      caller,
      host,
      address,
      method,
      () => call !== null && this.#ended(call),
    );
    if (call === null) return true;
    this.#running.add(call);
    call.begin();
    return true;
  }

  #ended(call: object): void {
    this.#running.delete(call);
    if (this.#running.size === 0) this.#closed?.();
  }

  /** No request may end the process that all share. */
  #safely(caller: Caller, handle: () => void): void {
    try {
      handle();
    } catch (cause) {
      this.#parts.log.error("a request failed in the gateway", { url: caller.head.url, cause });
      refuse(caller, internalFault());
    }
  }
}

/** A service that is answered here, for every deployment. */
const isOurs = (path: string) => path.startsWith(standardPrefix) || path.startsWith(fixturePrefix);
const malformedHost = toHttpReply(400, hostInvalid());
const preflight: Reply = { status: 204, headers: preflightHeaders, body: null, trailers: [] };

/** Before a deployment is known there is nothing to record the attempt in. */
function refuse(caller: Caller, error: Parameters<typeof toErrorReply>[1]): void {
  caller.reply(toErrorReply(parseFormat(caller.head.contentType), error));
}
