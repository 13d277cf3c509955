import { createStoredPreference } from "./stored-preference.ts";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** What the visitor chose. The theme on screen is `data-theme` of the root element, set before the first paint. */
export const themePreference = createStoredPreference<ThemeChoice>("theme", "system", (json) =>
  themeChoices.find((choice) => choice === json),
);

/**
 * The script that sets `data-theme` while the head is read, before anything is painted. It runs before every module, so
 * it repeats in six lines what `themePreference` says.
 */
export const themeScript = `(() => {
  let choice;
  try { choice = JSON.parse(localStorage.getItem(${JSON.stringify(themePreference.key)})); } catch {}
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})()`;
