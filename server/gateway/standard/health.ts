import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import {
  type Health,
  HealthCheckResponse_ServingStatus as Status,
} from "#lib/gen/grpc/health/v1/health_pb.ts";
import { shuttingDown } from "../gateway-failure.ts";
import { type StandardSubject, subjectOf } from "./subject.ts";

/** More are RESOURCE_EXHAUSTED (gRFC A90). */
const maxListed = 100;

/** `grpc.health.v1.Health` (gRPC: doc/health-checking.md). The empty name is the whole; a service has no state of its own. */
export const health: ServiceImpl<typeof Health> = {
  check({ service }, context) {
    const subject = subjectOf(context);
    if (!isKnown(subject, service)) throw new ConnectError(`unknown service ${service}`, Code.NotFound);
    return { status: toStatus(subject.health.serving) };
  },

  list(_request, context) {
    const { services, health: state } = subjectOf(context);
    if (services.length >= maxListed) {
      throw new ConnectError(`There are more than ${maxListed} services.`, Code.ResourceExhausted);
    }
    const status = toStatus(state.serving);
    return { statuses: Object.fromEntries(["", ...services].map((name) => [name, { status }])) };
  },

  async *watch({ service }, context: HandlerContext) {
    const subject = subjectOf(context);
    const known = isKnown(subject, service);
    // A deployment never changes: what it does not know today it will not know tomorrow, and the call stays open.
    if (!known) yield { status: Status.SERVICE_UNKNOWN };
    for await (const serving of subject.health.watch(context.signal)) {
      if (known) yield { status: toStatus(serving) };
    }
    throw shuttingDown();
  },
};

function isKnown({ services }: StandardSubject, name: string): boolean {
  return name === "" || services.includes(name);
}

function toStatus(serving: boolean): Status {
  return serving ? Status.SERVING : Status.NOT_SERVING;
}
