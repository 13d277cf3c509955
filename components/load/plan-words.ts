import { assertNever } from "#lib/assert.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { closeHanGaps, formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { expectedCalls, type LoadPlan, peakLoad } from "#lib/load/load-plan.ts";
import { type PlanNote, planFields } from "#lib/load/plan-notes.ts";

type Words = Dictionary["load"];

const protocolNames = { connect: "Connect", "grpc-web": "gRPC-Web", grpc: "gRPC" } as const;

/** What the plan will do, in sentences. */
export function planSentences(plan: LoadPlan, words: Words, locale: Locale): readonly string[] {
  return [loadSentence(plan, words, locale), callSentence(plan, words, locale), words.says.where];
}

function loadSentence(plan: LoadPlan, words: Words, locale: Locale): string {
  const { model, shape } = plan;
  const duration = formatTime(locale, plan.durationMs);
  if (model.kind === "open") {
    const calls = formatPlural(locale, words.says.aboutCalls, Math.round(expectedCalls(plan) ?? 0));
    const text = model.arrivals === "poisson" ? words.says.openPoisson : words.says.openConstant;
    return closeHanGaps(
      formatText(text, { load: rateWords(plan, words, locale), duration, calls, seed: plan.seed }),
    );
  }
  const clients =
    shape.kind === "constant"
      ? formatPlural(locale, words.says.clients, model.clients)
      : formatText(words.says.clientsFrom, {
          from: formatNumber(locale, shape.start),
          count: formatNumber(locale, model.clients),
        });
  const text = model.thinkMs > 0 ? words.says.closed : words.says.closedNoThink;
  const sentence = closeHanGaps(
    formatText(text, { clients, duration, think: formatTime(locale, model.thinkMs) }),
  );
  if (shape.kind === "constant" || shape.kind === "ramp") return sentence;
  const levels = formatText(words.says.clientsLevels, { levels: shape.levels });
  return locale === "zh" ? sentence + levels : `${sentence} ${levels}`;
}

function rateWords({ model, shape }: LoadPlan, words: Words, locale: Locale): string {
  const rate = rateNumber(locale, peakLoad(model));
  switch (shape.kind) {
    case "constant":
      return formatText(words.says.rate, { rate });
    case "ramp":
      return formatText(words.says.rateRamp, { from: rateNumber(locale, shape.start), rate });
    case "step":
      return formatText(words.says.rateStep, {
        from: rateNumber(locale, shape.start),
        rate,
        levels: shape.levels,
      });
    case "sweep":
      return formatText(words.says.rateSweep, {
        from: rateNumber(locale, shape.start),
        rate,
        levels: shape.levels,
      });
    default:
      return assertNever(shape);
  }
}

function callSentence(plan: LoadPlan, words: Words, locale: Locale): string {
  return formatText(words.says.wire, {
    method: plan.method === "" ? "–" : plan.method,
    protocol: protocolNames[plan.protocol],
    codec: plan.codec === "json" ? words.wire.json : words.wire.binary.toLowerCase(),
    version: plan.httpVersion,
    deadline: formatTime(locale, plan.deadlineMs),
  });
}

/** A time that somebody chose, without decimals that they did not: `10 s`, `2.5 s`, `300 ms`. */
export function formatTime(locale: Locale, ms: number): string {
  const [value, unit] = ms >= 1_000 ? [ms / 1_000, "s"] : [ms, "ms"];
  const digits = [0, 1, 2].find((count) => Number(value.toFixed(count)) === value) ?? 2;
  return `${formatNumber(locale, value, digits)} ${unit}`;
}

/** A rate or a number of clients with as many decimals as it has, at most one. */
export function rateNumber(locale: Locale, value: number): string {
  return formatNumber(locale, value, Number.isInteger(value) ? 0 : 1);
}

/** What settling changed about the plan, or what the plan should know about itself. */
export function noteWords({ reason, values }: PlanNote, words: Words, locale: Locale): string {
  const field = planFields.find((name) => name === values.field);
  const number = (text: string | undefined) => {
    const value = Number(text);
    return text === undefined || Number.isNaN(value)
      ? (text ?? "–")
      : formatNumber(locale, value, Number.isInteger(value) ? 0 : 1);
  };
  const isTime = field === "durationMs" || field === "deadlineMs" || field === "thinkMs";
  return closeHanGaps(
    formatText(words.notes[reason], {
      field: field === undefined ? (values.field ?? "–") : words.fields[field],
      value: isTime ? formatTime(locale, Number(values.value)) : number(values.value),
      duration: formatTime(locale, Number(values.durationMs ?? 0)),
      calls: number(values.calls),
      needs: number(values.needs),
    }),
  );
}

/** `Run 3 · open, 8 /s`: a run beside another one. */
export function runTitle(
  { number, plan }: { readonly number: number; readonly plan: LoadPlan },
  words: Words,
  locale: Locale,
): string {
  return `${formatText(words.runs.name, { number })} · ${planTitle(plan, words, locale)}`;
}

/** `open, 8 /s`: a run in a list. */
export function planTitle({ model, shape }: LoadPlan, words: Words, locale: Locale): string {
  const load =
    model.kind === "open"
      ? `${rateNumber(locale, model.ratePerSecond)} ${words.plan.perSecond}`
      : formatPlural(locale, words.says.clients, model.clients);
  if (shape.kind === "constant") return formatText(words.runs[model.kind], { load });
  return formatText(words.runs[shape.kind], { load });
}
