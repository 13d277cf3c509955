import type { SizeField } from "./size-field.ts";

/** What is called, and how its request is made. */
export type CostTarget = {
  /** `greet.v1.Greeter/SayHello`, unary. */
  readonly method: string;
  /** The file that defines the service: `greet.proto`. */
  readonly protoPath: string;
  /** The request's other fields. */
  readonly messageJson: string;
  readonly field: SizeField;
};

/** One call of a sweep. */
export type PlannedCall = { readonly n: number; readonly gzip?: boolean };

export type SweepPlan = {
  /** In this order, one after another: the next leaves when the one before is answered. */
  readonly calls: readonly PlannedCall[];
  readonly seed: number;
  /** No call is begun later than this, ms. */
  readonly untilMs: number;
  /** Of ladders, the calls after the first `warm` ones: none is begun that would probably take longer than `mostCallMs`. */
  readonly climb?: { readonly warm: number; readonly mostCallMs: number };
  /**
   * Asks the runner for exact processor times, or to collect its garbage before each call and to say what the call added
   * to the heap. Either makes the call itself slower.
   */
  readonly measure?: "cpu" | "heap";
};

/** The exported function of the program. */
export const sweepExperiment = "sweep";
/** The server knows it by the same name. */
const measureHeader = "x-playground-measure";

/** `client.ts` of a sweep: real client code over the deployment's own generated types. */
export function toSweepProgram(
  { method, protoPath, messageJson, field }: CostTarget,
  plan: SweepPlan,
): string {
  const slash = method.indexOf("/");
  const given = {
    service: method.slice(0, slash),
    method: method.slice(slash + 1),
    message: JSON.parse(messageJson),
    field: field.name,
    ...plan,
    calls: plan.calls.map(({ n, gzip = false }) => [n, gzip ? 1 : 0]),
  };
  return program
    .replace("@generated", () => `./gen/${protoPath.replace(/\.proto$/, "_pb")}`)
    .replace("@plan", () => JSON.stringify(given));
}

/** `server.ts` whose handler does nothing: what it costs is the fixed cost of a call, measured apart from any growth. */
export function toEmptyServer({ method, protoPath }: Pick<CostTarget, "method" | "protoPath">): string {
  const slash = method.indexOf("/");
  return `import * as generated from "./gen/${protoPath.replace(/\.proto$/, "_pb")}";

const service = Object.values(generated).find(
  (each) => each.kind === "service" && each.typeName === ${JSON.stringify(method.slice(0, slash))},
);
const method = service.methods.find((each) => each.name === ${JSON.stringify(method.slice(slash + 1))});

export default (router) => router.service(service, { [method.localName]: () => ({}) });
`;
}

const program = `import { create, fromJson, ScalarType } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createTransport, sleep } from "playground";
import * as generated from "@generated";

const plan = @plan;

const service = Object.values(generated).find(
  (each) => each.kind === "service" && each.typeName === plan.service,
);
const method = service.methods.find((each) => each.name === plan.method);
const field = method.input.fields.find((each) => each.name === plan.field);
const clients = [null, "gzip"].map((sendCompression) =>
  createClient(service, createTransport({ sendCompression })),
);

/** One call after another, in the order of the plan. */
export async function sweep() {
  const options = plan.measure ? { headers: { "${measureHeader}": plan.measure } } : {};
  const began = performance.now();
  let [best, before, largest] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const [index, [n, compressed]] of plan.calls.entries()) {
    if (n > largest) {
      // The next one is larger by the same factor again: it will cost more by about the same factor, too.
      const growth = before > 0 ? Math.min(8, Math.max(2, best / before)) : 2;
      if (plan.climb && index > plan.climb.warm && best * growth > plan.climb.mostCallMs) return index;
      [best, before, largest] = [Number.POSITIVE_INFINITY, index > (plan.climb?.warm ?? 0) ? best : 0, n];
    }
    const request = requestOf(n, plan.seed + index);
    const from = performance.now();
    if (from - began > plan.untilMs) return index;
    // So that the runner may collect its garbage: it refuses to do that all the time.
    if (plan.measure === "heap") await sleep(20);
    await clients[compressed][method.localName](request, options);
    best = Math.min(best, performance.now() - from);
  }
  return plan.calls.length;
}

function requestOf(n, seed) {
  const request = fromJson(method.input, plan.message, { ignoreUnknownFields: true });
  const next = randomFrom(seed);
  const value = valueOf(n, next);
  if (field.oneof) request[field.oneof.localName] = { case: field.localName, value };
  else request[field.localName] = value;
  return request;
}

function valueOf(n, next) {
  if (field.fieldKind === "list") return Array.from({ length: n }, () => entryOf(next));
  if (field.scalar === ScalarType.STRING) return textOf(n, next);
  if (field.scalar === ScalarType.BYTES) return Uint8Array.from({ length: n }, () => 256 * next());
  return isLong(field.scalar) ? BigInt(n) : n;
}

function entryOf(next) {
  if (field.listKind === "message") return create(field.message, fieldsOf(field.message, next));
  if (field.listKind === "enum") return field.enum.values[Math.floor(next() * field.enum.values.length)].number;
  return scalarOf(field.scalar, next);
}

function fieldsOf(message, next) {
  const scalars = message.fields.filter((each) => each.fieldKind === "scalar" && !each.oneof);
  return Object.fromEntries(scalars.map((each) => [each.localName, scalarOf(each.scalar, next)]));
}

function scalarOf(scalar, next) {
  if (scalar === ScalarType.STRING) return "item-" + Math.floor(next() * 2 ** 32);
  if (scalar === ScalarType.BYTES) return Uint8Array.from({ length: 8 }, () => 256 * next());
  if (scalar === ScalarType.BOOL) return next() < 0.5;
  if (scalar === ScalarType.DOUBLE || scalar === ScalarType.FLOAT) return next();
  const whole = Math.floor(next() * 2 ** 31);
  return isLong(scalar) ? BigInt(whole) : whole;
}

function isLong(scalar) {
  return [ScalarType.INT64, ScalarType.UINT64, ScalarType.SINT64, ScalarType.FIXED64, ScalarType.SFIXED64].includes(scalar);
}

const words = ["one", "call", "carries", "what", "another", "asked", "for", "and", "waits", "until", "it", "is", "there"];

/** Words in any order: it can be compressed as prose can. */
function textOf(n, next) {
  let text = "";
  while (text.length < n) text += words[Math.floor(next() * words.length)] + " ";
  return text.slice(0, n);
}

/** mulberry32 */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
`;
