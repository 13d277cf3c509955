import { type WireLayer, wireLayers } from "#lib/wire/wire-node.ts";

export type LayerBytes = Readonly<Record<WireLayer, number>>;

export function sumOf(byLayer: LayerBytes): number {
  return wireLayers.reduce((sum, layer) => sum + byLayer[layer], 0);
}
