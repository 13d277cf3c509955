import { mkdirSync } from "node:fs";
import { openSite, runExperiment } from "./site.ts";

/**
 * Records the runs that landing page and playground show on arrival: the starter's experiments, in a real browser
 * against the real server, once per language (titles and replies are in the page's language).
 */
const experiments = { blocking: "blocking", allAtOnce: "all-at-once" } as const;

const site = await openSite();
try {
  for (const locale of ["en", "zh"]) {
    const folder = `app/_data/recorded-runs/${locale}`;
    mkdirSync(folder, { recursive: true });
    const page = await site.browser.newPage();
    await page.goto(`${site.origin}/${locale}/play`, { waitUntil: "networkidle" });
    for (const [experiment, file] of Object.entries(experiments)) {
      await runExperiment(page, experiment); // the first one warms up
      await runExperiment(page, experiment);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: /^(Download record|下载记录)$/ }).click(),
      ]);
      await download.saveAs(`${folder}/${file}.json`);
    }
    await page.close();
  }
} finally {
  await site.close();
}
