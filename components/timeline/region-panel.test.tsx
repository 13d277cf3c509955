import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { type Scenario, scenarioRecord } from "#lib/timeline/build-records.ts";
import { layoutLanes } from "#lib/timeline/layout-lanes.ts";
import { RegionPanel } from "./region-panel.tsx";

const layoutOf = (kind: Scenario["kind"], calls: number) =>
  layoutLanes(scenarioRecord({ calls, kind, serviceUs: 1_000_000, roundTripUs: 10_000, workers: 10 }));
const nothing = () => undefined;

function textOf(layouts: readonly ReturnType<typeof layoutOf>[], locale: Locale = "en"): string {
  const markup = renderToStaticMarkup(
    <LanguageProvider locale={locale} text={dictionaries[locale]}>
      <RegionPanel
        layouts={layouts}
        labels={["Blocking", "All at once"].slice(0, layouts.length)}
        nowUs={layouts.map(({ lastUs }) => lastUs)}
        region={{ fromUs: 100_000, toUs: 900_000 }}
        onZoom={nothing}
        onClose={nothing}
      />
    </LanguageProvider>,
  );
  return markup
    .replaceAll(/<[^>]+>/g, "|")
    .replaceAll("\u00a0", " ")
    .replaceAll(/\|+/g, "|");
}

test("says for each run what was under way in the stretch, and that four calls are too few", () => {
  const text = textOf([layoutOf("blocking", 4), layoutOf("concurrent", 4)]);
  expect(text).toContain("100 ms to 900 ms · 800 ms");
  expect(text).toContain("|Blocking|1|1.01 s|too few: 1 of 6|");
  expect(text).toContain("|All at once|4|1.01 s|too few: 4 of 6|1.01 s|too few: 4 of 72|");
  expect(text).toContain("execution 800 ms");
  expect(text).toContain("execution 3.20 s");
});

test("says no warning where there are enough, and says it in Chinese", () => {
  const many = textOf([layoutOf("concurrent", 80)], "zh");
  expect(many).toContain("100 ms 至 900 ms");
  expect(many).not.toContain("样本太少");
  expect(textOf([layoutOf("concurrent", 4)], "zh")).toContain("样本太少：4/72");
});
