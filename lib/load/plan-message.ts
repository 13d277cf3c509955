import { create } from "@bufbuild/protobuf";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import {
  Arrivals,
  HttpVersion,
  type LoadPlan as LoadPlanMessage,
  LoadPlanSchema,
  ShapeKind,
  ThinkTime,
} from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadModel, LoadPlan, LoadShape } from "./load-plan.ts";

/** The plan as it travels. Settle it first (settle-plan.ts): a number that does not fit its field becomes the nearest. */
export function toPlanMessage(plan: LoadPlan): LoadPlanMessage {
  const { deploymentId, method, messageJson, durationMs, deadlineMs, seed, maxInFlight, connections } = plan;
  return create(LoadPlanSchema, {
    ...{ deploymentId, method, messageJson },
    ...{ durationMs: toUint(durationMs), deadlineMs: toUint(deadlineMs), seed: toUint(seed) },
    ...{ maxInFlight: toUint(maxInFlight), connections: toUint(connections) },
    protocol: protocols[plan.protocol],
    codec: plan.codec === "json" ? Codec.JSON : Codec.BINARY,
    httpVersion: plan.httpVersion === "2" ? HttpVersion.HTTP2 : HttpVersion.HTTP1,
    model: modelMessage(plan.model),
    shape: {
      kind: shapes[plan.shape.kind],
      start: "start" in plan.shape ? plan.shape.start : 0,
      levels: "levels" in plan.shape ? toUint(plan.shape.levels) : 0,
    },
  });
}

/** What is not said is as usual: Connect, binary, HTTP/1.1 (gRPC: 2), an open model of 10 calls per second for 10 s. */
export function fromPlanMessage(message: LoadPlanMessage): LoadPlan {
  const { deploymentId, method, messageJson, seed } = message;
  const protocol =
    message.protocol === Protocol.GRPC
      ? "grpc"
      : message.protocol === Protocol.GRPC_WEB
        ? "grpc-web"
        : "connect";
  const isHttp2 =
    message.httpVersion === HttpVersion.HTTP2 ||
    (protocol === "grpc" && message.httpVersion === HttpVersion.UNSPECIFIED);
  return {
    ...{ deploymentId, method, messageJson, protocol, seed },
    codec: message.codec === Codec.JSON ? "json" : "binary",
    httpVersion: isHttp2 ? "2" : "1.1",
    model: toModel(message.model),
    shape: toShape(message),
    durationMs: message.durationMs || usual.durationMs,
    deadlineMs: message.deadlineMs || usual.deadlineMs,
    maxInFlight: message.maxInFlight || usual.maxInFlight,
    connections: message.connections || usual.connections,
  };
}

/** What a plan has that says nothing else. */
export const usual = {
  ratePerSecond: 10,
  durationMs: 10_000,
  deadlineMs: 5_000,
  maxInFlight: 256,
  connections: 1,
} as const;

const protocols = {
  connect: Protocol.CONNECT,
  "grpc-web": Protocol.GRPC_WEB,
  grpc: Protocol.GRPC,
} as const;

const shapes = {
  constant: ShapeKind.CONSTANT,
  ramp: ShapeKind.RAMP,
  step: ShapeKind.STEP,
  sweep: ShapeKind.SWEEP,
} as const;

function modelMessage(model: LoadModel) {
  if (model.kind === "open") {
    const arrivals = model.arrivals === "poisson" ? Arrivals.POISSON : Arrivals.CONSTANT;
    return { case: "open" as const, value: { ratePerSecond: model.ratePerSecond, arrivals } };
  }
  const think = model.think === "exponential" ? ThinkTime.EXPONENTIAL : ThinkTime.CONSTANT;
  return {
    case: "closed" as const,
    value: { clients: toUint(model.clients), thinkMs: model.thinkMs, think },
  };
}

function toModel(model: LoadPlanMessage["model"]): LoadModel {
  if (model.case === "closed") {
    const { clients, thinkMs, think } = model.value;
    return {
      kind: "closed",
      clients,
      thinkMs,
      think: think === ThinkTime.EXPONENTIAL ? "exponential" : "constant",
    };
  }
  const { ratePerSecond = usual.ratePerSecond, arrivals } = model.value ?? {};
  return { kind: "open", ratePerSecond, arrivals: arrivals === Arrivals.CONSTANT ? "constant" : "poisson" };
}

function toShape({ shape }: LoadPlanMessage): LoadShape {
  const { kind, start = 0, levels = 0 } = shape ?? {};
  if (kind === ShapeKind.RAMP) return { kind: "ramp", start };
  if (kind === ShapeKind.STEP) return { kind: "step", start, levels };
  if (kind === ShapeKind.SWEEP) return { kind: "sweep", start, levels };
  return { kind: "constant" };
}

function toUint(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(Math.max(0, Math.round(value)), 0xffff_ffff);
}
