import type { WholeDictionary } from "./en.ts";
import { about } from "./zh/about.ts";
import { calls } from "./zh/calls.ts";
import { charts } from "./zh/charts.ts";
import { console } from "./zh/console.ts";
import { cost } from "./zh/cost.ts";
import { editor } from "./zh/editor.ts";
import { failures } from "./zh/failures.ts";
import { glossary } from "./zh/glossary.ts";
import { landing } from "./zh/landing.ts";
import { latency } from "./zh/latency.ts";
import { lessons } from "./zh/lessons.ts";
import { limits } from "./zh/limits.ts";
import { load } from "./zh/load.ts";
import { outside } from "./zh/outside.ts";
import { playground } from "./zh/playground.ts";
import { reasons } from "./zh/reasons.ts";
import { settings } from "./zh/settings.ts";
import { share } from "./zh/share.ts";
import { site } from "./zh/site.ts";
import { summary } from "./zh/summary.ts";
import { target } from "./zh/target.ts";
import { timeline } from "./zh/timeline.ts";
import { wire } from "./zh/wire.ts";

export const zh = {
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
} satisfies WholeDictionary;
