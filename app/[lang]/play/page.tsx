import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readLimits } from "#app/_data/limits.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readRecordedRunFiles, readRecordedRuns } from "#app/_data/recorded-runs.ts";
import { readStarter, starterExperiments } from "#app/_data/starter.ts";
import { PlaygroundEntry } from "#components/playground/playground-entry.tsx";
import type { PlaygroundLimits } from "#components/playground/playground-limits.ts";
import { PlaygroundPreview } from "#components/playground/playground-preview.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { isLocale } from "#lib/i18n/locales.ts";
import type { Limits } from "#lib/limits.ts";

type PageProps = { readonly params: Promise<{ readonly lang: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  if (!isLocale(lang)) return {};
  const { title, description } = dictionaries[lang].playground;
  return pageMetadata({ locale: lang, path: "/play", title, description });
}

export default async function PlayPage({ params }: PageProps) {
  const { lang } = await params;
  if (!isLocale(lang)) notFound();
  const starter = readStarter(lang);
  const recorded = readRecordedRuns(lang);
  return (
    <PlaygroundEntry
      starter={starter}
      starterExperiments={starterExperiments(starter)}
      recordedRuns={readRecordedRunFiles(lang)}
      limits={toPageLimits(readLimits())}
      preview={
        <PlaygroundPreview
          locale={lang}
          text={dictionaries[lang]}
          files={[...starter].sort((a, b) => Number(b.path === "server.ts") - Number(a.path === "server.ts"))}
          runs={recorded === null ? null : [recorded.blocking, recorded.allAtOnce]}
        />
      }
    />
  );
}

/** The numbers the page tells of or keeps to; the others stay on the server. */
function toPageLimits(limits: Limits): PlaygroundLimits {
  const { runMs, maxCallsPerRun, maxWorkers, maxQueuedCalls, maxConcurrentCalls } = limits;
  const { logBytesPerMinute, maxDelayMs, minBandwidthKbps, maxBandwidthKbps, maxFiles, maxPathLength } =
    limits;
  return {
    runMs,
    maxCallsPerRun,
    maxWorkers,
    maxQueuedCalls,
    maxConcurrentCalls,
    logBytesPerMinute,
    maxDelayMs,
    minBandwidthKbps,
    maxBandwidthKbps,
    maxFiles,
    maxPathLength,
  };
}
