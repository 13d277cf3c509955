"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { toCsv } from "#lib/csv.ts";
import { formatNumber } from "#lib/i18n/format-text.ts";
import type { DecodedCapture } from "#lib/wire/decoded.ts";
import { wireLayers } from "#lib/wire/wire-node.ts";
import { callFileName } from "./call-file-name.ts";
import { LayerBar, LayerLegend, LayerSum } from "./layer-bars.tsx";
import { sumOf } from "./layer-bytes.ts";
import { SaveBars } from "./save-bars.tsx";

/** Both directions by layer: bars on one scale, their sums in words, and the same as a table. */
export function LayerSummary({ attempt, request, response }: DecodedCapture) {
  const { locale, text } = useText();
  const words = text.wire;
  const present = wireLayers.filter((layer) => request.byLayer[layer] + response.byLayer[layer] > 0);
  const most = Math.max(sumOf(request.byLayer), sumOf(response.byLayer));
  const sides = [
    { name: words.request, byLayer: request.byLayer },
    { name: words.response, byLayer: response.byLayer },
  ];
  const number = (count: number) => formatNumber(locale, count);
  return (
    <section aria-label={words.layersTitle} className="grid gap-1.5" data-layer-summary="">
      {sides.map(({ name, byLayer }) => (
        <div key={name} className="grid items-center gap-x-3 sm:grid-cols-[4.5rem_minmax(0,1fr)]">
          <span className="text-sm">{name}</span>
          <LayerBar byLayer={byLayer} most={most} />
          <p className="text-ink-soft text-xs tabular-nums sm:col-start-2">
            <LayerSum byLayer={byLayer} />
          </p>
        </div>
      ))}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <LayerLegend layers={present} />
        <span className="ml-auto">
          <SaveBars
            title={`${words.layersTitle} · ${attempt.method}`}
            reading=""
            fileName={`${callFileName(attempt)}-layers`}
            bars={sides}
            csv={() =>
              toCsv(
                ["layer", "request_bytes", "response_bytes"],
                wireLayers.map((layer) => [layer, request.byLayer[layer], response.byLayer[layer]]),
              )
            }
          />
        </span>
      </div>
      <details>
        <summary className="w-fit rounded-sm text-ink-soft text-xs">{words.layersTable}</summary>
        <Table caption={words.layersTitle} className="max-w-xl">
          <thead>
            <tr>
              <Th>{words.layer}</Th>
              <Th numeric>{words.request}</Th>
              <Th numeric>{words.response}</Th>
              <Th numeric>{words.both}</Th>
            </tr>
          </thead>
          <tbody>
            {present.map((layer) => (
              <tr key={layer}>
                <Th scope="row">{words.layers[layer]}</Th>
                <Td numeric>{number(request.byLayer[layer])}</Td>
                <Td numeric>{number(response.byLayer[layer])}</Td>
                <Td numeric>{number(request.byLayer[layer] + response.byLayer[layer])}</Td>
              </tr>
            ))}
            <tr>
              <Th scope="row">{words.total}</Th>
              <Td numeric>{number(sumOf(request.byLayer))}</Td>
              <Td numeric>{number(sumOf(response.byLayer))}</Td>
              <Td numeric>{number(sumOf(request.byLayer) + sumOf(response.byLayer))}</Td>
            </tr>
          </tbody>
        </Table>
      </details>
    </section>
  );
}
