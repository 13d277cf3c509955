"use client";

import { Moon, Sun } from "lucide-react";
import { useEffect } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import { themeChoices, themePreference } from "./theme-preference.ts";
import { useStoredPreference } from "./use-stored-preference.ts";

/** Light, dark or as the system: the system's own list behind an icon. */
export function ThemeSwitch() {
  const { text } = useText();
  const [choice, setChoice] = useStoredPreference(themePreference);

  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const dark = choice === "dark" || (choice === "system" && system.matches);
      document.documentElement.dataset.theme = dark ? "dark" : "light";
    };
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [choice]);

  return (
    <span
      className={classNames(
        buttonClass("ghost"),
        "relative aspect-square px-0! has-focus-visible:outline-2 has-focus-visible:outline-accent [&_svg]:size-4",
      )}
    >
      {/* Both icons are there and the style chooses: the server does not know the theme. */}
      <Sun aria-hidden="true" className="dark:hidden" />
      <Moon aria-hidden="true" className="hidden dark:block" />
      <select
        aria-label={text.site.theme.label}
        title={text.site.theme.label}
        value={choice}
        onChange={(event) => setChoice(themeChoices.find((each) => each === event.target.value) ?? "system")}
        className="absolute inset-0 appearance-none opacity-0"
      >
        {themeChoices.map((each) => (
          <option key={each} value={each} className="bg-surface-raised text-ink">
            {text.site.theme[each]}
          </option>
        ))}
      </select>
    </span>
  );
}
