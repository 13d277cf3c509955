"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { closeHanGaps, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { bytesOf, type TransportCall, totalOf } from "./transport-calls.ts";

/** What the comparison says, in words made from its figures. */
export function TransportReading({ calls }: { readonly calls: readonly TransportCall[] }) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const said: typeof formatText = (template, values) => closeHanGaps(formatText(template, values));
  const bytes = (count: number) => formatPlural(locale, text.wire.bytes, count);
  const warm = calls.filter((call) => call.warm && totalOf(call) > 0).sort((a, b) => totalOf(a) - totalOf(b));
  const [least, most] = [warm[0], warm.at(-1)];
  if (least === undefined || most === undefined || least === most) return null;
  const grpc = (isWarm: boolean) =>
    calls.find(({ transport, warm }) => transport === "grpc" && warm === isWarm);
  const [first, second] = [grpc(false), grpc(true)];
  const more = first === undefined || second === undefined ? 0 : totalOf(first) - totalOf(second);
  return (
    <p className="text-sm" data-transport-reading="">
      {said(words.reading1, {
        least: words.transports[least.transport],
        leastBytes: bytes(totalOf(least)),
        most: words.transports[most.transport],
        mostBytes: bytes(totalOf(most)),
        message: bytes(bytesOf(least).message),
      })}
      {locale === "zh" ? "" : " "}
      {more > 0 &&
        said(words.firstCost, {
          transport: words.transports.grpc,
          more: bytes(more),
          why: words.firstCostHttp2,
        })}
    </p>
  );
}
