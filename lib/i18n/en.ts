import type { Translated } from "./dictionary.ts";
import { about } from "./en/about.ts";
import { calls } from "./en/calls.ts";
import { charts } from "./en/charts.ts";
import { console } from "./en/console.ts";
import { cost } from "./en/cost.ts";
import { editor } from "./en/editor.ts";
import { failures } from "./en/failures.ts";
import { glossary } from "./en/glossary.ts";
import { landing } from "./en/landing.ts";
import { latency } from "./en/latency.ts";
import { lessons } from "./en/lessons.ts";
import { limits } from "./en/limits.ts";
import { load } from "./en/load.ts";
import { outside } from "./en/outside.ts";
import { playground } from "./en/playground.ts";
import { reasons } from "./en/reasons.ts";
import { settings } from "./en/settings.ts";
import { share } from "./en/share.ts";
import { site } from "./en/site.ts";
import { summary } from "./en/summary.ts";
import { target } from "./en/target.ts";
import { timeline } from "./en/timeline.ts";
import { wire } from "./en/wire.ts";

/** Every visible English text, by section. */
export const en = {
  site,
  landing,
  playground,
  share,
  outside,
  settings,
  summary,
  timeline,
  wire,
  latency,
  charts,
  target,
  load,
  cost,
  calls,
  console,
  editor,
  failures,
  lessons,
  limits,
  reasons,
  glossary,
  about,
};

export type WholeDictionary = Translated<typeof en>;

/** What components in the browser may need of it: a page that is only read keeps its texts on the server. */
export type Dictionary = Omit<WholeDictionary, "about">;
