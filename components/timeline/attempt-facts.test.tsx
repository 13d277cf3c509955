import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { en } from "#lib/i18n/en.ts";
import { zh } from "#lib/i18n/zh.ts";
import { testRecord } from "#lib/timeline/build-records.ts";
import { AttemptFacts } from "./attempt-facts.tsx";

const record = {
  ...testRecord({
    attempts: [{ intended: 0, arrived: 1_000, started: 2_000, ended: 90_000, detail: { cpuUs: 7_500 } }],
  }),
  heap: [
    { atUs: 10_000, bytes: 5_400_000, replica: 0 },
    { atUs: 80_000, bytes: 23_800_000, replica: 0 },
  ],
};

function factsIn(locale: "en" | "zh"): string {
  const markup = renderToStaticMarkup(
    <LanguageProvider locale={locale} text={locale === "en" ? en : zh}>
      <AttemptFacts record={record} row={0} />
    </LanguageProvider>,
  );
  return markup.replace(/<[^>]*>/g, "|");
}

test("an attempt's facts name its processor time, and the heap at its beginning and its end", () => {
  expect(factsIn("en")).toMatch(/Processor time\|+7.50 ms/);
  expect(factsIn("en")).toMatch(/Server’s heap\|+5.4 MB at first, 23.8 MB at last/);
  expect(factsIn("zh")).toMatch(/处理器时间\|+7.50 ms/);
  expect(factsIn("zh")).toMatch(/服务端堆内存\|+开始时 5.4 MB，结束时 23.8 MB/);
});
