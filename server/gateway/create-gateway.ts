import type { Limits } from "#lib/limits.ts";
import type { Log } from "#server/log.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { beginAttempt, refuseAttempt } from "./admit-attempt.ts";
import { isAuthority } from "./authority-guard.ts";
import { Call } from "./call.ts";
import type { Caller } from "./caller.ts";
import { preflightHeaders } from "./cors.ts";
import { type Reply, toErrorReply, toPlainReply } from "./error-reply.ts";
import { type Address, findDeployment, isDeploymentId } from "./find-deployment.ts";
import type { Gateway, HostedDeployment } from "./gateway.ts";
import { deploymentNotFound, internalFault, shuttingDown } from "./gateway-failure.ts";
import type { Clock, Host } from "./host-deployment.ts";
import { Hosts } from "./hosts.ts";
import { Http1Caller } from "./http1-caller.ts";
import { Http2Caller } from "./http2-caller.ts";
import { answerClock, clockPath } from "./read-clock.ts";
import { parseFormat } from "./rpc-format.ts";

export type GatewayParts = {
  /** Null: there is no such deployment. */
  readonly loadDeployment: (id: string, signal: AbortSignal) => Promise<HostedDeployment | null>;
  readonly sandbox: Sandbox;
  readonly limits: Limits;
  /** µs on `process.hrtime`, the clock of the sandbox's marks. */
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
};

/** The gateway over a sandbox and a store of deployments. It ends with `drain`. */
export function createGateway(parts: GatewayParts): Gateway {
  const { limits, clock, log } = parts;
  const hosts = new Hosts(parts);
  const running = new Set<Call>();
  let draining: (() => void) | null = null;
  const nowUs = () => clock.nowUs();

  const handle = (caller: Caller) => {
    const { head } = caller;
    const receivedUs = nowUs();
    if (!isAuthority(head.authority))
      return caller.reply(toPlainReply(400, "The Host header is missing or malformed."));
    if (head.verb === "OPTIONS") return caller.reply(preflight);
    const address = findDeployment(head.url, head.deployment, head.authority);
    if (address.path === clockPath)
      return caller.reply(answerClock(head.verb, head.contentType, receivedUs, nowUs));
    const known = hosts.find(address.id);
    if (known !== undefined) return begin(caller, known, address);
    if (!isDeploymentId(address.id)) return refuse(caller, deploymentNotFound(address.id));
    hosts.load(address.id).then(
      (host) =>
        host === null ? refuse(caller, deploymentNotFound(address.id)) : begin(caller, host, address),
      (cause: unknown) => {
        log.error("a deployment could not be loaded", { id: address.id, cause });
        refuse(caller, internalFault());
      },
    );
  };

  const begin = (caller: Caller, host: Host, address: Address) => {
    if (draining !== null) return refuse(caller, shuttingDown());
    const admitted = beginAttempt(caller, host, address);
    if (admitted.kind === "refused") return refuseAttempt(caller, host, admitted, nowUs());
    const { record, method, format } = admitted;
    const call: Call = new Call({
      caller,
      host,
      address,
      method,
      format,
      record,
      limits,
      clock,
      over: () => ended(call),
    });
    running.add(call);
    call.begin();
  };

  const ended = (call: Call) => {
    running.delete(call);
    if (running.size === 0) draining?.();
  };

  /** No request may end the process that all share. */
  const handleSafely = (caller: Caller) => {
    try {
      handle(caller);
    } catch (cause) {
      log.error("a request failed in the gateway", { url: caller.head.url, cause });
      refuse(caller, internalFault());
    }
  };

  return {
    handleHttp1: (request, response) => handleSafely(new Http1Caller(request, response)),
    handleHttp2: (stream, headers) => handleSafely(new Http2Caller(stream, headers)),
    start: (deployment, signal) => hosts.add(deployment).start(signal),
    watch: (id, runId, signal) => hosts.recorder(id).log.watch(runId, signal),
    drain() {
      hosts.close();
      return new Promise((resolve) => {
        draining = resolve;
        if (running.size === 0) resolve();
      });
    },
  };
}

const preflight: Reply = { status: 204, headers: preflightHeaders, body: null, trailers: [] };

/** Before a deployment is known there is nothing to record the attempt in. */
function refuse(caller: Caller, error: Parameters<typeof toErrorReply>[1]): void {
  caller.reply(toErrorReply(parseFormat(caller.head.contentType), error));
}
