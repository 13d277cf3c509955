import type { Dictionary } from "#lib/i18n/en.ts";
import { closeHanGaps, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { bytesOf, type TransportCall, totalOf } from "./transport-calls.ts";

/** What the comparison says, in words made from its figures; empty: there is nothing to compare yet. */
export function transportReading(
  calls: readonly TransportCall[],
  { wire }: Pick<Dictionary, "wire">,
  locale: Locale,
): string {
  const words = wire.compare;
  const said: typeof formatText = (template, values) => closeHanGaps(formatText(template, values));
  const bytes = (count: number) => formatPlural(locale, wire.bytes, count);
  const warm = calls.filter((call) => call.warm && totalOf(call) > 0).sort((a, b) => totalOf(a) - totalOf(b));
  const [least, most] = [warm[0], warm.at(-1)];
  if (least === undefined || most === undefined || least === most) return "";
  const sizes = said(words.reading1, {
    least: words.transports[least.transport],
    leastBytes: bytes(totalOf(least)),
    most: words.transports[most.transport],
    mostBytes: bytes(totalOf(most)),
    message: bytes(bytesOf(least).message),
  });
  const more = firstCostOfGrpc(calls);
  if (more <= 0) return sizes;
  const { transports, firstCost, firstCostHttp2: why } = words;
  const cost = said(firstCost, { transport: transports.grpc, more: bytes(more), why });
  return `${sizes}${locale === "zh" ? "" : " "}${cost}`;
}

/** What a new connection takes more than a warm one, bytes; 0: not both were made. */
function firstCostOfGrpc(calls: readonly TransportCall[]): number {
  const [first, warm] = [false, true].map((isWarm) =>
    calls.find((call) => call.transport === "grpc" && call.warm === isWarm),
  );
  return first === undefined || warm === undefined ? 0 : totalOf(first) - totalOf(warm);
}
