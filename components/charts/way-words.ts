import type { WirePoint, WireSeries } from "#lib/cost/judge-wire.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { CsvTable, DataTable } from "./chart-frame.tsx";
import { formatBytes } from "./size-axis.ts";

type NameOf = (series: WireSeries) => string;
type End = { readonly name: string; readonly point: WirePoint };

/** Which way is quickest where the messages are largest. */
export function latencyReading(
  series: readonly WireSeries[],
  nameOf: NameOf,
  { communication, units }: Dictionary["cost"],
  locale: Locale,
): string {
  const [least] = endsOf(series, nameOf, ({ us }) => us);
  if (least === undefined) return "";
  return formatText(communication.reading, {
    best: least.name,
    time: formatDuration(locale, least.point.us),
    bytes: formatBytes(locale, least.point.bytes, units),
  });
}

/** Which way takes the fewest bytes there, and which the most. */
export function bytesReading(
  series: readonly WireSeries[],
  nameOf: NameOf,
  { communication, units }: Dictionary["cost"],
  locale: Locale,
): string {
  const ends = endsOf(series, nameOf, ({ bytes }) => bytes);
  const [least, most] = [ends[0], ends.at(-1)];
  if (least === undefined || most === undefined) return "";
  return formatText(communication.bytesReading, {
    n: formatNumber(locale, least.point.n),
    least: formatBytes(locale, least.point.bytes, units),
    leastWay: least.name,
    most: formatBytes(locale, most.point.bytes, units),
    mostWay: most.name,
  });
}

/** The largest size of each way, the smallest cost first. */
function endsOf(
  series: readonly WireSeries[],
  nameOf: NameOf,
  costOf: (point: WirePoint) => number,
): readonly End[] {
  const ends = series.flatMap((each) => {
    const point = each.points.at(-1);
    return point === undefined ? [] : [{ name: nameOf(each), point }];
  });
  return ends.sort((a, b) => costOf(a.point) - costOf(b.point));
}

export function wayTable(
  series: readonly WireSeries[],
  nameOf: NameOf,
  words: Dictionary["cost"]["communication"],
  locale: Locale,
): DataTable {
  return {
    head: [
      words.way,
      words.columnN,
      words.columnRequest,
      words.columnReply,
      words.columnMedian,
      words.columnLeast,
    ],
    rows: series.flatMap((each) =>
      each.points.map((point) => [
        nameOf(each),
        formatNumber(locale, point.n),
        formatNumber(locale, point.requestBytes),
        formatNumber(locale, point.responseBytes),
        formatDuration(locale, point.us),
        formatDuration(locale, point.leastUs),
      ]),
    ),
  };
}

export function wayCsv(series: readonly WireSeries[]): CsvTable {
  return {
    head: [
      "protocol",
      "codec",
      "gzip",
      "n",
      "calls",
      "request_bytes",
      "response_bytes",
      "median_us",
      "minimum_us",
    ],
    rows: series.flatMap(({ protocol, codec, gzip, points }) =>
      points.map(({ n, repeats, requestBytes, responseBytes, us, leastUs }) => [
        protocol,
        codec,
        String(gzip),
        n,
        repeats,
        requestBytes,
        responseBytes,
        us,
        leastUs,
      ]),
    ),
  };
}
