import { createContextValues } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { Log } from "#server/log.ts";
import type { Caller } from "../caller.ts";
import { checkHttp } from "../check-http.ts";
import { toErrorReply } from "../error-reply.ts";
import type { Address } from "../find-deployment.ts";
import { type FixtureScope, fixtureKey, fixtureScope } from "../fixtures/fixture-scope.ts";
import { fixturePrefix } from "../fixtures/fixtures.ts";
import { refusedByPool } from "../gateway-failure.ts";
import type { Clock, Host } from "../host-deployment.ts";
import { parseFormat } from "../rpc-format.ts";
import { createSchemas, deploymentSubject } from "./deployment-subject.ts";
import { StandardCall } from "./standard-call.ts";
import { listStandardMethods, type StandardMethod } from "./standard-services.ts";
import { subjectKey } from "./subject.ts";

type DoorParts = { readonly limits: Limits; readonly log: Log; readonly clock: Clock };

/** Where calls of reflection, health and the fixtures enter, for every deployment. */
export class StandardDoor {
  readonly #limits: Limits;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #methods: ReadonlyMap<string, StandardMethod>;
  readonly #schemas = createSchemas();

  constructor({ limits, log, clock }: DoorParts) {
    this.#limits = limits;
    this.#log = log;
    this.#clock = clock;
    this.#methods = listStandardMethods(limits);
  }

  /** Null: the path is no standard service's, or the visitor defines that service. */
  find(host: Host, path: string): StandardMethod | null {
    const method = this.#methods.get(path);
    if (method === undefined) return null;
    if (path.startsWith(fixturePrefix)) return method;
    const isOwn = host.deployment.services.some(({ name }) => name === method.service);
    return isOwn ? null : method;
  }

  /** A call that may begin. Null: it was refused and has its answer. */
  admit(
    caller: Caller,
    host: Host,
    address: Address,
    method: StandardMethod,
    over: () => void,
  ): StandardCall | null {
    const limits = this.#limits;
    const checked = checkHttp(caller.head, method.facts, parseFormat(caller.head.contentType));
    if (checked.kind === "refused") {
      caller.reply(checked.reply);
      return null;
    }
    const { format } = checked;
    if (host.standardCalls >= limits.maxConcurrentCalls) {
      caller.reply(toErrorReply(format, refusedByPool("concurrency", host.deployment.settings, limits)));
      return null;
    }
    const tooFar = caller.head.nested?.refusal() ?? null;
    if (tooFar !== null) {
      caller.reply(toErrorReply(format, tooFar));
      return null;
    }
    const values = address.path.startsWith(fixturePrefix)
      ? createContextValues().set(fixtureKey, this.#scopeOf(host, caller))
      : createContextValues().set(subjectKey, deploymentSubject(host.deployment, host.health, this.#schemas));
    host.standardCalls += 1;
    const ended = () => {
      host.standardCalls -= 1;
      over();
    };
    return new StandardCall({
      caller,
      values,
      address,
      method,
      format,
      limits,
      log: this.#log,
      over: ended,
    });
  }

  #scopeOf(host: Host, { head }: Caller): FixtureScope {
    host.fixturesUsedUs = this.#clock.nowUs();
    return fixtureScope(host, head, {
      maxEntries: this.#limits.maxFixtureEntries,
      nowUs: () => this.#clock.nowUs(),
    });
  }
}
