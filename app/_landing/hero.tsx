import Link from "next/link";
import { buttonClass } from "#components/ui/button-class.ts";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/** Headline, one sentence, two doors. */
export function Hero({ locale }: { readonly locale: Locale }) {
  const text = dictionaries[locale].landing;
  return (
    <div className="grid items-end gap-x-12 gap-y-6 pt-10 pb-7 sm:pt-14 lg:grid-cols-[1fr_auto]">
      <div>
        <h1 className="text-2xl sm:text-3xl">{text.title}</h1>
        <p className="mt-4 max-w-[66ch] text-ink-soft text-lg">{text.lead}</p>
      </div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 lg:flex-col lg:items-end">
        <Link href={`/${locale}/lessons`} className={buttonClass("primary", "large")}>
          {text.course}
        </Link>
        <Link href={`/${locale}/play`} className={buttonClass("quiet", "large")}>
          {text.open}
        </Link>
        <span className="text-ink-faint text-sm">{text.openNote}</span>
      </p>
    </div>
  );
}
