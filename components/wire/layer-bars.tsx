"use client";

import { useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { type WireLayer, wireLayers } from "#lib/wire/wire-node.ts";
import { type LayerBytes, sumOf } from "./layer-bytes.ts";
import { layerLook } from "./layer-look.ts";

type LayerBarProps = {
  readonly byLayer: LayerBytes;
  /** What the whole width stands for, bytes. */
  readonly most: number;
  readonly className?: string;
};

/** Bytes by layer as a bar whose parts add up to it. Says nothing to screen readers: the words and the table beside it do. */
export function LayerBar({ byLayer, most, className }: LayerBarProps) {
  const { locale } = useText();
  const sum = sumOf(byLayer);
  return (
    <span aria-hidden="true" className={classNames("flex h-5 min-w-0", className)}>
      <span className="flex min-w-0" style={{ width: `${most === 0 ? 0 : (100 * sum) / most}%` }}>
        {wireLayers
          .filter((layer) => byLayer[layer] > 0)
          .map((layer) => (
            <span
              key={layer}
              className={classNames(
                layerLook[layer],
                "wire-part @container grid min-w-[3px] place-items-center overflow-hidden",
              )}
              style={{ flexGrow: byLayer[layer], flexBasis: 0 }}
            >
              <span className="@max-[2.2rem]:hidden rounded-[2px] bg-surface-raised px-1 font-mono text-[11px] text-ink leading-4">
                {formatNumber(locale, byLayer[layer])}
              </span>
            </span>
          ))}
      </span>
    </span>
  );
}

/** The sum in words: "213 captured bytes = 98 HTTP framing + …". */
export function LayerSum({ byLayer }: { readonly byLayer: LayerBytes }) {
  const { locale, text } = useText();
  const words = text.wire;
  const parts = wireLayers
    .filter((layer) => byLayer[layer] > 0)
    .map((layer) => `${formatNumber(locale, byLayer[layer])} ${words.layers[layer]}`);
  if (parts.length === 0) return <>{words.nothing}</>;
  return (
    <>{formatText(words.sum, { sum: formatNumber(locale, sumOf(byLayer)), parts: parts.join(" + ") })}</>
  );
}

/** Which look stands for which layer. */
export function LayerLegend({ layers }: { readonly layers: readonly WireLayer[] }) {
  const words = useText().text.wire;
  const id = useId();
  return (
    <ul aria-label={words.layersTitle} className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
      {layers.map((layer) => (
        <li key={layer} className="flex items-center gap-1.5" title={words.layerMeanings[layer]}>
          <span
            aria-hidden="true"
            className={classNames(layerLook[layer], "wire-part h-3 w-5 rounded-[2px]")}
          />
          <span id={`${id}-${layer}`}>{words.layers[layer]}</span>
        </li>
      ))}
    </ul>
  );
}
