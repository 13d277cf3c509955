import type { WireWay } from "#lib/cost/measure-wire.ts";

/** How a way is drawn: protocols by colour, encodings by line, compression by the mark. */
export function lookOf({ protocol, codec, gzip }: WireWay) {
  const colours = { connect: "var(--series-a)", "grpc-web": "var(--series-b)", grpc: "var(--ink)" } as const;
  const dash = codec === "json" ? "6 3" : undefined;
  return {
    colour: colours[protocol],
    dash: gzip ? (dash === undefined ? "1.5 3" : "6 3 1.5 3") : dash,
    hollow: gzip,
  };
}
