import type { WireWay } from "#lib/cost/measure-wire.ts";
import type { SizeField } from "#lib/cost/size-field.ts";

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

/** What is wrong with a message, in the words of the parser; null: nothing. */
export function messageProblem(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? null : "{ }";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The message but for the field that carries n, by either of its names (protobuf.dev: ProtoJSON). */
export function withoutField(json: string, field: string): string {
  const jsonName = field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const { [field]: _, [jsonName]: __, ...others } = JSON.parse(json) as Readonly<Record<string, unknown>>;
  return JSON.stringify(others);
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
export const examplesSource = "complexity";
