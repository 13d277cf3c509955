import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { en } from "#lib/i18n/en.ts";
import { zh } from "#lib/i18n/zh.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { testRecord } from "#lib/timeline/build-records.ts";
import { AttemptFacts } from "./attempt-facts.tsx";

const record: RunRecord = {
  ...testRecord({
    attempts: [{ intended: 0, arrived: 1_000, started: 2_000, ended: 90_000, detail: { cpuUs: 7_500 } }],
  }),
  heap: [
    { atUs: 10_000, bytes: 5_400_000, replica: 0 },
    { atUs: 80_000, bytes: 23_800_000, replica: 0 },
  ],
};

function factsIn(locale: "en" | "zh", shown = record): string {
  const markup = renderToStaticMarkup(
    <LanguageProvider locale={locale} text={locale === "en" ? en : zh}>
      <AttemptFacts record={shown} row={0} />
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

test("an attempt's facts name its emulated connection, and the wait for it where there was one", () => {
  const shown = (detail: object) => ({
    ...record,
    ...testRecord({ attempts: [{ intended: 0, arrived: 1_000, detail }] }),
  });
  const waited = shown({ connection: 3, connectUs: 60_000 });
  expect(factsIn("en", waited)).toMatch(
    /Connection \(emulated\)\|+number 3, after 60.0 ms until it was open and free/,
  );
  expect(factsIn("zh", waited)).toMatch(/连接（模拟）\|+3 号，等它建立并空闲用了 60.0 ms/);
  expect(factsIn("en", shown({ connection: 3 }))).toMatch(/number 3, open and free/);
  expect(factsIn("en")).not.toMatch(/emulated/);
});
