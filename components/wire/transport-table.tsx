"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { formatNumber } from "#lib/i18n/format-text.ts";
import { wireLayers } from "#lib/wire/wire-node.ts";
import { sumOf } from "./layer-bytes.ts";
import { bytesOf, inOrder, medianOf, type TransportCall, totalOf } from "./transport-calls.ts";

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
      <div className="mt-2">
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
      </div>
    </details>
  );
}
