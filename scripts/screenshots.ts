import { mkdirSync } from "node:fs";
import { openSite, runExperiment } from "./site.ts";

/** Takes the README's pictures from the real page: `npm run screenshots`. */
const folder = "docs/images";
mkdirSync(folder, { recursive: true });
const site = await openSite();
try {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await site.browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${site.origin}/en/play`, { waitUntil: "networkidle" });
    await runExperiment(page, "blocking");
    await runExperiment(page, "allAtOnce");
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${folder}/playground-${colorScheme}.png` });
    await context.close();
  }
} finally {
  await site.close();
}
