import { type Ink, inkProperties, inks } from "./pen.ts";

/** Every ink as a colour that a canvas understands. */
export type Theme = Readonly<Record<Ink, string>>;

/** Reads the theme from the custom properties in force at `element`. Read it again when `data-theme` changes. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const read = (ink: Ink) => [ink, style.getPropertyValue(inkProperties[ink]).trim() || "#808080"] as const;
  return Object.fromEntries(inks.map(read)) as Record<Ink, string>;
}
