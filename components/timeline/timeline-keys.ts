import type { KeyboardEvent } from "react";
import type { SpanStep } from "#lib/timeline/walk-spans.ts";

/** What a key does while the timeline has the focus (WCAG 2.1.4: nowhere else). */
export type TimelineCommand =
  | { readonly kind: "walk"; readonly step: SpanStep }
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "pan"; readonly share: number }
  | { readonly kind: "play" | "nextEvent" | "previousEvent" | "start" | "end" }
  | { readonly kind: "nudge"; readonly share: number }
  | { readonly kind: "details" | "back" | "fit" | "path" | "swap" | "search" | "region" | "note" };

const plain: Readonly<Record<string, TimelineCommand>> = {
  arrowleft: { kind: "walk", step: "previous" },
  arrowright: { kind: "walk", step: "next" },
  arrowup: { kind: "walk", step: "above" },
  arrowdown: { kind: "walk", step: "below" },
  w: { kind: "zoom", factor: 1.5 },
  s: { kind: "zoom", factor: 1 / 1.5 },
  a: { kind: "pan", share: -0.15 },
  d: { kind: "pan", share: 0.15 },
  " ": { kind: "play" },
  ",": { kind: "previousEvent" },
  ".": { kind: "nextEvent" },
  "[": { kind: "nudge", share: -0.01 },
  "]": { kind: "nudge", share: 0.01 },
  home: { kind: "start" },
  end: { kind: "end" },
  enter: { kind: "details" },
  escape: { kind: "back" },
  f: { kind: "fit" },
  c: { kind: "path" },
  x: { kind: "swap" },
  r: { kind: "region" },
  m: { kind: "note" },
  "/": { kind: "search" },
};

const shifted: Readonly<Record<string, TimelineCommand>> = {
  arrowleft: { kind: "pan", share: -0.15 },
  arrowright: { kind: "pan", share: 0.15 },
  arrowup: { kind: "zoom", factor: 1.5 },
  arrowdown: { kind: "zoom", factor: 1 / 1.5 },
};

/** The command of a key; null leaves the key to the page and the browser. */
export function commandOf(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
): TimelineCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return (event.shiftKey ? shifted : plain)[event.key.toLowerCase()] ?? null;
}
