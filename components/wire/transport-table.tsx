"use client";

import { Download } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { toCsv } from "#lib/csv.ts";
import { formatNumber } from "#lib/i18n/format-text.ts";
import { wireLayers } from "#lib/wire/wire-node.ts";
import { sumOf } from "./layer-bytes.ts";
import { saveBytes } from "./save-bytes.ts";
import { allTransports, bytesOf, medianOf, type TransportCall, totalOf } from "./transport-calls.ts";

/** The same as the bars in figures, for reading and for other programs. */
export function TransportTable({ calls: unordered }: { readonly calls: readonly TransportCall[] }) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const calls = inOrder(unordered);
  const layers = wireLayers.filter((layer) => calls.some((call) => bytesOf(call)[layer] > 0));
  const number = (count: number) => formatNumber(locale, count);
  return (
    <details>
      <summary className="w-fit rounded-sm text-ink-soft text-sm">{words.table}</summary>
      <div className="mt-2 grid gap-2">
        <Table caption={words.chartTitle}>
          <thead>
            <tr>
              <Th>{words.transport}</Th>
              <Th>{words.which}</Th>
              {layers.map((layer) => (
                <Th key={layer} numeric>
                  {text.wire.layers[layer]}
                </Th>
              ))}
              <Th numeric>{words.requestBytes}</Th>
              <Th numeric>{words.responseBytes}</Th>
              <Th numeric>{text.wire.total}</Th>
              <Th numeric>{words.latency} ms</Th>
              <Th numeric>n</Th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <tr key={`${call.transport}-${call.warm}`}>
                <Th scope="row" className="whitespace-nowrap">
                  {words.transports[call.transport]}
                </Th>
                <Td>{call.warm ? words.warm : words.first}</Td>
                {layers.map((layer) => (
                  <Td key={layer} numeric>
                    {number(bytesOf(call)[layer])}
                  </Td>
                ))}
                <Td numeric>{number(sumOf(call.request))}</Td>
                <Td numeric>{number(sumOf(call.response))}</Td>
                <Td numeric>{number(totalOf(call))}</Td>
                <Td numeric>
                  {call.latenciesUs.length === 0
                    ? "–"
                    : formatNumber(locale, medianOf(call.latenciesUs) / 1000, 2)}
                </Td>
                <Td numeric>{call.latenciesUs.length}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
        <Button
          size="small"
          className="w-fit"
          onClick={() => saveBytes(toTransportsCsv(calls), "seven-transports.csv", "text/csv;charset=utf-8")}
        >
          <Download aria-hidden="true" className="size-4" /> {words.csv}
        </Button>
      </div>
    </details>
  );
}

function inOrder(calls: readonly TransportCall[]): readonly TransportCall[] {
  const place = ({ transport, warm }: TransportCall) => allTransports.indexOf(transport) * 2 + Number(warm);
  return [...calls].sort((a, b) => place(a) - place(b));
}

/** One line a call and round, in bytes and µs. */
export function toTransportsCsv(calls: readonly TransportCall[]): string {
  const sides = ["request", "response"] as const;
  const head = [
    "transport",
    "call",
    ...sides.flatMap((side) => wireLayers.map((layer) => `${side}_${layer}_bytes`)),
    "round",
    "latency_us",
    "connect_us",
  ];
  const rows = calls.flatMap((call) =>
    call.latenciesUs.map((latencyUs, round) => [
      call.transport,
      call.warm ? "warm" : "first",
      ...sides.flatMap((side) => wireLayers.map((layer) => call[side][layer])),
      round + 1,
      latencyUs,
      call.connectsUs[round] ?? null,
    ]),
  );
  return toCsv(head, rows);
}
