import { isLimitName } from "../limits.ts";
import type { Dictionary } from "./en.ts";
import { formatLimit } from "./format-limit.ts";
import { closeHanGaps, formatNumber, formatText } from "./format-text.ts";
import type { Locale } from "./locales.ts";

/** A reason of failure-reasons.ts as the server sent it; a newer server may know more reasons than this page. */
export type SentReason = { readonly name: string; readonly values: Readonly<Record<string, string>> };

/** What a reason means and what to do, in the page's language. Null: this page has no words for it. */
export function formatReason(
  locale: Locale,
  text: Dictionary,
  { name, values }: SentReason,
): { readonly meaning: string; readonly action: string } | null {
  const { meanings } = text.reasons;
  if (!Object.hasOwn(meanings, name)) return null;
  const { meaning, action } = meanings[name as keyof typeof meanings];
  const shown = toShown(locale, text, values);
  return { meaning: closeHanGaps(formatText(meaning, shown)), action: formatText(action, shown) };
}

/** The metadata as it is read: numbers with their units, names as the page calls them. */
function toShown(
  locale: Locale,
  text: Dictionary,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const shown: Record<string, string> = { ...values };
  const { limit, rule, stop, setting, store } = values;
  for (const place of ["value", "actual"]) {
    const number = values[place];
    if (number !== undefined) shown[place] = formatQuantity(locale, limit, number);
  }
  for (const place of ["min", "max"]) shown[place] = formatQuantity(locale, undefined, values[place] ?? "");
  if (values.method === undefined && values.path !== undefined) shown.method = values.path;
  if (limit !== undefined) shown.limit = limitName(text, limit);
  if (setting !== undefined) shown.setting = settingName(text, setting);
  if (store !== undefined) shown.store = ofOwn(text.reasons.stores, store);
  if (rule !== undefined) shown.rule = ofOwn(text.reasons.pathRules, rule);
  if (stop !== undefined)
    shown.stop = formatText(ofOwn(text.reasons.stops, stop), { value: shown.value ?? "" });
  return shown;
}

function formatQuantity(locale: Locale, limit: string | undefined, value: string): string {
  const number = Number(value);
  if (value === "" || Number.isNaN(number)) return value;
  if (limit !== undefined && isLimitName(limit)) return formatLimit(locale, limit, number);
  return formatNumber(locale, number, Number.isInteger(number) ? 0 : 4);
}

function limitName(text: Dictionary, limit: string): string {
  if (limit === "queueLimit") return text.reasons.queueLimit;
  return isLimitName(limit) ? text.limits.names[limit].name : limit;
}

function settingName({ settings, reasons }: Dictionary, setting: string): string {
  const names: Record<string, string> = {
    workers: settings.workers,
    queueLimit: settings.queueLimit,
    "network.delayMs": settings.delay,
    "network.jitterMs": settings.jitter,
    "network.bandwidthKbps": settings.bandwidth,
    calls: settings.calls,
    "scope.length": reasons.settings.scopeLength,
    "experiment.length": reasons.settings.experimentLength,
    "starter.length": reasons.settings.starterLength,
  };
  return ofOwn(names, setting);
}

/** The entry, or the name itself where the page knows none. */
function ofOwn(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
