import { messageOf } from "#components/target/message-problem.ts";
import type { SizeField } from "#lib/cost/size-field.ts";
import type { CostForm } from "./cost-form.ts";
import type { CostPageLimits } from "./cost-page-limits.ts";
import type { CostMethod } from "./cost-parts.ts";
import type { CostQuestion } from "./use-cost-run.ts";

/** What is called, and which of its fields carries n. */
export type ChosenTarget = { readonly method: CostMethod; readonly field: SizeField };

type Chosen = ChosenTarget & {
  readonly limits: CostPageLimits;
  readonly seed: number;
};

/** What the form asks. */
export function toQuestion(form: CostForm, { method, field, limits, seed }: Chosen): CostQuestion {
  const { from, to } = form;
  const target = {
    method: method.name,
    protoPath: method.protoPath,
    messageJson: messageOf(form.messageJson),
    field,
  };
  const common = { target, from, to, budgetMs: form.budgetS * 1_000, seed, limits };
  if (form.what === "growth") return { kind: "growth", ask: { ...common, extend: form.extend } };
  const { protocols, codecs, gzip, delayMs, bandwidthKbps } = form;
  const network = { delayMs, jitterMs: 0, bandwidthKbps };
  return { kind: "wire", ask: { ...common, protocols, codecs, gzip, network } };
}
