import Link from "next/link";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/** What is measured and what is emulated, whose it is, and where the bounds are. */
export function SiteFooter({ locale }: { readonly locale: Locale }) {
  const { footer } = dictionaries[locale].site;
  return (
    <footer className="mt-auto border-hairline border-t">
      <div className="mx-auto grid max-w-280 gap-x-10 gap-y-6 px-4 py-8 text-ink-soft text-sm sm:px-6 md:grid-cols-[2fr_1fr_1fr]">
        <section>
          <h2 className="mb-1 font-semibold text-ink">{footer.measuredTitle}</h2>
          <p className="max-w-[58ch]">{footer.measured}</p>
        </section>
        <section>
          <h2 className="mb-1 font-semibold text-ink">{footer.boundsTitle}</h2>
          <p>{footer.bounds}</p>
          <Link href={`/${locale}/limits`} className="text-link mt-1 inline-block pointer-coarse:py-2">
            {footer.boundsLink}
          </Link>
        </section>
        <section>
          <h2 className="mb-1 font-semibold text-ink">{footer.openTitle}</h2>
          <p>{footer.open}</p>
          <Link href={`/${locale}#host`} className="text-link mt-1 inline-block pointer-coarse:py-2">
            {footer.hostLink}
          </Link>
          <Link href={`/${locale}/about`} className="text-link mt-1 ml-4 inline-block pointer-coarse:py-2">
            {footer.aboutLink}
          </Link>
          <Link
            href={`/${locale}/load`}
            className="text-link mt-1 ml-4 inline-block pointer-coarse:py-2 min-[345px]:hidden"
          >
            {dictionaries[locale].site.load}
          </Link>
          <Link
            href={`/${locale}/cost`}
            className="text-link mt-1 ml-4 inline-block pointer-coarse:py-2 md:hidden"
          >
            {dictionaries[locale].site.cost}
          </Link>
          <Link
            href={`/${locale}/wire`}
            className="text-link mt-1 ml-4 inline-block pointer-coarse:py-2 lg:hidden"
          >
            {dictionaries[locale].wire.compare.nav}
          </Link>
          <Link href={`/${locale}/glossary`} className="text-link mt-1 ml-4 inline-block pointer-coarse:py-2">
            {footer.glossaryLink}
          </Link>
        </section>
      </div>
    </footer>
  );
}
