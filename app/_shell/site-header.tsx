import Link from "next/link";
import { LanguageSwitch } from "#components/i18n/language-switch.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { ThemeSwitch } from "#components/ui/theme-switch.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { BrandMark } from "./brand-mark.tsx";
import { NavLink } from "./nav-link.tsx";

/** One line at the top of every page. Links lead only to what exists. */
export function SiteHeader({ locale }: { readonly locale: Locale }) {
  const { site } = dictionaries[locale];
  return (
    <header
      data-print="hidden"
      className="flex h-(--header) shrink-0 items-center gap-1 border-hairline border-b px-2 sm:px-4"
    >
      <Link
        href={`/${locale}`}
        aria-label={site.home}
        className="flex h-control items-center gap-2 rounded-control px-2 font-semibold text-ink text-sm tracking-tight sm:mr-2"
      >
        <BrandMark className="size-5" />
        <span className="max-[430px]:hidden">{site.brand}</span>
      </Link>
      <nav aria-label={site.navigation} className="flex">
        <NavLink href={`/${locale}/lessons`}>{site.lessons}</NavLink>
        <NavLink href={`/${locale}/play`}>{site.playground}</NavLink>
        <NavLink href={`/${locale}/load`} className="max-[344px]:hidden">
          {site.load}
        </NavLink>
        <NavLink href={`/${locale}/wire`} className="max-lg:hidden">
          {dictionaries[locale].wire.compare.nav}
        </NavLink>
        <NavLink href={`/${locale}/cost`} className="max-md:hidden">
          {site.cost}
        </NavLink>
        <NavLink href={`/${locale}/limits`} className="max-sm:hidden">
          {site.limits}
        </NavLink>
      </nav>
      <div className="ml-auto flex items-center">
        <LanguageSwitch className={`${buttonClass("ghost")} max-sm:px-2! max-sm:[&_svg]:hidden`} />
        <ThemeSwitch />
      </div>
    </header>
  );
}
