import type { WireWay } from "#lib/cost/measure-wire.ts";
import type { SizeField } from "#lib/cost/size-field.ts";
import type { CostMethod } from "./cost-parts.ts";

export type CostForm = {
  readonly sourceId: string;
  readonly method: string;
  readonly field: string;
  readonly messageJson: string;
  readonly what: "growth" | "wire";
  readonly from: number;
  readonly to: number;
  readonly extend: boolean;
  readonly budgetS: number;
  readonly protocols: readonly WireWay["protocol"][];
  readonly codecs: readonly WireWay["codec"][];
  readonly gzip: boolean;
  readonly delayMs: number;
  readonly bandwidthKbps: number;
};

export const firstForm: CostForm = {
  sourceId: "",
  method: "",
  field: "",
  messageJson: "{}",
  what: "growth",
  from: 16,
  to: 16_384,
  extend: true,
  budgetS: 15,
  protocols: ["connect", "grpc"],
  codecs: ["binary", "json"],
  gzip: true,
  delayMs: 10,
  bandwidthKbps: 8_000,
};

export const leastBudgetS = 5;
export const mostBudgetS = 50;
/** Beyond this no plain handler counts any more. */
const largestTo = 2 ** 30;

/** n at the most for a field. */
export function largestOf(field: SizeField | undefined): number {
  return Math.min(largestTo, field?.largest ?? largestTo);
}

/** The message but for the field that carries n, by either of its names (protobuf.dev: ProtoJSON). */
function withoutField(json: string, field: string): string {
  const jsonName = field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const { [field]: _, [jsonName]: __, ...others } = JSON.parse(json) as Readonly<Record<string, unknown>>;
  return JSON.stringify(others);
}

/** The method, a field of it and a message that suit each other; what was chosen stays where it still fits. */
export function fitting(method: CostMethod, old: CostForm): Partial<CostForm> {
  const field = method.fields.find(({ name }) => name === old.field) ?? method.fields[0];
  const isSame = method.name === old.method && old.messageJson !== "{}";
  return {
    method: method.name,
    field: field?.name ?? "",
    messageJson: isSame ? old.messageJson : withoutField(method.sampleJson, field?.name ?? ""),
  };
}

export type ExampleName = "linear" | "quadratic" | "logarithmic" | "store";

/** Of the starter whose handlers grow in known ways. */
export const examples: Readonly<Record<ExampleName, Partial<CostForm> & { readonly method: string }>> = {
  linear: { method: "complexity.v1.Growth/Linear", field: "n", what: "growth" },
  quadratic: { method: "complexity.v1.Growth/Quadratic", field: "n", what: "growth" },
  logarithmic: { method: "complexity.v1.Growth/Logarithmic", field: "n", what: "growth" },
  store: {
    method: "complexity.v1.Growth/Store",
    field: "text",
    what: "wire",
    from: 16,
    to: 65_536,
    budgetS: 30,
  },
};
export const exampleNames = Object.keys(examples) as ExampleName[];
export const examplesSource = "complexity";
