"use client";

import { useText } from "#components/i18n/use-text.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { ChosenSettings } from "#lib/lessons/chosen-settings.ts";
import { stillToChoose } from "#lib/lessons/still-to-choose.ts";
import type { RunSettings } from "#lib/record/run-record.ts";

type SettingsChangeProps = { readonly settings: RunSettings; readonly chosen: ChosenSettings };

/** What the solution changes in the settings, by the names that the panel has for them. Nothing where all is chosen. */
export function SettingsChange({ settings, chosen }: SettingsChangeProps) {
  const { locale, text } = useText();
  const keys = stillToChoose(settings, chosen);
  if (keys.length === 0) return null;
  return (
    <ul aria-label={text.lessons.solution.settings} className="grid gap-1 text-sm">
      {keys.map((key) => (
        <li key={key}>
          {formatText(text.lessons.solution.setting, {
            name: nameOf(key, text.settings),
            before: shownValue(settings, key, text, locale),
            after: shownValue({ ...settings, ...chosen }, key, text, locale),
          })}
        </li>
      ))}
    </ul>
  );
}

function nameOf(key: keyof ChosenSettings, words: Dictionary["settings"]): string {
  return words[key];
}

function shownValue(
  settings: RunSettings,
  key: keyof ChosenSettings,
  text: Dictionary,
  locale: Locale,
): string {
  const words = text.settings;
  switch (key) {
    case "codec":
      return settings.codec === "json" ? words.codecJson : words.codecBinary;
    case "protocol":
      return { connect: words.protocolConnect, grpc: words.protocolGrpc, "grpc-web": words.protocolGrpcWeb }[
        settings.protocol
      ];
    case "workers":
      return settings.workers === null ? words.unlimited : formatNumber(locale, settings.workers);
    case "queueLimit":
      return settings.queueLimit === null ? words.queueLimitNone : formatNumber(locale, settings.queueLimit);
    case "calls":
      return formatNumber(locale, settings.calls);
    case "network": {
      const { delayMs, jitterMs, bandwidthKbps } = settings.network;
      const bandwidth =
        bandwidthKbps === 0 ? words.unlimited : `${formatNumber(locale, bandwidthKbps)} ${words.kbps}`;
      return `${formatNumber(locale, delayMs)} ${words.ms} ± ${formatNumber(locale, jitterMs)} ${words.ms}, ${bandwidth}`;
    }
  }
}
