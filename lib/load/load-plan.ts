/** What a load test fires. Form and server settle it by the same rules (settle-plan.ts). */
export type LoadPlan = {
  readonly deploymentId: string;
  /** A unary method: `greet.v1.Greeter/SayHello`. */
  readonly method: string;
  /** The request in protobuf's JSON. Empty: a message without fields. */
  readonly messageJson: string;
  readonly protocol: LoadProtocol;
  readonly codec: "binary" | "json";
  readonly httpVersion: "1.1" | "2";
  readonly model: LoadModel;
  readonly shape: LoadShape;
  /** All levels together. */
  readonly durationMs: number;
  /** Of each call, from its send. */
  readonly deadlineMs: number;
  /** The same seed draws the same times. A whole number from 0 to 4294967295. */
  readonly seed: number;
  /** Open model: the most calls under way. */
  readonly maxInFlight: number;
  /** HTTP/2: connections that share the calls. */
  readonly connections: number;
};

export type LoadProtocol = "connect" | "grpc-web" | "grpc";

/** Open: calls come whether or not others have been answered. Closed: N clients, each waits for its answer and thinks. */
export type LoadModel = OpenModel | ClosedModel;

export type OpenModel = {
  readonly kind: "open";
  readonly ratePerSecond: number;
  readonly arrivals: "constant" | "poisson";
};

export type ClosedModel = {
  readonly kind: "closed";
  readonly clients: number;
  /** Mean time between a reply and the client's next call. */
  readonly thinkMs: number;
  readonly think: "constant" | "exponential";
};

/** How the load changes. The model's own number (rate or clients) is its end; `start` is where it begins. */
export type LoadShape =
  | { readonly kind: "constant" }
  | { readonly kind: "ramp"; readonly start: number }
  | { readonly kind: "step"; readonly start: number; readonly levels: number }
  /** Each level is a measurement of its own: it begins when nothing of the one before is under way. */
  | { readonly kind: "sweep"; readonly start: number; readonly levels: number };

/** The load at the end of the shape: calls per second, or clients. */
export function peakLoad(model: LoadModel): number {
  return model.kind === "open" ? model.ratePerSecond : model.clients;
}

/** The load of each level, ascending or descending in equal steps; one for shapes without levels. Clients are whole. */
export function levelLoads({ model, shape }: Pick<LoadPlan, "model" | "shape">): readonly number[] {
  const peak = peakLoad(model);
  if (shape.kind === "constant" || shape.kind === "ramp") return [peak];
  const step = (peak - shape.start) / (shape.levels - 1);
  return Array.from({ length: shape.levels }, (_, level) => {
    const load = level === shape.levels - 1 ? peak : shape.start + level * step;
    return model.kind === "closed" ? Math.round(load) : load;
  });
}

/** Calls that an open plan means to make, on average; null: in a closed model the answers decide. */
export function expectedCalls({ model, shape, durationMs }: LoadPlan): number | null {
  if (model.kind === "closed") return null;
  const loads = shape.kind === "ramp" ? [shape.start, model.ratePerSecond] : levelLoads({ model, shape });
  return ((loads.reduce((sum, load) => sum + load, 0) / loads.length) * durationMs) / 1_000;
}
