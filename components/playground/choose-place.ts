import { MethodKind, type Service } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Experiment } from "#lib/gen/playground/v1/editor_pb.ts";
import type { RunSettings } from "#lib/record/run-record.ts";

/** Where an experiment runs, and why. */
export type Place = {
  readonly where: "browser" | "backend";
  readonly why:
    | { readonly kind: "nothing" }
    | { readonly kind: "chosen" }
    | { readonly kind: "grpc" }
    /** The experiment calls a method that takes a stream: `greet.v1.Greeter/Chat`. */
    | { readonly kind: "requestStream"; readonly method: string };
};

export type PlaceParts = {
  readonly settings: Pick<RunSettings, "protocol" | "where">;
  readonly services: readonly Service[];
  readonly experiments: readonly Pick<Experiment, "name" | "line">[];
  readonly experiment: string;
  /** `client.ts`. */
  readonly source: string;
};

/**
 * The visitor's choice, else the browser, unless the experiment needs what browsers cannot do. What it calls is read from
 * its text: a guess that the settings can overrule. gRPC leaves no choice: no script sees an HTTP trailer.
 */
export function choosePlace(parts: PlaceParts): Place {
  const { settings } = parts;
  if (settings.protocol === "grpc") return { where: "backend", why: { kind: "grpc" } };
  if (settings.where !== undefined) return { where: settings.where, why: { kind: "chosen" } };
  const text = textOfExperiment(parts);
  const method = requestStreamIn(text, parts.services);
  if (method !== null) return { where: "backend", why: { kind: "requestStream", method } };
  return { where: "browser", why: { kind: "nothing" } };
}

/** The experiment's own lines, and what stands before the first of all, where helpers are; no imports. */
function textOfExperiment({ source, experiments, experiment }: PlaceParts): string {
  const lines = source.split("\n");
  const starts = experiments.map(({ line }) => line).sort((a, b) => a - b);
  const from = experiments.find(({ name }) => name === experiment)?.line;
  if (from === undefined) return "";
  const until = starts.find((line) => line > from) ?? lines.length + 1;
  const shared = lines.slice(0, (starts[0] ?? 1) - 1);
  const own = lines.slice(from - 1, until - 1);
  return [...shared.filter((line) => !/^\s*(import\b|\/\/|\*|\/\*)/.test(line)), ...own].join("\n");
}

function requestStreamIn(text: string, services: readonly Service[]): string | null {
  for (const { name: service, methods } of services) {
    for (const { name, kind } of methods) {
      if (kind !== MethodKind.CLIENT_STREAMING && kind !== MethodKind.BIDI_STREAMING) continue;
      const local = name.charAt(0).toLowerCase() + name.slice(1);
      if (new RegExp(`\\.\\s*${local}\\s*\\(`).test(text)) return `${service}/${name}`;
    }
  }
  return null;
}
