import type { SizeField } from "#lib/cost/size-field.ts";
import type { CostForm } from "./cost-form.ts";
import type { CostPageLimits } from "./cost-page-limits.ts";
import type { CostMethod } from "./cost-parts.ts";
import type { CostQuestion } from "./use-cost-run.ts";

type Chosen = {
  readonly method: CostMethod;
  readonly field: SizeField;
  readonly limits: CostPageLimits;
  readonly seed: number;
};

/** What the form asks. */
export function toQuestion(form: CostForm, { method, field, limits, seed }: Chosen): CostQuestion {
  const { from, to, messageJson } = form;
  const target = { method: method.name, protoPath: method.protoPath, messageJson, field };
  const common = { target, from, to, budgetMs: form.budgetS * 1_000, seed, limits };
  if (form.what === "growth") return { kind: "growth", ask: { ...common, extend: form.extend } };
  const { protocols, codecs, gzip, delayMs, bandwidthKbps } = form;
  const network = { delayMs, jitterMs: 0, bandwidthKbps };
  return { kind: "wire", ask: { ...common, protocols, codecs, gzip, network } };
}
