import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { SiteFooter } from "./site-footer.tsx";

type ReadingPageProps = {
  readonly locale: Locale;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A page that scrolls and ends with the footer, as all do but the playground. */
export function ReadingPage({ locale, className, children }: ReadingPageProps) {
  return (
    <>
      <main
        id="content"
        tabIndex={-1}
        className={classNames("mx-auto w-full max-w-280 flex-1 px-4 sm:px-6", className)}
      >
        {children}
      </main>
      <SiteFooter locale={locale} />
    </>
  );
}
