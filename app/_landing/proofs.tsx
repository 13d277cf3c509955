import type { ReactNode } from "react";
import type { RecordedRuns } from "#app/_data/recorded-runs.ts";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { HeartbeatMiniature } from "./heartbeat-miniature.tsx";
import { PercentileMiniature } from "./percentile-miniature.tsx";
import { WavesMiniature } from "./waves-miniature.tsx";

type ProofsProps = { readonly locale: Locale; readonly runs: RecordedRuns | null; readonly host: string };

/** Four claims, each with a small thing that shows it. */
export function Proofs({ locale, runs, host }: ProofsProps) {
  const text = dictionaries[locale].landing.proofs;
  return (
    <section aria-labelledby="proofs" className="mt-16">
      <h2 id="proofs" className="text-xl">
        {text.title}
      </h2>
      <div className="mt-4 grid gap-px overflow-hidden rounded-control border border-hairline bg-hairline md:grid-cols-2">
        <Proof title={text.heartbeat.title} meaning={text.heartbeat.meaning}>
          {runs !== null && <HeartbeatMiniature words={text.heartbeat} runs={runs} />}
        </Proof>
        <Proof title={text.workers.title} meaning={text.workers.meaning}>
          <WavesMiniature locale={locale} words={text.workers} />
        </Proof>
        <Proof title={text.clients.title} meaning={text.clients.meaning}>
          <pre className="whitespace-pre-wrap break-words text-ink-soft text-xs leading-5">
            {`grpcurl -plaintext \\\n  -H 'x-deployment: …' -d '{"name": "Ada"}' ${host} greet.v1.Greeter/SayHello`}
          </pre>
        </Proof>
        <Proof title={text.percentile.title} meaning={text.percentile.meaning}>
          <PercentileMiniature locale={locale} words={text.percentile} />
        </Proof>
      </div>
    </section>
  );
}

type ProofProps = { readonly title: string; readonly meaning: string; readonly children: ReactNode };

function Proof({ title, meaning, children }: ProofProps) {
  return (
    <article className="flex min-w-0 flex-col bg-surface-raised p-5">
      <h3 className="text-base">{title}</h3>
      <p className="mt-1 max-w-[60ch] text-ink-soft">{meaning}</p>
      {children && <div className="mt-auto pt-5">{children}</div>}
    </article>
  );
}
