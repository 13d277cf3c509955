import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber } from "#lib/i18n/format-text.ts";
import { type WireLayer, wireLayers } from "#lib/wire/wire-node.ts";
import { type LayerBytes, sumOf } from "./layer-bytes.ts";

/** A bar of a picture: what carried the bytes, and the bytes. */
export type PictureBar = { readonly name: string; readonly byLayer: LayerBytes };

type BarsPictureProps = { readonly bars: readonly PictureBar[] };

const size = { width: 860, margin: 12, top: 8, names: 260, sums: 70, row: 24, bar: 18, legend: 130 };
/** Of a digit at 11 px. */
const digitPx = 6.6;

const colours = {
  framing: "var(--layer-framing)",
  headers: "var(--layer-headers)",
  envelope: "var(--layer-envelope)",
  message: "var(--layer-message)",
  trailers: "var(--layer-trailers)",
  broken: "var(--failed)",
} as const satisfies Record<WireLayer, string>;

/** The bars as one drawing for a file: names, parts with their figures, sums, and which look is which layer. */
export function BarsPicture({ bars }: BarsPictureProps) {
  const { locale, text } = useText();
  const layers = wireLayers.filter((layer) => bars.some(({ byLayer }) => byLayer[layer] > 0));
  const most = Math.max(1, ...bars.map(({ byLayer }) => sumOf(byLayer)));
  const pxPerByte = (size.width - size.names - size.sums) / most;
  const legendTop = size.top + bars.length * size.row + 8;
  return (
    <svg
      width={size.width + 2 * size.margin}
      height={legendTop + size.row}
      viewBox={`${-size.margin} 0 ${size.width + 2 * size.margin} ${legendTop + size.row}`}
      fontSize="12"
      aria-hidden="true"
    >
      <defs>
        {layers.map((layer) => (
          <pattern key={layer} id={patternId(layer)} width="5" height="5" patternUnits="userSpaceOnUse">
            <path d={patternPaths[layer]} fill="none" stroke={colours[layer]} strokeWidth="1" />
          </pattern>
        ))}
      </defs>
      {bars.map(({ name, byLayer }, row) => (
        <g key={name} transform={`translate(0 ${size.top + row * size.row})`}>
          <text x="0" y="14" fill="var(--ink)">
            {name}
          </text>
          {partsOf(byLayer, pxPerByte).map(({ layer, x, width }) => (
            <LayerPart key={layer} {...{ layer, x, width }} figure={formatNumber(locale, byLayer[layer])} />
          ))}
          <text x={size.width} y="14" textAnchor="end" fill="var(--ink)">
            {formatNumber(locale, sumOf(byLayer))}
          </text>
        </g>
      ))}
      {layers.map((layer, index) => (
        <g key={layer} transform={`translate(${index * size.legend} ${legendTop})`}>
          <LayerPart layer={layer} x={0} width={20} figure="" />
          <text x="26" y="14" fill="var(--ink-soft)">
            {text.wire.layers[layer]}
          </text>
        </g>
      ))}
    </svg>
  );
}

type LayerPartProps = {
  readonly layer: WireLayer;
  readonly x: number;
  readonly width: number;
  readonly figure: string;
};

function LayerPart({ layer, x, width, figure }: LayerPartProps) {
  const box = { x: x + 0.5, y: 0.5, width: Math.max(2, width - 1), height: size.bar - 1 };
  const textPx = figure.length * digitPx + 4;
  return (
    <g>
      <rect {...box} fill={colours[layer]} fillOpacity={layer === "message" ? 0.5 : 0.16} />
      <rect {...box} fill={`url(#${patternId(layer)})`} stroke={colours[layer]} />
      {figure !== "" && textPx + 2 <= width && (
        <>
          <rect x={x + (width - textPx) / 2} y="3" width={textPx} height="12" fill="var(--surface-raised)" />
          <text x={x + width / 2} y="13" fontSize="11" textAnchor="middle" fill="var(--ink)">
            {figure}
          </text>
        </>
      )}
    </g>
  );
}

/** What the style sheet draws on screen: dots, upright and lying lines, nothing on the solid one, and slanting lines. */
const patternPaths = {
  framing: "M2 2.5h1",
  headers: "M0.5 0v5",
  envelope: "M0 0.5h5",
  message: "M0 0",
  trailers: "M0 5L5 0",
  broken: "M0 5L5 0M0 0L5 5",
} as const satisfies Record<WireLayer, string>;

const patternId = (layer: WireLayer) => `layer-${layer}`;

function partsOf(byLayer: LayerBytes, pxPerByte: number) {
  let x = size.names;
  return wireLayers
    .filter((layer) => byLayer[layer] > 0)
    .map((layer) => {
      const width = byLayer[layer] * pxPerByte;
      x += width;
      return { layer, x: x - width, width };
    });
}
