import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { ValidityLight } from "#lib/theory/validity-lights.ts";

/** One light for each assumption; a red one says on which side the truth lies. */
export function TheoryLights({ lights }: { readonly lights: readonly ValidityLight[] }) {
  const words = useText().text.load.theory;
  return (
    <div className="grid content-start gap-1.5 text-sm">
      <h4 className="font-medium">{words.lights}</h4>
      <ul className="grid gap-1">
        {lights.map((light) => (
          <Light key={light.assumption} light={light} />
        ))}
      </ul>
    </div>
  );
}

const looks = {
  holds: { tone: "ok", sign: "✓" },
  fails: { tone: "failed", sign: "✕" },
  unknown: { tone: "pending", sign: "?" },
} as const;

function Light({ light: { assumption, holds, measured, direction } }: { readonly light: ValidityLight }) {
  const { locale, text } = useText();
  const words = text.load.theory;
  const lit = holds === true ? "holds" : "fails";
  const state = holds === null ? "unknown" : lit;
  const { tone, sign } = looks[state];
  return (
    <li className="flex flex-wrap items-center gap-x-2" data-light={state}>
      <Badge tone={tone}>
        {sign} {words[state]}
      </Badge>
      {words.assumptions[assumption]}
      {measured !== null && (
        <span className="text-ink-soft">
          {formatText(words.measuredValue, { value: formatNumber(locale, measured, 2) })}
        </span>
      )}
      {direction !== null && <span className="text-ink-soft">{words.directions[direction]}</span>}
    </li>
  );
}
